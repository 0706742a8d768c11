"""Weeks and their parts: "early next week", "midweek", "over the weekend", "EOW", "week 48"."""

from __future__ import annotations

import re
from datetime import date

from agent.calendar import last_business_day
from agent.understanding.dates.parts import PART, PART_BEGINS, THIS, THIS_BEGINS, part_of
from agent.understanding.dates.reckoning import (
    DAY,
    WEEK,
    Frame,
    add_months,
    monday,
    month_end,
    next_monday,
    this_monday,
    week_part,
)
from agent.understanding.dates.records import Grain, Period
from agent.understanding.dates.words import begins, compiled, month, number

_MID_WEEK = 2
"""From Wednesday on "the coming week" is the next one."""


def week(match: re.Match[str], frame: Frame) -> Period | None:
    """The week: this or next, or a part of it. "This week" is a bare bound (docs/timelines.md, 2 and 4)."""
    which, part = match["which"] or "this", part_of(match)
    if which == "last":
        return Period(None, monday(frame.today) - 3 * DAY, Grain.WEEK, past=True)
    coming = "coming" in which and frame.today.weekday() >= _MID_WEEK
    if which in ("next", "the following", "following") or coming:
        found = week_part(next_monday(frame), part)
        if frame.today.weekday() == 6:
            return Period(found.first, found.last, found.grain, found.last + WEEK)
        return found
    if part is None and match["which"] is None:
        return None
    begin = this_monday(frame)
    found = week_part(begin, part)
    if found.last < frame.today and match["which"] is None:
        found = week_part(begin + WEEK, part)  # "at the beginning of the week", said on a Wednesday
    if part in ("late", "end"):
        return Period(found.first, max(found.last, frame.today), Grain.PART)
    return Period(None, max(found.last, frame.today) if part else begin + 4 * DAY, Grain.PART if part else Grain.WEEK)


def week_after_next(match: re.Match[str], frame: Frame) -> Period | None:
    """The week after next, perhaps a part of it."""
    return week_part(next_monday(frame) + WEEK, part_of(match))


def week_after_this(match: re.Match[str], frame: Frame) -> Period | None:
    """The week after this one."""
    return week_part(next_monday(frame), part_of(match))


def weekend(match: re.Match[str], frame: Frame) -> Period | None:
    """The weekend: "over the weekend" ends on Sunday, a long one on Monday."""
    begin = monday(frame.today) + 5 * DAY + (WEEK if match["which"] == "next" else 0 * DAY)
    days = 1 if match["long"] is None else 2
    return Period(begin, begin + days * DAY, Grain.WEEKEND, begin + 2 * DAY if days == 1 else None)


def midweek(match: re.Match[str], frame: Frame) -> Period | None:
    """Midweek: the coming Wednesday."""
    begin = monday(frame.today)
    return week_part(begin if frame.today < begin + 2 * DAY else begin + WEEK, "mid")


def this_week_or_next(match: re.Match[str], frame: Frame) -> Period | None:
    """As in "This week or next", "this week or early next": the later of the two ends it."""
    found = week_part(next_monday(frame), part_of(match))
    return Period(None, found.last, Grain.WEEK, found.alternative)


def end_of_week(match: re.Match[str], frame: Frame) -> Period | None:
    """EOW."""
    return week_part(next_monday(frame) if match["which"] else this_monday(frame), "end")


def numbered_week(match: re.Match[str], frame: Frame) -> Period | None:
    """Week 48: the ISO week of that number, as the north of Europe counts; the nearest that is not over."""
    for year in (frame.today.year, frame.today.year + 1):
        try:
            begin = date.fromisocalendar(year, int(match["n"]), 1)
        except ValueError:
            continue
        if begin + 6 * DAY >= frame.today:
            return week_part(begin, part_of(match))
    return None


def nth_week(match: re.Match[str], frame: Frame) -> Period | None:
    """The second week of January, the first week of the new year, the last week of this month."""
    first = frame.today.replace(day=1)
    if match["mon"]:
        mon = month(match["mon"])
        first = date(frame.today.year + (mon < frame.today.month), mon, 1)
    elif match["year"]:
        first = date(frame.today.year + (frame.today.month > 1), 1, 1)
    elif match["rel"] == "next":
        first = add_months(first, 1)
    found = week_of_month(first, match["n"], frame.country)
    if found.last < frame.today and match["rel"] == "the":
        return week_of_month(add_months(first, 1), match["n"], frame.country)
    return found


def week_of_month(first: date, nth: str, country: str | None) -> Period:
    """The second week of the month that begins on `first`: the second whose Monday is in it.

    The last one is its last seven days, and lasts to its last business day.
    """
    if nth == "last":
        last = month_end(first)
        return Period(last - 6 * DAY, last_business_day(last, country), Grain.WEEK)
    return week_part(monday(first + 6 * DAY) + (number(nth) - 1) * WEEK, None)


def rest_of_week(match: re.Match[str], frame: Frame) -> Period | None:
    """The rest of this or next week."""
    if match["which"] == "next":
        return week_part(next_monday(frame), "end")
    return Period(None, this_monday(frame) + 4 * DAY, Grain.WEEK)


RULES = (
    (
        begins(f"week wk {THIS_BEGINS}", PART_BEGINS),
        compiled(
            rf"{PART}{THIS}(?:week|wk)\b"
            r"(?! (?:of|commencing|beginning|starting|ending|from|or (?:two|three|so)\b))"
            r"(?:(?<=next[ ]week)|(?! after))(?!end|-end)"
        ),
        week,
    ),
    (
        begins("rest remainder balance"),
        compiled(r"(?:the )?(?P<part>rest|remainder|balance) of (?P<which>this|the|next) week\b"),
        rest_of_week,
    ),
    (begins("week", PART_BEGINS), compiled(rf"{PART}(?:the )?week after next\b"), week_after_next),
    (begins("week", PART_BEGINS), compiled(rf"{PART}(?:the )?week after this (?:one|week)\b"), week_after_this),
    (
        begins("this rest remainder balance"),
        compiled(
            r"(?:(?:the )?(?:rest|remainder|balance) of )?this week,? "
            r"(?:or|and(?: all of| most of| part of| some of)?) "
            r"(?:possibly |maybe |perhaps |else )?(?:(?P<part>early|mid|late|later) )?"
            r"(?:next|the one after|the following)\b(?! week| \w+day)"
        ),
        this_week_or_next,
    ),
    (begins("mid midweek"), compiled(r"mid-?week\b(?! of)"), midweek),
    (
        begins("next this long bank holiday weekend"),
        compiled(r"(?P<which>next|this|the) (?P<long>long |bank holiday |holiday )?weekend\b"),
        weekend,
    ),
    (begins("eow week"), compiled(r"(?:eow|week's end|week[- ]end(?=\b(?!\w)))(?P<which> next week)?"), end_of_week),
    (
        begins("calendar week cw kw wk", PART_BEGINS),
        compiled(
            rf"{PART}(?:the )?(?:calendar )?(?:week (?:no\.? |number )?|cw |kw |wk )(?P<n>[1-5]?\d)\b(?! (?:of|at|in))"
        ),
        numbered_week,
    ),
    (
        begins("last <ORD>"),
        compiled(
            r"(?:the )?(?P<n><ORD>|last)(?: full)? week (?:of|in) "
            r"(?:(?P<mon><MON>)|(?P<year>the new year)|(?P<rel>next|this|the) month\b)"
        ),
        nth_week,
    ),
)
