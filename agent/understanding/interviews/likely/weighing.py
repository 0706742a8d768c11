"""Weighs the traits of a time: how likely one meets then. The weights were learnt from labelled mail: `make learn`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from agent.understanding.likeness.weights import Weights, read_weights

MEETING, OTHER = "meeting", "other"


def likelihood(traits: Mapping[str, float]) -> float:
    """How likely a time with these traits is the start of the one meeting, 0 to 1."""
    return _weights().likelihoods(traits)[MEETING]


@cache
def _weights() -> Weights:
    return read_weights(__file__, "weights.json")
