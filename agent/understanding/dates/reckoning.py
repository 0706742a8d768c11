"""Counting with days: weeks that end on Friday, months, the nearest future

No words here, only days. Source: docs/timelines.md, 3 to 7.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from agent.calendar import last_business_day
from agent.understanding.dates.records import Grain, Period

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
FAR = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Frame:
    """What words are read against: the local day and hour of sending, the order of d/m, the sender's country.

    `told` is a day that the mail names outside its text, as its calendar part does: "the next morning" is after it.
    """

    today: date
    hour: int
    day_first: bool
    country: str | None
    told: date | None = None


def point(day: date, grain: Grain = Grain.DAY, alternative: date | None = None) -> Period:
    """One day."""
    return Period(day, day, grain, alternative)


def safe_date(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def future(frame: Frame, month: int, day: int) -> date | None:
    """The nearest such day that is not past. Up to a week back is read as just past, not as next year."""
    for year in (frame.today.year, frame.today.year + 1, frame.today.year + 2, frame.today.year + 4):
        found = safe_date(year, month, day)
        if found and found >= frame.today - 21 * DAY:
            return found
    return None


def monday(day: date) -> date:
    """The Monday of the ISO week of `day`."""
    return day - timedelta(days=day.weekday())


def this_monday(frame: Frame) -> date:
    """The Monday of "this week"; on a weekend that is the coming one."""
    begin = monday(frame.today)
    return begin + WEEK if frame.today.weekday() >= 5 else begin


def next_monday(frame: Frame) -> date:
    """The Monday of "next week": the following ISO week."""
    return monday(frame.today) + WEEK


def add_months(day: date, n: int) -> date:
    """The same day `n` months later, or the last of that month."""
    at = day.year * 12 + day.month - 1 + n
    year, month = divmod(at, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def month_end(first: date, months: int = 1) -> date:
    """The last day of the `months` months that begin with that of `first`."""
    return add_months(first.replace(day=1), months) - DAY


def week_part(begin: date, part: str | None) -> Period:
    """Part of the week that begins on Monday `begin`; None is the whole of it."""
    at = {n: begin + n * DAY for n in range(5)}
    if part == "start":
        return Period(at[0], at[0], Grain.PART, at[1])
    if part in ("early", "half"):
        return Period(at[0], at[1], Grain.PART, at[2])
    if part == "mid":
        return Period(at[2], at[2], Grain.PART, at[3])
    if part in ("late", "latter"):
        return Period(at[3], at[4], Grain.PART)
    if part == "end":
        return Period(at[4], at[4], Grain.PART)
    return Period(at[0], at[4], Grain.WEEK)


def span_part(frame: Frame, first: date, months: int, part: str | None) -> Period:
    """Part of the month, quarter or year that begins on `first`; None is the whole of it."""
    last = month_end(first, months)
    work = last_business_day(last, frame.country)
    other = last if last != work else None
    if part is None:
        return Period(first, work, Grain.MONTH, other)
    if part == "end":
        return Period(work, work, Grain.PART, other)
    if part == "half":
        return Period(first, add_months(first, months // 2) - DAY if months > 1 else first + 14 * DAY, Grain.PART)
    if part == "latter":
        begin = add_months(first, months // 2) if months > 1 else first + 15 * DAY
        return Period(begin, work, Grain.PART, other)
    third = months * 30 // 3 if months > 1 else 10
    if part in ("early", "start"):
        return Period(first, first + (third - 1) * DAY, Grain.PART)
    if part == "mid":
        if months == 1:
            return Period(first + 10 * DAY, first + 19 * DAY, Grain.MID_MONTH, first + 14 * DAY)
        return Period(first + third * DAY, first + (2 * third - 1) * DAY, Grain.PART)
    return Period(first + (20 if months == 1 else 2 * third) * DAY, work, Grain.PART, other)
