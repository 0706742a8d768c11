"""An address without a display name: the name in the text that is plainly its owner's ("u.patel@": Dr Usha Patel)."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from agent.messages import Person
from agent.understanding.people.lexicon import words
from agent.understanding.people.matching import fits, same_person
from agent.understanding.people.names import parse_name
from agent.understanding.people.runs import RUN

_LONGEST = 12_000
_MOST_RUNS = 300


def named_by(text: str, person: Person, never: Iterable[str] = ()) -> Person:
    """The person with the one name of two or three words in `text` that fits their address; as they are without one.

    `never` holds the names of others (the owner, the writer).
    """
    if parse_name(person.name, person.email).full is not None:
        return person
    found = {name for name in _names(text[:_LONGEST]) if fits(name, person.email)}
    fitting = {name for name in found if not any(same_person(name, other) for other in never)}
    longest = max(fitting, key=len, default=None)
    alone = longest is not None and all(longest.endswith(name) or longest.startswith(name) for name in fitting)
    return Person(longest, person.email) if alone else person


def _names(text: str) -> Iterable[str]:
    """Every two or three neighbouring words written large."""
    for run in islice(RUN.finditer(text), _MOST_RUNS):
        tokens = [token.rstrip(".") for token in run[0].split()]
        tokens = [token for token in tokens if token.lower() not in words("people", "titles")]
        for length in (2, 3):
            for at in range(len(tokens) - length + 1):
                yield " ".join(tokens[at : at + length])
