"""Times at which one may meet: the records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from agent.understanding.interviews.manners import Spoken

Traits = dict[str, float]
"""What speaks for or against a candidate, by name, and how much of it there is."""


class Source(StrEnum):
    """Where a candidate's day and hour stand."""

    TOLD = "told"  # both in the text, together
    PIECED = "pieced"  # an hour of the text, and a day from elsewhere
    SUBJECT = "subject"  # both in the subject
    QUOTED = "quoted"  # both in the mail that is answered
    KEPT = "kept"  # a day of the text, at the hour of the mail that is answered
    OTHER_HALF = "other half"  # any of these in the half of the day that is not the likelier one


MOST_TIMES = 4
"""Of more times it counts only that they are many."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A time at which one may meet, as it would be told, and the traits by which it is weighed."""

    told: Spoken
    source: Source
    traits: Mapping[str, float]

    @property
    def start(self) -> datetime:
        """When it would begin."""
        return self.told.slot.start
