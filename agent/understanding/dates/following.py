"""A weekday or the number of a day that goes on from the date before it: "decides on the Thursday", "on the 26th"."""

from __future__ import annotations

import re
from dataclasses import replace

from agent.understanding.dates.points import ORDINAL, day_of_month
from agent.understanding.dates.reckoning import DAY, monday, point
from agent.understanding.dates.records import Grain, Node
from agent.understanding.dates.words import DOUBTFUL, compiled, number, weekday

NAMED = compiled(
    r"(?P<the>the |its )?(?P<wd><WD>)(?! (?:before|following|of|week|next|fortnight|the)\b)(?![ ]?,?[ ]?\d)"
    r"(?! after (?!church|mass|service|work|lunch|dinner|breakfast|school|hours|clos\w+|training|practice)\w)"
)
_NAMED = compiled(r"(?P<wd><WD>),? ")
"""As in "Sunday the 10th of January. I will call Monday the 11th": no other 11th near by is a Monday."""

_DAYS = (Grain.DAY, Grain.WEEKDAY)
_SOON = 14 * DAY
_SENTENCE = re.compile(r"[.!?](?=\s)|\n")
_SAME_BREATH = re.compile(r"[^.;!?\n]{0,80}\Z")
_AND = compiled(r",? and (?:on )?")
_THEN = compiled(
    r"(?!.*\b(?:if|or|not|otherwise|failing)\b)[^.;!?\n]{0,60}(?:,| and|;| -) (?:then|afterwards)\b[^.;!?\n]{0,40}\Z"
)
_NARROWS = compiled(
    r"[ ]?[,(-]{0,2}[ ]?(?:(?:by|on|at|say|probably|most|likely|hopefully|ideally|maybe|perhaps"
    r"|i think|i expect|i hope) ){0,3}"
)
"""As in "next week, probably on Wednesday", "in the week after that, Wednesday at the latest": a day of that week."""

_AT_LATEST = compiled(r",? (?:at (?:the )?(?:very )?latest|the latest|at the outside)\b")
_AWAY = compiled(
    r"\b(?:away|off|out|leave|vacay|vacation|holidays?|travel\w*|busy|closed|tied up|gone|abroad)\b[^.;!?\n]{0,40}"
    r"\b(?:until|till|til|thru|through)[ ](?:the )?\Z"
)
_FIRST = compiled(r"\b(?:first|earliest|soonest)\b[^.;!?\n]{0,40}\Z")


def named_after(low: str, at: int, seen: list[Node]) -> Node | None:
    """As in "the panel sits on Wednesday 16 December and decides on the Thursday": the first after the day told.

    So it is in "away until Friday, then Monday is stocktaking, and the first day he has is Wednesday".
    """
    match = NAMED.match(low, at)
    before = seen[-1]
    if match is None or before.period.past:
        return None
    if match["wd"].rstrip(".") in DOUBTFUL:
        return None
    last = before.period.last
    if match["the"] and before.period.grain in (Grain.WEEK, Grain.PART) and "week" in low[before.start : before.end]:
        day = last + (weekday(match["wd"]) - last.weekday()) * DAY  # "by the end of next week, and on the Saturday"
        return Node(point(day, Grain.WEEKDAY), *match.span(), True)
    if before.period.first and _narrows(low, before, match):
        day = monday(before.period.first) + weekday(match["wd"]) * DAY
        return Node(point(day, Grain.WEEKDAY), *match.span(), True)
    if match["the"] and before.leaned and before.period.grain is Grain.LENGTH:
        day = last + (weekday(match["wd"]) - last.weekday()) % 7 * DAY  # "two days on top of that; on the Friday"
        return Node(point(day, Grain.WEEKDAY), *match.span(), True)
    if before.period.grain not in _DAYS and not (match["the"] and before.period.grain is Grain.HOLIDAY):
        return None
    ahead = (weekday(match["wd"]) - last.weekday() - 1) % 7 + 1
    goes_on = before.leaned and _SAME_BREATH.match(low[before.end : at])
    then = before.end > 0 and ahead < 7 and _THEN.match(low[before.end : at])
    joined = before.period.grain is Grain.DAY and ahead < 7 and _AND.fullmatch(low[before.end : at])
    if not (match["the"] or goes_on or then or joined or _first_since(low, at, seen)):
        return None
    return Node(point(last + ahead * DAY, Grain.WEEKDAY), *match.span(), True)


def _narrows(low: str, week: Node, named: re.Match[str]) -> bool:
    """Is the weekday that is named one of that week?"""
    between = low[week.end : named.start()]
    if week.period.grain is Grain.WEEK and _NARROWS.fullmatch(between):
        return True
    counted = week.leaned and week.period.grain in (Grain.WEEK, Grain.PART)
    return counted and _AT_LATEST.match(low, named.end()) is not None and _SENTENCE.search(between) is None


def _first_since(low: str, at: int, seen: list[Node]) -> bool:
    """As in "off until Friday ... first thing he can do is Wednesday"."""
    return _FIRST.search(low[max(0, at - 60) : at]) is not None and any(
        _AWAY.search(low[max(0, node.start - 60) : node.start]) for node in seen[-3:]
    )


def later_than_told(low: str, node: Node, seen: list[Node]) -> Node:
    """As in "we talk on Thursday and I'll ring by Monday", written on a Monday: that is not today."""
    if not node.period.bare_today or not seen or _SENTENCE.search(low, seen[-1].end, node.start):
        return node
    between = seen[-1].period.grain in _DAYS and node.period.last - 7 * DAY < seen[-1].period.last < node.period.last
    return replace(node, period=replace(node.period, bare_today=False)) if between else node


def numbered_after(low: str, node: Node, seen: list[Node]) -> Node:
    """As in "the electors meet on 25 March, and I write on the 26th": the first such day after the date told.

    In another sentence only the very next day is: "it starts on 18 January. I need a yes by the 22nd" is sooner.
    """
    named = _NAMED.match(low, node.start, node.end)
    match = ORDINAL.fullmatch(low, named.end() if named else node.start, node.end)
    if match is None or match["to"] or not seen or ORDINAL.fullmatch(low, seen[-1].start, seen[-1].end):
        return node
    before = seen[-1].period
    day = day_of_month(before.last, number(match["day"]))
    soon = DAY if _SENTENCE.search(low, seen[-1].end, node.start) else _SOON
    if before.grain is not Grain.DAY or before.past or day is None:
        return node
    if named and (day.weekday() != weekday(named["wd"]) or not node.period.conflict):
        return node
    if not node.period.last < before.last < day <= before.last + soon:
        return node
    return Node(point(day, alternative=node.period.last), node.start, node.end, True)
