"""Words that are read against another date of the text: "the following Thursday", "the week after Thanksgiving"."""

from __future__ import annotations

import re
from datetime import timedelta

from agent.understanding.dates.matching import longest, with_weekday
from agent.understanding.dates.reckoning import DAY, WEEK, Frame, point, week_part
from agent.understanding.dates.records import Grain, Node
from agent.understanding.dates.words import begins, compiled, weekday

_LEANING = compiled(
    r"(?:the |on the |later |early |late )?(?:(?P<fwd>following|next) (?P<unit><WD>|business day|working day|day"
    r"|morning|week)"
    r"|(?P<after>day|morning|evening|night|week|<WD>) (?:right |immediately |straight )?"
    r"(?:after(?: that| then|(?=[ ]?(?:[.,;!)\n]|\Z)))"
    r"|following))"
    r"(?!\w)|(?:by |at |early |late |later |towards )?(?:(?:the )?(?P<end>end|close) of )?(?:that|the) same "
    r"(?P<same>day|week|afternoon|evening|morning)\b|(?:(?P<end2>(?:the )?(?:end|close) of|later|early|late) )?"
    r"that (?P<same2>day|week|date|afternoon|evening|morning|night|<WD>)\b"
)
_SAME_DAY = frozenset({"day", "date", "afternoon", "evening", "morning", "night"})
_BESIDE_NODE = compiled(
    r"(?:the )?(?P<unit>day|week|<WD>)(?: right| immediately)? (?P<side>after|before|following|of)(?: the)? "
)
_NAMED = compiled(
    r"(?P<the>the )?(?P<wd><WD>)(?! (?:after|before|following|of|week|next|fortnight|the)\b)(?![ ]?,?[ ]?\d)"
)
_SAME_BREATH = re.compile(r"[^.;!?\n]{0,80}\Z")
BEGINNINGS = begins(
    "on later early late following next day morning evening night week by at towards end close that same <WD>"
)
"""What such words can begin with."""


def leaning(low: str, at: int, before: Node | None) -> Node | None:
    """As in "The following Thursday", "the next day", "that week": read against the date before it."""
    if before is None:
        return None
    last = before.period.last
    if (match := _LEANING.match(low, at)) is None:
        return _named_after(low, at, before)
    same = match["same"] or match["same2"]
    if same == "week":
        part = match["end"] or match["end2"] or ""
        name = next((n for n in ("end", "early", "late") if n in part), "end" if part else None)
        return Node(week_part(last - last.weekday() * DAY, name), *match.span(), True)
    if same:
        ahead = 0 if same in _SAME_DAY else weekday(same) - last.weekday()
        return Node(point(last + ahead % 7 * DAY), *match.span(), True)
    unit = match["unit"] or match["after"]
    if unit in ("day", "morning", "evening", "night"):
        return Node(point(last + DAY), *match.span(), True)
    if unit.endswith(" day"):
        step = timedelta(days=3 if last.weekday() == 4 else 2 if last.weekday() == 5 else 1)
        return Node(point(last + step), *match.span(), True)
    if match["fwd"] == "next":
        return None
    if unit == "week":
        return Node(week_part(last - last.weekday() * DAY + WEEK, None), *match.span(), True)
    ahead = (weekday(unit) - last.weekday() - 1) % 7 + 1
    return Node(point(last + ahead * DAY, Grain.WEEKDAY), *match.span(), True)


def _named_after(low: str, at: int, before: Node) -> Node | None:
    """As in "the panel sits on Wednesday 16 December and decides on the Thursday": the first after the day told."""
    match = _NAMED.match(low, at)
    if match is None or before.period.past or before.period.grain not in (Grain.DAY, Grain.WEEKDAY):
        return None
    goes_on = before.leaned and _SAME_BREATH.match(low[before.end : at])
    if not (match["the"] or goes_on):
        return None
    last = before.period.last
    ahead = (weekday(match["wd"]) - last.weekday() - 1) % 7 + 1
    return Node(point(last + ahead * DAY, Grain.WEEKDAY), *match.span(), True)


def beside(low: str, at: int, frame: Frame) -> Node | None:
    """As in "The week after Thanksgiving", "the Monday before Christmas", "the day after the 15th"."""
    match = _BESIDE_NODE.match(low, at)
    if match is None:
        return None
    anchor = longest(low, match.end(), frame)
    if anchor is None or anchor.period.first is None or anchor.period.grain in (Grain.LENGTH, Grain.WEEK, Grain.CLOCK):
        return None
    anchor = with_weekday(low, anchor, frame)
    if match["side"] == "of" and (match["unit"] != "week" or anchor.period.grain is not Grain.HOLIDAY):
        return None
    unit = match["unit"]
    first, last = anchor.period.first or anchor.period.last, anchor.period.last
    if match["side"] == "before":
        back = 1 if unit == "day" else (first.weekday() - weekday(unit) - 1) % 7 + 1 if unit != "week" else 7
        day = first - back * DAY
    else:
        ahead = 1 if unit == "day" else (weekday(unit) - last.weekday() - 1) % 7 + 1 if unit != "week" else 7
        day = (last + ahead * DAY) if match["side"] != "of" else last
    period = week_part(day - day.weekday() * DAY, None) if unit == "week" else point(day)
    return Node(period, at, anchor.end)
