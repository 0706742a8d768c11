"""Which one of several options it is, or none: a conditional logistic model, whose likelihoods share one whole.

Times at which one may meet rule one another out, as dates of a promise do: each is weighed beside the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import exp

from agent.understanding.likeness.weights import Weights

CHOSEN, OTHER = "chosen", "other"
"""The classes of a table of choices: a name weighs for the option that has it, or against it."""

_FIRMEST = 30.0
"""No option is more or less likely than by so much, so that no power overflows."""


def likelihoods(table: Weights, options: Iterable[Mapping[str, float]]) -> tuple[float, ...]:
    """How likely each of these options is the one, each told by its traits; what is left of 1 says that none is."""
    parts = [exp(max(-_FIRMEST, min(_FIRMEST, table.lead(CHOSEN, OTHER, traits)))) for traits in options]
    whole = 1.0 + sum(parts)
    return tuple(part / whole for part in parts)
