"""The marks of a message: whom and what it shows, by which linking tells where it belongs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from agent.cases.employers import employer_domain
from agent.messages import Person
from agent.senders import NOBODY, nature
from agent.understanding.findings import Rejected, Scheduled, Sender, Understanding


@dataclass(slots=True)
class Marks:
    """What one message shows of whom and what it is about."""

    role: str | None
    names: frozenset[str]  # employers and agencies as written
    domains: frozenset[str]
    addresses: frozenset[str]
    people: frozenset[str]  # full names in lower case
    given: frozenset[str]  # everybody's first name, in lower case
    uids: frozenset[str]
    starts: tuple[datetime, ...]


def marks(one: Understanding, owner: frozenset[str]) -> Marks:
    """What one message shows; the owner's own addresses are left out."""
    message = one.message
    people = [p for p in (message.sender, *message.reply_to) if p is not None and p.email not in owner]
    theirs = [p for p in (*message.to, *message.cc, *message.bcc) if p.email not in owner]
    slots = [f for f in one.findings if isinstance(f, Scheduled)]
    named = [*one.people, *(p for slot in slots for p in slot.people)]
    if one.sender is Sender.OWNER:
        senders = [p.email for p in theirs]
    else:
        senders = [p.email for p in people]
        home = {employer_domain(email) for email in senders} - {""}
        senders += [p.email for p in theirs if employer_domain(p.email) in home]
    emails = {e for e in (*senders, *(p.email for p in named if p.email)) if e not in owner}
    names = {p.name for p in named if p.name} | {p.name for p in people if isinstance(p, Person) and p.name}
    domains = {employer_domain(email) for email in (emails if one.sender is not Sender.OWNER else senders)} - {""}
    domains -= {employer_domain(address) for address in owner}  # a family's, or the house they are in now
    return Marks(
        role=_role(one),
        names=frozenset(name for name in (one.company, one.agency) if name),
        domains=frozenset(domains),
        addresses=frozenset(email for email in emails if nature(email) not in NOBODY),
        people=frozenset(name.casefold().strip() for name in names if len(name.split()) >= 2),
        given=frozenset(name.casefold().split()[0] for name in names if name.strip()),
        uids=frozenset(slot.uid for slot in slots if slot.uid),
        starts=tuple(at for slot in slots if (at := slot.start or slot.was)),
    )


def _role(one: Understanding) -> str | None:
    """The job a message is about; a no may be about another one than the thread it is in."""
    no = next((f.role for f in one.findings if isinstance(f, Rejected) and f.role), None)
    return no or one.role
