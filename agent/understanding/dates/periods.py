"""Weeks, months, quarters and years and their parts: "early next week", "mid-January", "the end of Q1", "EOW"."""

from __future__ import annotations

import re
from datetime import date

from agent.calendar import last_business_day
from agent.understanding.dates.reckoning import (
    DAY,
    WEEK,
    Frame,
    add_months,
    monday,
    month_end,
    next_monday,
    point,
    span_part,
    this_monday,
    week_part,
)
from agent.understanding.dates.records import Grain, Period
from agent.understanding.dates.words import begins, compiled, month, number, weekday

_PARTS = (
    ("start", r"start|beginning|first thing"),
    ("end", r"end|close"),
    ("early", r"early|earlier|first part|early part|front half"),
    ("half", r"first half"),
    ("latter", r"second half|latter half|back half"),
    ("mid", r"mid|middle|midway through|halfway through|about halfway through"),
    ("late", r"late|later|latter part|tail end|back end|toward the end|towards the end|toward end|towards end"),
)
_PART = (
    r"(?:(?:very )?(?:the )?(?:very )?(?P<part>"
    + "|".join(p for _, p in _PARTS)
    + r")(?:[ ]?-[ ]?| (?:of |in |on |part of )?)(?:the )?)?"
)


def _part(match: re.Match[str]) -> str | None:
    word = match["part"]
    return next((name for name, words in _PARTS if word in words.split("|")), None) if word else None


def week(match: re.Match[str], frame: Frame) -> Period | None:
    """The week: this or next, or a part of it. "This week" is a bare bound (docs/timelines.md, 2 and 4)."""
    which, part = match["which"] or "this", _part(match)
    if which == "last":
        return Period(None, monday(frame.today) - 3 * DAY, Grain.WEEK, past=True)
    if which in ("next", "the following", "following"):
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
    return week_part(next_monday(frame) + WEEK, _part(match))


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
    found = week_part(next_monday(frame), _part(match))
    return Period(None, found.last, Grain.WEEK, found.alternative)


def nth_weekday(match: re.Match[str], frame: Frame) -> Period | None:
    """The first Monday in December, the last Friday of the month."""
    wanted = weekday(match["wd"])
    if match["mon"]:
        mon = month(match["mon"])
        first = date(frame.today.year + (mon < frame.today.month), mon, 1)
    else:
        first = frame.today.replace(day=1)
        first = add_months(first, 1) if match["rel"] == "next" else first
    if match["n"] == "last":
        last = month_end(first)
        return point(last - (last.weekday() - wanted) % 7 * DAY)
    return point(first + ((wanted - first.weekday()) % 7 + 7 * (number(match["n"]) - 1)) * DAY)


def end_of_week(match: re.Match[str], frame: Frame) -> Period | None:
    """EOW."""
    return week_part(next_monday(frame) if match["which"] else this_monday(frame), "end")


