"""Candidates whose hour stands in the text and whose day elsewhere: in another sentence, the subject, the quotation.

"It slides to 5:30. It stays on Tuesday", "I have you down for 8:15" below a subject with the day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from agent.understanding.dates.clock import Clock, clocks
from agent.understanding.dates.loose import loose_hours
from agent.understanding.dates.records import Slot
from agent.understanding.interviews.apart import READ, asked_or_stated, at_time
from agent.understanding.interviews.likely.records import MOST_TIMES, Candidate, Source, Traits
from agent.understanding.interviews.likely.traits import of_the_words
from agent.understanding.interviews.manners import Spoken
from agent.understanding.interviews.text import Text
from agent.understanding.likeness.around import around
from agent.understanding.sentences import lowered, normalise

_MOST_HOURS, _MOST_LOOSE, _MOST_DAYS = 6, 4, 5
_FAR = 3
"""Sentences beyond which a day is far from an hour."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day that a message shows: `source` is "text", "subject" or "quoted"; the first slot that names it."""

    date: date
    source: str
    slot: Slot
    traits: Traits


def days_of(text: Text) -> tuple[Day, ...]:
    """The first days, from the day of writing on, that text, subject and quotation name, each with its traits."""
    named: dict[date, tuple[str, Slot]] = {}
    slots = tuple(one.slot for one in text.told)
    for source, found in (("text", slots), ("subject", text.subject), ("quoted", text.quoted)):
        for slot in found:
            named.setdefault(slot.start.date(), (source, slot))
    order = sorted(named)
    return tuple(
        Day(one, *named[one], _of_the_day(text, *named[one], order.index(one), len(order)))
        for one in order[:_MOST_DAYS]
        if one >= text.sent.date()
    )


def free_hours(text: Text) -> tuple[Clock, ...]:
    """The first hours of the text that have no day of their own."""
    low, taken = lowered(text.said[:READ]), tuple(sorted(one.slot.span for one in text.told))
    firm = tuple(islice(clocks(low, text.sent, taken, normalise(text.said[:READ])), _MOST_HOURS))
    return firm + tuple(islice(loose_hours(low, [*taken, *((hour.start, hour.end) for hour in firm)]), _MOST_LOOSE))


def pieced_together(text: Text, hours: tuple[Clock, ...], days: tuple[Day, ...]) -> Iterator[Candidate]:
    """Each of these hours on each of the days."""
    if not days:
        return
    count = f"{min(sum(not hour.loose for hour in hours), MOST_TIMES)} hours free"
    for hour in hours:
        words = of_the_words(text, (hour.start, hour.end)) | {"loose" if hour.loose else "firm": 1.0, count: 1.0}
        part = text.part_at(hour.start)
        sentence = part.text if part is not None else text.said[hour.start : hour.end]
        for day in days:
            traits = words | day.traits | dict.fromkeys(_of_the_pair(text, hour, day), 1.0)
            slot = at_time(text.said, hour, day.date, text.locale)
            yield Candidate(Spoken(slot, asked_or_stated(sentence), sentence), Source.PIECED, traits)


def _of_the_day(text: Text, source: str, slot: Slot, place: int, count: int) -> Traits:
    found = {f"day {source}": 1.0, f"day of {min(count, MOST_TIMES)}": 1.0, f"day number {place}": 1.0}
    if source != "text":
        return found
    words = around(text.said, slot.span, text.part_at(slot.span[0]))
    manner = next(one.manner for one in text.told if one.slot.span == slot.span)
    found |= {f"day {name}": value for name, value in words.items()}
    return found | {f"day {manner}": 1.0, "day bare" if slot.date_only else "day with an hour": 1.0}


def _of_the_pair(text: Text, hour: Clock, day: Day) -> Iterator[str]:
    """How far apart the two stand, and whether another day stands nearer."""
    yield f"from {Source.PIECED} {day.source}"
    if day.source != "text":
        return
    own, other = text.place_of(hour.start), text.place_of(day.slot.span[0])
    if own is not None and other is not None:
        yield f"sentences between {max(-_FAR, min(_FAR, own - other))}"
    slots = [one.slot for one in text.told]
    nearest = min(slots, key=lambda slot: min(abs(slot.span[0] - hour.end), abs(hour.start - slot.span[1])))
    yield "day nearest" if nearest.start.date() == day.date else "another day nearer"
    before = [slot for slot in slots if slot.span[1] <= hour.start]
    if before:
        yield "day last before" if before[-1].start.date() == day.date else "another day last before"
