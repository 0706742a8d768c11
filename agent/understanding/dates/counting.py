"""Lengths counted from another date of the text, not from the day of writing: "three days after the 15th"."""

from __future__ import annotations

import re

from agent.calendar import add_business_days
from agent.understanding.dates import lengths
from agent.understanding.dates.event_days import day_of, is_meeting
from agent.understanding.dates.matching import longest, with_weekday
from agent.understanding.dates.reckoning import DAY, Frame, point
from agent.understanding.dates.records import Grain, Node, Period
from agent.understanding.dates.same import spoken_of
from agent.understanding.dates.words import compiled, number

EVENT = (
    r"(?:(?:the|your|our|my|a|each|his|her|their|its|that|date of|said|such|same|aforesaid|aforementioned"
    r"|final|this|last|first|second|third|application|submission|closing"
    r"|hiring|on-?site|hr|technical|panel|phone|video|selection|assessment|trial|in-person|virtual|[lr][1-4]) ){0,4}"
    r"(?:closing date|deadline|call|interviews?|start date|panel|meeting|conversations?|submission|onsite|chat|talk"
    r"|presentation|round|date|session|discussion|visit|audition|exercise|board|hearing|committee|demo|sitting"
    r"|(?:selection|assessment|trial|taster) (?:day|morning|shift|lesson|session)"
    r"|(?:(?:assessment|test) )?cent(?:re|er)|assessment|trial|test"
    r"|(?:clos(?:ure|ing)|end) of (?:the|your|this) (?:\w+ )?(?:link|window|portal|advert|posting|vacancy|test|process)"
    r"|(?:link|window|portal|advert|posting|vacancy|test|list|doors?) (?:closing|shutting)"
    r"|(?:(?:his|her|their|our|my)|the \w+'s) (?:return|arrival))"
)
ANCHORED = compiled(
    r"(?: after (?:we(?:'ve| have)?|you(?:'ve| have)?) (?P<met>talk|speak|spoken|meet|met|chat|visit|come in)\b"
    r"|(?: of (?:your|our|their) (?:patience|time))?"
    r"(?: (?:elapses?|pass(?:es)?|goes? by))?(?: after| following| from| of| post| beyond| later than| as of"
    r"| as from| (?:count(?:ing|ed)|starting) from)"
    rf"(?: {EVENT}\b(?: on| of|,| is)?(?: [(]?)?| (?:that|then|this|it|which)\b| )"
    r"(?:the )?| (?:later|thereafter|afterwards)\b| on top(?: of (?:that|it|this|which))?\b)"
)
_AFTER_IT = compiled(
    r"(?: (?:(?:on )?to that|on to it)\b| (?:thereof\b|on from (?:that|there)\b|(?:after|on)(?=[ ]?(?:[.,;!)\n]|\Z)"
    r"| (?:you|we|i|he|she|they|every\w+)(?:'ll| will| shall)\b)))"
)
"""As in "add a week to that", "two days after you will hear", "within two days thereof", "two days on, you'll know"."""

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
DAYS = (Grain.DAY, Grain.WEEKDAY)
_ENDS = re.compile(r"[.!?](?=\s)|\n\n")
_GOES_ON = re.compile(r"(?!.*\bbut\b)[^.;!?\n]{0,60}\Z")
_TOLD = (
    "that", "then", "it", "which", "later", "thereafter", "afterwards", "closing", "date", "deadline", "call",
    "interview", "panel", "meeting", "submission", "session", "discussion", "visit", "trial", "audition", "exercise",
    "test", "round", "board", "hearing", "link", "window", "portal", "advert", "posting", "vacancy", "process",
    "return", "arrival", "talk", "conversation", "chat", "presentation", "assessment", "committee", "demo", "day",
    "morning", "shift", "lesson", "centre", "center", "top", "onsite", "on-site", "sitting", "shutting",
)  # fmt: skip
_THEREAFTER = compiled(
    r"\b(?:(?:after|post|following) (?:that|it|which|this|then)|thereafter|afterwards)\b[^.;!?\n]{0,60}\Z"
)
_SHIFTED = compiled(
    r"\b(?:shift|mov|push|postpon|delay|defer|slip|extend|set back|put back)\w*\b[^.;!?\n]{0,90}"
    r"\bby(?: about| another| a further| some)?(?:[ ]|\n)\Z"
)
_NAMELY = compiled(r"[^.;!?\n]{0,30}?[,(]? (?:i\.e\.|ie|that is|which is|which was|meaning),? (?:from |on )?(?:the )?")
"""As in "within 15 days of receipt, i.e. from today": the day that nobody would know is told."""

