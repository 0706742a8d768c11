"""Times of day in a text: "3 pm", "15:00-16:00", "from 2 to 3pm", "10 on Thursday". One clock may be a range.

A bare number is a time only where the words beside it say so: "at 3", "from 2 to 3", or a day right before or after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, tzinfo

from agent.understanding.dates.figures import Place
from agent.understanding.dates.halves import in_its_half, may_be_either, part_of_day
from agent.understanding.dates.hours import SPOKEN, Hour, hour_at
from agent.understanding.dates.past import past_the_hour
from agent.understanding.dates.words import compiled
from agent.understanding.dates.zones import zone_at, zone_before

_CUE = (
    r"(?:(?:from|between|at|on the dot of|@|by|around|about|say|um|klo|kl\.?|ore|(?<=at[ ])(?:the )?hours?"
    r"|time[ ]?:|when[ ]?:)[ ]{0,2}\n?){1,2}"
)
_START = re.compile(
    rf"(?<![\w$£€+/.:#-])(?P<cue>{_CUE}(?:the )?)?(?=\d|noon|midday|midnight|(?:{SPOKEN})(?:ish)?\b)"
    r"|(?=\d)(?:(?<=[-(/])|(?<=\dt)(?=\d\d:\d\d))"
)
_TO = compiled(
    r"[ ]?(?:-|to|until|till?|'till?| while (?=\d))[ ]?(?:(?:about|around|maybe) )?(?![ ]?the )"
    r"| (?:to|until|till?|'till?|through) (?:about |around |the (?=\d{1,2}\b(?!\.?(?: of)? <MON>)))?"
    r"|[ ]?\((?:until|till|to) "
    r"|,? (?:and )?(?:finish|end)(?:es|s|ing)? (?:at|by|around|about) "
)
_AND = compiled(r"(?: to|[ ]?-|(?: and)) ")
_ALSO_WORDS = re.compile(r"[^\w]*(?:[Ww]est|[Ww]et|[Mm]et|[Ee]at|[Cc]at|[Aa]rt)[^\w]*")
"""As in "5 West is short of nurses": such a zone is written large."""

_REACH = 160
"""A time for whose hour "half past" stands is within so many letters before it."""

_PAID = re.compile(r"[ ]?(?:an?|per|/|p)[ ]?/?(?:h\b|hr\b|hour|week|day|month|year)")


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day with its place in the text, perhaps an end and a zone.

    `bare` is the number of a time that is a lone number beside a day: it may be the day of the month. `loose`: no word
    beside it tells that it is a time. `open`: it may be in either half of the day, for all that its words tell.
    """

    begin: time
    until: time | None
    zone: tzinfo | None
    start: int
    end: int
    bare: int | None = None
    loose: bool = False
    open: bool = False


def clocks(low: str, sent: datetime, taken: tuple[tuple[int, int], ...], text: str = "") -> Iterator[Clock]:
    """The times of `low` from left to right; places in `taken` (the dates) are left out.

    `text` is the same text as written: its capitals tell "at 10 Mill Lane" from a time.
    """
    at = 0
    index = 0
    last: Clock | None = None
    for place in _START.finditer(low):
        begin = place.end()
        while index < len(taken) and taken[index][1] <= begin:
            index += 1
        before = taken[index - 1] if index else None
        after = taken[index] if index < len(taken) else None
        if place.start() < at or (after and after[0] <= begin):
            continue
        if low.startswith(("noon", "midday"), begin) and low.endswith(" a ", 0, begin):
            continue  # "Margot has a noon she can push"
        found = _read(Place(low, place.start(), begin, (place["cue"] or "").strip(), before, after), sent, text)
        found = found or _past_the_last(low, place, last)
        if found and after and found.end > after[0] + 1 and found.until is None:
            continue
        if found:
            yield found
            at, last = found.end, found


def _past_the_last(low: str, place: re.Match[str], last: Clock | None) -> Clock | None:
    """As in "kettle goes on at ten and I've you down for quarter past": past the hour of the time before it."""
    if last is None or place.start() - last.end > _REACH:
        return None
    told = Hour(last.begin.hour * 60 + last.begin.minute, half=True, firm=True, end=last.end)
    hour = past_the_hour(low, place.end(), told)
    return Clock(_time(hour.minutes), None, last.zone, place.start(), hour.end) if hour else None


def _read(at: Place, sent: datetime, text: str) -> Clock | None:
    a = hour_at(at.low, at.begin)
    if a is None or (a.firm and "." in at.low[at.begin : a.end] and _PAID.match(at.low, a.end)):
        return None
    zone = zone_at(at.low, a.end, sent, text)
    if zone is not None and not a.firm and _ALSO_WORDS.fullmatch(text[a.end : zone[1]]) is not None:
        zone = None
    b = _until(at, a, zone[1] if zone else a.end) or _until(at, a, a.end)
    end = b.end if b else zone[1] if zone else a.end
    zone = zone_at(at.low, b.end, sent, text) or zone if b else zone
    part, told = part_of_day(at.low, at.start, end, at.before)
    if not at.is_time(a, b, part is not None and told > end, zone[1] if zone else None, text):
        return None
    if zone is None and part is not None:
        zone = zone_at(at.low, told, sent, text)
    place = max(zone[1] if zone else 0, end)
    first, last = _halves(at.low, at.begin, a, b, part)
    if b is not None and at.is_moved():
        first, last = in_its_half(b, at.low, at.begin, part), None
    until = _time(last) if last is not None else None
    headed = zone_before(at.low, at.start, sent) if zone is None else None
    lone = not at.cue and b is None and zone is None and headed is None and at.low[at.begin : a.end].isdecimal()
    bare = a.minutes // 60 if lone else None
    either = part is None and may_be_either(a) and not (b is not None and b.half)
    return Clock(_time(first), until, zone[0] if zone else headed, at.start, place, bare, open=either)


def _until(place: Place, begin: Hour, at: int) -> Hour | None:
    """The end of a range: "2 to 3pm", "between 2 and 3", "16:00 IST - 17:30", "between two and half past"."""
    link = _TO.match(place.low, at) or (_AND.match(place.low, at) if "between" in place.cue else None)
    if link is None or (place.after is not None and place.after[0] <= link.end() < place.after[1]):
        return None  # "9:00 AM - 8 November": a date follows
    return hour_at(place.low, link.end()) or past_the_hour(place.low, link.end(), begin)


def _halves(low: str, at: int, a: Hour, b: Hour | None, part: str | None) -> tuple[int, int | None]:
    """Morning or afternoon where only one of the two says it, or none."""
    if b is None:
        return in_its_half(a, low, at, part), None
    if b.half and not a.half and b.minutes >= 720 and a.minutes < 720:
        first = a.minutes + 720 if a.minutes + 720 < b.minutes else a.minutes
        return first, b.minutes
    if b.half and not a.half and part is None and a.minutes < b.minutes < 720:
        return a.minutes, b.minutes  # "6:00 to 11:00 AM"
    first = in_its_half(a, low, at, part)
    last = b.minutes
    if not b.half and last < first and last < 720:
        last += 720
    return first, last


def _time(minutes: int) -> time:
    return time(*divmod(minutes % 1440, 60))
