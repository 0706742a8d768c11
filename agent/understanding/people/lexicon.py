"""Where the word lists of people, roles and interviews come from: TOML files, read once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any


@cache
def lexicon(name: str) -> dict[str, Any]:
    """The table `lexicon/NAME.toml`. Callers must not change it."""
    path = resources.files("agent.understanding").joinpath("lexicon", f"{name}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def words(name: str, key: str) -> frozenset[str]:
    """One list of words of a lexicon, for membership tests."""
    return frozenset(lexicon(name)[key])


def any_of(terms: Iterable[str]) -> str:
    """A regex group that matches any of the terms, longest first; a space in a term matches any run of white space."""
    ordered = sorted(set(terms), key=lambda term: (-len(term), term))
    return "(?:" + "|".join(re.escape(term).replace(r"\ ", r"\s+") for term in ordered) + ")"
