"""Where the word lists of people, roles and interviews come from: TOML files, read once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

import agent.understanding
from agent.tables import read_table


@cache
def lexicon(name: str) -> dict[str, Any]:
    """The table `lexicon/NAME.toml`. Callers must not change it."""
    return read_table(agent.understanding.__file__, "lexicon", f"{name}.toml")


@cache
def words(name: str, key: str) -> frozenset[str]:
    """One list of words of a lexicon, for membership tests."""
    return frozenset(lexicon(name)[key])


def any_of(terms: Iterable[str]) -> str:
    """A regex group that matches any of the terms, longest first; a space in a term matches any run of white space."""
    ordered = sorted(set(terms), key=lambda term: (-len(term), term))
    return "(?:" + "|".join(re.escape(term).replace(r"\ ", r"\s+") for term in ordered) + ")"
