"""Whether two job titles mean one job, compared loosely.

"Sr. Backend Engineer" ~ "Senior Backend Engineer (m/f/d)" ~ "Backend Engineer, London"; "Backend Engineer" and
"Data Scientist" are two jobs; "Engineer" alone fits every engineer.
"""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache

from agent.cases.lexicon import words as listed
from agent.cases.titles import Title, title, title_in_full


class Likeness(IntEnum):
    """How alike two titles are."""

    DIFFERENT = 0
    UNKNOWN = 1  # at least one is not named
    SIMILAR = 2
    SAME = 3


@lru_cache(maxsize=65536)
def likeness(one: str | None, other: str | None) -> Likeness:
    """How alike two titles as written are; UNKNOWN when one of them is not named."""
    if not one or not other:
        return Likeness.UNKNOWN
    a, b = title_in_full(one, other), title_in_full(other, one)
    if not a.words or not b.words:
        return Likeness.UNKNOWN
    if a.rank * b.rank < 0:
        return Likeness.DIFFERENT
    if _apart(a.grades, b.grades) or _apart(a.shifts, b.shifts):
        return Likeness.DIFFERENT
    if a.words == b.words:
        return Likeness.SAME if (a.grades, a.shifts) == (b.grades, b.shifts) else Likeness.SIMILAR
    if _is_rank_of(a, b) or _is_rank_of(b, a):
        return Likeness.SIMILAR
    if a.heads and b.heads and not (a.heads <= b.heads or b.heads <= a.heads):
        return Likeness.DIFFERENT
    if _other_head(a, b):
        return Likeness.DIFFERENT
    shared = len(a.words & b.words)
    if a.words <= b.words or b.words <= a.words or shared / len(a.words | b.words) >= 0.6:
        return Likeness.SIMILAR
    return Likeness.DIFFERENT


def _apart(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether both say something, and nothing of it is the same: "Band 5", "Band 6"; "days", "nights"."""
    return bool(one and other) and one.isdisjoint(other)


def shortens(short: str, long: str) -> bool:
    """Whether a title says nothing that another does not say as well: "ward RN" of "Registered Nurse, Ward 7"."""
    a, b = title_in_full(short, long), title(long)
    return a.known <= b.known and a.grades <= b.grades and a.shifts <= b.shifts


def _is_rank_of(short: Title, long: Title) -> bool:
    """Whether a title is nothing but the rank of another: "the apprentice job", "Sheet Metal Apprentice"."""
    return short.words < long.known and not short.words & long.words


def _other_head(a: Title, b: Title) -> bool:
    """Whether a head of one makes it another job: "Engineer", "Engineering Manager"."""
    more = a.heads ^ b.heads
    return bool(a.heads and b.heads and more & listed("roles", "apart"))
