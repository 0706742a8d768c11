"""Where the word lists of people, roles and interviews come from: TOML files, read once."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import groupby
from typing import Any

import agent.understanding
from agent.tables import read_table
from agent.understanding.alternatives import alternation


@cache
def lexicon(name: str) -> dict[str, Any]:
    """The table `lexicon/NAME.toml`. Callers must not change it."""
    return read_table(agent.understanding.__file__, "lexicon", f"{name}.toml")


@cache
def words(name: str, *keys: str) -> frozenset[str]:
    """One list of words of a lexicon, or several together, for membership tests."""
    return frozenset(word for key in keys for word in lexicon(name)[key])


def any_of(terms: Iterable[str]) -> str:
    """A regex group that matches any of the terms, longest first; a space in a term matches any run of white space."""
    return alternation(terms).replace(r"\ ", r"\s+")


_EDGE = r"\b"


def one_of(patterns: Iterable[str]) -> str:
    """A regex group that matches what one of the patterns does, the earlier first.

    What begins at a word's edge is tried at such edges only, neighbours in the list all at once: most places of a text
    are none. No such pattern may have a bare "|".
    """
    together = groupby(patterns, key=lambda one: one.startswith(_EDGE))
    groups = (_EDGE + _either(one[len(_EDGE) :] for one in ones) if edge else _either(ones) for edge, ones in together)
    return _either(groups)


def _either(patterns: Iterable[str]) -> str:
    return "(?:" + "|".join(f"(?:{one})" for one in patterns) + ")"
