"""A message that says yes and nothing else: "Sure!", "4 is fine, thanks Oliver", "See you then" (`lexicon/yes.toml`).

To what, only the message it answers can tell (`agent.cases.yes`). One further word, or a question mark, and it is
read as any other answer: "Sure, but could we do Thursday?" is no yes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from agent.reading.records import Reading
from agent.understanding.dates.hours import hour_at
from agent.understanding.findings import ClockTime
from agent.understanding.people.lexicon import lexicon
from agent.understanding.sentences import lowered

_LONGEST = 240
_BETWEEN = re.compile(r"[\s,.;!:()\"'*-]*")
_IT_IS = re.compile(r"(?<![\w:.])(?=[\w:. ]{1,20} it is\b)")
_WORD = re.compile(r"\w+")
_LAST_LINE = re.compile(r"\n[ ]*[-–—~]{0,2}[ ]?\w{1,14}[ ]?[.,!x]{0,2}\s*\Z")
"""A name that no header shows, or the first letter of one."""


@dataclass(frozen=True, slots=True)
class ShortYes:
    """A yes. `sure` is False for words that may only say that one has read it ("Great, thanks"); `hour` as it names."""

    sure: bool
    hour: ClockTime | None


def short_yes(reading: Reading) -> ShortYes | None:
    """The yes that the new text of a message is; None where it says anything else, or nothing."""
    said = reading.said.strip()
    if not said or len(said) > _LONGEST or "?" in said:
        return None
    low, names = lowered(said), _names(reading)
    found = _sorts(low, names) or _sorts(_LAST_LINE.sub("", low), names)
    if found is None:
        return None
    sorts, hours = found
    if len(hours) > 1 or not (hours or sorts & {"sure", "perhaps"}):
        return None
    return ShortYes("sure" in sorts or bool(hours), next(iter(hours), None))


def hour_it_is(low: str) -> ClockTime | None:
    """The hour of "ok 6 it is, side door"."""
    for place in _IT_IS.finditer(low[:_LONGEST]):
        hour = hour_at(low, place.start())
        if hour is not None and not hour.compact and low.startswith(" it is", hour.end):
            return ClockTime(hour.minutes, hour.half)
    return None


def _sorts(low: str, names: frozenset[str]) -> tuple[set[str], set[ClockTime]] | None:
    """The sorts of words a text is made of, and the hours it names; None where there is any other word."""
    sorts, hours = set[str](), set[ClockTime]()
    at = _skip(low, 0)
    while at < len(low):
        word = _WORD.match(low, at)
        longest = max(((end, sort) for sort, end in _ends(low, at)), default=None)
        hour = hour_at(low, at)
        if longest is not None:
            at, sort = longest
            sorts.add(sort)
        elif hour is not None and not hour.compact:
            hours.add(ClockTime(hour.minutes, hour.half))
            at = hour.end
        elif word is not None and word[0] in names:
            at = word.end()
        else:
            return None
        at = _skip(low, at)
    return sorts, hours


def _ends(low: str, at: int) -> list[tuple[str, int]]:
    """Where a word or phrase of each sort that begins here ends."""
    found = ((sort, pattern.match(low, at)) for sort, pattern in _patterns())
    return [(sort, match.end()) for sort, match in found if match is not None and match.end() > at]


def _skip(low: str, at: int) -> int:
    between = _BETWEEN.match(low, at)
    return between.end() if between is not None else at


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = lexicon("yes")
    return tuple(
        (sort, re.compile(rf"(?:{'|'.join(table[sort]['patterns'])})(?!\w)")) for sort in ("sure", "perhaps", "nothing")
    )


def _names(reading: Reading) -> frozenset[str]:
    """The words of the names of whoever writes and is written to."""
    people = (reading.message.sender, *reading.message.to, *reading.message.cc)
    written = " ".join(f"{one.name or ''} {one.email.partition('@')[0]}" for one in people if one is not None)
    return frozenset(_WORD.findall(lowered(written))) - {"no", "not"}
