"""Days beside an event whose own day is told elsewhere: "the day after the panel", "in the week after the meeting"."""

from __future__ import annotations

from agent.understanding.dates.counting import ANCHORED, DAYS, EVENT, anchor
from agent.understanding.dates.reckoning import DAY, WEEK, Frame, monday, point, week_part
from agent.understanding.dates.records import Node
from agent.understanding.dates.words import compiled, weekday

_BESIDE = compiled(
    r"(?:the )?(?P<unit>day|morning|afternoon|week|<WD>)(?: right| immediately| straight| directly)?"
    rf"(?= (?:after|following) (?!(?:the|your|our|my|a) (?:second|third|next|other) ){EVENT}\b)"
)


def day_after_event(low: str, at: int, seen: list[Node], frame: Frame) -> Node | None:
    """As in "the panel sits on the 9th. We ring the day after the panel": read against the day of that event."""
    match = _BESIDE.match(low, at)
    link = ANCHORED.match(low, match.end()) if match else None
    found = anchor(low, match.end(), link, seen, frame) if match and link else None
    if match is None or found is None or found[0].period.past or found[0].period.grain not in DAYS:
        return None
    last, unit = found[0].period.last, match["unit"]
    if unit == "week":
        return Node(week_part(monday(last) + WEEK, None), at, found[1], True)
    ahead = 1 if unit in ("day", "morning", "afternoon") else (weekday(unit) - last.weekday() - 1) % 7 + 1
    return Node(point(last + ahead * DAY), at, found[1], True)
