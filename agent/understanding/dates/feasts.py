"""Public holidays by name: "Thanksgiving", "the holidays", "Easter", "the new year" (docs/timelines.md, 9 and 10)."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from agent.calendar import is_business_day, next_business_day, on_or_after_business_day
from agent.understanding.alternatives import alternation
from agent.understanding.dates.reckoning import DAY, Frame, add_months, monday, month_end
from agent.understanding.dates.records import Grain, Period
from agent.understanding.dates.words import begins, compiled, lexicon

_ENTRIES: dict[str, dict[str, Any]] = {name: entry for entry in lexicon()["holiday"] for name in entry["names"]}
_HAVE_BANK_HOLIDAYS = ("GB", "UK", "IE")
_NO_FEAST = (
    r"(?! (?:dinner|party|card|closure|lights|loads?|rush|pay|cover|rota|rates?|entitlement|shifts?|orders?"
    r"|traffic|menus?|peak|stock|containers?|pageants?|markets?|concerts?|plays?|shows?|trade|lists?|trees?|carols?"
    r"|bonus(?:es)?|fairs?|campaigns?|season|lunch|meal|decorations?|collections?|temps?|staff|opening))"
)
_JUST_OVER = 6 * DAY
"""For so long after a holiday "after the holidays" still means these."""


def feast(match: re.Match[str], frame: Frame) -> Period | None:
    """The nearest such holiday that is not over. After it means: from the next business day on."""
    entry = _ENTRIES[match["name"]]
    if "calendar" in entry:
        entry = _of_calendar(entry["calendar"], frame)
    for year in (frame.today.year - 1, frame.today.year, frame.today.year + 1):
        first = _first(entry, year, frame.country)
        last = first + (entry.get("lasts", 1) - 1) * DAY
        if last < frame.today - (_JUST_OVER if match["after"] else 0 * DAY):
            continue
        if entry.get("last_only"):
            first = last
        if match["weekend"]:
            first, last = _weekend(first, last)
        if match["week"]:
            begin = monday(first)
            return Period(begin, begin + 4 * DAY, Grain.WEEK)
        if match["after"]:
            begin = max(next_business_day(last, frame.country), on_or_after_business_day(frame.today, frame.country))
            return Period(begin, begin, Grain.HOLIDAY, _friday(begin), open_ended=True)
        if match["early"]:
            return Period(last, last + 9 * DAY, Grain.PART)
        return Period(first, last, Grain.HOLIDAY, first - DAY)
    return None


def _weekend(first: date, last: date) -> tuple[date, date]:
    """The days off around a holiday: "Easter weekend", "the Labor Day weekend"."""
    begin = first - 2 * DAY if first.weekday() == 0 else first
    return begin, last + (6 - last.weekday()) * DAY if last.weekday() >= 3 else last


def _friday(day: date) -> date | None:
    """The Friday of the week of `day`."""
    found = day + (4 - day.weekday()) * DAY
    return found if found > day else None


def _of_calendar(country: str, frame: Frame) -> dict[str, Any]:
    """The public holiday to come, the next weekday nobody works there: a fixed day, with the free days joined to it."""
    there = frame.country if frame.country in _HAVE_BANK_HOLIDAYS else country
    day = frame.today
    while day.weekday() >= 5 or is_business_day(day, there):
        day += DAY
    after = next_business_day(day, there)
    while after - DAY > day and (after - DAY).weekday() >= 5:
        after -= DAY
    return {"fixed": [day.month, day.day], "lasts": (after - day).days}


def _first(entry: dict[str, Any], year: int, country: str | None) -> date:
    entry = entry["abroad"][country] if country in entry.get("abroad", ()) else entry
    if "fixed" in entry:
        month, day = entry["fixed"]
        return date(year, int(month), int(day))
    if "nth" in entry:
        month, weekday, nth = (int(n) for n in entry["nth"])
        begin = date(year, month, 1)
        if nth < 0:
            last = month_end(begin)
            return last - (last.weekday() - weekday) % 7 * DAY
        return begin + ((weekday - begin.weekday()) % 7 + 7 * (nth - 1)) * DAY
    return _easter(year) + int(entry["easter"]) * DAY


def _easter(year: int) -> date:
    """Easter Sunday: the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, ch. 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), g = divmod(b, 4), (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return add_months(date(year, 1, 1), month - 1) + day * DAY


RULES = (
    (
        begins(
            "the sometime soon right shortly just after following post past back return other far in into "
            "early earlier start beginning",
            _ENTRIES,
        ),
        compiled(
            r"(?P<after>(?:(?:the|sometime|soon|right|shortly|just)"
            r" )?(?:after|following|post|past|back from|return from|other side of|far side of)[ -]"
            r"(?:the )?|(?:in|into) "
            r"(?=(?:the )?new year\b(?!'s)))?"
            r"(?P<early>(?:early|earlier|start|beginning)(?: in| of)? )?(?P<name>"
            + alternation(_ENTRIES).replace("\\ ", " ")
            + r")\b(?:(?P<week> week\b(?!end))|(?P<weekend> weekend\b))?"
            + _NO_FEAST
        ),
        feast,
    ),
)
