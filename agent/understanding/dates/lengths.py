"""Counted time: "five business days", "a week or two", "the next couple of weeks", "48 hours"

Source: docs/timelines.md, 3 and 8.
"""

from __future__ import annotations

import re
from datetime import date

from agent.calendar import add_business_days
from agent.understanding.dates.reckoning import DAY, Frame, add_months
from agent.understanding.dates.records import Grain, Period
from agent.understanding.dates.words import compiled, number

_FEW = {"few": 3, "several": 5, "couple": 2}


def length(match: re.Match[str], frame: Frame) -> Period | None:
    """A length of time from the day of sending."""
    return counted(match, frame.today, frame.country)


def counted(match: re.Match[str], begin: date, country: str | None) -> Period | None:
    """A length of time from `begin`."""
    low, high = _numbers(match)
    if high > 200:
        return None
    unit = match["unit"].rstrip("s").removesuffix("'")
    business = bool(match["business"]) or (match["vague"] in ("few", "several") and unit == "day")
    other: date | None = None

    def reach(n: int) -> date:
        if unit in ("hour", "hr"):
            return begin + (-(-n // 24)) * DAY
        if unit in ("day", "night"):
            return _business(begin, n, country) if business else begin + n * DAY
        if unit == "month":
            return add_months(begin, n)
        return begin + n * (14 if unit == "fortnight" else 7) * DAY

    last = reach(high)
    if match["half"]:
        last += (3 if unit == "week" else 15 if unit == "month" else 1) * DAY
    if match["soft"]:
        other = last + 4 * DAY
    if unit in ("hour", "hr", "day") and not business and high <= 96:
        weekend = add_business_days(begin, high if unit == "day" else -(-high // 24), country)
        if weekend != last and (unit != "day" or high <= 4):
            last, other = weekend, last
    bare = bool(match["next"]) or match["vague"] in ("few", "several")
    return Period(None if bare else reach(low), max(last, reach(low)), Grain.LENGTH, other)


def _business(begin: date, n: int, country: str | None) -> date:
    """The later of the two counts: with and without the country's holidays; with none known, the plain one."""
    return max(add_business_days(begin, n, None), add_business_days(begin, n, country))


def _numbers(match: re.Match[str]) -> tuple[int, int]:
    if match["vague"]:
        n = _FEW[match["vague"]]
        return n, n
    if match["fortnight"] is not None:
        return 1, 1
    low = number(match["n"])
    high = number(match["to"]) if match["to"] else low
    if match["ortwo"]:
        high = {"two": 2, "three": 3, "2": 2, "3": 3}[match["ortwo"]]
    return min(low, high), max(low, high)


_LENGTH = (
    (
        r"(?:the )?(?P<next>(?:next|coming|following|upcoming)"
        r" )?(?:(?:about|around|approximately|roughly|another|up to|at "
        r"least|at most|less than|under|maybe|probably|approx\.?) ?)?(?:(?:a )?(?P<vague>couple|few|several)(?: more)?"
        r"(?: of)?(?: more)? |(?P<fortnight>(?:a |the |)(?=fortnight)|another (?=day"
        r"|week|month))|(?P<n><NUM>)(?:(?:[ ]?-[ ]?| to | or |/)(?P<to><NUM>))?"
        r"(?: \(\d{1,2}(?:-\d{1,2})?\))?(?: (?P<ortwoa>or two))?(?:"
        r" full| more| short)?[ -])(?P<business>(?:business|working|"
        r"work|week)[ -]?)?(?P<unit>hours?|hrs?|days?|nights?|weeks?|wks?|fortnights?|months?)\b'?(?: time\b)?"
        r"(?P<half> and a half)?(?: or (?P<ortwo>two|three|2|3)\b)?(?P<soft> or so\b| or more\b)?(?: time\b)?"
    )
    .replace(" ?", "[ ]?")
    .replace("(?: (?P<ortwoa>or two))?", "")
)
LENGTH = compiled(_LENGTH.replace("<NUM>", r"(?:<NUM>)"))

RULES = ((LENGTH, length),)
