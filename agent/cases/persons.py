"""Whether two mentions mean one person, within one interview."""

from __future__ import annotations

from agent.cases.contacts import plain_name
from agent.cases.lexicon import words
from agent.understanding.findings import Participant


def alike(one: Participant, other: Participant) -> bool:
    """Whether two mentions mean one person of an interview: by address, by name, by a first or family name alone."""
    if one.email and other.email:
        return one.email == other.email
    a, b = sorted((_bare(one.name), _bare(other.name)), key=len)
    return bool(a) and (a == b or (len(a) == 1 and a[0] in (b[0], b[-1])))


def _bare(name: str | None) -> list[str]:
    """The words of a name without a title."""
    said = plain_name(name).split()
    return said[1:] if len(said) > 1 and said[0].rstrip(".") in words("people", "titles") else said
