"""Weighs the traits of a date: how likely it is promised. The weights were learnt from labelled mail: `make learn`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from agent.understanding.likeness.weights import Weights, read_weights

PROMISED, OTHER = "promised", "other"


def likelihood(traits: Mapping[str, float]) -> float:
    """How likely the hiring side promises news by a date with these traits, 0 to 1."""
    return _weights().likelihoods(traits)[PROMISED]


@cache
def _weights() -> Weights:
    return read_weights(__file__, "weights.json")
