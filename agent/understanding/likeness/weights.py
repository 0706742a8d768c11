"""Tables of learnt weights: names, what each speaks for, and how strongly. Written by `learn`, read here."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from math import exp
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Weights:
    """A multinomial logistic model: `classes` with a `base` each, and per name the classes it speaks for or against.

    `made_from` is a digest of the examples it was learnt from.
    """

    made_from: str
    classes: tuple[str, ...]
    base: tuple[float, ...]
    rows: Mapping[str, tuple[tuple[int, float], ...]]

    def likelihoods(self, values: Mapping[str, float]) -> dict[str, float]:
        """How likely each class is; together 1. Names that were never learnt count nothing."""
        scores = list(self.base)
        for name, value in values.items():
            for at, weight in self.rows.get(name, ()):
                scores[at] += weight * value
        most = max(scores)
        parts = [exp(score - most) for score in scores]
        whole = sum(parts)
        return {name: part / whole for name, part in zip(self.classes, parts, strict=True)}


def read_weights(module: str, name: str) -> Weights:
    """The table called `name` beside the module whose `__file__` is given."""
    raw = json.loads(Path(module).with_name(name).read_text(encoding="utf-8"))
    rows = {word: tuple(zip(row[::2], row[1::2], strict=True)) for word, row in raw["rows"].items()}
    return Weights(raw["made_from"], tuple(raw["classes"]), tuple(raw["base"]), rows)
