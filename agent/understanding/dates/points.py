"""Dates of the calendar in words and numbers: "3 November", "Nov 3rd, 2026", "3/11", "the 15th", "2026-11-03"."""

from __future__ import annotations

import re
from datetime import date

from agent.understanding.dates.reckoning import DAY, FAR, Frame, add_months, future, point, safe_date
from agent.understanding.dates.records import Grain, Period
from agent.understanding.dates.words import begins, compiled, month, number

_NOT_A_DAY = (
    r"(?![\w%]|:\d|,\d{3}|\.\d| ?(?:[ap]\.?m\b|minutes?\b|mins?\b"
    r"|hours?\b|days?\b|weeks?\b|people\b|years?\b|candidates\b|"
    r"o'clock))"
).replace(" ?", "[ ]?")
_YEAR = r"(?:(?:,?[ ]?|-)\b(?P<year>20\d\d)\b|[ ]?'(?P<short>\d\d)\b)?"
_AGAIN = r"(?:(?: ?- ?| to | through | thru | and | or | ?/ ?| until )(?:the )?(?P<to>\d{1,2})(?:st|nd|rd|th)?"
_AGAIN += r"(?![\d:]|\.\d| ?[ap]\.?m\b))?"
_NO_MAY = r"(?:(?<!\bat[ ])|(?!\d{1,2} may\b))"
"""As in "instead of the 4th at 2 may we see you": no month."""

_AGAIN = _AGAIN.replace(" ?", "[ ]?")


def iso(match: re.Match[str], frame: Frame) -> Period | None:
    """2026-11-03."""
    found = safe_date(int(match["y"]), int(match["m"]), int(match["d"]))
    return point(found) if found else None


def numeric(match: re.Match[str], frame: Frame) -> Period | None:
    """3/11, 3/11/2026, 03.11.2026: the order comes from the frame unless only the other is possible."""
    a, b, year = int(match["a"]), int(match["b"]), match["y"]

    def read(day: int, mon: int) -> date | None:
        if year:
            return safe_date(int(year) + (2000 if len(year) == 2 else 0), mon, day)
        return future(frame, mon, day)

    first, second = (read(a, b), read(b, a)) if frame.day_first or match["sep"] == "." else (read(b, a), read(a, b))
    if first is None or second is None or first == second:
        only = first or second
        return point(only) if only else None

    def near(day: date) -> bool:
        return frame.today <= day <= frame.today + FAR

    if near(second) and not near(first):
        return point(second)
    return point(first, alternative=second if near(second) and match["sep"] != "." else None)


def written(match: re.Match[str], frame: Frame) -> Period | None:
    """A day and a month by name, in either order, perhaps a range ("November 3-5")."""
    groups = match.groupdict()
    mon, day = month(match["mon"]), number(match["day"])
    year = groups.get("year") or groups.get("short")
    begin = safe_date(int(year) % 100 + 2000, mon, day) if year else future(frame, mon, day)
    if begin is None:
        return None
    if groups.get("to"):
        end = safe_date(begin.year, begin.month, int(groups["to"]))
        if end and end > begin:
            return Period(begin, end, Grain.DAY)
    return point(begin)


def ordinal(match: re.Match[str], frame: Frame) -> Period | None:
    """The 15th: the nearest that is not past. "The 15th or 16th" is a range."""
    begin = day_of_month(frame.today, number(match["day"]))
    if begin is None:
        return None
    if match["to"]:
        end = safe_date(begin.year, begin.month, int(match["to"]))
        if end and end > begin:
            return Period(begin, end, Grain.DAY)
    return point(begin)


def of_month(match: re.Match[str], frame: Frame) -> Period | None:
    """The 5th of next month, the first of the month."""
    if _PAID.search(match.string[max(0, match.start() - 40) : match.start()]):
        return None
    first = add_months(frame.today.replace(day=1), match["rel"] in ("next", "the following"))
    day = safe_date(first.year, first.month, number(match["day"]))
    if day is not None and day < frame.today:
        day = add_months(day, 1)
    return point(day) if day else None


def day_of_month(today: date, day: int) -> date | None:
    """The nearest day with this number from `today` on."""
    if not 1 <= day <= 31:
        return None
    return next((today + n * DAY for n in range(63) if (today + n * DAY).day == day), None)


