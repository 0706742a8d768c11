"""The synthetic message that stands for what the owner reported, and what it means."""

from __future__ import annotations

from agent.choices import Choice, Verb
from agent.messages import Direction, Message, Person
from agent.understanding.findings import (
    Evidence,
    Finding,
    Kind,
    Participant,
    Sender,
    Understanding,
)
from providers.folder import Folder


def evidence_of(choice: Choice, sentence: str) -> Evidence:
    """The owner's word for it, which is never doubted."""
    return Evidence(choice.id, sentence[:400], 1.0)


def letter(
    choice: Choice,
    direction: Direction,
    kind: Kind,
    company: str | None,
    findings: tuple[Finding, ...],
    people: tuple[Participant, ...] = (),
) -> Understanding:
    """The understanding of the synthetic message that stands for a choice."""
    sent = choice.on if choice.verb is Verb.HEARD and choice.on is not None else choice.at
    anchor = (choice.anchor,) if choice.anchor else ()
    to = (Person(None, choice.person.lower()),) if choice.person and "@" in choice.person else ()
    message = Message(
        id=choice.id,
        account="",
        message_id=choice.id,
        in_reply_to=anchor,
        references=anchor,
        thread=None,
        folder=Folder.OTHER,
        sender=None,
        reply_to=(),
        to=to,
        cc=(),
        bcc=(),
        subject=choice.text[:200],
        sent=sent,
        received=choice.at,
        direction=direction,
        automatic=None,
    )
    sender = Sender.OWNER if direction is Direction.OWNER else Sender.PERSON
    return Understanding(message, kind, (), 1.0, sender, company, None, choice.role, people, findings)
