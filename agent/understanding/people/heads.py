"""Where a text has a word that makes a job title: "engineer", "sous chef", "Bauingenieur" (`lexicon/roles.toml`).

Looked up word by word, so that a long list costs a long letter nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from agent.understanding.people.lexicon import lexicon, words

_WORD = re.compile(r"(?<![\w@.-])[^\W\d_][\w'’]*(?:-[\w'’]+)*(?![\w@])")


@dataclass(frozen=True, slots=True)
class Head:
    """The word as written and where it stands."""

    text: str
    start: int
    end: int


def heads(text: str) -> Iterator[Head]:
    """Every such word of `text`, in order."""
    for word in _WORD.finditer(text):
        found = _head(text, word)
        if found is not None:
            yield found


def head_at(text: str, at: int) -> Head | None:
    """The word that begins at `at`, or None."""
    word = _WORD.match(text, at)
    return _head(text, word) if word else None


def _head(text: str, word: re.Match[str]) -> Head | None:
    low = word[0].lower().replace("’", "'").removesuffix("'s")
    for rest in _longer().get(low, ()):
        end = word.end() + len(rest) + 1
        behind = text[word.end() : end + 1]
        if behind[:1].isspace() and behind[1 : len(rest) + 1].lower() == rest and not behind[len(rest) + 1 :].isalnum():
            return Head(text[word.start() : end], word.start(), end)
    if (
        low in _single()
        or (low.endswith("s") and low[:-1] in _single())
        or (word[0][0].isupper() and _compound().fullmatch(word[0]))
    ):
        end = word.start() + len(low)
        return Head(text[word.start() : end], word.start(), end)
    return None


@cache
def _all() -> frozenset[str]:
    return words("roles", "heads", "trades")


@cache
def _single() -> frozenset[str]:
    return frozenset(head for head in _all() if " " not in head)


@cache
def _longer() -> dict[str, tuple[str, ...]]:
    """The heads of several words by their first: the longest rest first."""
    rests: dict[str, list[str]] = {}
    for head in _all() - _single():
        first, _, rest = head.partition(" ")
        rests.setdefault(first, []).append(rest)
    return {first: tuple(sorted(found, key=len, reverse=True)) for first, found in rests.items()}


@cache
def _compound() -> re.Pattern[str]:
    return re.compile(lexicon("roles")["compound"])
