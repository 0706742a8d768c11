"""Promises in a mail that also books a meeting: what is counted from today would come before it, and is meant after it.

"Next Thursday at 5.30. I make up my mind overnight, so you'll know by Friday": the Friday after that Thursday.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from agent.understanding.dates import Grain, find_dates
from agent.understanding.findings import Promised

_OF_IT = re.compile(
    r"\b(?:of|after|from|following) (?:the|your|our|this|that|their|his|her|each) (?:\w+ )?"
    r"(?:interviews?|visit|meeting|call|chat|talk|conversations?|panel|session|trial|audition|onsite|day|round|test"
    r"|assessment|presentation|demo|lesson|shift)\Z"
)
"""As in "within a week of your visit": counted from the meeting, whatever other day the text names before."""

_COUNTED = frozenset({Grain.LENGTH, Grain.WEEKDAY, Grain.WEEKEND})


def after_meeting(promised: tuple[Promised, ...], meeting: datetime, *, day_first: bool | None) -> tuple[Promised, ...]:
    """`promised`, its weekdays and lengths that end before `meeting` (aware, the writer's clock) counted from it."""
    return tuple(_after(one, meeting, day_first) for one in promised)


def _after(one: Promised, meeting: datetime, day_first: bool | None) -> Promised:
    if _OF_IT.search(one.phrase.lower()):
        day = meeting.date()
        counted = find_dates(one.phrase, meeting, day_first=day_first, country=one.country, told=day)
        if counted and counted[0].by > day:
            return replace(one, start=counted[0].start, by=counted[0].by, alternative=counted[0].alternative)
    if one.by > meeting.date():
        return one
    for when in find_dates(one.evidence.sentence, meeting, day_first=day_first, country=one.country):
        weekday_of_it = when.grain is Grain.WEEKDAY and one.by == meeting.date()
        if when.text.strip() == one.phrase and when.grain in _COUNTED and not when.leaned and not weekday_of_it:
            return replace(one, start=when.start, by=when.by, alternative=when.alternative, open_ended=when.open_ended)
    return one
