"""Meeting slots in prose: a day and a time brought together, in the zone that is written or the one given."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo

from agent.understanding.dates.clock import Clock, clocks
from agent.understanding.dates.find import frame_of
from agent.understanding.dates.grammar import Node, doubtful, nodes
from agent.understanding.dates.prepositions import preposition
from agent.understanding.dates.records import Grain, Slot
from agent.understanding.dates.zones import iana, stated_zone
from agent.understanding.sentences import LONGEST, lowered

_DAYS = frozenset({Grain.DAY, Grain.WEEKDAY})
_NO_DAY = frozenset({"by", "before", "within", "until", "after", "allow"})
_NEAR = re.compile(r"[ ]?(?:,|:|\(|-|@|on|of)?[ ]?(?:on |the |this )?")
_REACH = 400
_STOPS = re.compile(r"[.!?](?=\s)|\n")


def find_slots(
    text: str, sent: datetime, zone: tzinfo, *, day_first: bool | None = None, country: str | None = None
) -> tuple[Slot, ...]:
    """The meeting slots of `text`, in order; `zone` is taken where none is written. Source: docs/timelines.md, 1 to 6.

    `sent` is aware, in the sender's offset. A slot read with `zone`, or whose weekday and date disagree, is not sure.
    """
    frame = frame_of(sent, day_first, country)
    low = lowered(text[:LONGEST])
    days = [n for n in nodes(low, frame) if n.period.grain in _DAYS and n.period.first and not n.period.past]
    days = [n for n in days if not doubtful(low, n) or preposition(low, n.start)[0] or _is_told(low, text, n)]
    times = list(clocks(low, sent, tuple((n.start, n.end) for n in days)))
    stated = stated_zone(low, sent) or _only_zone(times)
    found: list[Slot] = []
    used: set[int] = set()
    for clock in times:
        day = _day_of(low, clock, days, times)
        if day is not None:
            used.add(day.start)
            found.append(_slot(text, clock, day, clock.zone or stated, zone))
    found += [_whole_day(text, n, stated, zone) for n in days if n.start not in used and _is_meeting_day(low, n)]
    return tuple(_once(text, sorted(found, key=lambda slot: slot.span)))


def _is_told(low: str, text: str, node: Node) -> bool:
    """A word or number that is seldom a date, but here is: "Sat at 3", "11/3 at 3"."""
    return text[node.start].isupper() or re.match(r"[ ]?(?:at|@)[ ]?\d", low[node.end : node.end + 6]) is not None


def _only_zone(times: list[Clock]) -> tzinfo | None:
    """The zone of all times, where some are written without one: "10:00, 11:00 or 12:00 CET"."""
    zones = {clock.zone for clock in times if clock.zone}
    return zones.pop() if len(zones) == 1 else None


def _is_meeting_day(low: str, node: Node) -> bool:
    return preposition(low, node.start)[0] not in _NO_DAY


def _day_of(low: str, clock: Clock, days: list[Node], times: list[Clock]) -> Node | None:
    """The day of a time: one right after it, else the last before it, else one later in its sentence."""
    after = next((n for n in days if n.start >= clock.end), None)
    adjoins = after is not None and _NEAR.fullmatch(low, clock.end, after.start)
    if after is not None and adjoins and not _belongs_ahead(low, after, days, clock):
        return after
    before = next((n for n in reversed(days) if n.end <= clock.start), None)
    if before is not None and clock.start - before.end <= _REACH:
        return before
    if after is not None and after.start - clock.end <= 120 and not _STOPS.search(low, clock.end, after.start):
        return after
    if after is not None and re.fullmatch(r"[^\n.]{0,40}\n[^\n]{0,24}", low[clock.end : after.start]):
        return after
    return None


def _belongs_ahead(low: str, after: Node, days: list[Node], clock: Clock) -> bool:
    """In "Tuesday 3 pm, Wednesday 4 pm" the day after the comma has its own time."""
    before = next((n for n in reversed(days) if n.end <= clock.start), None)
    if before is None or not _NEAR.fullmatch(low[before.end : clock.start].replace(" at ", " ").replace(" from ", " ")):
        return False
    return "," in low[clock.end : after.start] or "on" not in low[clock.end : after.start].split()


def _slot(text: str, clock: Clock, day: Node, stated: tzinfo | None, zone: tzinfo) -> Slot:
    taken = stated or zone
    on = day.period.first or day.period.last
    start = datetime.combine(on, clock.begin, taken)
    end = datetime.combine(on, clock.until, taken) if clock.until else None
    if end is not None and end <= start:
        end += timedelta(days=1) if start.hour >= 18 else timedelta(hours=12)
        end = end if end > start else None
    span = (min(clock.start, day.start), max(clock.end, day.end)) if _adjoin(clock, day) else (clock.start, clock.end)
    sure = stated is not None and not day.period.conflict and day.period.alternative is None
    return Slot(start, end, iana(taken), sure, span, text[slice(*span)])


def _adjoin(clock: Clock, day: Node) -> bool:
    return max(clock.start - day.end, day.start - clock.end) <= 24


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
