"""The words of dates and times, read once from lexicon/dates.toml, and patterns made of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import agent.understanding
from agent.tables import read_table
from agent.understanding.alternatives import alternation


@lru_cache(maxsize=1)
def lexicon() -> dict[str, Any]:
    """The whole table."""
    return read_table(agent.understanding.__file__, "lexicon", "dates.toml")


NUMBERS: dict[str, int] = lexicon()["numbers"]
ORDINALS: dict[str, int] = lexicon()["ordinals"]
MONTHS: dict[str, int] = lexicon()["months"]
MONTHS_ABROAD: dict[str, int] = lexicon()["months_abroad"]
WEEKDAYS: dict[str, int] = lexicon()["weekdays"]

DOUBTFUL = frozenset({"sat", "sun", "mon"})
"""Everyday words as well: alone they need a preposition before them or a capital letter (docs/timelines.md)."""


DAYS = alternation(name for name in WEEKDAYS if len(name) >= 6)
"""A group that matches a weekday in full."""

_MACROS = {
    "WD": "(?:" + DAYS + r"\b|" + alternation(w for w in WEEKDAYS if len(w) < 6) + r"\b\.?)",
    "MON": alternation(MONTHS) + r"\b(?:(?<=\b\w\w\w)\.|(?<=\bsept)\.)?",
    "ABROAD": alternation(MONTHS_ABROAD | MONTHS) + r"\b",
    "NUM": r"(?:\d{1,3}|" + alternation(NUMBERS) + r"\b)",
    "ORD": r"(?:\d{1,2}(?:st|nd|rd|th)\b|" + alternation(ORDINALS) + r"\b)",
}
_GAP = r"(?:(?:[ ]{1,4}\n?|\n)[ ]{0,4})"


def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern in which a space matches any gap between words and <WD>, <MON>, <ABROAD>, <NUM>, <ORD> those words.

    Inside brackets a space is one space.
    """
    for name, words in _MACROS.items():
        pattern = pattern.replace(f"<{name}>", words)
    kept = re.sub(r"\[[^\]]*\]", lambda group: group[0].replace(" ", "~"), pattern.replace("\\ ", " "))
    return re.compile(kept.replace(" ", _GAP).replace("~", " "))


_FIRST_WORD = re.compile(r"(?:the[^a-zäöü\d]{1,12})?([a-zäöü]+|\d)")
_BEGINNINGS: dict[str, frozenset[str]] = {
    "<WD>": frozenset(WEEKDAYS),
    "<MON>": frozenset(MONTHS),
    "<NUM>": frozenset({"#", *NUMBERS}),
    "<ORD>": frozenset({"#", *ORDINALS}),
}


def begins(words: str, phrases: Iterable[str] = ()) -> frozenset[str]:
    """The words with which a rule can begin, as `first_word` gives them: `words`, and the first ones of `phrases`.

    The article does not count: "the week" begins with "week". <WD>, <MON>, <NUM> and <ORD> are those words, # is a
    number in digits. Of "forty-five" it is "forty".
    """
    named = (name for word in words.split() for name in _BEGINNINGS.get(word, (word,)))
    return frozenset(first_word(name, 0) or name for name in (*named, *phrases))


def first_word(low: str, at: int) -> str | None:
    """The word that begins at `at`, or behind "the" there; "#" for a digit, None where neither is."""
    found = _FIRST_WORD.match(low, at)
    if found is None:
        return None
    return "#" if found[1].isdigit() else found[1]


def number(word: str) -> int:
    """The value of a number or ordinal, in digits or letters."""
    digits = re.match(r"\d+", word)
    if digits:
        return int(digits[0])
    tens = 20 if word.startswith(("twenty-", "twenty ")) else 0
    rest = word[7:] if tens else word
    return tens + (NUMBERS.get(rest) or ORDINALS[rest])


def weekday(word: str) -> int:
    """Monday is 0."""
    return WEEKDAYS[word.rstrip(".")]


def month(word: str) -> int:
    """January is 1."""
    name = word.rstrip(".")
    return MONTHS.get(name) or MONTHS_ABROAD[name]
