"""Weighs each time of a text by its words, what its sentence is like, its own traits and what the mail is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from agent.reading.records import Reading
from agent.understanding.dates.records import Slot
from agent.understanding.findings import Kind
from agent.understanding.interviews.likely.traits import among_others, of_the_time
from agent.understanding.interviews.likely.weighing import likelihood
from agent.understanding.interviews.manners import Spoken
from agent.understanding.interviews.spoken import spoken
from agent.understanding.likeness import likeness
from agent.understanding.likeness.around import around
from agent.understanding.sentences import sentences

_LIKE = 3.0
"""What the likeness of a sentence to each signal counts beside one word of it."""

_MOVES = frozenset({Kind.RESCHEDULE, Kind.CANCELLATION})
_TELLING = frozenset({Kind.SCHEDULING_REQUEST, Kind.CANCELLATION, Kind.RESCHEDULE, Kind.ASSESSMENT})
_MEETINGS = _TELLING | {Kind.INTERVIEW_INVITE, Kind.CONFIRMATION, Kind.REMINDER, Kind.NEXT_ROUND}


@dataclass(frozen=True, slots=True)
class Background:
    """What is known of a text beside its times: `sent` is aware; `quoted` are the times of the mail it answers.

    `apart`: its hours stand apart from their day.
    """

    said: str
    sent: datetime
    kinds: frozenset[Kind]
    quoted: tuple[Slot, ...] = ()
    apart: bool = False

    @property
    def moving(self) -> bool:
        """Whether the mail moves a meeting or calls it off."""
        return bool(self.kinds & _MOVES)


def times_told(
    reading: Reading,
    slots: tuple[Slot, ...],
    quoted: tuple[Slot, ...],
    kinds: frozenset[Kind],
    *,
    apart: bool = False,
) -> tuple[tuple[Spoken, ...], Background]:
    """Every time of a text as it is spoken of, and what is known of the text: by these it is learnt when one meets."""
    text = Background(reading.said, reading.message.at, kinds, quoted, apart)
    return spoken(text.said, slots, text.sent, moving=text.moving), text


def weighed(told: Sequence[Spoken], text: Background) -> tuple[Spoken, ...]:
    """The times of a text, each that has an hour with how likely one meets then."""
    likely = {one.slot: likelihood(traits) for one, traits in traits_of_each(told, text)}
    return tuple(replace(one, likely=likely.get(one.slot)) for one in told)


def traits_of_each(told: Sequence[Spoken], text: Background) -> Iterator[tuple[Spoken, dict[str, float]]]:
    """Each of the times that has an hour, with its traits."""
    timed = [one for one in told if not one.slot.date_only]
    if not timed:
        return
    parts, slots = sentences(text.said), [one.slot for one in timed]
    before = {slot.start for slot in text.quoted}
    about = dict.fromkeys(_about(text), 1.0)
    for one in timed:
        part = next((part for part in parts if part.start <= one.slot.span[0] < part.end), None)
        found = around(text.said, one.slot.span, part) | about
        found |= {f"like {signal}": _LIKE * share for signal, share in likeness(one.sentence).items()}
        found |= dict.fromkeys((*of_the_time(one, timed, text.sent), *among_others(one.slot, slots)), 1.0)
        if one.slot.start in before:
            found["quoted"] = 1.0
        yield one, found


def _about(text: Background) -> Iterator[str]:
    yield from (f"kind {kind}" for kind in text.kinds & _TELLING)
    if not text.kinds & _MEETINGS:
        yield "kind of another sort"
    if text.apart:
        yield "apart from its day"
