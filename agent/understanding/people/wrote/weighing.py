"""Weighs the traits of a writer: how likely the owner meets them. Learnt from labelled mail: `make learn`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from agent.understanding.likeness.weights import Weights, read_weights

MET, OTHER = "met", "other"


def likelihood(traits: Mapping[str, float]) -> float:
    """How likely the owner meets a writer with these traits, 0 to 1."""
    return _weights().likelihoods(traits)[MET]


@cache
def _weights() -> Weights:
    return read_weights(__file__, "weights.json")
