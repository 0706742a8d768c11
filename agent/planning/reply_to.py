"""Whether a Reply-To is followed.

Only when it shares the sender's registrable domain, is a hiring system's relay that reaches people, or was already
in the case; otherwise no draft is written, and the owner hears why. Source: docs/etiquette.md, "To whom".
"""

from __future__ import annotations

from agent.cases.records import Case, Contact
from agent.messages import Message, Owner, Person
from agent.planning.visible import visible_messages
from agent.senders import Nature, nature, registrable_domain

UNANSWERABLE = {
    Nature.NO_REPLY: "a no-reply address",
    Nature.HIRING_SYSTEM: "a hiring system's own address",
    Nature.CALENDAR: "a calendar service's address",
    Nature.JOB_SITE: "a job site's address",
    Nature.SIGNING: "a signing service's address",
    Nature.ROOM: "a room",
    Nature.GROUP: "a mailing list",
}
"""Addresses that reach no person, or too many, and what they are."""


def wanted_reply_address(contact: Contact, case: Case, owner: Owner) -> Person | str | None:
    """Where the last visible mail of `contact` asks answers to go.

    None: it names no other address. A text: it names one that is not followed, and this is why.
    """
    message = _last_from(contact, case)
    if message is None or message.sender is None or not message.reply_to:
        return None
    others = [one for one in message.reply_to if one.email not in owner.addresses]
    if not others or any(one.email == contact.email for one in others):
        return None
    for one in others:
        if nature(one.email) not in UNANSWERABLE and _is_known(one, message, message.sender, case):
            return Person(contact.name or one.name, one.email)
    return (
        f"the last mail of {contact.name or contact.email} asks for answers to {others[0].email}, "
        "which is not known to be theirs"
    )


def _last_from(contact: Contact, case: Case) -> Message | None:
    return next(
        (m for m in reversed(visible_messages(case)) if m.sender is not None and m.sender.email == contact.email),
        None,
    )


def _is_known(reply: Person, message: Message, sender: Person, case: Case) -> bool:
    """True for a relay, the sender's own domain (a free mail service's is nobody's own), or somebody seen before."""
    kind = nature(reply.email)
    if kind is Nature.RELAY:
        return True
    domain = registrable_domain(reply.email)
    if kind is not Nature.FREEMAIL and domain is not None and domain == registrable_domain(sender.email):
        return True
    return reply.email in _seen_elsewhere(message, case)


def _seen_elsewhere(message: Message, case: Case) -> frozenset[str]:
    """Addresses that other mail of the case shows: a message cannot vouch for its own Reply-To."""
    people = [p for interview in case.interviews for p in interview.people]
    seen = {p.email for p in people if p.email is not None}
    for other in visible_messages(case):
        if other.message_id == message.message_id:
            continue
        named = (*other.to, *other.cc, *((other.sender,) if other.sender is not None else ()))
        seen.update(person.email for person in named)
    return frozenset(seen)