_AT_LATEST = compiled(r",? (?:at (?:the )?(?:very )?(?:latest|outside|most)|(?:the )?latest)\b")
"""As in "in the week after the meeting, Wednesday at the latest": not the day of the meeting."""

_NTH = compiled(
    r"(?:the )?(?P<n><ORD>) (?:(?P<work>business|working|work) |calendar )?day"
    r"(?= (?:after|following|from|post|later)\b)"
)
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
    length = lengths.LENGTH.match(low, node.start)
    if node.period.grain is not Grain.LENGTH or length is None:
        return node
    if waits := _YET_TO_COME.match(low, node.end):
        told = _NAMELY.match(low, waits.end())
        day = longest(low, told.end(), frame) if told else None
        if day is None or day.period.grain not in DAYS:
            return node
        return Node(_from(length, day, frame) or node.period, node.start, day.end, True)
    if seen and seen[-1].period.grain in DAYS and (link := _AFTER_IT.match(low, node.end)):
        return Node(_from(length, seen[-1], frame) or node.period, node.start, link.end(), True)
    link = ANCHORED.match(low, node.end)
    if link is None and seen and _goes_on_from(low, seen[-1], node):
        return Node(_from(length, seen[-1], frame) or node.period, node.start, node.end, True)
    found = anchor(low, node.end, link, seen, frame) if link else None
    return Node(_from(length, found[0], frame) or node.period, node.start, found[1], True) if found else node


def nth_day(low: str, at: int, seen: list[Node], frame: Frame) -> Node | None:
    """As in "on the third working day after the interview on the 12th"."""
    match = _NTH.match(low, at)
    link = ANCHORED.match(low, match.end()) if match else None
    found = anchor(low, match.end(), link, seen, frame) if match and link else None
    if match is None or found is None:
        return None
    begin, n = found[0].period.last, number(match["n"])
    day = add_business_days(begin, n, frame.country) if match["work"] else begin + n * DAY
    return Node(point(day), at, found[1], True)


def anchor(low: str, at: int, link: re.Match[str], seen: list[Node], frame: Frame) -> tuple[Node, int] | None:
    """The date from which a length that ends at `at` counts, and where its words end."""
    anchor = longest(low, link.end(), frame)
    if anchor is not None and anchor.period.grain is not Grain.LENGTH and not _AT_LATEST.match(low, anchor.end):
        anchor = with_weekday(low, anchor, frame)
        return anchor, anchor.end
    named = low[at : link.end()].rstrip(" ,(")
    event = named.split()
    if not seen or not (link["met"] or event[-1].startswith(_TOLD)):
        return None
    return _named_so(low, at, event, seen), at + len(named)


def _goes_on_from(low: str, day: Node, node: Node) -> bool:
    """Does a length count from the last day told though no word behind it says so?

    "Once we have met on Tuesday we'll decide within 48 hours"; "away till the 10th; after that he needs two days";
    "what was meant for tomorrow is put back by a week".
    """
    if day.period.grain not in DAYS or day.end == 0:
        return False
    ahead = low[max(0, node.start - 120) : node.start]
    if _THEREAFTER.search(ahead) and not day.period.past:
        return True
    if _SHIFTED.search(ahead) and not _ENDS.search(low, day.end, node.start):
        return True
    return _once_that_is_over(low, day, node)


def _named_so(low: str, at: int, event: list[str], seen: list[Node]) -> Node:
    """The date that stands beside the same word ("Closing date: 15 November"), else the last one told."""
    name = " ".join(event[-2:]) if event[-1] == "date" else event[-1]
    named = [node for node in seen if name in low[max(0, node.start - _BESIDE_ITS_NAME) : node.start].split("\n")[-1]]
    if not named and is_meeting(name):
        named = [day for day in [day_of(low, name, seen)] if day is not None]
    return named[-1] if named else spoken_of(low, at, seen)


def _once_that_is_over(low: str, day: Node, node: Node) -> bool:
    """As in "Once we have met the last candidate on Tuesday we'll decide within 48 hours": counted from Tuesday."""
    return bool(_ONCE.search(low[max(0, day.start - 90) : day.start])) and bool(
        _GOES_ON.match(low[day.end : node.start])
    )


def _from(length: re.Match[str], anchor: Node, frame: Frame) -> Period | None:
    return lengths.counted(length, anchor.period.last, frame.country)
