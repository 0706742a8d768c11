"""Weighs the traits of a sentence of the owner's. The weights were learnt from labelled mail: `make learn`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from agent.understanding.acts.act import Act
from agent.understanding.likeness.weights import Weights, read_weights


def likelihoods(traits: Mapping[str, float]) -> dict[Act, float]:
    """How likely a sentence with these traits does each act; together 1."""
    return {Act(name): share for name, share in _weights().likelihoods(traits).items()}


@cache
def _weights() -> Weights:
    return read_weights(__file__, "weights.json")
