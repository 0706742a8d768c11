"""The words of dates and times, read once from lexicon/dates.toml."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources
from typing import Any


@lru_cache(maxsize=1)
def lexicon() -> dict[str, Any]:
    """The whole table."""
    source = resources.files("agent.understanding") / "lexicon" / "dates.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))


NUMBERS: dict[str, int] = lexicon()["numbers"]
ORDINALS: dict[str, int] = lexicon()["ordinals"]
MONTHS: dict[str, int] = lexicon()["months"]
WEEKDAYS: dict[str, int] = lexicon()["weekdays"]
UNITS: dict[str, str] = lexicon()["units"]
SUFFIXES = frozenset({"st", "nd", "rd", "th"})

# These are everyday words as well: alone, they need a preposition or a number beside them (docs/timelines.md).
DOUBTFUL = frozenset({"may", "march", "mar", "dec", "jan", "sat", "sun", "wed", "mon", "mai", "h", "sep", "second"})
