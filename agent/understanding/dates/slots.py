"""Meeting slots in prose: a day and a time brought together, in the zone that is written or the one given."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo

from agent.understanding.dates.clock import Clock, clocks
from agent.understanding.dates.columns import day_columns
from agent.understanding.dates.day_of import day_of, sharing
from agent.understanding.dates.find import frame_of
from agent.understanding.dates.grammar import is_doubtful, nodes
from agent.understanding.dates.names import is_first_name
from agent.understanding.dates.no_meeting_day import HOUR_NEXT, is_no_meeting_day
from agent.understanding.dates.prepositions import preposition
from agent.understanding.dates.records import Grain, Node, Slot
from agent.understanding.dates.two_clocks import on_one_clock
from agent.understanding.dates.words import compiled
from agent.understanding.dates.zones import iana, stated_zone
from agent.understanding.sentences import LONGEST, lowered, normalise

_DAYS = frozenset({Grain.DAY, Grain.WEEKDAY})
_NO_DAY = frozenset({"by", "before", "within", "until", "after", "allow"})
_ASKED = compiled(r" \d{1,2}(?=[ ]?(?:[?!.,;\n]|\Z))")
_OPENS = re.compile(r"(?:\A|[\n.!?;:,(-])[ ]{0,2}\Z")
"""As in "sorry got a function. sat 10?"."""

_TIME_AHEAD = re.compile(r"(?:\A|[^\w.,:])\d{1,2}(?:[:.]?[0-5]\d)?(?:[ ]?[ap]\.?m\.?)?(?: on)? \Z")
# "Tuesday 3 works": the hour, not the day of the month
_FITS = compiled(r" (?:works|would work|could work|is (?:fine|good|great|perfect|ok)|suits|sounds|it is)\b")
_SAME_TIME = compiled(r"[ ]?[,(]?[ ]?(?:at |around )?(?:the )?same (?:time|hour)\b")
_SAME_TIME_ON = compiled(r"\bsame (?:time|hour)(?: on)?(?: the)? \Z")
_OF_A_CLOCK = re.compile(r"\d[:.]\Z")
"""Before the minutes of a time: "9:30 may stay"."""
_COUNTED = re.compile(
    r"(?<=st|nd|rd|th) (?:grade|graders?|floor|form|avenue|year|round|level|edition|shift|class|language)\b"
)
"""Behind an ordinal that counts something else than days: "5th grade math"."""
_ROW_NUMBER = re.compile(r"[ ]{0,4}\d{1,2}(?:\t|[ ]{2,})")
"""The first cell of a table's row: "2", before "13 May" and "14:30"."""
_LAST_DAY = compiled(r"(?:the )?(?:very )?last (?:working |business )?day\b")
_LATER = compiled(r"\b(?:days?|nights?|weeks?) (?:later|earlier|sooner|on)\Z")
_ITS_HOUR = compiled(
    r"[ ]?,? (?:at |@[ ]?)?(?:noon\b|midday\b|\d{1,2}(?:[:.]\d\d|[ ]?[ap]\.?m\b| o'clock\b|[ ]?sharp\b))"
)
_CLOSES = compiled(r"\b(?:clos\w+|shut\w*|finish\w*|off)\b|(?:\bis|\bwas|\bbeing|'s)(?: also| the)? \Z")
_CLOSING = 32
"""As in "we close Christmas Eve at noon", "since Monday is Labor Day, 1:30 on Tuesday"."""

_YOURS = compiled(
    r"[ ]?[,(]?[ ]?(?:(?:on|at|by|in) )?your (?:own |local )?(?:time(?! to| for)|clock|end|side|zone|time[ ]?zone)\b"
)
"""Behind a time told by the reader's clock: "9:00 your time", "(8am your side)"."""


