"""Months, quarters and years and their parts: "mid-January", "the end of Q1", "the last Friday of the month"."""

from __future__ import annotations

import re
from datetime import date

from agent.calendar import add_business_days, last_business_day
from agent.understanding.dates.parts import PART, PART_BEGINS, THIS, THIS_BEGINS, part_of
from agent.understanding.dates.reckoning import (
    DAY,
    Frame,
    add_months,
    month_end,
    point,
    span_part,
)
from agent.understanding.dates.records import Grain, Period
from agent.understanding.dates.words import begins, compiled, month, number, weekday


def nth_weekday(match: re.Match[str], frame: Frame) -> Period | None:
    """The first Monday in December, the last Friday of the month."""
    wanted, first = weekday(match["wd"]), _month_told(match, frame)
    found = _nth(first, wanted, match["n"])
    if found < frame.today and match["rel"] != "this" and not match["mon"]:
        found = _nth(add_months(first, 1), wanted, match["n"])
    return point(found)


def _month_told(match: re.Match[str], frame: Frame) -> date:
    """The first day of the month that `mon` names, else of the one that `rel` means beside this month."""
    if match["mon"]:
        mon = month(match["mon"])
        return date(frame.today.year + (mon < frame.today.month), mon, 1)
    first = frame.today.replace(day=1)
    return add_months(first, 1) if match["rel"] in ("next", "the following") else first


def _nth(first: date, wanted: int, nth: str) -> date:
    """The nth such weekday of the month that begins on `first`."""
    if nth == "last":
        last = month_end(first)
        return last - (last.weekday() - wanted) % 7 * DAY
    return first + ((wanted - first.weekday()) % 7 + 7 * (number(nth) - 1)) * DAY


def nth_of_year(match: re.Match[str], frame: Frame) -> Period | None:
    """The first Tuesday of the new year: of this year in January, else of the next."""
    ahead = match["which"] == "next" or frame.today.month > 1
    return point(_nth(date(frame.today.year + ahead, 1, 1), weekday(match["wd"]), match["n"]))


def nth_workday(match: re.Match[str], frame: Frame) -> Period | None:
    """The third working day of the month: the nearest that is not past."""
    first = _month_told(match, frame)
    found = add_business_days(first - DAY, number(match["n"]), frame.country)
    if found < frame.today and not match["mon"]:
        found = add_business_days(add_months(first, 1) - DAY, number(match["n"]), frame.country)
    return point(found)


def month_or_longer(match: re.Match[str], frame: Frame) -> Period | None:
    """A month and longer: this or next month, quarter or year, or a part of it."""
    months = {"month": 1, "quarter": 3, "year": 12}[match["unit"]]
    first = date(frame.today.year, (frame.today.month - 1) // months * months + 1, 1)
    which, part = match["which"] or "", part_of(match)
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
    mon, part = month(match["mon"]), part_of(match)
    year = int(match["year"]) if match["year"] else frame.today.year + (mon < frame.today.month)
    found = span_part(frame, date(year, mon, 1), 1, part)
    return found if found.last >= frame.today else span_part(frame, date(year, mon, 1), 1, "late")


def named_quarter(match: re.Match[str], frame: Frame) -> Period | None:
    """Q1, early Q2."""
    first = date(frame.today.year, int(match["q"]) * 3 - 2, 1)
    if month_end(first, 3) < frame.today:
        first = add_months(first, 12)
    return span_part(frame, first, 3, part_of(match))


def last_day(match: re.Match[str], frame: Frame) -> Period | None:
    """The last day of November, the last working day of the month: said of the calendar or of work."""
    first = _month_told(match, frame)
    work = last_business_day(month_end(first), frame.country)
    return point(work if match["work"] else month_end(first), Grain.PART, None if match["work"] else work)


RULES = (
    (
        begins("last <ORD>"),
        compiled(
            r"(?:the )?(?P<n><ORD>|last) (?P<wd><WD>) (?:of|in) "
            r"(?:(?P<mon><MON>)|(?P<rel>the|this|next|each|every) month\b)"
        ),
        nth_weekday,
    ),
    (
        begins("<ORD>"),
        compiled(r"(?:the )?(?P<n><ORD>) (?P<wd><WD>) (?:of|in) (?P<which>the new|the|next) year\b"),
        nth_of_year,
    ),
    (
        begins("<ORD>"),
        compiled(
            r"(?:the )?(?P<n><ORD>) (?:working|business|work) day (?:of|in) "
            r"(?:(?P<mon><MON>)|(?P<rel>the|this|next|the following|each|every) month\b)"
        ),
        nth_workday,
    ),
    (
        begins(f"month quarter year {THIS_BEGINS}", PART_BEGINS),
        compiled(
            rf"{PART}{THIS}(?P<unit>month|quarter|year)\b"
            r"(?!-end|-old|'s| (?:end|of|from|or|after|\d|group|head|one|two|three|four|five|six|seven))"
        ),
        month_or_longer,
    ),
    (
        begins("eom the eoy eoq old month quarter year"),
        compiled(
            r"(?:the )?(?:eom|eoy|eoq|month[- ]end|year[- ]end|quarter[- ]end|year's end|month's end"
            r"|the (?:old )?(?:month|quarter|year) (?:is (?:out|over|up|done)|ends))\b"
        ),
        abbreviated,
    ),
    (
        begins("<MON> month", PART_BEGINS),
        compiled(rf"{PART}(?:(?:the )?month of )?(?P<mon><MON>)(?:,?[ ](?P<year>20\d\d))?(?![ ]\d)"),
        named_month,
    ),
    (begins("q", PART_BEGINS), compiled(rf"{PART}q(?P<q>[1-4])\b"), named_quarter),
    (
        begins("very last"),
        compiled(
            r"(?:the )?(?:very )?last (?P<work>working |business )?day (?:of|in) "
            r"(?:(?P<mon><MON>)|(?P<rel>this|next|the following|the|each|every) month\b)"
        ),
        last_day,
    ),
)
