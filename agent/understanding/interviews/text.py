"""One message of the hiring side with every time that it shows: what the rules read, and what is weighed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime

from agent.messages import Owner
from agent.reading.records import Reading
from agent.understanding.dates import find_slots
from agent.understanding.dates.records import Slot
from agent.understanding.findings import Kind
from agent.understanding.interviews.apart import in_subject
from agent.understanding.interviews.manners import Spoken
from agent.understanding.interviews.spoken import spoken
from agent.understanding.interviews.turns import own_turn
from agent.understanding.people.locale import Locale
from agent.understanding.people.participants import owner_names
from agent.understanding.sentences import Sentence, sentences

_READ = 4000
_HEAD = re.compile(r"\A(?:[^\n]*\n)??(?:[^\n:]{2,20}:[^\n]*\n)+")
"""The lines at the top of a forwarded text that tell who wrote when to whom."""

_MOVES = frozenset({Kind.RESCHEDULE, Kind.CANCELLATION})


@dataclass(frozen=True, slots=True)
class Text:
    """What one message says to the owner, and its times: `slots` in the text, `told` as it speaks of them.

    `subject` are the times above, `quoted` those of the mail it answers. `parts` are its sentences, `kinds` the kind of
    the message and the further ones.
    """

    reading: Reading
    locale: Locale
    kinds: frozenset[Kind]
    slots: tuple[Slot, ...]
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
    def moving(self) -> bool:
        """Whether the mail moves a meeting or calls it off."""
        return bool(self.kinds & _MOVES)

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


def text_of(
    reading: Reading,
    slots: tuple[Slot, ...],
    quoted: tuple[Slot, ...],
    *,
    kinds: frozenset[Kind],
    owner: Owner,
    locale: Locale,
) -> Text:
    """The text, forwarded or not, that is meant for the owner; not the turns of other candidates.

    `slots` stand in the new text, `quoted` in the mail it answers.
    """
    reading, slots = _passed_on(reading, slots, locale)
    reading, slots = own_turn(reading, slots, owner_names(reading, owner))
    told = spoken(reading.said, slots, reading.message.at, moving=bool(kinds & _MOVES))
    return Text(reading, locale, kinds, slots, sentences(reading.said), told, in_subject(reading, locale), quoted)


def _passed_on(reading: Reading, slots: tuple[Slot, ...], locale: Locale) -> tuple[Reading, tuple[Slot, ...]]:
    """The forwarded text with its times, where the text above it names at most their day: "See below, is it good?"."""
    if not reading.forwarded or any(not slot.date_only for slot in slots):
        return reading, slots
    said, at = _HEAD.sub("", reading.forwarded[:_READ], count=1), reading.message.at
    found = find_slots(said, at, locale.zone, day_first=locale.day_first, country=locale.country, reader=locale.reader)
    timed = any(not slot.date_only for slot in found)
    timed = timed and {slot.start.date() for slot in slots} <= {slot.start.date() for slot in found}
    return (replace(reading, said=said), tuple(found)) if timed else (reading, slots)
