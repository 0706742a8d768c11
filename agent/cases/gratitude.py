"""Whom the owner has thanked for the last interview (docs/etiquette.md, `thank_you`).

Thanks count from the start of the first interview of the last interview day: meetings end early. Thanks to whoever
arranged an interview stand for everybody in it; where nobody is known who was met, so do thanks to anybody of theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from agent.cases.persons import first_name, plain_name
from agent.cases.records import Contact, Interview
from agent.messages import Owner
from agent.senders import is_robot
from agent.understanding.findings import Part, Thanked, Understanding
from agent.understanding.people.matching import family_name_of, is_titled

_ARRANGES = frozenset({Part.RECRUITER, Part.COORDINATOR, Part.AGENCY})


@dataclass(frozen=True, slots=True)
class Thanks:
    """Whom the owner has thanked, and when; `everybody` when they told us so without a name."""

    at: datetime
    addresses: frozenset[str]
    names: frozenset[str]
    everybody: bool = False


def thanks_of(one: Understanding, owner: Owner) -> Thanks:
    """The thanks in a message of the owner: its recipients, and those it names."""
    people = [p for p in (*one.message.to, *one.message.cc) if p.email not in owner.addresses]
    named = [name for finding in one.findings if isinstance(finding, Thanked) for name in finding.names]
    names = (plain_name(name) for name in (*named, *(person.name for person in people)))
    return Thanks(one.message.at, frozenset(p.email for p in people), frozenset(name for name in names if name))


def unthanked(thanks: Iterable[Thanks], start: datetime | None) -> bool:
    """Whether nobody has been thanked since an interview began; False where nobody knows when that was."""
    return start is not None and not any(one.at >= start for one in thanks)


def thanked(
    thanks: Iterable[Thanks], day: Sequence[Interview], contacts: Sequence[Contact]
) -> tuple[frozenset[str], bool]:
    """(addresses and lower-case names thanked since the interviews of `day`, whether that stands for everybody)."""
    begun = [start for i in day if (start := i.start or i.over) is not None]
    if not begun:
        return frozenset(), False
    counted = [one for one in thanks if one.at >= min(begun)]
    if any(one.everybody for one in counted):
        return frozenset(), True
    found: set[str] = set()
    for one in counted:
        found |= one.addresses | one.names
    found |= _others_names_of(found, contacts)
    covered = [one for one in day if _arrangers(one, day, contacts) & found or (found and not one.people)]
    for interview in covered:
        found |= {name for person in interview.people for name in _names(person)}
    return frozenset(found), bool(day) and len(covered) == len(day)


def _others_names_of(found: set[str], contacts: Sequence[Contact]) -> set[str]:
    """Addresses and full names of those who were thanked by one of them, by first name, or as "Dr. Petersen"."""
    return {
        name
        for contact in contacts
        if set(_names(contact)) & found or first_name(contact.name) in found or _by_family_name(contact, found)
        for name in _names(contact)
    }


def _by_family_name(contact: Contact, found: set[str]) -> bool:
    return any(is_titled(name) and family_name_of(name, plain_name(contact.name)) for name in found)


def _names(contact: Contact) -> tuple[str, ...]:
    return tuple(name for name in (contact.email, plain_name(contact.name)) if name)


def _arrangers(interview: Interview, day: Sequence[Interview], contacts: Sequence[Contact]) -> set[str]:
    """The addresses of whoever arranged an interview; when a robot's mail did, of recruiters and coordinators.

    Who arranged it and was met that day is thanked for their own part, and for nobody else's.
    """
    met = {person.email for one in day for person in one.people}
    if interview.arranged_by is not None and not is_robot(interview.arranged_by):
        return {interview.arranged_by} - met
    return {c.email for c in contacts if c.email and c.part in _ARRANGES and c.email not in met}
