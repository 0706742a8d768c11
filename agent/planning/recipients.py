"""To whom a draft may go: people seen in this case, never robots, lists, strangers or the owner.

Whoever last spoke for the process is asked: recruiters and coordinators before interviewers, an agency before its
client. Source: docs/etiquette.md, "To whom".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from agent.cases.persons import first_name, plain_name
from agent.cases.records import Case, Contact
from agent.messages import Owner, Person, is_owner
from agent.planning.in_words import who
from agent.planning.reply_to import UNANSWERABLE, wanted_reply_address
from agent.planning.visible import visible_messages
from agent.senders import Nature, nature
from agent.understanding.findings import Part

_MYSELF = re.compile(r"\bI(?:'ll|’ll| will| shall| expect to| hope to| should be able to| am going to|'m going to)\b")

_SPEAKS_FOR_THE_PROCESS = frozenset({Part.RECRUITER, Part.COORDINATOR, Part.AGENCY})


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who may be written to: the contact, and the address (it may be their Reply-To)."""

    contact: Contact
    person: Person


def recipient(contact: Contact, case: Case, owner: Owner) -> Recipient | str:
    """`contact` as a recipient, or a text that says why no draft goes to them."""
    refused = why_not(contact, case, owner)
    if refused is not None:
        return refused
    elsewhere = wanted_reply_address(contact, case, owner)
    if isinstance(elsewhere, str):
        return elsewhere
    return Recipient(contact, elsewhere or Person(contact.name, contact.email or ""))


def why_not(contact: Contact, case: Case, owner: Owner) -> str | None:
    """Why `contact` cannot be written to at all, or None. A robot whose Reply-To reaches a person can."""
    name = who(contact)
    if contact.email is None:
        return f"the address of {name} is not known"
    if is_owner(contact.email, owner):
        return f"{contact.email} is your own address"
    if contact.unreachable is not None and not _is_robots(contact):
        return f"{name} cannot be written to ({contact.unreachable})"
    if _is_robots(contact) and not isinstance(wanted_reply_address(contact, case, owner), Person):
        return f"{contact.email} is {_what_it_is(contact.email) or contact.unreachable}"
    if contact.part is Part.OTHER and contact.spoke is None and nature(contact.email) is Nature.FREEMAIL:
        return f"{name} may be another candidate"
    if _is_only_a_successor(contact, case):
        return f"{name} was only named in place of somebody who left"
    return None


def process_speaker(case: Case, owner: Owner, *, first: str | None = None) -> Recipient | str:
    """Whom to ask about the process, or a text that says why there is nobody.

    `first` is an address that comes before all others if it can be written to: whoever was asked before. Behind it
    comes who is said to write to the owner ("Hanna will come back to you"). When the best person's Reply-To is not
    followed, nobody else is bothered in their place.
    """
    contacts = _those_to_ask(case)
    first = first or _said_to_write(case, contacts)
    ranked = sorted(contacts, key=lambda contact: _rank(contact, case, first))
    refusals = []
    for contact in ranked:
        refused = why_not(contact, case, owner)
        if refused is None:
            return recipient(contact, case, owner)
        refusals.append(refused)
    if not refusals:
        return "nobody is known who could be asked"
    return f"nobody is known who could be asked: {'; '.join(refusals[:3])}"


def _those_to_ask(case: Case) -> tuple[Contact, ...]:
    """Everybody with an address; only the agency's people where an agency stands between."""
    contacts = tuple(contact for contact in case.contacts if contact.email is not None)
    agency = tuple(contact for contact in contacts if contact.part is Part.AGENCY)
    return agency or contacts


def _said_to_write(case: Case, contacts: tuple[Contact, ...]) -> str | None:
    """The address of the one person whose news was promised: by name, or who wrote "I'll call you"; else None."""
    promise = case.wait.promise if case.wait is not None else None
    if promise is not None and promise.who is None and _MYSELF.search(promise.evidence.sentence):
        written = (one.sender for one in case.messages if one.message_id == promise.evidence.message)
        writer = next(written, None)
        return writer.email if writer is not None and known_contact(writer.email, contacts) else None
    name = plain_name(promise.who if promise is not None else None)
    same = [one.email for one in contacts if name and name in (plain_name(one.name), first_name(one.name))]
    return same[0] if len(same) == 1 else None


def _rank(contact: Contact, case: Case, first: str | None) -> tuple[int, int, float, str]:
    """Lowest comes first: the one asked before, then by part and whether they ever wrote, then who wrote last."""
    asked_before = 0 if first is not None and contact.email == first else 1
    speaks = contact.part in _SPEAKS_FOR_THE_PROCESS or _arranged_the_last(contact, case)
    if contact.spoke is not None:
        tier = 0 if speaks else 1
        return asked_before, tier, -contact.spoke.timestamp(), contact.email or ""
    if case.last_word is not None and contact.email == case.last_word.email:
        return asked_before, 1, 0.0, contact.email or ""
    return asked_before, 2 if speaks else 3, -contact.seen.timestamp(), contact.email or ""


def _arranged_the_last(contact: Contact, case: Case) -> bool:
    """Whether somebody arranged the last interview, which was with them: "I'd like a last talk. I'll call you".

    Who has written since takes it further.
    """
    held = [(one.start, one) for one in case.interviews if one.start is not None and one.happened]
    if not held:
        return False
    last = max(held, key=lambda one: one[0])[1]
    arranged = contact.email is not None and contact.email == last.arranged_by and contact.spoke is not None
    if not arranged or any(one.spoke > contact.spoke for one in case.contacts if one.spoke and contact.spoke):
        return False
    return any(person.email == contact.email for person in last.people)


def known_contact(email: str | None, contacts: Iterable[Contact]) -> Contact | None:
    """The contact with this address, if any."""
    if email is None:
        return None
    return next((contact for contact in contacts if contact.email == email), None)


def _is_robots(contact: Contact) -> bool:
    """True when the address itself reaches no person, whoever's name stands before it."""
    return contact.email is not None and nature(contact.email) in UNANSWERABLE


def _what_it_is(email: str) -> str | None:
    """What kind of address reaches no person, in words; None for any other."""
    kind = nature(email)
    return UNANSWERABLE.get(kind) if kind is not None else None


def _is_only_a_successor(contact: Contact, case: Case) -> bool:
    """True for somebody whom only a text names, where a colleague has left: they need the owner's yes."""
    if contact.spoke is not None or not any((c.unreachable or "").startswith("no longer") for c in case.contacts):
        return False
    met = {person.email for interview in case.interviews for person in interview.people}
    farewells = {line.evidence.message for line in case.story if line.evidence and "no longer" in line.what}
    mail = [message for message in visible_messages(case) if message.message_id not in farewells]
    on_mail = {person.email for message in mail for person in (*message.to, *message.cc)}
    return contact.email not in met | on_mail
