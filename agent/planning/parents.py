"""Which message a draft answers: the last real, visible one that its recipient was on; else none.

Somebody who was not on a message must not get its thread. A robot's mail is never answered; an invitation that a
person's own mailbox sent may be. Source: docs/etiquette.md, "Which message is answered".
"""

from __future__ import annotations

from agent.cases.records import Case, Contact, Interview
from agent.messages import Direction, Message, Owner
from agent.planning.recipients import Recipient
from agent.planning.reply_to import UNANSWERABLE
from agent.planning.visible import visible_messages
from agent.senders import nature

_CALENDAR_SENTENCE = "calendar:"
_CALENDAR_ANSWERS = (
    "accepted:", "declined:", "tentative:", "tentatively accepted:", "canceled:", "cancelled:", "canceled event",
    "cancelled event", "angenommen:", "zugesagt:", "abgelehnt:", "abgesagt:", "accepté", "refusé", "annulé",
    "aceptado:", "aceptada:", "rechazad", "cancelad", "geaccepteerd:", "geweigerd:", "geannuleerd:",
)  # fmt: skip


def parent_for(to: Recipient, case: Case, about: Interview | None = None) -> Message | None:
    """The message that a draft to `to` answers; None asks for a message of its own.

    With `about`, the conversation in which that interview was arranged comes before later ones.
    """
    invitations = _invitations(case)
    mine = [m for m in visible_messages(case) if _may_be_answered(m, invitations) and _was_on(to, m, case, invitations)]
    if about is not None:
        arranging = [m for m in mine if m.message_id in about.messages]
        mine = [m for m in mine if any(_same_conversation(m, one) for one in arranging)] or mine
    return mine[-1] if mine else None


def written_from(parent: Message | None, case: Case, owner: Owner) -> tuple[str, str]:
    """The owner's address a draft comes from and the account it lies in: those the company wrote to.

    Where the account's service does not write as that address, the one it writes as in its place.
    """
    address, account = _written_to(parent, case, owner)
    return owner.instead.get((account, address), address), account


def _written_to(parent: Message | None, case: Case, owner: Owner) -> tuple[str, str]:
    if parent is None:
        return case.owner_address, case.account
    if parent.sender is not None and parent.sender.email in owner.addresses:
        return parent.sender.email, parent.account
    written_to = [person.email for person in (*parent.to, *parent.cc) if person.email in owner.addresses]
    return (written_to[0] if written_to else case.owner_address), parent.account


def _may_be_answered(message: Message, invitations: frozenset[str]) -> bool:
    """False for robots, automatic replies and calendar answers; True for a person's mail and their invitations."""
    if message.sender is None or nature(message.sender.email) in UNANSWERABLE:
        return False
    if message.subject.strip().lower().startswith(_CALENDAR_ANSWERS):
        return False
    if message.message_id in invitations:
        return True
    return message.direction is not Direction.MACHINE and message.automatic is None


def _was_on(to: Recipient, message: Message, case: Case, invitations: frozenset[str]) -> bool:
    addresses = {to.person.email, to.contact.email}
    sender = (message.sender,) if message.sender is not None else ()
    if any(person.email in addresses for person in (*sender, *message.to, *message.cc, *message.reply_to)):
        return True
    return message.message_id in invitations and any(
        message.message_id in interview.messages and _attended(addresses, interview.people)
        for interview in case.interviews
    )


def _attended(addresses: set[str | None], people: tuple[Contact, ...]) -> bool:
    return any(person.email is not None and person.email in addresses for person in people)


def _invitations(case: Case) -> frozenset[str]:
    """Message-IDs of mail that carried a calendar part: their evidence quotes it."""
    told = (*(one.evidence for one in case.interviews), *(line.evidence for line in case.story))
    return frozenset(
        one.message for one in told if one is not None and one.sentence.lower().startswith(_CALENDAR_SENTENCE)
    )


def _same_conversation(one: Message, other: Message) -> bool:
    """True when the mailbox or the references say that two messages belong together."""
    if one.thread is not None and (one.account, one.thread) == (other.account, other.thread):
        return True
    return bool(_ids(one) & _ids(other))


def _ids(message: Message) -> frozenset[str]:
    return frozenset({message.message_id, *message.in_reply_to, *message.references})
