"""Days named from the day of writing: "Friday", "next Tuesday", "a week from Monday", "tomorrow", "EOD Thursday"."""

from __future__ import annotations

import re
from datetime import timedelta

from agent.understanding.dates.points import day_of_month
from agent.understanding.dates.reckoning import DAY, WEEK, Frame, add_months, monday, next_monday, point
from agent.understanding.dates.records import Grain, Period
from agent.understanding.dates.words import begins, compiled, number, weekday


def bare(match: re.Match[str], frame: Frame) -> Period | None:
    """Friday: the next one strictly after sending; this, next and last as in docs/timelines.md, 5."""
    if _OF_THE_SKY.match(match.string, match.end()) and match["wd"] == "sun":
        return None
    day, which = weekday(match["wd"]), match["which"] or ""
    ahead = (day - frame.today.weekday() - 1) % 7 + 1
    nearest = frame.today + ahead * DAY
    if which.startswith(("last", "this past", "the past")):
        return Period(nearest - WEEK * (2 if ahead == 7 else 1), nearest - WEEK, Grain.WEEKDAY, past=True)
    if match["week"]:
        return point(nearest + WEEK * (2 if match["week"].endswith("fortnight") else 1), Grain.WEEKDAY)
    if which.startswith("next"):
        found = next_monday(frame) + day * DAY
        return point(found, Grain.WEEKDAY, nearest if nearest != found else None)
    if which.startswith("this") and (here := monday(frame.today) + day * DAY) >= frame.today:
        return point(here, Grain.WEEKDAY, here + WEEK if here == frame.today else None)
    return Period(nearest, nearest, Grain.WEEKDAY, bare_today=ahead == 7)


def of_week(match: re.Match[str], frame: Frame) -> Period | None:
    """Tuesday next week, Friday of this week; "next week on Tuesday"."""
    groups = match.groupdict()
    begin = next_monday(frame) if groups["which"] in ("next", "the following", "the coming") else monday(frame.today)
    found = begin + weekday(groups["wd"]) * DAY
    return point(found + WEEK if found < frame.today else found, Grain.WEEKDAY)


def after_next(match: re.Match[str], frame: Frame) -> Period | None:
    """The Friday after next: a week after "next Friday"."""
    found = next_monday(frame) + weekday(match["wd"]) * DAY
    return point(found + WEEK, Grain.WEEKDAY, found)


def from_weekday(match: re.Match[str], frame: Frame) -> Period | None:
    """A week from Friday, two weeks on Monday."""
    ahead = (weekday(match["wd"]) - frame.today.weekday() - 1) % 7 + 1
    weeks = 2 if "fortnight" in match[0] else number(match["n"])
    return point(frame.today + ahead * DAY + WEEK * weeks, Grain.WEEKDAY)


