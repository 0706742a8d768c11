"""Words that are read against another date of the text: "the following Thursday", "the week after Thanksgiving"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from agent.understanding.dates.matching import longest, with_weekday
from agent.understanding.dates.points import ORDINAL, day_of_month
from agent.understanding.dates.reckoning import DAY, WEEK, Frame, point, week_part
from agent.understanding.dates.records import Grain, Node
from agent.understanding.dates.words import begins, compiled, number, weekday

_THAT = r"(?: that\b| then\b| it\b| this\b| which\b|(?=[ ]?(?:[.,;!)\n]|\Z)| (?:and|or|but|at)\b))"
_LEANING = compiled(
    r"(?:the |on the |later |early |late )?(?:(?P<fwd>following|next) (?P<unit><WD>|business day|working day|day"
    r"|morning|week)"
    rf"|(?P<after>day|morning|afternoon|evening|night|week|<WD>) (?:right |immediately |straight )?(?:after{_THAT}"
    r"|following(?: that| it)?(?! (?:the|our|your|my|his|her|their|its|an?|each|receipt|submission|interviews?)\b))"
    rf"|(?P<eve>day|morning|afternoon|evening|night|<WD>) before{_THAT})"
    r"(?!\w)|(?:by |at |early |late |later |towards )?(?:(?:the )?(?P<end>end|close) of )?(?:that|the) same "
    r"(?P<same>day|week|afternoon|evening|morning)\b|(?:(?P<end2>(?:the )?(?:end|close) of|later|early|late) )?"
    r"that (?P<same2>day|week|date|afternoon|evening|morning|night|<WD>)\b"
)
_SAME_DAY = frozenset({"day", "date", "afternoon", "evening", "morning", "night"})
_BESIDE_NODE = compiled(
    r"(?:the )?(?P<unit>day|week|<WD>)(?: right| immediately)? (?P<side>after|before|following|of)(?: the)? "
)
_NAMED = compiled(
    r"(?P<the>the )?(?P<wd><WD>)(?! (?:before|following|of|week|next|fortnight|the)\b)(?![ ]?,?[ ]?\d)"
    r"(?! after (?!church|mass|service|work|lunch|dinner|breakfast|school|hours|clos\w+|training|practice)\w)"
)
_SOON = 14 * DAY
_SENTENCE = re.compile(r"[.!?](?=\s)|\n")
_IS_THAT = compiled(r"(?:'s| is| was| falls)(?: the)? ")
_SAME_BREATH = re.compile(r"[^.;!?\n]{0,80}\Z")
_THEN = compiled(
    r"(?!.*\b(?:if|or|not|otherwise|failing)\b)[^.;!?\n]{0,60}(?:,| and|;| -) (?:then|afterwards)\b[^.;!?\n]{0,40}\Z"
)
_AWAY = compiled(
    r"\b(?:away|off|out|leave|vacay|vacation|holidays?|travel\w*|busy|closed|tied up|gone|abroad)\b[^.;!?\n]{0,40}"
    r"\b(?:until|till|til|thru|through)[ ](?:the )?\Z"
)
_FIRST = compiled(r"\b(?:first|earliest|soonest)\b[^.;!?\n]{0,40}\Z")
BEGINNINGS = begins(
    "on later early late following next day morning afternoon evening night week by at towards end close that same <WD>"
)
"""What such words can begin with."""


def leaning(low: str, at: int, seen: list[Node], frame: Frame) -> Node | None:
    """As in "The following Thursday", "the next day", "that week": read against the date before it."""
    if not seen:
        return None
    before = seen[-1]
    if _IS_THAT.fullmatch(low, before.end, at):  # "Anzac Day's the week after": what it was said of stands before
        return None
    last = before.period.last
    if (match := _LEANING.match(low, at)) is None:
        return _named_after(low, at, seen)
    if match["eve"]:
        first = before.period.first or last
        back = (first.weekday() - weekday(match["eve"]) - 1) % 7 + 1 if match["eve"] not in _SAME_DAY else 1
        day = first - back * DAY
        return Node(replace(point(day), past=day < frame.today), *match.span(), True)
    same = match["same"] or match["same2"]
    if same == "week":
        part = match["end"] or match["end2"] or ""
        name = next((n for n in ("end", "early", "late") if n in part), "end" if part else None)
        return Node(week_part(last - last.weekday() * DAY, name), *match.span(), True)
    if same:
        ahead = 0 if same in _SAME_DAY else weekday(same) - last.weekday()
        return Node(point(last + ahead % 7 * DAY), *match.span(), True)
    unit = match["unit"] or match["after"]
    if unit in _SAME_DAY:
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


def _named_after(low: str, at: int, seen: list[Node]) -> Node | None:
    """As in "the panel sits on Wednesday 16 December and decides on the Thursday": the first after the day told.

    So it is in "away until Friday, then Monday is stocktaking, and the first day he has is Wednesday".
    """
    match = _NAMED.match(low, at)
    before = seen[-1]
    if match is None or before.period.past or before.period.grain not in (Grain.DAY, Grain.WEEKDAY):
        return None
    goes_on = before.leaned and _SAME_BREATH.match(low[before.end : at])
    then = before.end > 0 and _THEN.match(low[before.end : at])
    if not (match["the"] or goes_on or then or _first_since(low, at, seen)):
        return None
    last = before.period.last
    ahead = (weekday(match["wd"]) - last.weekday() - 1) % 7 + 1
    return Node(point(last + ahead * DAY, Grain.WEEKDAY), *match.span(), True)


def _first_since(low: str, at: int, seen: list[Node]) -> bool:
    """As in "off until Friday ... first thing he can do is Wednesday"."""
    return _FIRST.search(low[max(0, at - 60) : at]) is not None and any(
        _AWAY.search(low[max(0, node.start - 60) : node.start]) for node in seen[-3:]
    )


def beside(low: str, at: int, frame: Frame) -> Node | None:
    """As in "The week after Thanksgiving", "the Monday before Christmas", "the day after the 15th"."""
    match = _BESIDE_NODE.match(low, at)
    if match is None:
        return None
    anchor = longest(low, match.end(), frame)
    if anchor is None or anchor.period.first is None or anchor.period.grain in (Grain.LENGTH, Grain.CLOCK):
        return None
    unit = match["unit"]
    if match["side"] == "of" and anchor.period.grain in (Grain.WEEK, Grain.HOLIDAY) and unit not in ("day", "week"):
        first = anchor.period.first
        day = first + (weekday(unit) - first.weekday()) % 7 * DAY
        return Node(point(day), at, anchor.end) if day <= anchor.period.last + 2 * DAY else None
    if anchor.period.grain is Grain.WEEK:
        return None
    anchor = with_weekday(low, anchor, frame)
    if match["side"] == "of" and (match["unit"] != "week" or anchor.period.grain is not Grain.HOLIDAY):
        return None
    first, last = anchor.period.first or anchor.period.last, anchor.period.last
    if match["side"] == "before":
        back = 1 if unit == "day" else (first.weekday() - weekday(unit) - 1) % 7 + 1 if unit != "week" else 7
        day = first - back * DAY
    else:
        ahead = 1 if unit == "day" else (weekday(unit) - last.weekday() - 1) % 7 + 1 if unit != "week" else 7
        day = (last + ahead * DAY) if match["side"] != "of" else last
    period = week_part(day - day.weekday() * DAY, None) if unit == "week" else point(day)
    return Node(period, at, anchor.end)


def numbered_after(low: str, node: Node, seen: list[Node], frame: Frame) -> Node:
    """As in "the electors meet on 25 March, and I write on the 26th": the first such day after the date told.

    In another sentence only the very next day is: "it starts on 18 January. I need a yes by the 22nd" is sooner.
    """
    match = ORDINAL.fullmatch(low, node.start, node.end)
    if match is None or match["to"] or not seen or ORDINAL.fullmatch(low, seen[-1].start, seen[-1].end):
        return node
    before = seen[-1].period
    day = day_of_month(before.last, number(match["day"]))
    soon = DAY if _SENTENCE.search(low, seen[-1].end, node.start) else _SOON
    if before.grain is not Grain.DAY or before.past or day is None:
        return node
    if not node.period.last < before.last < day <= before.last + soon:
        return node
    return Node(point(day, alternative=node.period.last), node.start, node.end, True)
