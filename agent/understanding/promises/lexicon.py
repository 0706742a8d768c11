"""The words of promises, read once from lexicon/promises.toml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import agent.understanding
from agent.tables import read_table
from agent.understanding.dates.words import compiled


@lru_cache(maxsize=1)
def table() -> dict[str, Any]:
    """The whole table."""
    return read_table(agent.understanding.__file__, "lexicon", "promises.toml")


@dataclass(frozen=True, slots=True)
class Entry:
    """A pattern of the table with its name. `who`: those with whom it begins, as the table writes them; "" for none."""

    name: str
    pattern: re.Pattern[str]
    who: str


@lru_cache(maxsize=16)
def entries(section: str) -> tuple[Entry, ...]:
    """The entries of one section."""
    return tuple(
        Entry(entry.get("name", section), compiled_of(entry.get("who", "") + entry["pattern"]), entry.get("who", ""))
        for entry in table()[section]
    )


def found_in(section: str, low: str) -> list[tuple[str, re.Match[str]]]:
    """Each entry of `section` that stands in lower-case text, by its name, and where it does first.

    Those who begin several patterns are looked for once.
    """
    places = {who: [place.start() for place in _places(who).finditer(low)] for who in _all_who(section)}
    each = (
        (one.name, _first(one.pattern, low, places[one.who]) if one.who else one.pattern.search(low))
        for one in entries(section)
    )
    return [(name, match) for name, match in each if match]


def says(section: str, low: str) -> bool:
    """Does lower-case text hold a pattern of `section`?"""
    return any(one.pattern.search(low) for one in entries(section))


def _first(pattern: re.Pattern[str], low: str, places: list[int]) -> re.Match[str] | None:
    return next((match for at in places if (match := pattern.match(low, at))), None)


@lru_cache(maxsize=16)
def _all_who(section: str) -> frozenset[str]:
    return frozenset(one.who for one in entries(section)) - {""}


@lru_cache(maxsize=16)
def _places(who: str) -> re.Pattern[str]:
    """Where words begin that name them."""
    return compiled_of(rf"\b(?={who})")


def compiled_of(text: str) -> re.Pattern[str]:
    """A pattern of the table, in which <NAME> is a part and a space any gap."""
    for name, words in table()["parts"].items():
        text = text.replace(f"<{name}>", words)
    return compiled(text)
