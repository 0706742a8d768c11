"""Fits logistic regressions (multinomial ones by scikit-learn) and writes them down as tables that the agent reads."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import log
from pathlib import Path
from typing import Any

from agent.understanding.likeness.choice import CHOSEN, OTHER
from agent.understanding.likeness.weights import Row, as_written

Fitted = tuple[list[str], list[float], dict[str, list[tuple[int, float]]]]
"""Classes, their bases, and by name its weights: the number of a class and the weight for it."""


@dataclass(frozen=True, slots=True)
class Example:
    """Something with its traits, and the class it is of."""

    traits: Mapping[str, float]
    label: str


def digest(examples: object) -> str:
    """Changes with the examples: a table of weights names the ones it was made from."""
    return sha256(repr(examples).encode()).hexdigest()[:16]


def fit(
    rows: Sequence[Mapping[str, float]],
    labels: Sequence[str],
    *,
    strictness: float,
    at_least: int,
    smallest: float,
    is_word: Callable[[str], bool],
    alike: bool = True,
) -> Fitted:
    """Learn which class each row is of.

    Names that stand in fewer than `at_least` rows are left out, and weights below `smallest`: they say nothing sure and
    would make the table long. `strictness` is scikit-learn's C. With `alike` every class counts alike, however rare it
    is; without, the likelihoods are what they say. A word counts by its rarity: the logarithm of how many rows there
    are to each that has it, which its weight in the table holds.
    """
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    often = Counter(name for row in rows for name in row)
    vectors = DictVectorizer()
    rarity = {name: log(len(rows) / count) if is_word(name) else 1.0 for name, count in often.items()}
    kept = [{name: value * rarity[name] for name, value in row.items() if often[name] >= at_least} for row in rows]
    model = LogisticRegression(C=strictness, max_iter=4000, tol=1e-5, class_weight="balanced" if alike else None)
    model.fit(vectors.fit_transform(kept), labels)
    first = len(model.classes_) - len(model.coef_)  # of two classes the first has no weights
    weights = {
        name: [
            (number, round(float(weight), 2))
            for number, weight in enumerate(model.coef_[:, at] * rarity[name], first)
            if abs(weight) >= smallest
        ]
        for at, name in enumerate(vectors.get_feature_names_out())
    }
    return list(model.classes_), [0.0] * first + [round(float(one), 2) for one in model.intercept_], weights


def fit_choice(groups: Sequence[Sequence[Example]], *, strictness: float, at_least: int, smallest: float) -> Fitted:
    """Learn which option of each group is the one (`CHOSEN`), or that none is: a conditional logistic regression.

    The options of a group share one whole with "none", as `likeness.choice` reads them. `strictness`: the larger, the
    less a single weight may grow. An example of a group that holds no chosen one teaches what to leave alone.
    """
    import numpy as np
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix
    from sklearn.feature_extraction import DictVectorizer

    options = [(at, one) for at, group in enumerate(groups) for one in group]
    often = Counter(name for _, one in options for name in one.traits)
    kept = [{name: value for name, value in one.traits.items() if often[name] >= at_least} for _, one in options]
    vectors = DictVectorizer()
    traits = vectors.fit_transform(kept).tocsr()
    group = np.array([at for at, _ in options])
    chosen = np.array([one.label == CHOSEN for _, one in options], dtype=float)
    in_group = csr_matrix((np.ones(len(options)), (group, np.arange(len(options)))), shape=(len(groups), len(options)))

    def loss(weights: Any) -> tuple[float, Any]:
        scores = np.clip(traits @ weights[:-1] + weights[-1], -30, 30)
        powers = np.exp(scores)
        wholes = 1 + in_group @ powers
        missed = chosen - powers / wholes[group]
        slope = traits.T @ missed - strictness * weights[:-1]
        value = np.log(wholes).sum() - (chosen * scores).sum() + strictness / 2 * (weights[:-1] ** 2).sum()
        return float(value), -np.append(slope, missed.sum())

    found = minimize(loss, np.zeros(traits.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 400}).x
    names = zip(vectors.get_feature_names_out(), found[:-1], strict=True)
    table = {name: [(1, round(float(weight), 2))] for name, weight in names if abs(weight) >= smallest}
    return [OTHER, CHOSEN], [0.0, round(float(found[-1]), 2)], table


def write(
    target: Path, made_from: str, classes: Sequence[str], base: Sequence[float], weights: Mapping[str, Row]
) -> None:
    """Write a table: one name a line, in order, so that a change shows what changed."""
    rows = ",\n".join(
        f"{json.dumps(name, ensure_ascii=False)}:{json.dumps(as_written(row))}"
        for name, row in sorted(weights.items())
        if row
    )
    head = {"made_from": made_from, "classes": list(classes), "base": list(base)}
    text = json.dumps(head, separators=(",", ":"))[:-1] + ',"rows":{\n' + rows + "\n}}\n"
    target.write_text(text, encoding="utf-8")
