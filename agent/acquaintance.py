"""Whom the hiring mail so far has made known, and which messages matter because of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from agent.cases.openings import opens
from agent.messages import Direction, Message, Person
from agent.senders import ROBOTS, SHARED, Nature, nature, registrable_domain
from agent.understanding.candidates import Known
from agent.understanding.findings import Hires, Kind, Part, Participant, Scheduled, Sender, Understanding
from providers.folder import Folder

NOBODY_YET = Known()
_NOT_ONES_OWN = ROBOTS | {Nature.RELAY}


def known_of(
    understandings: Iterable[Understanding], known: Known = NOBODY_YET, *, own: frozenset[str] = frozenset()
) -> Known:
    """Everybody and everything the hiring mail so far has shown, those `known` before included.

    Never the owner (`own` addresses) nor the owner's own domain: all their mail is to or from these.

    A friend's "good luck with the interview" makes nobody known, or all their letters would be read: a friendly word
    counts only beside hiring mail.
    """
    hiring = [one for one in understandings if one.kind is not Kind.NOT_JOB and one.message.folder is not Folder.SPAM]
    known = _joined(known, _shown_by((one for one in hiring if one.kind is not Kind.OTHER_HUMAN_REPLY), own))
    words = [one for one in hiring if one.kind is Kind.OTHER_HUMAN_REPLY]
    return _joined(known, _shown_by((one for one in words if _touches(one.message, known)), own))


def _shown_by(understandings: Iterable[Understanding], own: frozenset[str]) -> Known:
    """Addresses, domains, Message-IDs and threads of these; none of the owner's."""
    addresses: set[str] = set()
    domains: set[str] = set()
    message_ids: set[str] = set()
    threads: set[str] = set()
    names: set[str] = set()
    for one in understandings:
        message_ids.add(one.message.message_id)
        if one.message.thread:
            threads.add(one.message.thread)
        names.update(name for p in one.people if p.email is None and p.part is Part.INTERVIEWER and (name := _full(p)))
        people = [p.email for p in one.people if p.email]
        people += [p.email for p in (one.message.sender, *one.message.reply_to) if isinstance(p, Person)]
        addresses.update(email for email in people if nature(email) not in _NOT_ONES_OWN)
        domains.update(registrable_domain(email) for email in people if nature(email) not in SHARED)
    domains -= {registrable_domain(address) for address in own}
    return Known(
        frozenset(addresses - own), frozenset(domains), frozenset(message_ids), frozenset(threads), frozenset(names)
    )


def _full(person: Participant) -> str:
    """A name of two words or more, in lower case; "" for less."""
    return person.name.casefold() if person.name and " " in person.name else ""


def mattering(
    understandings: Sequence[Understanding], known: Known, *, own: frozenset[str] = frozenset()
) -> tuple[list[Understanding], Known]:
    """Those that are worth remembering, in order, and everybody known by them and before.

    What matters makes somebody known, by whom more may matter: a booking that came before its invitation.
    """
    while True:
        kept = [one for one in understandings if matters(one, known)]
        more = known_of(kept, known, own=own)
        if more == known:
            return kept, known
        known = more


def matters(understanding: Understanding, known: Known) -> bool:
    """Whether a message is worth remembering: hiring mail, or mail to or from somebody known for it.

    What a person writes may be hiring mail without a word of a candidacy; a calendar's bare event is anybody's.

    A stranger's "Are you coming on Saturday?" speaks of no candidacy, and is too unsure to begin a process. If it was
    one, its conversation becomes known later, and it is looked at again.
    """
    if any(isinstance(finding, Hires) for finding in understanding.findings):
        return True  # what comes back is to be known for a candidate's
    hiring = understanding.kind is not Kind.NOT_JOB or (
        bool(understanding.findings) and understanding.message.direction is not Direction.OWNER
    )
    return (
        (hiring and understanding.candidacy)
        or (understanding.sender is Sender.PERSON and opens(understanding))
        or _touches(understanding.message, known)
        or _meets_known(understanding, known)
    )


def _meets_known(understanding: Understanding, known: Known) -> bool:
    """Whether somebody known is to be met: a booking system's mail is to and from nobody else.

    By name, too, where an event calls to the meeting: an agency says who it will be, and the client's calendar invites.
    """
    if any(person.email in known.addresses for person in understanding.people):
        return True
    events = any(isinstance(finding, Scheduled) and finding.uid for finding in understanding.findings)
    return events and any(_full(person) in known.names for person in understanding.people if _full(person))


def _touches(message: Message, known: Known) -> bool:
    """Whether a message is to or from somebody known, or belongs to a conversation that is."""
    people = (message.sender, *message.to, *message.cc)
    return (
        any(
            p is not None and (p.email in known.addresses or registrable_domain(p.email) in known.domains)
            for p in people
        )
        or bool(known.message_ids & {*message.references, *message.in_reply_to})
        or message.thread in known.threads
    )


def _joined(one: Known, other: Known) -> Known:
    """Who is known by either."""
    return Known(
        one.addresses | other.addresses,
        one.domains | other.domains,
        one.message_ids | other.message_ids,
        one.threads | other.threads,
        one.names | other.names,
    )
