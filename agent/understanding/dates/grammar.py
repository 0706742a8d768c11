"""All rules of the date grammar, and the walk over a text that takes the longest match at each word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import lru_cache

from agent.understanding.dates import dotted, feasts, lengths, periods, points, weekdays
from agent.understanding.dates.reckoning import DAY, WEEK, Frame, point, week_part
from agent.understanding.dates.records import Grain, Period
from agent.understanding.dates.words import DOUBTFUL, begins, compiled, first_word, weekday

Rule = tuple[frozenset[str], re.Pattern[str], Callable[[re.Match[str], Frame], Period | None]]
RULES: tuple[Rule, ...] = (
    *points.RULES,
    *dotted.RULES,
    *weekdays.RULES,
    *periods.RULES,
    *feasts.RULES,
    *lengths.RULES,
)


def _by_first_word(rules: tuple[Rule, ...]) -> dict[str, tuple[Rule, ...]]:
    words = frozenset().union(*(rule[0] for rule in rules))
    return {word: tuple(rule for rule in rules if word in rule[0]) for word in words}


_BEGUN_BY = _by_first_word(RULES)
"""The rules by the words with which they can begin: few words of a text begin a date."""

_MOST = 400
"""No more dates of one text are looked at."""


@dataclass(frozen=True, slots=True)
class Node:
    """A period and where its words stand. `leaned`: counted from another date of the text."""

    period: Period
    start: int
    end: int
    leaned: bool = False


_WORD = re.compile(r"(?<![\w@.$£€#-])(?:[a-zäöü]+|\d+)|(?<=[a-z]\.)\b[a-z]+")
_BESIDE = compiled(r"[ ]?,?[ ]?[,(-]?[ ]?(?:at |on )?(?:the )?")
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
_BEGINNINGS = begins(
    "the on later early late following next day morning evening night week by at towards end close that <WD>",
    _BEGUN_BY,
)
"""What a date, or a word that leans on another date, can begin with."""


@lru_cache(maxsize=8)
def nodes(low: str, frame: Frame) -> tuple[Node, ...]:
    """The dates of `low` (lower case, plain marks) from left to right, none overlapping.

    Kept for a moment: slots, promises and kinds each look for dates in the same text.
    """
    return tuple(_nodes(low, frame))


def _nodes(low: str, frame: Frame) -> Iterator[Node]:
    seen = [Node(point(frame.told), 0, 0)] if frame.told is not None else []
    at = count = 0
    for word in _WORD.finditer(low):
        if word.start() < at or first_word(low, word.start()) not in _BEGINNINGS:
            continue
        before = seen[-1] if seen else None
        found = _beside(low, word.start(), frame) or _leaning(low, word.start(), before)
        found = found or _longest(low, word.start(), frame)
        if found is None:
            continue
        found = _with_weekday(low, _with_weekday(low, found, frame), frame)
        found = _counted_on(low, found, seen, frame)
        if found.end <= found.start or _is_over(low, found) or _waits_for_the_owner(low, found):
            at = found.end
            continue
        yield found
        seen.append(found)
        at, count = found.end, count + 1
        if count >= _MOST:
            return


def _is_over(low: str, node: Node) -> bool:
    """As in "two weeks ago", "your patience these last two weeks", "open for three months now"."""
    if low.startswith(" ago", node.end):
        return True
    if node.period.grain is not Grain.LENGTH:
        return False
    begin = max(0, node.start - 12)
    so_far = _SO_FAR.match(low, node.end) is not None and _AHEAD.search(low, begin, node.start) is None
    return so_far or _LAST.search(low, begin, node.start) is not None


_LAST = compiled(r"\b(?:last|past|previous)(?:[ ]|\n)?\Z")
_SO_FAR = compiled(r" now\b(?! that\b)")
_AHEAD = compiled(r"\b(?:in|within)(?: about| around)?(?:[ ]|\n)?\Z")


def _longest(low: str, at: int, frame: Frame) -> Node | None:
    best: Node | None = None
    for _, pattern, read in _BEGUN_BY.get(first_word(low, at) or "", ()):
        match = pattern.match(low, at)
        if match is None or (best and match.end() <= best.end) or _cuts(low, match.end()):
            continue
        try:
            period = read(match, frame)
        except (ValueError, OverflowError, KeyError):
            continue
        if period is not None:
            best = Node(period, match.start(), match.end())
    return best


def _cuts(low: str, at: int) -> bool:
    """Does place `at` stand inside a word?"""
    return 0 < at < len(low) and low[at - 1].isalnum() and low[at].isalnum()


def _with_weekday(low: str, node: Node, frame: Frame) -> Node:
    """As in "Tuesday, 3 November", "3 November (Tuesday)", "EOD Friday", "Friday EOD": two words for one day."""
    gap = _BESIDE.match(low, node.end)
    if gap is None or node.period.grain not in (Grain.WEEKDAY, Grain.DAY, Grain.CLOCK):
        return node
    start = gap.end()
    other = _longest(low, start, frame)
    if other is None or "\n" in low[node.end : start]:
        return node
    pair = {node.period.grain, other.period.grain}
    if pair == {Grain.WEEKDAY, Grain.DAY}:
        dated, named = (other, node) if other.period.grain is Grain.DAY else (node, other)
        agree = dated.period.last.weekday() == named.period.last.weekday()
        if not _names_only_a_weekday(low, named) or ("-" in low[node.end : start] and not agree):
            return node
        return Node(_agreed(dated.period, named.period), node.start, other.end)
    if Grain.CLOCK in pair and other.period.grain in (Grain.WEEKDAY, Grain.DAY, Grain.CLOCK, Grain.PART):
        taken = other if node.period.grain is Grain.CLOCK else node
        return Node(taken.period, node.start, other.end)
    return node


def _names_only_a_weekday(low: str, node: Node) -> bool:
    return "week" not in low[node.start : node.end]


def _agreed(dated: Period, named: Period) -> Period:
    """A date with its weekday; of two readings of d/m the one on that weekday."""
    wanted = named.last.weekday()
    if dated.last.weekday() == wanted or (dated.first and dated.first.weekday() == wanted):
        return replace(dated, alternative=None)
    if dated.alternative and dated.alternative.weekday() == wanted:
        return point(dated.alternative)
    return replace(dated, conflict=True)


def _waits_for_the_owner(low: str, node: Node) -> bool:
    """As in "Within a day of receiving it": counted from a day that nobody knows yet."""
    if node.period.grain is not Grain.LENGTH or node.leaned:
        return False
    return bool(
        _YET_TO_COME.match(low, node.end) or _ONCE_THEY_HAVE_IT.search(low[max(0, node.start - 120) : node.start])
    )


def _counted_on(low: str, node: Node, seen: list[Node], frame: Frame) -> Node:
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
    anchor = _longest(low, link.end(), frame)
    if anchor is not None and anchor.period.grain is not Grain.LENGTH:
        anchor = _with_weekday(low, anchor, frame)
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


_BESIDE_ITS_NAME = 40  # letters


_ONCE = compiled(r"\b(?:once|after|as soon as|following)\b[^.;!?\n]{0,80}\Z")
_GOES_ON = re.compile(r"(?!.*\bbut\b)[^.;!?\n]{0,60}\Z")


def _once_that_is_over(low: str, day: Node, node: Node) -> bool:
    """As in "Once we have met the last candidate on Tuesday we'll decide within 48 hours": counted from Tuesday."""
    of_a_day = day.period.grain in (Grain.DAY, Grain.WEEKDAY) and day.end > 0
    return (
        of_a_day
        and bool(_ONCE.search(low[max(0, day.start - 90) : day.start]))
        and bool(_GOES_ON.match(low[day.end : node.start]))
    )


_TOLD = ("that", "then", "later", "closing", "date", "deadline", "call", "interview", "panel", "meeting", "submission",
         "session", "discussion", "visit", "trial", "audition", "exercise", "test", "round", "board", "link", "window",
         "portal", "advert", "posting", "vacancy", "process", "return", "arrival")  # fmt: skip


def _from(length: re.Match[str], anchor: Node, frame: Frame) -> Period | None:
    return lengths.counted(length, anchor.period.last, frame.country)


def _leaning(low: str, at: int, before: Node | None) -> Node | None:
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


_NAMED = compiled(
    r"(?P<the>the )?(?P<wd><WD>)(?! (?:after|before|following|of|week|next|fortnight|the)\b)(?![ ]?,?[ ]?\d)"
)
_SAME_BREATH = re.compile(r"[^.;!?\n]{0,80}\Z")


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


def _beside(low: str, at: int, frame: Frame) -> Node | None:
    """As in "The week after Thanksgiving", "the Monday before Christmas", "the day after the 15th"."""
    match = _BESIDE_NODE.match(low, at)
    if match is None:
        return None
    anchor = _longest(low, match.end(), frame)
    if anchor is None or anchor.period.first is None or anchor.period.grain in (Grain.LENGTH, Grain.WEEK, Grain.CLOCK):
        return None
    anchor = _with_weekday(low, anchor, frame)
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


def doubtful(low: str, node: Node) -> bool:
    """Is this a word that is seldom a date: "sat", "may", a bare length? Then a preposition must stand before it."""
    words = low[node.start : node.end].rstrip(".")
    if words in DOUBTFUL or node.period.grain in (Grain.LENGTH, Grain.MONTH):
        return True
    return words.count("/") == 1 and len(words) <= 5


__all__ = ["RULES", "Node", "doubtful", "nodes"]
