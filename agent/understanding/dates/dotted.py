"""Day and month with a dot between them and no year: "Wednesday 7.10 at 14:00", "until 23.10.", "on 21.10".

"7.10" is a time of day, too. It is a date where the words around it say so: the weekday before it is that day's, a
time follows it, a second dot closes it, or a preposition of days stands before it and no clock reads like that.
"""

from __future__ import annotations

import re
from datetime import date

from agent.understanding.dates.reckoning import FAR, Frame, future, point
from agent.understanding.dates.records import Period
from agent.understanding.dates.words import begins, compiled, weekday

_REACH = 24
_CLOCK = r"(?:at|@|um|kl\.?|klo|o(?: godz\.?)?|ore|alle|[àa] las|[àa])"
_WEEKDAY = compiled(r"(?P<wd><WD>)[ ]?,?[ ]?(?:the |den |dem )?\Z")
_TIMED = compiled(
    rf"\.?[ ]?,?[ ]?{_CLOCK}[ ]?\d{{1,2}}(?:[:.h]\d\d|[ ]?[ap]\.?m\b|[ ]?(?:h|uhr|o'?clock)\b|\d\d\b"
    r"|(?=[ ]?(?:[,;!?)\n-]|\.(?!\d)|\Z)| (?:and|or|to|until|in|with|for|on|via|by)\b))"
)
"""A time of day follows: "7.10 at 14:00", not the number of a house, "9.10 at 12 Mill Road"."""
_TIME_BEFORE = compiled(rf"(?<!\w){_CLOCK}[ ]?\Z")
_DAYS_BEFORE = compiled(
    r"\b(?P<on>on|am|le|den|dnia|(?:interview|meeting|call|date|day|appointment)[ ]?:?)[ ]?\Z"
    r"|\b(?:by|until|till|til|before|bis(?: zum)?|do|from|since)[ ]?\Z"
)
_GOES_ON = compiled(r"[ ]?[,;:)-]| (?:and|or|to|until|bis|at)\b")
"""Where the sentence goes on behind the dot, the dot is the date's own."""

_ENDS = compiled(
    r"(?=[ ]?(?:[,;:!?)(\n]|\Z|\.(?!\d)|-)| (?:at|and|or|to|until|in|we|i|you|he|she|they|so|for|with|the|please|that"
    r"|if|as|then|when|is|are|there|because|but|from|via|by|of|this|works?|suits?|would|could)\b)"
)


def dotted(match: re.Match[str], frame: Frame) -> Period | None:
    """The nearest such day, where it is a day at all."""
    day = future(frame, int(match["mon"]), int(match["day"]))
    return point(day) if day is not None and _is_day(match, day, frame) else None


def _is_day(match: re.Match[str], day: date, frame: Frame) -> bool:
    low, end = match.string, match.end()
    before = low[max(0, match.start() - _REACH) : match.start()]
    closed = match["dot"] is not None and " " not in match[0] and _GOES_ON.match(low, end) is not None
    if named := _WEEKDAY.search(before):
        agrees = weekday(named["wd"]) == day.weekday() and frame.today <= day <= frame.today + FAR
        return agrees or closed or _TIMED.match(low, end) is not None
    if _TIME_BEFORE.search(before):
        return False
    if _TIMED.match(low, end) or closed:
        return True
    bound = _DAYS_BEFORE.search(before)
    if bound is None or _ENDS.match(low, end) is None:
        return False
    return bound["on"] is not None or int(match["day"]) > 23 or int(match["mon"]) % 5 != 0


RULES = (
    (begins("#"), re.compile(r"(?P<day>\d{1,2})\.(?P<mon>\d{1,2})(?!\d|[.,]\d|[:%°])(?P<dot>\.)?"), dotted),
    (begins("#"), re.compile(r"(?P<day>\d{1,2})\.[ ](?P<mon>\d{1,2})(?P<dot>\.)(?![ ]?\d)"), dotted),
)

__all__ = ["RULES"]
