"""Whether two job titles mean one job, compared loosely.

"Sr. Backend Engineer" ~ "Senior Backend Engineer (m/f/d)" ~ "Backend Engineer, London"; "Backend Engineer" and
"Data Scientist" are two jobs; "Engineer" alone fits every engineer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from agent.cases.lexicon import tables
from agent.cases.lexicon import words as listed


class Likeness(IntEnum):
    """How alike two titles are."""

    DIFFERENT = 0
    UNKNOWN = 1  # at least one is not named
    SIMILAR = 2
    SAME = 3


@dataclass(frozen=True, slots=True)
class Title:
    """A job title in comparable form. `known` are all its telling words, `words` those that tell no rank, if any do."""

    words: frozenset[str]
    heads: frozenset[str]
    rank: int
    known: frozenset[str]


@lru_cache(maxsize=8192)
def title(role: str) -> Title:
    """The comparable form of a title as written."""
    text = role[:200].casefold()
    text = re.sub(r"\([^()]{0,12}/[^()]{0,12}\)|[#(\[]?\b[a-z]{0,3}-?\d{2,}\b[)\]]?", " ", text)
    text = re.sub(r"[^\w+#]+", " ", text).strip()
    synonyms = dict(tables()["roles"]["synonyms"])
    words = _joined(" ".join(synonyms.get(word, word) for word in _joined(text).split()))
    known = frozenset(words.split()) - listed("roles", "no_matter")
    upper, lower = listed("roles", "upper"), listed("roles", "lower")
    bare = known - upper - lower or known
    return Title(bare, bare & listed("roles", "heads"), bool(known & upper) - bool(known & lower), known)


def _joined(text: str) -> str:
    """What is written as several words here and as one there, as one: "back end" -> "backend"."""
    for phrase, one in tables()["roles"]["phrases"]:
        text = text.replace(phrase, one)
    return text


@lru_cache(maxsize=65536)
def likeness(one: str | None, other: str | None) -> Likeness:
    """How alike two titles as written are; UNKNOWN when one of them is not named."""
    if not one or not other:
        return Likeness.UNKNOWN
    a, b = title(one), title(other)
    if not a.words or not b.words:
        return Likeness.UNKNOWN
    if a.rank * b.rank < 0:
        return Likeness.DIFFERENT
    if a.words == b.words or _is_short_for(one, other) or _is_short_for(other, one):
        return Likeness.SAME
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


def _is_short_for(short: str, long: str) -> bool:
    """Whether a title is the first letters of another, three at least: "DSM", "Deputy Stage Manager"."""
    words = re.findall(r"[^\W\d_]+", long.split("(")[0])
    letters = re.fullmatch(r"\s*([A-Z]{3,6})\s*", short.split("(")[0])
    return letters is not None and letters[1] == "".join(word[0].upper() for word in words)


def _is_rank_of(short: Title, long: Title) -> bool:
    """Whether a title is nothing but the rank of another: "the apprentice job", "Sheet Metal Apprentice"."""
    return short.words < long.known and not short.words & long.words


def _other_head(a: Title, b: Title) -> bool:
    """Whether a head of one makes it another job: "Engineer", "Engineering Manager"."""
    more = a.heads ^ b.heads
    return bool(a.heads and b.heads and more & listed("roles", "apart"))
