"""What stands at one word of a text: the longest match of any rule, and a weekday joined with the date beside it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from agent.understanding.dates import dotted, feasts, lengths, months, points, weekdays, weeks
from agent.understanding.dates.reckoning import Frame, point
from agent.understanding.dates.records import Grain, Node, Period
from agent.understanding.dates.words import compiled, first_word

Rule = tuple[frozenset[str], re.Pattern[str], Callable[[re.Match[str], Frame], Period | None]]
RULES: tuple[Rule, ...] = (
    *points.RULES,
    *dotted.RULES,
    *weekdays.RULES,
    *weeks.RULES,
    *months.RULES,
    *feasts.RULES,
    *lengths.RULES,
)


def _by_first_word(rules: tuple[Rule, ...]) -> dict[str, tuple[Rule, ...]]:
    words = frozenset().union(*(rule[0] for rule in rules))
    return {word: tuple(rule for rule in rules if word in rule[0]) for word in words}


BEGUN_BY = _by_first_word(RULES)
"""The rules by the words with which they can begin: few words of a text begin a date."""

_BESIDE = compiled(
    r"[ ]?,?[ ]?[,(-]?[ ]?(?:at |on )?(?:the )?"
    r"(?P<so>(?:that is|that's|which is|i\.e\.|ie|being|so),? (?:on )?(?:the )?)?(?P<a>a )?"
)
_PART_OF_DAY = compiled(r" (?:morning|afternoon|evening|night|lunchtime)(?=[ ]?[,(]|[ ])")


def longest(low: str, at: int, frame: Frame) -> Node | None:
    """The longest date that begins at `at`, or None."""
    best: Node | None = None
    for _, pattern, read in BEGUN_BY.get(first_word(low, at) or "", ()):
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
    """Does place `at` stand inside a word? "2026-11-03T10:00" is two."""
    if low.startswith("t", at) and low[at - 1 : at].isdigit() and low[at + 1 : at + 2].isdigit():
        return False
    return 0 < at < len(low) and low[at - 1].isalnum() and low[at].isalnum()


def with_weekday(low: str, node: Node, frame: Frame) -> Node:
    """As in "Tuesday, 3 November", "3 November (Tuesday)", "EOD Friday", "Friday EOD": two words for one day."""
    part = _PART_OF_DAY.match(low, node.end)
    gap = _BESIDE.match(low, part.end() if part else node.end)
    if gap is None or node.period.grain not in (Grain.WEEKDAY, Grain.DAY, Grain.CLOCK):
        return node
    start = gap.end()
    other = longest(low, start, frame)
    if other is None or "\n" in low[node.end : start]:
        return node
    pair = {node.period.grain, other.period.grain}
    if pair == {Grain.WEEKDAY, Grain.DAY}:
        dated, named = (other, node) if other.period.grain is Grain.DAY else (node, other)
        agree = dated.period.last.weekday() == named.period.last.weekday()
        if not agree and low[dated.start : dated.end].isalpha():  # "tomorrow, Friday at the outside": two days
            return node
        if (part or gap["so"]) and (named is not node or not agree):
            return node
        if gap["a"] and not agree:  # "the 5th, a Friday slot opened"
            return node
        if not _names_only_a_weekday(low, named) or ("-" in low[node.end : start] and not agree):
            return node
        return Node(_agreed(dated.period, named.period), node.start, other.end)
    if (
        part is None
        and Grain.CLOCK in pair
        and other.period.grain in (Grain.WEEKDAY, Grain.DAY, Grain.CLOCK, Grain.PART)
    ):
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
