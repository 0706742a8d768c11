"""Candidates that the mail which is answered names: its times, and its hours on a day of the text ("same time")."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import replace
from datetime import time

from agent.understanding.dates.clock import clocks
from agent.understanding.dates.records import Slot
from agent.understanding.interviews.apart import READ
from agent.understanding.interviews.likely.pieces import Day
from agent.understanding.interviews.likely.records import MOST_TIMES, Candidate, Source, Traits
from agent.understanding.interviews.manners import Manner, Spoken
from agent.understanding.interviews.text import Text
from agent.understanding.likeness.around import around
from agent.understanding.likeness.features import words_of
from agent.understanding.sentences import lowered, normalise

_FIRST_WORDS = 60
_PLACES = frozenset(
    {"first", "former", "earlier", "second", "third", "later", "latter", "last", "other", "both", "either"}
)
"""Words that point to one of several times."""


def in_the_quotation(text: Text) -> Iterator[Candidate]:
    """Every time ahead of the mail that is answered."""
    timed = [slot for slot in text.quoted if not slot.date_only]
    if not timed:
        return
    order = list(dict.fromkeys(slot.start for slot in timed))
    hours = {hour.begin for hour in clocks(lowered(text.said[:READ]), text.sent, (), normalise(text.said[:READ]))}
    pointing = _PLACES & set(words_of(text.said[:READ])[:_FIRST_WORDS])
    for slot in timed:
        place = f"quoted {order.index(slot.start)} of {min(len(order), MOST_TIMES)}"
        names = {
            f"from {Source.QUOTED}",
            place,
            *(f"{place} {word}" for word in pointing),
            *_told_again(text, slot, hours),
        }
        traits = _on_its_day(text, slot) | dict.fromkeys(names, 1.0)
        yield Candidate(Spoken(slot, Manner.STATED, _first_line(text)), Source.QUOTED, traits)


def at_the_quoted_hour(text: Text, days: tuple[Day, ...]) -> Iterator[Candidate]:
    """Each bare day of the text at each hour of the quotation that is on another day."""
    timed = [slot for slot in text.quoted if not slot.date_only]
    one_hour = len({slot.start for slot in timed}) == 1
    for day in days:
        if day.source != "text" or not day.slot.date_only:
            continue
        for slot in timed:
            if slot.start.date() == day.date:
                continue
            start = slot.start.replace(year=day.date.year, month=day.date.month, day=day.date.day)
            names = {f"from {Source.KEPT}", *(["one hour quoted"] if one_hour else [])}
            told = Spoken(replace(slot, start=start, end=None), Manner.STATED, _first_line(text))
            yield Candidate(told, Source.KEPT, day.traits | dict.fromkeys(names, 1.0))


def _told_again(text: Text, slot: Slot, hours: Set[time]) -> Iterator[str]:
    """Whether the text names its day or its hour, too, or times of its own; `hours` are all that it names."""
    days = {one.slot.start.date() for one in text.told}
    on_it = [one for one in text.told if one.slot.start.date() == slot.start.date()]
    yield "quoted day told" if on_it else "quoted, another day told" if days else "quoted, no day told"
    if on_it and len({one.start for one in text.quoted if one.start.date() == slot.start.date()}) == 1:
        yield "quoted alone on its day"
    yield from (f"quoted day {one.manner}" for one in on_it)
    if slot.start.time() in hours:
        yield "quoted hour told"
    if any(one.manner is not Manner.NONE for one in text.timed):
        yield "quoted beside told"


def _on_its_day(text: Text, slot: Slot) -> Traits:
    found: Traits = {}
    for one in text.told:
        if one.slot.start.date() == slot.start.date():
            words = around(text.said, one.slot.span, text.part_at(one.slot.span[0]))
            found |= {f"day {name}": value for name, value in words.items()}
    return found


def _first_line(text: Text) -> str:
    return text.said.strip().split("\n")[0]
