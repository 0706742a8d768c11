"""The words of `words.toml`: data that tells companies, jobs and outreach apart."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from agent.tables import read_table


@cache
def tables() -> dict[str, Any]:
    """Everything in `words.toml`."""
    return read_table(__file__, "words.toml")


@cache
def words(section: str, name: str) -> frozenset[str]:
    """One list of words."""
    return frozenset(tables()[section][name])


@cache
def pattern(section: str) -> re.Pattern[str]:
    """One pattern that finds whatever an entry of a section stands for. Case is ignored."""
    return re.compile("|".join(entry["pattern"] for entry in tables()[section]), re.IGNORECASE)
