"""A new hour without a day: "so 10.30 now", "it'll have to be half past instead", "we need to push to 3pm".

Which interview it moves, and so on which day, only the process tells (`agent.cases.new_hour`). The words are in
`lexicon/new_hour.toml`. A sentence that names a day or a limit, too, and a message with two new hours say nothing here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import cache

from agent.understanding.dates.hours import PAST, SPOKEN, hour_at
from agent.understanding.dates.records import Slot
from agent.understanding.dates.zones import iana, zone_at
from agent.understanding.findings import ClockTime
from agent.understanding.interviews.wording import says
from agent.understanding.people.lexicon import lexicon, one_of
from agent.understanding.sentences import Sentence, lowered, sentences

_LONGEST = 4000
_BEFORE, _AFTER = 40, 16
_LAST_BARE = 12 * 60 + 59
_AT = re.compile(rf"(?<![\w$£€+/.:#-])(?=\d|noon\b|midday\b|(?:{SPOKEN})\b)")
_MINUTES = re.compile(rf"(?:(?P<half>half)|(?:a )?(?P<part>{'|'.join(PAST)})(?: minutes)?) past\b(?! the)")
"""Minutes past an hour that is not named."""


@dataclass(frozen=True, slots=True)
class NewHour:
    """The hour, the zone it is said in (None: not said), its sentence, and whether it is only asked for."""

    hour: ClockTime
    zone: tzinfo | None
    sentence: str
    asked: bool


@dataclass(frozen=True, slots=True)
class _Told:
    hour: ClockTime
    zone: tzinfo | None
    start: int
    end: int
    old: bool


def new_hour(said: str, slots: tuple[Slot, ...], sent: datetime) -> NewHour | None:
    """The one new hour that a text names without a day; None where it names a time with its day, or several hours."""
    if any(not slot.date_only for slot in slots):
        return None
    text = said[:_LONGEST]
    low, parts = lowered(text), sentences(text)
    following = [low[part.start : part.end] for part in parts[1:]] + [""]
    found = [
        one
        for part, behind in zip(parts, following, strict=False)  # one more than an empty text has
        if not any(part.start <= slot.span[0] < part.end for slot in slots)
        and (one := _in_sentence(part, low[part.start : part.end], behind, sent)) is not None
    ]
    return found[0] if len({one.hour for one in found}) == 1 else None


def _in_sentence(part: Sentence, low: str, following: str, sent: datetime) -> NewHour | None:
    hours = list(_hours(low, sent))
    left = {one.hour for one in hours if one is not None and one.old}
    new = [one for one in hours if one is not None and one.hour not in left]
    if None in hours or len(new) != 1:
        return None
    hours = [one for one in hours if one is not None and (one.old or one is new[0])]
    marked = low
    for one in sorted((one for one in hours if one is not None), key=lambda one: -one.start):
        marked = marked[: one.start] + ("<old>" if one.old else "<hour>") + marked[one.end :]
    if not _patterns("moves").search(marked) or _patterns("refused").search(marked):
        return None
    asks = says("next", "asks", following) and not says("next", "not_asked", following)
    return NewHour(new[0].hour, new[0].zone, part.text, asks or says("asks", "patterns", low))


def _hours(low: str, sent: datetime) -> Iterator[_Told | None]:
    """Every hour of a sentence from left to right; None for one that is a limit or vague."""
    at = 0
    for place in _AT.finditer(low):
        if place.start() < at:
            continue
        read = _hour(low, place.start(), sent)
        if read is None:
            continue
        before = low[max(0, place.start() - _BEFORE) : place.start()]
        old = _pattern("old").search(before) is not None and not _pattern("made").search(before)
        if not old and _pattern("vague").search(before):
            yield None
            continue
        hour, zone, at = read
        yield _Told(hour, zone, place.start(), at, old)


def _hour(low: str, at: int, sent: datetime) -> tuple[ClockTime, tzinfo | None, int] | None:
    """The hour that begins at a place, its zone and where it ends; a bare number only where its neighbours show it."""
    past = _MINUTES.match(low, at)
    if past is not None:
        return ClockTime(PAST.get(past["part"], 30), past=True), None, past.end()
    hour = hour_at(low, at)
    if hour is None:
        return None
    bare = not hour.firm and not low.startswith(("noon", "midday"), at)
    if bare and (hour.compact or hour.minutes > _LAST_BARE or not _shown(low, at, hour.end)):
        return None
    zone = zone_at(low, hour.end, sent)
    if zone is not None and iana(zone[0]) is None:
        return None
    return ClockTime(hour.minutes, hour.half), zone[0] if zone else None, zone[1] if zone else hour.end


def _shown(low: str, at: int, end: int) -> bool:
    before, behind = low[max(0, at - _BEFORE) : at], low[end : end + _AFTER]
    return _pattern("led").search(before) is not None and _pattern("tail").match(behind) is not None


@cache
def _pattern(key: str) -> re.Pattern[str]:
    return re.compile(lexicon("new_hour")[key])


@cache
def _patterns(group: str) -> re.Pattern[str]:
    return re.compile(one_of(lexicon("new_hour")[group]["patterns"]))
