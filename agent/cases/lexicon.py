"""The words of `words.toml`: data that tells companies, jobs and outreach apart."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def tables() -> dict[str, Any]:
    """Everything in `words.toml`."""
    return tomllib.loads(resources.files("agent.cases").joinpath("words.toml").read_text("utf-8"))


@cache
def words(section: str, name: str) -> frozenset[str]:
    """One list of words."""
    return frozenset(tables()[section][name])


@cache
def pattern(section: str) -> re.Pattern[str]:
    """One pattern that finds whatever an entry of a section stands for. Case is ignored."""
    return re.compile("|".join(entry["pattern"] for entry in tables()[section]), re.IGNORECASE)
