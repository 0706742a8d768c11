"""Names as they are compared with each other, and whether two mentions mean one person, within one interview."""

from __future__ import annotations

from agent.understanding.findings import Participant
from agent.understanding.people.matching import untitled
from agent.understanding.people.names import is_no_name

_LONGEST = 80


def plain_name(name: str | None) -> str:
    """A name in comparable form: "Reyes, Dana" and "dana reyes" are one; "" for none or an address."""
    if not name or "@" in name:
        return ""
    return " ".join(turned(name).casefold().split())


def printed_name(name: str | None) -> str | None:
    """A display name as it may be shown and written to: cut where it is long; None for what is no name at all."""
    if not name or is_no_name(name):
        return None
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1].rstrip() + "…"


def first_name(name: str | None) -> str:
    """The first word of a name in comparable form; "" for none or an address."""
    return plain_name(name).partition(" ")[0]


def turned(name: str) -> str:
    """The usual way round of "Reyes, Dana"."""
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last}" if comma and first.strip() else name


def alike(one: Participant, other: Participant) -> bool:
    """Whether two mentions mean one person of an interview: by address, by name, by a first or family name alone."""
    if one.email and other.email:
        return one.email == other.email
    a, b = sorted((untitled(plain_name(one.name)), untitled(plain_name(other.name))), key=len)
    return bool(a) and (a == b or (len(a) == 1 and a[0] in (b[0], b[-1])))