def month_or_longer(match: re.Match[str], frame: Frame) -> Period | None:
    """A month and longer: this or next month, quarter or year, or a part of it."""
    months = {"month": 1, "quarter": 3, "year": 12}[match["unit"]]
    first = date(frame.today.year, (frame.today.month - 1) // months * months + 1, 1)
    which, part = match["which"] or "", _part(match)
    if which == "last":
        return Period(None, first - DAY, Grain.MONTH, past=True)
    if which in ("next", "the following", "following"):
        return span_part(frame, add_months(first, months), months, part)
    if part is None and not which:
        return None
    found = span_part(frame, first, months, part)
    if found.last < frame.today:
        found = span_part(frame, first, months, "end")
    return found if part else Period(None, found.last, found.grain, found.alternative)


def abbreviated(match: re.Match[str], frame: Frame) -> Period | None:
    """EOM, month end, EOY, year-end."""
    months = 12 if "y" in match[0] else 3 if "q" in match[0] else 1
    first = date(frame.today.year, (frame.today.month - 1) // months * months + 1, 1)
    return span_part(frame, first, months, "end")


def named_month(match: re.Match[str], frame: Frame) -> Period | None:
    """January, early January, mid-Jan, the end of January."""
    mon, part = month(match["mon"]), _part(match)
    year = int(match["year"]) if match["year"] else frame.today.year + (mon < frame.today.month)
    found = span_part(frame, date(year, mon, 1), 1, part)
    return found if found.last >= frame.today else span_part(frame, date(year, mon, 1), 1, "late")


def named_quarter(match: re.Match[str], frame: Frame) -> Period | None:
    """Q1, early Q2."""
    first = date(frame.today.year, int(match["q"]) * 3 - 2, 1)
    if month_end(first, 3) < frame.today:
        first = add_months(first, 12)
    return span_part(frame, first, 3, _part(match))


def numbered_week(match: re.Match[str], frame: Frame) -> Period | None:
    """Week 48: the ISO week of that number, as the north of Europe counts; the nearest that is not over."""
    for year in (frame.today.year, frame.today.year + 1):
        try:
            begin = date.fromisocalendar(year, int(match["n"]), 1)
        except ValueError:
            continue
        if begin + 6 * DAY >= frame.today:
            return week_part(begin, _part(match))
    return None


def last_day(match: re.Match[str], frame: Frame) -> Period | None:
    """The last day of November, the last working day of the month: said of the calendar or of work."""
    first = frame.today.replace(day=1)
    if match["mon"]:
        mon = month(match["mon"])
        first = date(frame.today.year + (mon < frame.today.month), mon, 1)
    elif match["rel"] in ("next", "the following"):
        first = add_months(first, 1)
    work = last_business_day(month_end(first), frame.country)
    return point(work if match["work"] else month_end(first), Grain.PART, None if match["work"] else work)


def nth_week(match: re.Match[str], frame: Frame) -> Period | None:
    """The second week of January: the second whose Monday is in it."""
    mon = month(match["mon"]) if match["mon"] else (frame.today.month % 12 + 1)
    first = date(frame.today.year + (mon < frame.today.month), mon, 1)
    begin = monday(first + 6 * DAY)
    if match["n"] == "last":
        return week_part(monday(month_end(first)), None)
    return week_part(begin + (number(match["n"]) - 1) * WEEK, None)


_THIS = (
    r"(?:(?P<which>next|this|last|the following|following|the coming"
    r"|coming|the current|current|the upcoming|upcoming|that|the) )?"
)
_PART_BEGINS = ["the", "very", *(part for _, parts in _PARTS for part in parts.split("|"))]
_THIS_BEGINS = "next this last the following coming current upcoming that"

RULES = (
    (
        begins(f"week {_THIS_BEGINS}", _PART_BEGINS),
        compiled(rf"{_PART}{_THIS}week\b(?! (?:of|commencing|beginning|starting|ending|after|from|or))(?!end|-end)"),
        week,
    ),
    (
        begins("rest remainder balance"),
        compiled(r"(?:the )?(?P<part>rest|remainder|balance) of (?P<which>this|the|next) week\b"),
        lambda m, f: (
            week_part(next_monday(f), "end")
            if m["which"] == "next"
            else Period(None, this_monday(f) + 4 * DAY, Grain.WEEK)
        ),
    ),
    (begins("week", _PART_BEGINS), compiled(rf"{_PART}(?:the )?week after next\b"), week_after_next),
    (
        begins("this"),
        compiled(
            r"this week,? or (?:possibly |maybe |perhaps |else )?(?:(?P<part>early|mid|late|later) )?"
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
    (
        begins("last <ORD>"),
        compiled(
            r"(?:the )?(?P<n><ORD>|last) (?P<wd><WD>) (?:of|in) (?:(?P<mon><MON>)|(?:the|(?P<rel>this|next)) month\b)"
        ),
        nth_weekday,
    ),
    (begins("eow week"), compiled(r"(?:eow|week's end|week[- ]end(?=\b(?!\w)))(?P<which> next week)?"), end_of_week),
    (
        begins(f"month quarter year {_THIS_BEGINS}", _PART_BEGINS),
        compiled(rf"{_PART}{_THIS}(?P<unit>month|quarter|year)\b(?!-end|-old|'s| (?:end|of|from|or|after))"),
        month_or_longer,
    ),
    (
        begins("eom the eoy eoq month quarter year"),
        compiled(
            r"(?:the )?(?:eom|eoy|eoq|month[- ]end|year[- ]end|quarter[- ]end|year's end|month's end"
            r"|the (?:month|quarter|year) is (?:out|over|up|done))\b"
        ),
        abbreviated,
    ),
    (
        begins("<MON>", _PART_BEGINS),
        compiled(rf"{_PART}(?P<mon><MON>)(?:,?[ ](?P<year>20\d\d))?(?![ ]\d)"),
        named_month,
    ),
    (begins("q", _PART_BEGINS), compiled(rf"{_PART}q(?P<q>[1-4])\b"), named_quarter),
    (
        begins("calendar week cw wk", _PART_BEGINS),
        compiled(
            rf"{_PART}(?:the )?(?:calendar )?(?:week (?:no\.? |number )?|cw |wk )(?P<n>[1-5]?\d)\b(?! (?:of|at|in))"
        ),
        numbered_week,
    ),
    (
        begins("very last"),
        compiled(
            r"(?:the )?(?:very )?last (?P<work>working |business )?day (?:of|in) "
            r"(?:(?P<mon><MON>)|(?P<rel>this|next|the following|the) month\b)"
        ),
        last_day,
    ),
    (
        begins("last <ORD>"),
        compiled(r"(?:the )?(?P<n><ORD>|last)(?: full)? week (?:of|in) (?:(?P<mon><MON>)|next month)"),
        nth_week,
    ),
)
