"""Weighs candidates: how likely one meets then. The weights were learnt from labelled mail: `make learn`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from agent.understanding.interviews.likely.records import Candidate, Source
from agent.understanding.likeness.choice import likelihoods
from agent.understanding.likeness.weights import Weights, read_weights


def weighed(candidates: Sequence[Candidate]) -> tuple[tuple[float, Candidate], ...]:
    """The candidates of one message, each with how likely the one meeting is then; the likeliest first.

    The other half of the day is left out until the weights were taught of it: nothing else tells it from the usual one.
    """
    known = [one for one in candidates if one.source is not Source.OTHER_HALF or _knows_halves()]
    likely = likelihoods(_weights(), [one.traits for one in known])
    return tuple(sorted(zip(likely, known, strict=True), key=lambda one: -one[0]))


@cache
def _knows_halves() -> bool:
    sort = f"from {Source.OTHER_HALF}"
    return any(_weights().knows(name) for name in (sort, f"{sort} morning", f"{sort} evening"))


@cache
def _weights() -> Weights:
    return read_weights(__file__, "weights.json")