_NOUN = (
    r"(?! (?:rounds?|interviews?|stages?|floors?|steps?|time|years?|anniversary|meetings?|calls?|parts?|person|half|"
    r"place|choice|priority|party|week|quarter|step|one(?! way)|few|two|phase|thing|"
    r"set|conversation|of (?:the|our|three|four|"
    r"five|several|many)|(?:and|or) final|and last|video|technical|phone|panel|option|candidate|day)\b)"
)

_PAID = re.compile(r"\b(?:rents?|salar\w+|wages|pa(?:y|id|yable)|invoices?|due)\b[^.;!?\n]{0,30}\Z")
"""As in "rent is due on the third of the month"."""

ORDINAL = compiled(
    r"(?:the )?(?P<day>\d{1,2}(?:st|nd|rd|th))(?:(?: ?- ?| to | or | and )(?:the )?".replace(" ?", "[ ]?")
    + rf"(?P<to>\d{{1,2}})(?:st|nd|rd|th))?(?!\w){_NOUN}"
)
RULES = (
    (begins("#"), compiled(r"(?P<y>20\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)"), iso),
    (
        begins("#"),
        compiled(
            r"(?P<a>\d{1,2})(?P<sep>[/.])(?P<b>\d{1,2})(?:(?P=sep)(?P<y>20\d\d"
            r"|\d\d)(?!\d)|(?<=/\d)(?![\d/])|(?<=/\d\d)(?![\d/]))"
        ),
        numeric,
    ),
    (begins("#"), compiled(r"(?P<a>\d{1,2})(?P<sep>\.)[ ](?P<b>\d{1,2})\.[ ](?P<y>20\d\d)(?!\d)"), numeric),
    (begins("#"), compiled(r"(?P<a>\d{1,2})(?P<sep>-)(?P<b>\d{1,2})-(?P<y>20\d\d)(?!\d)"), numeric),
    (
        begins("<MON>"),
        compiled(rf"(?P<mon><MON>) (?:the )?(?P<day>\d{{1,2}}(?:st|nd|rd|th)?|<ORD>){_NOT_A_DAY}{_AGAIN}{_YEAR}"),
        written,
    ),
    (
        begins("<ORD>"),
        compiled(rf"{_NO_MAY}(?:the )?(?P<day><ORD>|\d{{1,2}}\.?)(?: of)?(?: |-)(?P<mon><MON>){_YEAR}"),
        written,
    ),
    (
        begins("#"),
        compiled(rf"{_NO_MAY}(?P<day>\d{{1,2}})(?:er|\.)?(?: de)? (?P<mon><ABROAD>)(?: de)?{_YEAR}"),
        written,
    ),
    (
        begins("#"),
        compiled(
            r"(?P<day>\d{1,2})(?:er|\.)?(?: (?:au|al|bis|bis zum|a|ao|tot|tot en met|t/m) |[ ]?-[ ]?)"
            rf"(?P<to>\d{{1,2}})\.?(?: de)? (?P<mon><ABROAD>)(?: de)?{_YEAR}"
        ),
        written,
    ),
    (
        begins("#"),
        compiled(
            r"(?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th)?(?: ?- ?| to | or | and )(?:the )?".replace(" ?", "[ ]?")
            + rf"(?P<to>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<mon><MON>){_YEAR}"
        ),
        written,
    ),
    (
        begins("#"),
        compiled(
            r"(?P<day>\d{1,2})(?P<mon>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:20)?(?P<short>\d\d)(?!\d)"
        ),
        written,
    ),
    (begins("#"), ORDINAL, ordinal),
    (
        begins("#"),
        compiled(
            r"(?:(?<=\bon[ ])|(?<=\bby[ ])|(?<=\buntil[ ])|(?<=\btill[ ])|(?<=\bbefore[ ]))"
            r"the (?P<day>\d{1,2})(?P<to>\b)(?=[ ]?(?:[,;!)\n]|\.(?!\d)|\Z))"
        ),
        ordinal,
    ),
    (
        begins("<ORD>"),
        compiled(
            r"(?:the )?(?P<day><ORD>) of (?P<rel>the|this|next|the following|the coming|each|every) month\b"
            r"(?! after| following)"
        ),
        of_month,
    ),
    (
        begins("<ORD> twenty"),
        compiled(
            rf"(?:the |(?<=day[ ]the[ ]))(?P<day>(?:twenty[- ])?(?!second\b"
            rf"|first\b)<ORD>)(?P<to>\b)(?!\w){_NOUN}(?=[ ]?[.,;!)\n]|$| (?:at|and|or)\b)"
        ),
        ordinal,
    ),
)

__all__ = ["RULES", "day_of_month"]
