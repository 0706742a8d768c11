"""Every pattern of every lexicon compiles, also one that is only compiled when mail of its sort comes.

The phrases of the kinds have a language of their own; `tests/understanding/kinds/test_lexicons.py` compiles those.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import agent.understanding
from agent.tables import read_table
from agent.understanding.kinds.lexicon import LEXICONS

FILES = sorted(Path(agent.understanding.__file__).parent.joinpath("lexicon").glob("*.toml"))
SIGNS = re.compile(r"\\[bBdDsSwWzZ]|\(\?|[\])][?*+{]|\$$|^\^|[^|]\|[^|]")
"""What shows that a text is a pattern."""

NAMED = re.compile(r"<[A-Z]+>|\{[a-z]+\}")
"""The names of parts that are put in before a pattern is compiled."""


def _patterns(told: Any, place: str) -> Iterator[tuple[str, str]]:
    """(place, pattern) of every pattern in a table."""
    if isinstance(told, str):
        if SIGNS.search(told):
            yield place, told
    elif isinstance(told, dict | list):
        for name, part in told.items() if isinstance(told, dict) else enumerate(told):
            if not str(name).startswith("example"):
                yield from _patterns(part, f"{place}.{name}")


EVERY = [
    found
    for file in FILES
    if file.stem not in LEXICONS
    for found in _patterns(read_table(agent.understanding.__file__, "lexicon", file.name), file.stem)
]


@pytest.mark.parametrize(("place", "pattern"), EVERY, ids=[place for place, _ in EVERY])
def test_a_pattern_compiles(place: str, pattern: str) -> None:
    re.compile(NAMED.sub("x", pattern))


def test_patterns_are_found_in_every_lexicon_that_has_some() -> None:
    files = {place.partition(".")[0] for place, _ in EVERY}
    assert files >= {
        "interviews",
        "interviews_told",
        "people_company",
        "people_mentions",
        "people_parts",
        "promises",
        "roles",
    }