def from_today(match: re.Match[str], frame: Frame) -> Period | None:
    """A week from today, two weeks from tomorrow, a week today, a month from now; not "an hour tomorrow"."""
    if match["day"] and (match["unit"] or "").startswith("hour") and "from" not in match[0]:
        return None
    begin = frame.today + (DAY if match["day"] == "tomorrow" else 0 * DAY)
    if match["unit"] and match["unit"].startswith("month"):
        return point(add_months(begin, number(match["n"])))
    if match["unit"] and match["unit"].startswith("hour"):
        return point(begin + DAY * -(-number(match["n"]) // 24))
    if match["unit"] and match["unit"].startswith("day"):
        return point(begin + DAY * number(match["n"]))
    return point(begin + WEEK * (2 if "fortnight" in match[0] else number(match["n"])))


def with_number(match: re.Match[str], frame: Frame) -> Period | None:
    """Thursday 15 at 17:00, "the next Monday 19": the day of the month, where the weekday is its own."""
    bound = _BOUND.search(match.string, max(0, match.start() - 16), match.start()) and _CLOSES.match(
        match.string, match.end()
    )
    if int(match["day"]) <= 12 and not (match["timed"] or bound):
        return None
    day = day_of_month(frame.today, int(match["day"]))
    return point(day) if day is not None and day.weekday() == weekday(match["wd"].split()[-1]) else None


def today(match: re.Match[str], frame: Frame) -> Period | None:
    """Today, tonight, this afternoon; "today week" is a week later."""
    return point(frame.today + _later(match))


def _later(match: re.Match[str]) -> timedelta:
    """As in "tomorrow week", "today fortnight"."""
    return WEEK * (0 if match["week"] is None else 2 if match["week"].endswith("fortnight") else 1)


def tomorrow(match: re.Match[str], frame: Frame) -> Period | None:
    """Tomorrow, or the day after it."""
    return point(frame.today + DAY * (2 if "after" in match[0] else 1) + _later(match))


def morning(match: re.Match[str], frame: Frame) -> Period | None:
    """Tomorrow, where somebody rings "first thing in the morning"; before dawn it is the one to come."""
    ahead = match.string[max(0, match.start() - 40) : match.start()]
    if not (match["first"] or _TELLS.search(ahead)) or _ON_A_DAY.search(ahead):
        return None
    return point(frame.today + DAY * (frame.hour >= 5))


def this_time(match: re.Match[str], frame: Frame) -> Period | None:
    """By this time next week."""
    return point(frame.today + (WEEK if match["week"] else DAY))


def yesterday(match: re.Match[str], frame: Frame) -> Period | None:
    """Yesterday, or the day before it: past."""
    day = frame.today - DAY * (2 if "before" in match[0] else 1)
    return Period(day, day, Grain.DAY, past=True)


def closing(match: re.Match[str], frame: Frame) -> Period | None:
    """EOD with no day: today; late in the evening the next day."""
    day = frame.today + (DAY if frame.hour >= 18 else 0 * DAY)
    while day.weekday() >= 5:
        day += DAY
    return point(day, Grain.CLOCK)


_OF_THE_SKY = compiled(r" (?:goes|sets|comes|rises|shines|drops|is (?:up|down|out)|dries|burns)\b")
"""As in "before the sun goes down"."""

_WHICH = (
    r"(?:(?P<which>this coming|this upcoming|the coming|the upcoming|this|next|last|this past|the past"
    r"|coming|upcoming) )?"
)
_LATER = r" (?:week\b(?! \d)|fortnight\b)"
CLOSE = (
    r"(?:(?:the )?(?:end|close)[ -]of[ -](?:the )?(?:business day"
    r"|working day|work day|workday|business|day|play)|eod|cob|"
    r"eob)\b"
)

_TELLS = compiled(
    r"\b(?:ring|call|phone|text|e-?mail|message|msg|tell|bell|buzz|ping|write to|update|let|give) (?:you|u|ye|yous)"
    r"(?: (?:know|back|all|both|a (?:ring|call|bell|shout|buzz)))?(?:[ ]|\n)\Z"
)
_ON_A_DAY = compiled(r"\b(?:<WD>|tomorrow|<MON>|\d{1,2}(?:st|nd|rd|th)?|day)[ ]?,?(?:[ ]|\n)\Z")
_BOUND = compiled(r"\b(?:latest|by|before|until|till|by the)(?:[ ]|\n)\Z")
_CLOSES = compiled(r"[ ]?(?:[,;!)\n]|\.(?!\d)|\Z)")
"""As in "at the latest Friday 4.": no hour."""

RULES = (
    (
        begins("<WD> coming last next past this upcoming"),
        compiled(rf"{_WHICH}(?P<wd><WD>)(?P<week> (?:week\b(?! of)|fortnight\b))?"),
        bare,
    ),
    (
        begins("<WD>"),
        compiled(r"(?P<wd><WD>),?(?: of| in)? (?P<which>next|this|the following|the coming) week\b"),
        of_week,
    ),
    (
        begins("next this following coming"),
        compiled(r"(?P<which>next|this|the following|the coming) week,? (?:on )?(?P<wd><WD>)"),
        of_week,
    ),
    (begins("<WD>"), compiled(r"(?:the )?(?P<wd><WD>) after next\b"), after_next),
    (
        begins("<NUM>"),
        compiled(r"(?P<n><NUM>) (?:weeks?|fortnight) (?:from|on|after)(?: this| next)? (?P<wd><WD>)"),
        from_weekday,
    ),
    (
        begins("<NUM>"),
        compiled(
            r"(?P<n><NUM>) (?:(?P<unit>hours?|days?|weeks?|months?)|fortnight)"
            r" (?:(?:from )?(?P<day>today|tomorrow|tonight)|from now|hence"
            r"|(?:from|after|of) (?:the date of )?this (?:e-?mail|mail|message|letter|note|notice|bulletin|writing))\b"
        ),
        from_today,
    ),
    (
        begins("<WD> coming next this"),
        compiled(
            r"(?P<wd>(?:(?:this|next|coming) )?<WD>),? (?:the )?(?P<day>\d{1,2})"
            r"(?![\w:/]|\.\d|[ ]?[ap]\.?m\b|[ ]?-| to \d|\.?[ ]?(?:of |de )?<ABROAD>)"
            r"(?=(?P<timed>,? (?:at|@|um|kl)\b)?)"
        ),
        with_number,
    ),
    (begins("yesterday day"), compiled(r"yesterday\b|(?:the )?day before yesterday\b"), yesterday),
    (
        begins("later earlier today tonight tonights this"),
        compiled(
            r"(?:later |earlier )?(?:today|tonights?|this (?:morning|afternoon|arvo|aft|evening)"
            rf"|this day(?={_LATER}))\b"
            rf"(?P<week>{_LATER})?"
        ),
        today,
    ),
    (
        begins(
            "day morning afternoon evening night # morn tmr tmrw tmw tomoz"
            " tomorrow tomorow tommorrow tommorow tomorro tomoro tommorro tommoro"
        ),
        compiled(
            r"(?:(?:the )?(?:day|morning|afternoon|evening|night) after tomorrow\b|the morn\b(?!')"
            r"|(?:tomorr?ow|tomm?orr?ow|tomm?or?ro|tomoz|tmrw|tmr|tmw|2moro|2mrw)\b)"
            rf"(?P<week>{_LATER})?"
        ),
        tomorrow,
    ),
    (
        begins("first in"),
        compiled(r"(?P<first>first thing )?in the mornin[g']?(?!\w)(?! (?:of|on)\b|,? (?:<WD>|tomorrow))"),
        morning,
    ),
    (begins("this"), compiled(r"this (?:time|day) (?:(?P<week>next week)|tomorrow)\b"), this_time),
    (begins("end close eod cob eob"), compiled(CLOSE + r"(?: today)?"), closing),
)