def find_slots(
    text: str,
    sent: datetime,
    zone: tzinfo,
    *,
    day_first: bool | None = None,
    country: str | None = None,
    reader: tzinfo | None = None,
) -> tuple[Slot, ...]:
    """The meeting slots of `text`, in order; `zone` is taken where none is written. Source: docs/timelines.md, 1 to 6.

    `reader` is the zone of whom the text is written to, for "9:00 your time".

    `sent` is aware, in the sender's offset. A slot read with `zone`, or whose weekday and date disagree, is not sure.
    """
    frame = frame_of(sent, day_first, country)
    low = lowered(text[:LONGEST])
    days = [n for n in nodes(low, frame) if _is_a_day(low, n)]
    days = [n for n in days if not is_doubtful(low, n) or preposition(low, n.start)[0] or _is_told(low, text, n)]
    days = [n for n in days if not _OF_A_CLOCK.search(low[: n.start][-3:]) and not _COUNTED.match(low, n.end)]
    days = [n for n in days if not is_no_meeting_day(low, n) and not is_first_name(text, n.start, n.end)]
    tables = day_columns(text[:LONGEST], frame)
    days = [n for n in days if not any(table.covers(n.start) for table in tables)]
    # A robot's +0000 says nothing of where it is; the zone taken for its bare times tells one IST from another.
    there = sent if sent.utcoffset() else sent.astimezone(zone)
    plain = normalise(text[:LONGEST])
    times = list(clocks(low, there, tuple((n.start, n.end) for n in days), plain))
    times = [clock for clock in times if clock.bare is None or not _ROW_NUMBER.fullmatch(_line(text, clock))]
    stated = stated_zone(low, there, plain) or _only_zone(times)
    times = [_by_the_readers_clock(low, clock, reader) for clock in times]
    times, twice = on_one_clock(low, times, reader)
    found: list[Slot] = []
    used: set[int] = set()
    for clock in times:
        table = next((table for table in tables if table.covers(clock.start)), None)
        day = table.day_of(clock.start) if table is not None else day_of(low, clock, days, times)
        if day is not None and not _is_day_of_month(low, clock, day):
            each = (*sharing(low, day, days), day) if clock.start >= day.end and table is None else (day,)
            used |= {node.start for node in each}
            found += [_slot(text, clock, node, clock.zone or stated, zone) for node in each]
    used |= {day.start for clock in twice if (day := day_of(low, clock, days, times)) is not None}
    found += [_whole_day(text, n, stated, zone) for n in days if n.start not in used and _is_meeting_day(low, n)]
    return tuple(_once(text, _at_the_same_time(low, sorted(found, key=lambda slot: slot.span))))


def _is_a_day(low: str, node: Node) -> bool:
    """Whether it is one day ahead; a holiday is one where its hour follows: "Groundhog Day, noon sharp".

    So is a day counted from another one: "I said the 16th, but make that a day later, 6pm".
    """
    period = node.period
    if period.first is None or period.past:
        return False
    if period.grain is Grain.PART:
        return period.first == period.last and _LAST_DAY.match(low, node.start) is not None
    if period.grain is Grain.HOLIDAY:
        closes = _CLOSES.search(low, max(0, node.start - _CLOSING), node.start)
        return period.first == period.last and closes is None and _ITS_HOUR.match(low, node.end) is not None
    if period.grain is Grain.LENGTH and node.leaned:
        later = _LATER.search(low, node.start, node.end)
        return later is not None and period.first == period.last and _ITS_HOUR.match(low, node.end) is not None
    return period.grain in _DAYS


def _line(text: str, clock: Clock) -> str:
    """The line of a time up to it, with the gap behind it."""
    begin, behind = text.rfind("\n", 0, clock.start) + 1, re.compile(r"[ \t]*").match(text, clock.end)
    return text[begin : behind.end() if behind else clock.end]


def _at_the_same_time(low: str, found: list[Slot]) -> list[Slot]:
    """As in "30 Oct 9am, or 2 Nov same time": the day with the hours of the time before it."""
    kept: list[Slot] = []
    for slot in found:
        told = next((other for other in reversed(kept) if not other.date_only), None)
        same = _SAME_TIME.match(low, slot.span[1]) or _SAME_TIME_ON.search(low[: slot.span[0]][-24:])
        if slot.date_only and told is not None and same:
            ahead = slot.start.date() - told.start.date()
            end = told.end + ahead if told.end else None
            slot = replace(told, start=told.start + ahead, end=end, span=slot.span, text=slot.text)
        kept.append(slot)
    return kept


