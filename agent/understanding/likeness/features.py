"""What of a sentence is compared: the beginnings of its words, alone and with their neighbours.

The first letters stand for a word in all its forms ("decid" for decide, decided, deciding), shorter ones for its kin.
Days, months, clock times and numbers are all alike here: what matters is that one is named; the date grammar reads it.
So are names: what is said to Priya is said to anybody.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from agent.understanding.plain import plain

_MOST_WORDS = 60
_KIN, _WORD = 4, 6
"""How many letters stand for a word alone: for it and its kin, and for it more closely."""

_NEIGHBOUR = 5
"""How many letters stand for a word among its neighbours."""

_DAYS = frozenset(
    f"{name}{end}"
    for name in ("mon", "tue", "tues", "wed", "wednes", "thu", "thurs", "fri", "sat", "satur", "sun")
    for end in ("", "s", "day", "days")
) | {"weds"}
_MONTHS = frozenset(
    "jan january feb february mar march apr april jun june jul july aug august sep sept september oct october nov"
    " november dec december".split()
)
_CLOCK = re.compile(r"\d{1,2}[ap]m")

_NAME = re.compile(r"[A-Z](?<=[\w,;:&(] .)(?<!I\b)[\w'’-]*(?:(?: |, | & |-)[A-Z][\w'’-]*)*")
"""Capitals within a sentence: people, employers, titles. Days and months among them stay.

What must stand before the first capital is asked behind it: so it is only asked at capitals.
"""

_NAME_OR_HOST = re.compile(rf"{_NAME.pattern}|(?<=@)[\w.-]+")

_NAMED = " xnamex "
_TIMES = _DAYS | _MONTHS
_FORMS = {
    **dict.fromkeys(_DAYS, "<day>"),
    **dict.fromkeys(_MONTHS, "<month>"),
    **dict.fromkeys(("noon", "midday"), "<clock>"),
    _NAMED.strip(): "<name>",
}


@lru_cache(maxsize=64)
def features(written: str) -> frozenset[str]:
    """The features of a sentence as written. Time is linear in its length, and only its first 60 words count.

    Kept for a moment: kinds, acts and interviews each ask what a sentence of one text is like.
    """
    words = ["<start>", *words_of(written)[:_MOST_WORDS], "<end>"]
    found = {f"{length}{beginning(word, length)}" for word in words[1:-1] for length in (_KIN, _WORD)}
    near = [beginning(word, _NEIGHBOUR) for word in words]
    found.update(map(" ".join, pairwise(near)))
    found.update(map(" ".join, zip(near, near[1:], near[2:], strict=False)))
    found.update(f"{first} _ {third}" for first, third in zip(near, near[2:], strict=False))
    return frozenset(found)


def _unnamed(match: re.Match[str]) -> str:
    """What stands for a name; a day or month keeps its word."""
    kept = [word for word in match[0].split() if word.removesuffix(",").lower() in _TIMES]
    return " ".join(kept) if kept else _NAMED


def beginning(word: str, length: int) -> str:
    """The first letters of a word; what stands for all its like stays whole."""
    return word if word[0] == "<" else word[:length]


@lru_cache(maxsize=64)
def words_of(written: str) -> tuple[str, ...]:
    """The words of a text as written, with what stands for names, days, months and numbers.

    Kept for a moment: dates of one sentence share what stands around them.
    """
    found: list[str] = []
    names = _NAME_OR_HOST if "@" in written else _NAME
    for word in plain(names.sub(_unnamed, written)).split():
        form = _form(word)
        if not (form[0] == "<" and found and found[-1] == form):
            found.append(form)
    return tuple(found)


def _form(word: str) -> str:
    """A word, or what stands for all its like."""
    if word[0].isdigit():
        return "<clock>" if _CLOCK.fullmatch(word) else "<number>"
    return _FORMS.get(word, word)
