"""Lengths counted from another date of the text, not from the day of writing: "three days after the 15th"."""

from __future__ import annotations

import re

from agent.understanding.dates import lengths
from agent.understanding.dates.matching import longest, with_weekday
from agent.understanding.dates.reckoning import Frame
from agent.understanding.dates.records import Grain, Node, Period
from agent.understanding.dates.words import compiled

_EVENT = (
    r"(?:(?:the|your|our|my|a|each|final|this|last|first|second|third|application|submission|closing|hiring"
    r"|on-?site|hr|technical|panel|phone|video|[lr][1-4]) ){0,4}"
    r"(?:closing date|deadline|call|interviews?|start date|panel|meeting|conversation|submission|assessment|onsite|chat"
    r"|presentation|round|date|session|discussion|visit|trial|audition|exercise|test|board"
    r"|(?:clos(?:ure|ing)|end) of (?:the|your|this) (?:\w+ )?(?:link|window|portal|advert|posting|vacancy|test|process)"
    r"|(?:(?:his|her|their)|the \w+'s) (?:return|arrival))"
)
_ANCHORED = compiled(
    r"(?: after (?:we(?:'ve| have)?|you(?:'ve| have)?) (?P<met>talk|speak|spoken|meet|met|chat|visit|come in)\b"
    r"|(?: after| following| from| of| post| later than)"
    rf"(?: (?:that|then|this)\b| (?:{_EVENT}\b(?: on| of|,| is)?(?: [(]?)?)?)"
    r"(?:the )?| later\b)"
)
_YET_TO_COME = compiled(
    r"(?: after| following| from| of| upon)(?: (?:we|i)(?:'ve| have)? (?:receiv|get|got|have)\w*"
    r"| (?:the |your )?(?:receiving|receipt|sending|submitting|returning|getting|completing|completion"
    r"|meeting (?:you|them|him|her))\b)"
    r"(?![^.;\n]{0,30}\b(?:application|cv|r[eé]sum[eé]))"
)
_ONCE_THEY_HAVE_IT = compiled(
    r"\b(?:once|after|when|as soon as) (?:we|i)(?:'ve| have)? (?:had |got |get |receiv(?:e|ed) )?(?:it|them|this"
    r"|both|all|your (?!application\b|cv\b|r[eé]sum[eé])\w+)\b[^.;\n]{0,60}\Z"
)
_ONCE = compiled(r"\b(?:once|after|as soon as|following)\b[^.;!?\n]{0,80}\Z")
_GOES_ON = re.compile(r"(?!.*\bbut\b)[^.;!?\n]{0,60}\Z")
_TOLD = ("that", "then", "later", "closing", "date", "deadline", "call", "interview", "panel", "meeting", "submission",
         "session", "discussion", "visit", "trial", "audition", "exercise", "test", "round", "board", "link", "window",
         "portal", "advert", "posting", "vacancy", "process", "return", "arrival")  # fmt: skip
_BESIDE_ITS_NAME = 40  # letters


def waits_for_the_owner(low: str, node: Node) -> bool:
    """As in "Within a day of receiving it": counted from a day that nobody knows yet."""
    if node.period.grain is not Grain.LENGTH or node.leaned:
        return False
    return bool(
        _YET_TO_COME.match(low, node.end) or _ONCE_THEY_HAVE_IT.search(low[max(0, node.start - 120) : node.start])
    )


def counted_on(low: str, node: Node, seen: list[Node], frame: Frame) -> Node:
    """As in "Three days after the 15th", "a week after that", "two days later": counted from another date.

    That date follows ("a week from the interview on Friday") or stands before ("within 5 days of your interview").
    """
    if node.period.grain is not Grain.LENGTH or _YET_TO_COME.match(low, node.end):
        return node
    link = _ANCHORED.match(low, node.end)
    length = lengths.LENGTH.match(low, node.start)
    if link is None and length is not None and seen and _once_that_is_over(low, seen[-1], node):
        return Node(_from(length, seen[-1], frame) or node.period, node.start, node.end, True)
    if link is None or length is None:
        return node
    anchor = longest(low, link.end(), frame)
    if anchor is not None and anchor.period.grain is not Grain.LENGTH:
        anchor = with_weekday(low, anchor, frame)
        return Node(_from(length, anchor, frame) or node.period, node.start, anchor.end, True)
    event = low[node.end : link.end()].rstrip(" ,(").split()
    if not seen or not (link["met"] or event[-1].startswith(_TOLD)):
        return node
    return Node(_from(length, _named_so(low, event, seen), frame) or node.period, node.start, link.end(), True)


def _named_so(low: str, event: list[str], seen: list[Node]) -> Node:
    """The date that stands beside the same word ("Closing date: 15 November"), else the last one told."""
    name = " ".join(event[-2:]) if event[-1] == "date" else event[-1]
    named = [node for node in seen if name in low[max(0, node.start - _BESIDE_ITS_NAME) : node.start].split("\n")[-1]]
    return (named or seen)[-1]


def _once_that_is_over(low: str, day: Node, node: Node) -> bool:
    """As in "Once we have met the last candidate on Tuesday we'll decide within 48 hours": counted from Tuesday."""
    of_a_day = day.period.grain in (Grain.DAY, Grain.WEEKDAY) and day.end > 0
    return (
        of_a_day
        and bool(_ONCE.search(low[max(0, day.start - 90) : day.start]))
        and bool(_GOES_ON.match(low[day.end : node.start]))
    )


def _from(length: re.Match[str], anchor: Node, frame: Frame) -> Period | None:
    return lengths.counted(length, anchor.period.last, frame.country)
