"""The names that a text writes, with their places: all who may be somebody, whatever is said of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from agent.understanding.people.listed import Listed, listed
from agent.understanding.people.matching import bears_name, likely_same
from agent.understanding.people.runs import RUN, beginnings, mention_pattern, split

_LONGEST = 12_000
_MOST_RUNS = 80
_POSSESSIVE = re.compile(r"['’]s\Z")
"""As in "Mr. Lowe's desk"."""


def names_in(said: str, never: tuple[str, ...] = ()) -> Iterator[tuple[Listed, int]]:
    """What a text writes like a name, in order, each with the place of the name itself (behind "CTO")."""
    text = mention_pattern("list", "greeting").sub(lambda greeting: " " * len(greeting[0]), said[:_LONGEST])
    end = 0
    for at in islice(beginnings(text), _MOST_RUNS):
        if at < end:
            continue
        for one in (*_possessor(text, at), *listed(text, at, never)):
            start = text.find(one.name, one.start)
            if start >= 0 and not _is_one_of(one.name, never):
                end = start + len(one.name)
                yield one, start


def _possessor(text: str, at: int) -> Iterator[Listed]:
    """Whose something is: in "Mr. Lowe's desk" he is named too, though the list there begins with the desk."""
    run = RUN.match(text, at)
    whole = split(run[0]) if run is not None else None
    if whole is not None and whole.name is not None and _POSSESSIVE.search(whole.name):
        yield Listed(_POSSESSIVE.sub("", whole.name), whole.title, at)


def _is_one_of(name: str, never: tuple[str, ...]) -> bool:
    return any(likely_same(name, other) for other in never if not bears_name(other, name))
