"""All rules of the date grammar, and the walk over a text that takes the longest match at each word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from agent.understanding.dates import feasts, lengths, periods, points, weekdays
from agent.understanding.dates.reckoning import DAY, WEEK, Frame, point, week_part
from agent.understanding.dates.records import Grain, Period
from agent.understanding.dates.words import DOUBTFUL, compiled, weekday

Rule = tuple[re.Pattern[str], Callable[[re.Match[str], Frame], Period | None]]
_RULES: tuple[Rule, ...] = (*points.RULES, *weekdays.RULES, *periods.RULES, *feasts.RULES, *lengths.RULES)

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
_BESIDE = compiled(r"(?:,|\.)?(?: at| on|,)?[ ]?(?:the )?|[ ]?[,(-][ ]?|, [ ]?")
_ANCHORED = compiled(
    r"(?: after| following| from| of| post) (?:(?:the|your|our|my|that) )?"
    r"(?:(?:closing date|deadline|application deadline"
    r"|call|(?:final )?interviews?|start date)(?: on| of|,)? [(]?(?:the )?)?"
)
_LEANING = compiled(
    r"(?:the |on the )?(?:(?P<fwd>following|next) (?P<unit><WD>"
    r"|business day|working day|day|week)|(?P<after>day|week) after"
    r"(?: that)?)\b|(?:that )(?P<same>day|week|date|<WD>)"
)


def nodes(low: str, frame: Frame) -> Iterator[Node]:
    """The dates of `low` (lower case, plain marks) from left to right, none overlapping."""
    before: Node | None = None
    at = count = 0
    for word in _WORD.finditer(low):
        if word.start() < at:
            continue
        found = _leaning(low, word.start(), before) or _longest(low, word.start(), frame)
        if found is None:
            continue
        found = _with_weekday(low, _with_weekday(low, found, frame), frame)
        found = _counted_on(low, found, frame)
        if low[found.end : found.end + 4] == " ago" or found.end <= found.start:
            at = found.end
            continue
        yield found
        before, at, count = found, found.end, count + 1
        if count >= _MOST:
            return


def _longest(low: str, at: int, frame: Frame) -> Node | None:
    best: Node | None = None
    for pattern, read in _RULES:
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
        if not _names_only_a_weekday(low, named):
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


def _counted_on(low: str, node: Node, frame: Frame) -> Node:
    """As in "Three days after the 15th", "a week from the interview on Friday": counted from the date that follows."""
    if node.period.grain is not Grain.LENGTH:
        return node
    link = _ANCHORED.match(low, node.end)
    length = lengths.LENGTH.match(low, node.start)
    if link is None or length is None:
        return node
    anchor = _longest(low, link.end(), frame)
    if anchor is None or anchor.period.grain is Grain.LENGTH:
        return node
    anchor = _with_weekday(low, anchor, frame)
    return Node(lengths.counted(length, anchor.period.last, frame.country) or node.period, node.start, anchor.end, True)


def _leaning(low: str, at: int, before: Node | None) -> Node | None:
    """As in "The following Thursday", "the next day", "that week": read against the date before it."""
    if before is None or (match := _LEANING.match(low, at)) is None:
        return None
    last = before.period.last
    unit = match["unit"] or match["after"] or match["same"]
    if match["same"]:
        return None if unit not in ("day", "date") else Node(point(last), *match.span(), True)
    if unit == "day":
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


def doubtful(low: str, node: Node) -> bool:
    """Is this a word that is seldom a date: "sat", "may", a bare length? Then a preposition must stand before it."""
    words = low[node.start : node.end].rstrip(".")
    if words in DOUBTFUL or node.period.grain in (Grain.LENGTH, Grain.MONTH):
        return True
    return words.count("/") == 1 and len(words) <= 5


__all__ = ["Node", "doubtful", "nodes"]
