"""How a text speaks of one meeting time: the records."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from agent.understanding.dates.records import Slot


class Manner(StrEnum):
    """How a time is spoken of."""

    ASKED = "asked"
    STATED = "stated"
    WAS = "was"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Spoken:
    """One slot, how the text speaks of it, and the sentence it stands in.

    `beside` marks a time that only leads up to a meeting: when to arrive, a train, a lunch before.
    """

    slot: Slot
    manner: Manner
    sentence: str
    beside: bool = False
