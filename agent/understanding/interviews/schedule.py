"""A schedule of several sessions in one mail: "10:00-10:45 Lee Wong, Staff Engineer", one line each.

The lines may name the day themselves or stand under a heading that does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta, tzinfo
from functools import cache

from agent.understanding.dates.records import Slot
from agent.understanding.dates.zones import is_zone
from agent.understanding.findings import Part
from agent.understanding.interviews.opening import are_opening_hours
from agent.understanding.interviews.wording import says
from agent.understanding.people.lexicon import lexicon
from agent.understanding.people.mentioned import Mention, persons_in
from agent.understanding.sentences import lowered

_LONGEST = 12_000
_LONGEST_LINE = 200
_WIDE = re.compile(r" {4,}")
"""A column's gap; the patterns would try each share of a wider one."""


@dataclass(frozen=True, slots=True)
class Session:
    """One session of a schedule: aware times, the zone's name, its people and the line it stands in."""

    start: datetime
    end: datetime | None
    zone: str | None
    sure: bool
    people: tuple[Mention, ...]
    line: str


def sessions(text: str, slots: tuple[Slot, ...], sent: datetime, never: tuple[str, ...] = ()) -> tuple[Session, ...]:
    """The sessions of a schedule in `text`, in order; () when it holds none. `slots` are the text's own.

    At least one line must name people. One behind it that names none but has an end ("11:30 - 12:15 Team
    conversation") is a session of the day, which ends with it; one before it counts where only one line names any and
    does not say it is the interview, or where it says what is done in it ("9:30 - 10:15 Presentation").
    """
    found: list[Session] = []
    unnamed: list[Session] = []
    at = 0
    low = lowered(text[:_LONGEST])
    for line in text[:_LONGEST].split("\n"):
        row = _row(line.strip()[:_LONGEST_LINE]) if not _names_opening_hours(low, slots, at, at + len(line)) else None
        day = _day(slots, at, at + len(line)) if row else None
        at += len(line) + 1
        if row is None or day is None or day.start < sent - timedelta(days=1):
            continue
        begin, end, rest = row
        if is_zone(rest) or (_pattern("no_session").search(rest) and not re.search(r"\bwith\b", rest)):
            continue
        people = tuple(person for person in persons_in(rest, never) if person.part is not Part.OTHER)
        if people or end is not None:
            (found if people else unnamed).append(_session(day, begin, end, people, line.strip()))
    if not found or len(found) + len(unnamed) < 2 or len({session.start for session in found}) < len(found):
        return ()
    last = max(session.start for session in found)
    same_day = [one for one in unnamed if one.start.date() == last.date()]
    lone = len(found) == 1 and not says("rows", "meeting", lowered(found[0].line))
    around = [one for one in same_day if one.start > last or lone or _pattern("at_work").search(one.line)]
    first = [one for one in around if one.start < found[0].start]
    return _ended((*first, *found, *(one for one in around if one not in first)), slots)


def _names_opening_hours(low: str, slots: tuple[Slot, ...], begin: int, end: int) -> bool:
    inside = (slot for slot in slots if begin <= slot.span[0] < end)
    return any(are_opening_hours(low, *slot.span, ranged=slot.end is not None) for slot in inside)


def _ended(day: tuple[Session, ...], slots: tuple[Slot, ...]) -> tuple[Session, ...]:
    """Sessions without an end, with it: the next one's start; for the last the end of the hours named for all."""
    starts = sorted({session.start for session in day})
    whole = [one.end for one in slots if one.end is not None and one.start <= starts[0] and one.end > starts[-1]]
    ends = dict(zip(starts, [*starts[1:], min(whole, default=None)], strict=True))
    return tuple(
        session
        if session.end is not None or (end := ends[session.start]) is None or end.date() != session.start.date()
        else replace(session, end=end)
        for session in day
    )


def _session(day: Slot, begin: time, end: time | None, people: tuple[Mention, ...], line: str) -> Session:
    zone: tzinfo | None = day.start.tzinfo
    start = datetime.combine(day.start.date(), begin, zone)
    until = datetime.combine(day.start.date(), end, zone) if end else None
    if until is not None and until <= start:
        until += timedelta(hours=12)
    return Session(start, until, day.zone, day.sure, people, line)


def _row(line: str) -> tuple[time, time | None, str] | None:
    """Start, end and the rest of a line of a schedule; None when it is none."""
    line = _WIDE.sub("   ", line)
    match = _pattern("line").match(line)
    if match:
        return _times(match[1], match[2], match[3], match[4], match[5], match[6], match[7])
    match = _pattern("start_only").match(line)
    if match and (match[2] or match[3]):
        return _times(match[1], match[2], match[3], None, None, None, match[4])
    match = _pattern("trailing").match(line)
    if match and (match[3] or match[4] or match[6] or match[7]):
        return _times(match[2], match[3], match[4], match[5], match[6], match[7], match[1])
    return None


def _times(
    h1: str, m1: str | None, a1: str | None, h2: str | None, m2: str | None, a2: str | None, rest: str
) -> tuple[time, time | None, str] | None:
    first, second = _minutes(h1, m1, a1 or a2), _minutes(h2, m2, a2) if h2 else None
    if first is None or (h2 and second is None):
        return None
    if second is not None and first > second and a2 and not a1:
        first -= 720  # "11-12:30 pm": the morning is meant
    if a1 is None and a2 is None and first < 420:
        first, second = first + 720, second + 720 if second is not None and second < 720 else second
    if not 0 <= first < 1440 or (second is not None and not 0 <= second < 1440):
        return None
    return time(*divmod(first, 60)), time(*divmod(second, 60)) if second is not None else None, rest


def _minutes(hour: str, minute: str | None, half: str | None) -> int | None:
    h, m = int(hour), int(minute or 0)
    if h > 23 or m > 59 or (half and not 1 <= h <= 12):
        return None
    if half:
        h = h % 12 + (12 if half.lower() == "p" else 0)
    return h * 60 + m


def _day(slots: tuple[Slot, ...], begin: int, end: int) -> Slot | None:
    """The day of a line: a slot in it, else the nearest before it."""
    inside = next((slot for slot in slots if begin <= slot.span[0] < end), None)
    return inside or max((slot for slot in slots if slot.span[0] < begin), key=lambda slot: slot.span[0], default=None)


@cache
def _pattern(key: str) -> re.Pattern[str]:
    listed = lexicon("interviews")["schedule"]
    return re.compile(listed[key].replace("{time}", listed["time"]))
