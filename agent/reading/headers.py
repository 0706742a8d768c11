"""The header of a message in our words: ids, people, dates, who is behind it."""

from __future__ import annotations

import hashlib
import re

from agent.messages import Direction, Message, Owner, Person, is_owner
from agent.reading import heads, machines
from agent.reading.addresses import people, words
from agent.reading.authorship import forged_owner
from agent.reading.heads import Head
from agent.reading.records import Automatic
from agent.reading.sent import sent_at
from providers.mailbox import Folder, Header, RawMessage

MAX_IDS = 200
"""Ids kept of one References header: the first and, as threads hang on the latest, the last ones."""

_ANGLED = re.compile(r"<([^<>]{1,998})>")


def read_header(header: Header, owner: Owner, account: str) -> Message:
    """The Message that a head tells of; `account` is the name of the account it came from. Never raises."""
    return message(heads.parse(heads.split(header.head)[0]), header, owner, account)


def message(head: Head, source: Header | RawMessage, owner: Owner, account: str) -> Message:
    """The Message of a parsed head; ids, thread, folder and arrival come from `source`."""
    sender = next(iter(people(head.all("from")[:1]) or people(head.all("sender")[:1])), None)
    sent = sent_at(head.first("date"), source.received)
    evidence = machines.evidence(head, sender)
    forged = forged_owner(head, source.folder, owner)
    direction = _direction(sender, evidence, source.folder, owner, forged=forged)
    return Message(
        id=source.id,
        account=account,
        message_id=next(iter(ids(head.all("message-id"))), "") or _made_id(head),
        in_reply_to=ids(head.all("in-reply-to")),
        references=ids(head.all("references")),
        thread=source.thread,
        folder=source.folder,
        sender=sender,
        reply_to=people(head.all("reply-to")),
        to=people(head.all("to")),
        cc=people(head.all("cc")),
        bcc=people(head.all("bcc")),
        subject=words(head.first("subject"))[:2000],
        sent=sent,
        received=source.received,
        direction=direction,
        automatic=evidence.why if evidence and direction is not Direction.OWNER else None,
    )


def ids(values: list[str]) -> tuple[str, ...]:
    """RFC 5322 ids without angle brackets, in order, each once, so that a reply and its parent compare equal.

    White space inside an id comes from folding and is no part of it. Ids that lost their brackets count when they
    hold an @ (RFC 5322 3.6.4 asks for both).
    """
    found: dict[str, None] = {}
    for value in values:
        text = words(value) if "=?" in value else value
        inside = _ANGLED.findall(text) or [word for word in text.replace(",", " ").split() if "@" in word]
        for one in inside:
            plain = re.sub(r"[\s\x00-\x1f\x7f<>]+", "", one).strip("\"'")
            if plain:
                found[plain] = None
    every = tuple(found)
    return every if len(every) <= MAX_IDS else every[:1] + every[1 - MAX_IDS :]


def _made_id(head: Head) -> str:
    """A stable id for a message that has none, from what the same message always shows in any mailbox."""
    parts = (head.first(name) for name in ("from", "to", "date", "subject"))
    digest = hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()
    return f"sha256-{digest[:40]}@missing"


def _direction(
    sender: Person | None, evidence: machines.Evidence | None, folder: Folder, owner: Owner, *, forged: bool
) -> Direction:
    """Who is behind it. What is forged in the owner's name is not theirs; an auto-reply is nobody's own word."""
    replies = evidence is not None and evidence.automatic in (Automatic.AUTO_REPLY, Automatic.BOUNCE, Automatic.RECEIPT)
    by_owner = folder is Folder.SENT or (sender is not None and is_owner(sender.email, owner))
    if by_owner and not replies and not forged:
        return Direction.OWNER
    return Direction.MACHINE if evidence else Direction.THEIRS
