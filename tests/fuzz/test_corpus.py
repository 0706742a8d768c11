"""What fuzzing has found, and a few inputs of each kind, break nothing."""

from __future__ import annotations

import pytest

from tests.fuzz.inputs import CORPUS, corpus
from tests.fuzz.targets import TARGETS

INPUTS = [(name, label) for name in TARGETS for label in corpus(name)]


@pytest.mark.parametrize(("name", "label"), INPUTS, ids=lambda value: value)
def test_an_input_breaks_nothing(name: str, label: str) -> None:
    TARGETS[name][0](corpus(name)[label])


def test_every_target_has_a_corpus() -> None:
    assert {path.name for path in CORPUS.iterdir()} == set(TARGETS)
    assert all(len(corpus(name)) > 10 for name in TARGETS)
