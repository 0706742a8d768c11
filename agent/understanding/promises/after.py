"""Promises in a mail that also books a meeting: what is counted from today would come before it, and is meant after it.

"Next Thursday at 5.30. I make up my mind overnight, so you'll know by Friday": the Friday after that Thursday.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime

from agent.understanding.dates import Grain, When, find_dates
from agent.understanding.findings import Promised

_OF_IT = re.compile(
    r"\b(?:of|after|from|following) (?:the date of (?:the |your )?"
    r"|(?:the|your|our|this|that|their|his|her|each) (?:\w+ )?)"
    r"(?:interviews?|visit|meeting|call|chat|talk|conversations?|panel|session|trial|audition|onsite|day|round|test"
    r"|assessment|presentation|demo|lesson|shift|cent(?:re|er))\Z"
)
"""As in "within a week of your visit": counted from the meeting, whatever other day the text names before."""

_COUNTED = frozenset({Grain.LENGTH, Grain.WEEKDAY, Grain.WEEKEND})


def after_meeting(
    promised: tuple[Promised, ...], meeting: datetime, said: str, *, day_first: bool | None
) -> tuple[Promised, ...]:
    """`promised` of the text `said`; what ends before `meeting` (aware, the writer's clock) is counted from it."""
    return tuple(_after(one, meeting, said, day_first) for one in promised)


def _after(one: Promised, meeting: datetime, said: str, day_first: bool | None) -> Promised:
    when = meant_after(
        one.phrase, one.by, one.evidence.sentence, meeting, said, day_first=day_first, country=one.country
    )
    if when is None:
        return one
    return replace(one, start=when.start, by=when.by, alternative=when.alternative, open_ended=when.open_ended)


def meant_after(
    phrase: str,
    by: date,
    sentence: str,
    meeting: datetime,
    said: str,
    *,
    day_first: bool | None,
    country: str | None,
) -> When | None:
    """How a `phrase` of a `sentence` of `said`, read as `by`, is meant beside a `meeting`; None where it stays."""
    day = meeting.date()
    if _OF_IT.search(phrase.lower()):
        counted = find_dates(phrase, meeting, day_first=day_first, country=country, told=day)
        if counted and counted[0].by > day:
            return counted[0]
    if by > day:
        return None
    for when in find_dates(sentence, meeting, day_first=day_first, country=country):
        if when.text.strip() == phrase and when.grain is Grain.WEEKDAY and _is_of_it(when, day):
            return replace(when, start=day, by=day)
        weekday_of_it = when.grain is Grain.WEEKDAY and by == day
        if when.text.strip() == phrase and when.grain in _COUNTED and not when.leaned and not weekday_of_it:
            return when
    if by == day:
        return None
    begin = said.find(sentence)
    for when in find_dates(said, meeting, day_first=day_first, country=country):
        inside = begin <= when.span[0] < begin + len(sentence)
        if inside and when.leaned and when.text.strip() == phrase and when.by > day:
            return when  # "we decide Tuesday and ring round the next day": counted from a day after the meeting
    return None


def _is_of_it(when: When, day: date) -> bool:
    """As in "the interview is on Friday 27 March; we telephone on Friday evening": that very day, no week later."""
    return when.prep == "on" and not when.leaned and when.by.weekday() == day.weekday()
