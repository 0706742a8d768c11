"""The people of a calendar invitation: whom the owner will meet, and who only arranges it.

Rooms, robots, groups, front desks and other candidates are nobody here (docs/etiquette.md, Recipients).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from agent.messages import Owner, Person
from agent.reading.records import Invitation
from agent.senders import NOBODY, Nature, nature
from agent.understanding.findings import Part, Participant
from agent.understanding.people.lexicon import words
from agent.understanding.people.matching import fits, likely_same
from agent.understanding.people.mentioned import Mention, mentioned
from agent.understanding.people.names import parse_name
from agent.understanding.people.teams import is_function_address

_LONGEST = 12_000
_PLANNED = re.compile(r"^[ \t]*(?:[-*•–|][ \t]*)?\d{1,2}[:.h]\d\d\b[^\n]{0,200}$", re.MULTILINE)
"""A line of a plan: it begins with an hour."""


def attendees(invitation: Invitation, owner: Owner, never: tuple[str, ...] = ()) -> tuple[Participant, ...]:
    """The people of an invitation besides the owner. Who only arranges it is a coordinator (docs/behaviours.md, 12).

    `never` are names in its text that are no people: the employer's.
    """
    humans = [a.person for a in invitation.attendees if not a.room and is_human(a.person, owner)]
    organizer = invitation.organizer if invitation.organizer and is_human(invitation.organizer, owner) else None
    words_of_it = f"{invitation.summary}\n{invitation.description}"
    named = mentioned(words_of_it, tuple(filter(None, (owner.name, *never))))
    others = [
        person
        for person in humans
        if (organizer is None or person.email != organizer.email)
        and not _guest(person, organizer, named)
        and not (is_function_address(person.email) and _name(person, named) is None)
    ]
    found = [Participant(_name(person, named), person.email, Part.INTERVIEWER) for person in others]
    seen = [p for p in (*others, organizer) if p is not None]
    meant = [mention for mention in named if mention.part is Part.INTERVIEWER]
    unseen = [mention for mention in meant if not any(is_named(person, mention.name) for person in seen)]
    found += [Participant(mention.name, None, Part.INTERVIEWER) for mention in unseen]
    if organizer is not None:
        alone = not found and not (is_function_address(organizer.email) and _name(organizer, named) is None)
        meets = (
            alone
            or _has_an_hour(organizer, invitation.description)
            or any(is_named(organizer, mention.name) for mention in named if mention.part is Part.INTERVIEWER)
        )
        found.append(
            Participant(_name(organizer, named), organizer.email, Part.INTERVIEWER if meets else Part.COORDINATOR)
        )
    return tuple(found)


def _has_an_hour(person: Person, description: str) -> bool:
    """True where a line of the day's plan names somebody: "2:45 Values chat - Rosalie Tam"."""
    name = parse_name(person.name, person.email).full
    return name is not None and any(name in line[0] for line in _PLANNED.finditer(description[:_LONGEST]))


def _guest(person: Person, organizer: Person | None, named: Iterable[Mention]) -> bool:
    """True for a private address in a company's invitation that its text does not name: another candidate, most likely,
    or the owner under an address that we do not know.
    """
    return (
        organizer is not None
        and nature(organizer.email) is not Nature.FREEMAIL
        and nature(person.email) is Nature.FREEMAIL
        and not any(is_named(person, mention.name) for mention in named)
    )


def is_human(person: Person, owner: Owner) -> bool:
    """True for an address that is one person's other than the owner: no room, robot, group or team."""
    if not person.email or person.email in owner.addresses or "@" not in person.email:
        return False
    kind = nature(person.email, person.name)
    return kind not in NOBODY and kind is not Nature.TEAM and not _thing(person)


def _thing(person: Person) -> bool:
    """True when a name or address is a room's, a dial-in's or a note taker's."""
    text = f"{person.name or ''} {person.email}".lower()
    return any(
        re.search(rf"(?<![a-z]){re.escape(term)}(?![a-z])", text)
        for term in words("people", "not_attendees")
        if term in text
    )


def _name(person: Person, named: Iterable[Mention]) -> str | None:
    """A person's name: the display name's, else one in the text that fits the address."""
    own = parse_name(person.name, person.email).full
    return own or next((mention.name for mention in named if fits(mention.name, person.email)), None)


def is_named(person: Person, name: str) -> bool:
    """True when a name in the text is this person's, by their display name or else by their address."""
    own = parse_name(person.name, person.email).full
    return likely_same(own, name) if own else fits(name, person.email)
