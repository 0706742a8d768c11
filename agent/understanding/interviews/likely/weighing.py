"""Weighs candidates: how likely one meets then. The weights were learnt from labelled mail: `make learn`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from agent.understanding.interviews.likely.records import Candidate
from agent.understanding.likeness.choice import likelihoods
from agent.understanding.likeness.weights import Weights, read_weights


def weighed(candidates: Sequence[Candidate]) -> tuple[tuple[float, Candidate], ...]:
    """The candidates of one message, each with how likely the one meeting is then; the likeliest first."""
    likely = likelihoods(_weights(), [one.traits for one in candidates])
    return tuple(sorted(zip(likely, candidates, strict=True), key=lambda one: -one[0]))


@cache
def _weights() -> Weights:
    return read_weights(__file__, "weights.json")
