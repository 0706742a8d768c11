"""Counted time: "five business days", "a week or two", "the next couple of weeks", "48 hours"

Source: docs/timelines.md, 3 and 8.
"""

from __future__ import annotations

import re
from datetime import date

from agent.calendar import add_business_days
from agent.understanding.alternatives import alternation
from agent.understanding.dates.reckoning import DAY, Frame, add_months
from agent.understanding.dates.records import Grain, Period
from agent.understanding.dates.words import begins, compiled, number

_FEW = {"few": 3, "several": 5, "couple": 2, "handful": 5}


def length(match: re.Match[str], frame: Frame) -> Period | None:
    """A length of time from the day of sending."""
    return counted(match, frame.today, frame.country)


def counted(match: re.Match[str], begin: date, country: str | None) -> Period | None:
    """A length of time from `begin`."""
    low, high = _numbers(match)
    if high > 200:
        return None
    unit = match["unit"].rstrip("s").removesuffix("'")
    if unit == "h" and high < 24:
        return None
    shorthand = unit in ("wd", "bd")
    unit = {"h": "hour", "d": "day", "wd": "day", "bd": "day"}.get(unit, unit)
    vague = bool(match["many"]) or match["vague"] in ("few", "several", "handful")
    business = bool(match["business"]) or shorthand or (vague and unit == "day")
    other: date | None = None

    def reach(n: int) -> date:
        if unit in ("hour", "hr"):
            return begin + (-(-n // 24)) * DAY
        if unit in ("day", "night", "sleep"):
            return _business(begin, n, country) if business else begin + n * DAY
        if unit == "month":
            return add_months(begin, n)
        return begin + n * (14 if unit == "fortnight" else 7) * DAY

    last = reach(high)
    if match["half"] or match["half1"]:
        last += (4 if unit in ("week", "wk") else 15 if unit == "month" else 1) * DAY
        low = high
    if match["soft"]:
        other = last + 4 * DAY
    if unit in ("hour", "hr", "day") and not business and high <= 96:
        weekend = add_business_days(begin, high if unit == "day" else -(-high // 24), country)
        if weekend != last and (unit != "day" or high <= 4):
            last, other = weekend, last
    if business and country:
        plain = _business(begin, high, None)
        other = plain if plain != last else other
    most = (match["most"] or "").strip()
    bare = vague or bool(match["next"] or match["one"]) or most in _BOUNDS
    first = last if match["half"] or match["half1"] else reach(low)
    vaguely = bool(match["soft"]) or most == "at least"
    return Period(None if bare else first, max(last, first), Grain.LENGTH, other, open_ended=vaguely)


def back(match: re.Match[str], day: date) -> date | None:
    """The day a length of whole days or weeks before `day`; None for what is counted otherwise."""
    unit = match["unit"].rstrip("s")
    if match["business"] or unit not in ("day", "week", "wk", "fortnight"):
        return None
    return day - _numbers(match)[1] * {"day": 1, "fortnight": 14}.get(unit, 7) * DAY


def _business(begin: date, n: int, country: str | None) -> date:
    """The later of the two counts: with and without the country's holidays; with none known, the plain one."""
    return max(add_business_days(begin, n, None), add_business_days(begin, n, country))


def _numbers(match: re.Match[str]) -> tuple[int, int]:
    if match["vague"]:
        n = _FEW[match["vague"]]
        return n, n
    if match["many"]:
        return 3, 3
    counted_one = match["one"] or match["more"] or match["fortnight"] is not None
    low = 1 if counted_one else number(match["n"])
    high = number(match["to"]) if match["to"] else low
    if match["ortwo"]:
        high = {"two": 2, "three": 3, "2": 2, "3": 3}[match["ortwo"]]
    return min(low, high), max(low, high)


_BOUNDS = (
    "up to", "at most", "less than", "under", "no more than", "not more than", "no longer than", "a maximum of",
    "maximum", "max",
)  # fmt: skip
_ROUGHLY = (
    "about", "around", "approximately", "approx.", "roughly", "an additional", "a further", "at least",
    "maybe", "probably",
)  # fmt: skip
_SOFTLY = alternation([*_BOUNDS, *_ROUGHLY]).replace("\\ ", " ")
LENGTH = compiled(
    r"(?:(?P<many>(?:the )?(?:next|coming|following|upcoming) )(?=(?:days|weeks|months)\b)"
    r"|(?P<one>(?:the )?(?:next|coming) (?=day or (?:two|three|so)\b)|the (?:next|coming) (?=(?:week|month)\b))"
    r"|(?P<more>another )(?=(?:day|week|month)\b)|"
    rf"(?:the )?(?P<next>(?:next|coming|following|upcoming) )?(?P<most>(?:{_SOFTLY}|another(?! an?\b)) )?"
    r"(?:an? (?=\d|two|three|four|five|ten))?"
    r"(?:(?:a )?(?P<vague>couple|few|several|handful)(?: more)?(?: of)?(?: more)? |(?P<fortnight>(?:a )?(?=fortnight))|"
    r"(?P<n>(?:<NUM>))(?:(?:[ ]?-[ ]?| to | or |/)(?P<to><NUM>))?(?:[ ]?\(\d{1,2}(?:[ ]?-[ ]?\d{1,2})?\))?"
    r"(?: and (?:a|one) (?P<half1>half))?[+]?(?: full| more| short| additional| further)?"
    r"(?: |-|(?<=\d)(?=(?:h|hrs?|d|days?|wks?|wds?|bds?)\b))))"
    r"(?P<business>(?:business|working|work|week|biz)(?: |-)?)?(?:(?:calendar|clear) )?"
    r"(?P<unit>hours?|hrs?|(?:(?<=\d)|(?<=\d[ ]))(?:h|d|wds?|bds?)"
    r"|days?|nights?|sleeps|weeks?|wks?|fortnights?|months?)\b(?:'s?)?(?: time\b)?"
    r"(?P<half> and a half)?"
    r"(?: or (?:maximum |max |at most |maybe |possibly |perhaps |even )?"
    r"(?P<ortwo>two|three|2|3)\b(?! (?:days?|weeks?|months?|nights?)\b))?"
    r"(?P<soft> or so\b| or more\b|[ ]?ish\b)?(?: time\b)?"
    r"(?: ahead\b)?"
)

_BEGINS = begins(
    "the next coming following upcoming another few several handful fortnight fortnights <NUM>", (*_BOUNDS, *_ROUGHLY)
)

RULES = ((_BEGINS, LENGTH, length),)
