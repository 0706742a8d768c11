"""The words of promises, read once from lexicon/promises.toml."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import agent.understanding
from agent.tables import read_table
from agent.understanding.dates.words import compiled


@lru_cache(maxsize=1)
def table() -> dict[str, Any]:
    """The whole table."""
    return read_table(agent.understanding.__file__, "lexicon", "promises.toml")


@lru_cache(maxsize=16)
def patterns(section: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The patterns of one section with their names."""
    return tuple((entry.get("name", section), _pattern(entry["pattern"])) for entry in table()[section])


def says(section: str, low: str) -> bool:
    """Does lower-case text hold a pattern of `section`?"""
    return any(pattern.search(low) for _, pattern in patterns(section))


def _pattern(text: str) -> re.Pattern[str]:
    for name, words in table()["parts"].items():
        text = text.replace(f"<{name}>", words)
    return compiled(text)
