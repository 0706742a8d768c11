"""What candidates are made from, and what they are: the records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from agent.reading.records import Reading
from agent.understanding.dates.records import Slot
from agent.understanding.findings import Kind
from agent.understanding.interviews.manners import Spoken
from agent.understanding.people.locale import Locale
from agent.understanding.sentences import Sentence

Traits = dict[str, float]
"""What speaks for or against a candidate, by name, and how much of it there is."""


class Source(StrEnum):
    """Where a candidate's day and hour stand."""

    TOLD = "told"  # both in the text, together
    PIECED = "pieced"  # an hour of the text, and a day from elsewhere
    SUBJECT = "subject"  # both in the subject
    QUOTED = "quoted"  # both in the mail that is answered
    KEPT = "kept"  # a day of the text, at the hour of the mail that is answered


@dataclass(frozen=True, slots=True)
class Text:
    """One message of the hiring side with the times it shows: `told` in its text, `subject` above, `quoted` below it.

    `parts` are the sentences of what it says, `kinds` what sort of message it is.
    """

    reading: Reading
    locale: Locale
    kinds: frozenset[Kind]
    parts: tuple[Sentence, ...]
    told: tuple[Spoken, ...]
    subject: tuple[Slot, ...]
    quoted: tuple[Slot, ...]

    @property
    def said(self) -> str:
        """The new text."""
        return self.reading.said

    @property
    def sent(self) -> datetime:
        """When it was sent."""
        return self.reading.message.at

    @property
    def timed(self) -> tuple[Spoken, ...]:
        """The times of the text that have an hour."""
        return tuple(one for one in self.told if not one.slot.date_only)

    def place_of(self, position: int) -> int | None:
        """The number of the sentence in which a place of the text is."""
        return next((at for at, part in enumerate(self.parts) if part.start <= position < part.end), None)

    def part_at(self, position: int) -> Sentence | None:
        """The sentence in which a place of the text is."""
        at = self.place_of(position)
        return self.parts[at] if at is not None else None


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
