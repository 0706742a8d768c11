"""The tables of weights are those of the examples as they stand, and say what the examples say."""

from __future__ import annotations

from math import exp
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.understanding.likeness import likeness
from agent.understanding.likeness.choice import CHOSEN, OTHER, likelihoods
from agent.understanding.likeness.weights import read_weights, weights
from tests.learning import acts, messages, people, promises, sentences, starts, writers
from tests.learning.fitting import Example, digest, fit_choice, write


def test_what_sentences_are_like_was_learnt_from_these_examples() -> None:
    table = read_weights(str(sentences.TARGET), sentences.TARGET.name)
    assert table.made_from == digest(sentences.examples()), "run `make learn`"


@pytest.mark.parametrize("target", [messages.WHETHER, messages.WHICH], ids=["whether", "which"])
def test_kinds_were_learnt_from_these_messages(target: Path) -> None:
    assert read_weights(str(target), target.name).made_from == messages.made_from(), "run `make learn`"


def test_promised_dates_were_learnt_from_these_messages() -> None:
    table = read_weights(str(promises.TARGET), promises.TARGET.name)
    assert table.made_from == promises.made_from(), "run `make learn`"


def test_starts_were_learnt_from_these_messages() -> None:
    table = read_weights(str(starts.TARGET), starts.TARGET.name)
    assert table.made_from == starts.made_from(), "run `make learn`"


def test_acts_were_learnt_from_this_mail() -> None:
    table = read_weights(str(acts.TARGET), acts.TARGET.name)
    assert table.made_from == acts.made_from(), "run `make learn`"


@pytest.mark.parametrize("target", [people.NAMES, people.TARGET], ids=["names", "people"])
def test_names_and_people_were_learnt_from_these_messages(target: Path) -> None:
    assert read_weights(str(target), target.name).made_from == people.made_from(), "run `make learn`"


def test_writers_were_learnt_from_these_messages() -> None:
    table = read_weights(str(writers.TARGET), writers.TARGET.name)
    assert table.made_from == writers.made_from(), "run `make learn`"


def test_most_examples_are_like_their_own_signal() -> None:
    known = sentences.examples()[::7]
    right = sum(max(like, key=like.__getitem__) == signal for signal, one in known if (like := likeness(one)))
    assert right > 0.9 * len(known)


@pytest.mark.parametrize("sentence", ["", "?", "x" * 100_000, "Dana " * 20_000, "not " * 20_000])
def test_any_text_is_like_something(sentence: str) -> None:
    assert sum(likeness(sentence).values()) == pytest.approx(1.0)


def test_weights_add_up_as_a_logistic_model_does() -> None:
    table = weights("", ("a", "b"), (0.0, 0.0), {"x": ((0, 1.0),), "y": ((1, 2.0),)})
    assert table.likelihoods({"x": 1.0, "unknown": 9.0})["a"] == pytest.approx(0.7311, abs=1e-4)
    assert table.likelihoods({"x": 1.0, "y": 0.5})["a"] == pytest.approx(0.5)
    assert table.likelihoods_of(["x", "unknown"]) == table.likelihoods({"x": 1.0})


_WEIGHT = st.floats(-30, 30).map(lambda weight: round(weight, 2))


@given(
    rows=st.dictionaries(st.text(max_size=3), st.lists(_WEIGHT, min_size=3, max_size=3), max_size=8),
    values=st.dictionaries(st.text(max_size=3), st.floats(0, 4), max_size=8),
    base=st.lists(_WEIGHT, min_size=3, max_size=3),
)
def test_weights_in_digits_add_up_like_weights(
    rows: dict[str, list[float]], values: dict[str, float], base: list[float]
) -> None:
    values = {name: values.get(name, 1.0) for name in [*rows, *values]}
    table = weights("", "abc", base, {name: list(enumerate(row)) for name, row in rows.items()})
    scores = [base[at] + sum(row[at] * values[name] for name, row in rows.items()) for at in range(3)]
    whole = sum(exp(score - max(scores)) for score in scores)
    expected = [exp(score - max(scores)) / whole for score in scores]
    assert list(table.likelihoods(values).values()) == pytest.approx(expected, abs=1e-3)


def test_a_row_is_read_when_its_name_is_met(tmp_path: Path) -> None:
    rows = {"x": [(0, 1.0), (2, -0.35)], "y": [(1, 2.0)]}
    write(tmp_path / "weights.json", "digest", "abc", [0.1, 0.0, -0.2], rows)
    table, known = (
        read_weights(str(tmp_path / "a.py"), "weights.json"),
        weights("digest", "abc", (0.1, 0.0, -0.2), rows),
    )
    assert table.likelihoods({"x": 0.5, "z": 1.0}) == known.likelihoods({"x": 0.5})
    assert table.unread.keys() == {"y"}
    assert (
        table.likelihoods_of(["x", "y"]) == table.likelihoods({"x": 1.0, "y": 1.0}) == known.likelihoods_of(["x", "y"])
    )


def test_what_is_chosen_among_others_is_learnt() -> None:
    pytest.importorskip("sklearn", reason="the extra `learn` is not installed")
    firm, loose = Example({"said": 1.0, "firm": 1.0}, CHOSEN), Example({"said": 1.0, "loose": 1.0}, OTHER)
    groups = [[firm, loose]] * 40 + [[loose]] * 40 + [[loose, loose]] * 20
    table = weights("", *fit_choice(groups, strictness=1.0, at_least=2, smallest=0.01))
    chosen, other = likelihoods(table, [firm.traits, loose.traits])
    assert chosen > 0.8
    assert other < 0.1
    assert likelihoods(table, [loose.traits])[0] < 0.2
