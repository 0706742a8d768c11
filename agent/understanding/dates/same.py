"""Words for the day or period told last: "that same week", "the Friday of it", "the first week of that month".

What is told in passing is not meant by them: "on the 13th (the lift is out until the 29th). You hear that same week".
"""

from __future__ import annotations

from datetime import date

from agent.understanding.dates.reckoning import DAY, WEEK, Frame, point, span_part, week_part
from agent.understanding.dates.records import Grain, Node, Period
from agent.understanding.dates.weeks import week_of_month
from agent.understanding.dates.words import compiled, weekday

_PART = "end|close|middle|start|beginning|first half|second half"
_SAME = compiled(
    r"(?P<of><WD>),?(?: of)? (?:that same|that|the same|(?P<next>the following|the next)) week\b"
    r"|(?P<of_it><WD>) of it\b"
    rf"|(?:by |at |early |late |later |towards )?(?:(?:the )?(?P<end>{_PART}) of )?(?:that|the) same "
    r"(?P<same>day|week|month|afternoon|evening|morning|<WD>)\b"
    rf"|(?:(?P<end2>(?:the )?(?:{_PART}) of|later|early|late|mid) )?"
    r"that (?P<same2>day|week|month|date|afternoon|evening|morning|night|<WD>)\b"
    r"|on the (?P<night>night)\b(?=[ ]?[.,;!)\n])"
    r"|the (?P<is>day|week|month|evening|night)\b"
    rf"|(?:(?:by|at|towards) the (?P<end3>{_PART}) of|(?P<in3>early|late) in) it\b"
    r"|(?:the )?(?P<nth><ORD>|last) week (?:of|in) (?:that|the same|the said) month\b"
)
_IS = compiled(r"\b(?:that|this)(?:'s|s| is| was|'ll be| will be)(?: also| exactly| just)? \Z")
"""As in "lambing ends on the 9th, and that's the week I ring you"."""

_THAT_DAY = frozenset({"day", "date", "afternoon", "evening", "morning", "night"})
_DAYS = (Grain.DAY, Grain.WEEKDAY)
_NAMES = (
    ("end", "end"), ("early", "early"), ("late", "late"), ("mid", "mid"), ("start", "start"), ("beginning", "start"),
    ("first", "half"), ("second", "latter"),
)  # fmt: skip
_A_WEEK = compiled(r"\b(?:a|one|another) week\b")

_ASKS = compiled(
    r"\b(?:please|kindly|let (?:me|us) know|(?:send|give|bring|e-?mail|return|tell|confirm)(?: \w+){0,4}? to (?:me|us)"
    r"|(?:tell|send|give|e-?mail|ring|call) (?:me|us)|to (?:me|us) by)\b"
)
"""What is asked of the owner: "please tell me by Friday", "lesson plans to me by Wednesday"."""

_SENTENCE = compiled(r"[.!?](?=\s)|\n")
_REACH = 160
_NEAREST = 8
"""Of the days told before only so many are looked at."""


def same(low: str, at: int, seen: list[Node], frame: Frame) -> Node | None:
    """What such words at place `at` mean, by the days `seen` before it."""
    match = _SAME.match(low, at)
    if match is None or (match["is"] and not _IS.search(low, max(0, at - 30), at)):
        return None
    unit = match["same"] or match["same2"] or match["night"] or match["is"]
    before = spoken_of(low, at, seen, months=unit == "month" or match["nth"] is not None)
    period = _meant(match["of"] or match["of_it"], match["next"], unit, before, low)
    if match["nth"]:
        period = week_of_month(before.period.last.replace(day=1), match["nth"], frame.country)
    elif period is None:
        part = _part(match["end"] or match["end2"] or match["end3"] or match["in3"] or "")
        period = _part_of_it(unit, part, before.period, frame)
    return Node(period, *match.span(), True) if period is not None else None


def _meant(of: str | None, ahead: str | None, unit: str | None, before: Node, low: str) -> Period | None:
    """The day that is meant; None where it is a period."""
    last = before.period.last
    if of:
        return point(_monday(before.period) + WEEK * bool(ahead) + weekday(of) * DAY)
    if unit == "week" and before.period.grain in _DAYS and _A_WEEK.search(low, before.start, before.end):
        return point(last)  # "a week from today ... as soon as that week is up"
    if unit in _THAT_DAY:
        return point(last)
    if unit and unit not in ("week", "month"):
        return point(last + (weekday(unit) - last.weekday()) % 7 * DAY)
    return None


def _part_of_it(unit: str | None, part: str | None, told: Period, frame: Frame) -> Period | None:
    """The week or month of what was told, or a part of it; "early in it" only of a week or month."""
    if unit == "month" or (unit is None and told.grain is Grain.MONTH):
        return span_part(frame, told.last.replace(day=1), 1, part)
    return week_part(_monday(told), part) if unit == "week" or told.grain is Grain.WEEK else None


def _monday(told: Period) -> date:
    return told.last - told.last.weekday() * DAY


def _part(words: str) -> str | None:
    return next((name for word, name in _NAMES if word in words), "end" if words else None)


def spoken_of(low: str, at: int, seen: list[Node], *, months: bool = False) -> Node:
    """The day told last, but for one in brackets or one by which the owner is to answer, where a later one was told.

    `seen` holds at least one; months count only for `months`.
    """
    near = seen[-_NEAREST:]
    told = [node for node in near if months or node.period.grain is not Grain.MONTH] or near
    outside = [node for node in told if not _in_brackets(low, node, at)] or told
    unasked = [node for node in outside if not _is_asked(low, node)]
    if unasked and unasked[-1].period.last > outside[-1].period.last and unasked[-1].period.grain in _DAYS:
        return unasked[-1]
    return outside[-1]


def _in_brackets(low: str, node: Node, at: int) -> bool:
    """Does it stand in brackets that are closed before `at`?"""
    opened = low.rfind("(", max(0, node.start - _REACH), node.start)
    if opened < 0 or low.find(")", opened, node.start) >= 0:
        return False
    return 0 <= low.find(")", node.end, at) <= node.end + _REACH


def _is_asked(low: str, node: Node) -> bool:
    """Does its sentence ask the owner for something?"""
    if node.end == 0:  # told elsewhere
        return False
    begin = max((stop.end() for stop in _SENTENCE.finditer(low, max(0, node.start - _REACH), node.start)), default=0)
    stop = _SENTENCE.search(low, node.end, node.end + _REACH)
    return _ASKS.search(low, max(begin, node.start - _REACH), stop.start() if stop else node.end + _REACH) is not None