def _is_told(low: str, text: str, node: Node) -> bool:
    """A word or number that is seldom a date, but here is: "Sat at 3", "11/3 at 3", "11 sat"."""
    if text[node.start].isupper() or HOUR_NEXT.match(low, node.end):
        return True
    before = low[max(0, node.start - 16) : node.start]
    if node.period.grain is not Grain.WEEKDAY:
        return False
    opens = _OPENS.search(before) is not None and _ASKED.match(low, node.end) is not None
    return opens or _TIME_AHEAD.search(before) is not None


def _by_the_readers_clock(low: str, clock: Clock, reader: tzinfo | None) -> Clock:
    told = clock.zone is None and reader is not None and _YOURS.match(low, clock.end)
    return replace(clock, zone=reader) if told else clock


def _only_zone(times: list[Clock]) -> tzinfo | None:
    """The zone of all times, where some are written without one: "10:00, 11:00 or 12:00 CET"."""
    zones = {clock.zone for clock in times if clock.zone}
    return zones.pop() if len(zones) == 1 else None


def _is_meeting_day(low: str, node: Node) -> bool:
    return preposition(low, node.start)[0] not in _NO_DAY


def _is_day_of_month(low: str, clock: Clock, day: Node) -> bool:
    """True for "Tuesday 3" where the third is a Tuesday, unless what follows shows that the hour is meant."""
    numbered = clock.bare is not None and clock.bare == day.period.last.day and day.end <= clock.start
    return numbered and day.period.grain is Grain.WEEKDAY and not _FITS.match(low, clock.end)


def _slot(text: str, clock: Clock, day: Node, stated: tzinfo | None, zone: tzinfo) -> Slot:
    taken = stated or zone
    on = day.period.first or day.period.last
    start = datetime.combine(on, clock.begin, taken)
    end = datetime.combine(on, clock.until, taken) if clock.until else None
    if end is not None and end <= start:
        end += timedelta(days=1) if start.hour >= 18 else timedelta(hours=12)
        end = end if end > start else None
    span = (
        (min(clock.start, day.start), max(clock.end, day.end))
        if _adjoin(text, clock, day)
        else (clock.start, clock.end)
    )
    sure = stated is not None and not day.period.conflict and day.period.alternative is None
    return Slot(start, end, iana(taken), sure, span, text[slice(*span)], clock=clock.start, open=clock.open)


def _adjoin(text: str, clock: Clock, day: Node) -> bool:
    """Whether day and time stand close together with no other time between them."""
    between = text[min(day.end, clock.end) : max(day.start, clock.start)]
    return len(between) <= 24 and not any(letter.isdigit() for letter in between)


def _whole_day(text: str, node: Node, stated: tzinfo | None, zone: tzinfo) -> Slot:
    taken = stated or zone
    start = datetime.combine(node.period.first or node.period.last, datetime.min.time(), taken)
    span = (node.start, node.end)
    return Slot(
        start, None, iana(taken), stated is not None and not node.period.conflict, span, text[slice(*span)], True
    )


def _once(text: str, found: list[Slot]) -> list[Slot]:
    """One slot for each instant: "10am PT / 1pm ET" is one."""
    kept: list[Slot] = []
    for slot in found:
        twin = next(
            (k for k, other in enumerate(kept) if other.start == slot.start and other.date_only == slot.date_only), None
        )
        if twin is None:
            kept.append(slot)
        elif slot.span[0] - kept[twin].span[1] < 40:
            span = (kept[twin].span[0], max(kept[twin].span[1], slot.span[1]))
            kept[twin] = replace(kept[twin], span=span, text=text[slice(*span)], end=kept[twin].end or slot.end)
    days = {slot.start.date() for slot in kept if not slot.date_only}
    return [slot for slot in kept if not slot.date_only or slot.start.date() not in days]
