"""The traits of a time by which it is told whether one meets then: its own, its place among the others of its day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from agent.understanding.dates.records import Slot
from agent.understanding.interviews.manners import Spoken

_QUARTER = timedelta(minutes=15)
_MOST_QUARTERS = 8
_MOST_TIMES = 4
_AHEAD = (1, 2, 8, 22)
"""Days before which a meeting is today's, tomorrow's, this week's, this month's."""


def of_the_time(one: Spoken, all_told: Sequence[Spoken], sent: datetime) -> Iterator[str]:
    """What the time itself shows, told at `sent` in a text whose times are `all_told`."""
    slot = one.slot
    yield f"manner {one.manner}{' beside' if one.beside else ''}"
    yield "has end" if slot.end else "no end"
    yield f"hour {slot.start.hour // 2 * 2}"
    if slot.start.minute % 15:
        yield "odd minute"
    if slot.start < sent:
        yield "past"
    ahead = (slot.start - sent).days
    yield next((f"within {limit} days" for limit in _AHEAD if ahead < limit), "far ahead")
    yield "first told" if one is all_told[0] else "later told"


def among_others(slot: Slot, others: Sequence[Slot]) -> Iterator[str]:
    """How it stands among all times of the text (`others` holds it, too)."""
    starts = [other.start for other in others]
    yield f"{min(len(set(starts)), _MOST_TIMES)} times"
    if starts.count(slot.start) > 1:
        yield "told twice"
    if any(other.end == slot.start for other in others if other is not slot):
        yield "ends another"
    day = sorted({start for start in starts if start.date() == slot.start.date()})
    at = day.index(slot.start)
    if len(day) > 1:
        yield "first of its day" if at == 0 else "last of its day" if at == len(day) - 1 else "amid its day"
    if at > 0:
        yield f"behind another by {_quarters(slot.start - day[at - 1])}"
    if at < len(day) - 1:
        yield f"before another by {_quarters(day[at + 1] - slot.start)}"


def _quarters(length: timedelta) -> int:
    return min(length // _QUARTER, _MOST_QUARTERS)
