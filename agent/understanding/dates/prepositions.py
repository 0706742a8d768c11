"""What the words before a date make of it: by, before, within, until, after (docs/timelines.md, 2, 9 and 10)."""

from __future__ import annotations

import re
from dataclasses import replace

from agent.calendar import add_business_days, next_business_day
from agent.understanding.dates.reckoning import DAY, WEEK, Frame
from agent.understanding.dates.records import Grain, Period
from agent.understanding.dates.words import compiled

_BEFORE = (
    ("by", (r"by|no later than|not later than|at the latest by|latest"
    r" by|latest(?: until)?|due|deadline:?|by or before|on or before")),
    ("before", r"(?<!not[ ])before|this side of|prior to|ahead of|(?<!no[ ])(?<!not[ ])earlier than"),
    ("within", r"within|during|in the course of|over|in under|throughout|inside(?: of)?|in less than"),
    ("until", r"until|till|'til|til|through"),
    ("after", (r"after|(?:on )?the (?:other|far) side of|following|once we(?:'re| are) past|past|post"
     r"|(?:no|not) (?:earlier|sooner) than|not before"
     r"|earliest(?: on)?")),
    ("since", r"since"),
    ("from", r"from|as of|starting|beginning"),
    ("allow", (r"allow(?: (?:us|me|him|her|them))?(?: for)?|takes?(?: (?:us|me|them|him|her))?|taking|need|requires?"
     r"|(?:give|gives|gave|gie) (?:us|me|it|him|her|them)|gimme|gies"
     r"|lasts?")),
    ("on", r"on|for|is|this|come"),
    ("in", r"in|around|about|towards?|sometime|some time|at|likely|probably|hopefully|between|the week of|"
           r"week (?:of|commencing|beginning|starting)|w/c|wc|w/b|week ending|w/e|wk of"),
)  # fmt: skip
_NAMES = {words: name for name, words in _BEFORE}
_FILLER = (
    r"(?: (?:about|around|approximately|roughly|the|at least|say"
    r"|sometime|some time|likely|early|late|your|on|in|next|or|(?:end|close) of|of"
    r"|\d{1,2}(?:[:.]\d\d)?(?:[ ]?[ap]m)?|noon|midday|lunch(?:time)?|et|pt|gmt|cet)){0,3}"
)
_PATTERNS = tuple((name, compiled(rf"\b(?P<prep>{words}){_FILLER}(?:[ ][ ]?|\n)?\Z")) for name, words in _BEFORE)
_BACK = compiled(
    r"(?:(?<!hear[ ])(?<!heard[ ])(?<!get[ ])(?<!getting[ ])"
    r"(?<!come[ ])(?<!circle[ ])(?<!report[ ])back|returns?|returning|return to the office|available"
    r" again|in the office)(?: in the office)?(?: on)?(?:[ ]|\n)?\Z"
)
_REACH = 48


def preposition(low: str, at: int) -> tuple[str | None, int]:
    """The kind of preposition that stands before place `at`, and where it begins."""
    start = max(0, at - _REACH)
    tail = low[start:at]
    best: tuple[int, str | None, int] | None = None
    for name, pattern in _PATTERNS:
        match = pattern.search(tail)
        if match and name in ("by", "before"):  # "by 5 pm on Friday": what follows only fills in
            return name, start + match.start()
        if match and (best is None or (match.end("prep"), -start - match.start()) > (best[0], -best[2])):
            best = (match.end("prep"), name, start + match.start())
    return (best[1], best[2]) if best else (None, at)


def is_back(low: str, at: int) -> bool:
    """Does "back" (in the office) stand before the date?"""
    return bool(_BACK.search(low[max(0, at - _REACH) : at]))


def week_of(low: str, start: int, at: int) -> str | None:
    """As in "of" for "the week of D", "ending" for "week ending D", else None."""
    words = low[start:at]
    if re.match(r"(?:the )?(?:week|wk)[ ]?(?:of|commencing|beginning|starting)|w/c|wc|w/b", words):
        return "of"
    return "ending" if re.match(r"week ending|w/e", words) else None


def applied(period: Period, prep: str | None, frame: Frame) -> Period:
    """The period as its preposition means it."""
    if prep in ("by", "until"):
        if period.grain is Grain.MID_MONTH and period.first:
            period = replace(period, last=period.first + 4 * DAY, alternative=period.last)
        if period.grain is Grain.HOLIDAY and period.first:
            period = replace(period, last=period.first)
        if period.grain is Grain.WEEKEND and period.first:
            period = replace(period, last=period.first - DAY, alternative=period.first + DAY)
        period = replace(period, first=None)
    elif prep == "within":
        period = replace(period, first=None)
    elif prep == "before":
        ends = period.grain is Grain.PART and period.first == period.last
        last = period.last if ends or period.first is None else period.first - DAY
        other = None if ends else period.first or period.last
        period = replace(period, first=None, last=max(last, frame.today), alternative=other)
    elif prep == "since":
        period = replace(period, past=True)
    elif prep in ("after", "from") and period.grain is not Grain.LENGTH and not period.open_ended:
        period = _after(period, frame)
    return _today(period, prep, frame)


def _after(period: Period, frame: Frame) -> Period:
    """From the day itself on, or from the first business day after a longer time (docs/timelines.md, 10)."""
    day = period.last
    if period.grain in (Grain.WEEK, Grain.WEEKEND, Grain.MONTH):
        day = next_business_day(day, frame.country)
    return replace(period, open_ended=True, first=day, last=day, alternative=add_business_days(day, 2, frame.country))


def _today(period: Period, prep: str | None, frame: Frame) -> Period:
    """As in "By Friday" on a Friday before 17:00: today, perhaps the next (docs/timelines.md, 5)."""
    if period.bare_today and prep == "by" and frame.hour < 17:
        return replace(period, last=period.last - WEEK, alternative=period.last)
    return period
