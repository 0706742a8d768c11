"""The walk over a text that takes the longest date at each word, and joins what belongs together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from agent.understanding.dates.ahead_of import counted_back
from agent.understanding.dates.counting import counted_on, nth_day, waits_for_the_owner
from agent.understanding.dates.events import day_after_event
from agent.understanding.dates.following import later_than_told, numbered_after
from agent.understanding.dates.going_on import day_after_telling, first_day_back
from agent.understanding.dates.leaning import BEGINNINGS, after_holiday, beside, leaning
from agent.understanding.dates.matching import BEGUN_BY, longest, with_weekday
from agent.understanding.dates.prepositions import preposition
from agent.understanding.dates.reckoning import Frame, point
from agent.understanding.dates.records import Grain, Node
from agent.understanding.dates.words import DOUBTFUL, compiled, first_word

_MOST = 400
"""No more dates of one text are looked at."""

_WORD = re.compile(r"(?<![\w@.$£€#-])(?:[a-zäöü]+|\d+)|(?<=[a-z]\.)\b[a-zäöü]+")
_BEGINNINGS = BEGINNINGS | BEGUN_BY.keys()
"""What a date, or a word that leans on another date, can begin with."""


_LAST = compiled(r"\b(?:last|past|previous)(?:[ ]|\n)?\Z")
_SO_FAR = compiled(r" now\b(?! that\b)")
_TOOK = compiled(
    r"\b(?:last|previous|earlier|before|once|ago|used to)\b[^.;!?\n]{0,50}\b(?:it|that|this|they|we|he|she)"
    r" (?:was|were|took|lasted|waited|needed)(?: (?:about|around|only|nearly|almost|over|roughly|them|us|me|him|her))*"
    r"(?:[ ]|\n)\Z"
)
"""As in "last year it was six weeks, and the year before it took them five months"."""

_NOT_THAT = compiled(r"\b(?:not|instead of|rather than|no longer)(?: on| by)?(?:[ ]|\n)\Z")
"""As in "it sits on Tuesday the 8th, not the 1st": what does not hold. "Not until the 8th" does."""

_AT_A_CLOCK = compiled(r",?(?: at)? \d{1,2}(?::\d\d)?[ ]?[ap]\.?m\b")
_A_UNIT = compiled(r"an? (?:day|night|week|fortnight|month|year)")
_SO_MUCH = compiled(
    r"(?:\b(?:once|twice|hours?|hrs?|days?|nights?|shifts?|evenings|mornings|afternoons|sessions|lessons|times"
    r"|kip|sleep|pounds?|euros?|dollars|quid|grand)|(?<![/.-])\d)(?:[ ]?k)?"
    r"(?: (?!(?:in|for|within|take|give|need|allow|after|or|and|maybe|perhaps|to)\b)\w+)? \Z"
)
"""As in "eight paid hours a week", "3,900 a month": how much, not by when."""

_AHEAD = compiled(r"\b(?:in|within)(?: about| around)?(?:[ ]|\n)?\Z")


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
        if not _may_begin(low, word) or word.start() < at:
            continue
        found = after_holiday(low, word.start(), seen) or beside(low, word.start(), frame)
        found = found or day_after_event(low, word.start(), seen, frame)
        found = found or day_after_telling(low, word.start(), seen) or first_day_back(low, word.start(), seen)
        found = found or leaning(low, word.start(), seen, frame)
        found = found or nth_day(low, word.start(), seen, frame) or longest(low, word.start(), frame)
        if found is None:
            continue
        found = with_weekday(low, with_weekday(low, found, frame), frame)
        found = counted_back(low, counted_on(low, found, seen, frame), seen, frame)
        if found.end <= found.start or _is_over(low, found) or waits_for_the_owner(low, found):
            at = found.end
            continue
        found = later_than_told(low, numbered_after(low, found, seen), seen)
        yield found
        if found.leaned or _is_told(low, found):
            seen.append(found)
        at, count = found.end, count + 1
        if count >= _MOST:
            return


def _may_begin(low: str, word: re.Match[str]) -> bool:
    """Can a date begin with this word?"""
    said = word[0]
    if said == "the":
        return first_word(low, word.start()) in _BEGINNINGS
    return said in _BEGINNINGS or said.isdecimal()


def _is_over(low: str, node: Node) -> bool:
    """As in "two weeks ago", "your patience these last two weeks", "open three months now".

    So are "last year it took two" and "eight hours a week".
    """
    if low.startswith(" ago", node.end):
        return True
    if node.period.grain is not Grain.LENGTH:
        return False
    if _TOOK.search(low, max(0, node.start - 80), node.start):
        return True
    if _A_UNIT.fullmatch(low, node.start, node.end) and _SO_MUCH.search(low, max(0, node.start - 30), node.start):
        return True
    begin = max(0, node.start - 12)
    so_far = _SO_FAR.match(low, node.end) is not None and _AHEAD.search(low, begin, node.start) is None
    return so_far or _LAST.search(low, begin, node.start) is not None


def _is_told(low: str, node: Node) -> bool:
    """Can another date count from this one? Not from a "may" that is no month, a bare length, "not the 1st"."""
    if _NOT_THAT.search(low, max(0, node.start - 24), node.start):
        return False
    if node.period.grain is Grain.MONTH and not low[node.start : node.end].isalpha():
        return True
    return not is_doubtful(low, node) or preposition(low, node.start)[0] is not None


def is_doubtful(low: str, node: Node) -> bool:
    """Is this a word that is seldom a date: "sat", "may", a bare length? Then a preposition must stand before it."""
    words = low[node.start : node.end].rstrip(".")
    if words in DOUBTFUL or node.period.grain in (Grain.LENGTH, Grain.MONTH):
        return True
    return words.count("/") == 1 and len(words) <= 5 and _AT_A_CLOCK.match(low, node.end) is None
