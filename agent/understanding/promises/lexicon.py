"""The words of promises, read once from lexicon/promises.toml."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib import resources
from typing import Any

from agent.understanding.dates.words import compiled


@lru_cache(maxsize=1)
def table() -> dict[str, Any]:
    """The whole table."""
    source = resources.files("agent.understanding") / "lexicon" / "promises.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))


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
