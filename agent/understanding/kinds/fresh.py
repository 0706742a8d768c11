"""Which text of a message is judged: its new subject and text; of a forward that merely points below, what is there."""

from __future__ import annotations

import re

from agent.messages import Direction, Owner, Person
from agent.reading.records import Reading
from agent.senders import Nature, nature
from agent.understanding.kinds.passages import Passage, passages

_POINTER = 200
"""A forwarder's own words are fewer than this when they merely point to what is below."""

_FORWARDED_HEAD = 600
"""Where a forwarded message names its writer and readers."""

_FORWARDED = 3000
_TO = re.compile(r"^[ \t>*]*To:[*]?[ \t]*([^\n]{2,200})$", re.IGNORECASE | re.MULTILINE)
_READERS_OWN = re.compile(
    r"\b(?:invit(?:e|ing) you (?:to|for) (?:\w+ ){0,3}(?:interview|conversation|meeting)"
    r"|your (?:\w+ )?(?:application|candidacy|candidature|interview))\b",
    re.IGNORECASE,
)
"""What a forwarded mail says to its own reader: the interview is theirs."""


def fresh(reading: Reading, owner: Owner) -> tuple[Passage, ...]:
    """The new subject and the new text; for a forward that only points below, the forwarded text too."""
    message = reading.message
    text, forwards = reading.said, bool(reading.forwarded)
    theirs = forwards and may_forward(reading, owner)
    fresh = not answers(reading) or message.direction is Direction.MACHINE
    if theirs and len(text) < _POINTER:
        text = f"{text}\n\n{reading.forwarded}"
    if not text.strip() and reading.invitations:
        text = "\n".join(f"{one.summary}\n{one.description}" for one in reading.invitations)
    return passages(reading.subject if fresh and (theirs or not forwards) else "", text)


def answers(reading: Reading) -> bool:
    """Whether this is an answer in a conversation, by its header, by what it quotes or by its calendar part."""
    to_an_event = any(one.method in ("REPLY", "COUNTER") for one in reading.invitations)
    return bool(reading.message.in_reply_to or reading.message.references or reading.quoted or to_an_event)


def may_forward(reading: Reading, owner: Owner) -> bool:
    """Only the hiring side's forwards count; a private mailbox is a friend's (docs/behaviours.md, 63).

    What the owner was sent before comes back from a friend or coach too, unless a colleague of its writer forwards it.
    So does what invites the friend.
    """
    sender = reading.message.sender
    if sender is None or nature(sender.email, sender.name) is Nature.FREEMAIL or _is_about(sender, reading):
        return False
    head = reading.forwarded[:_FORWARDED_HEAD].lower()
    was_owners = any(address in head for address in owner.addresses)
    return not was_owners or f"@{sender.domain}" in head


def _is_about(sender: Person, reading: Reading) -> bool:
    """Whether the forwarded mail was written to who forwards it, by another house, about an interview of theirs.

    A client writes to an agency of "Sam", not of "your application".
    """
    head = reading.forwarded[:_FORWARDED_HEAD]
    to = _TO.search(head)
    if to is None or f"@{sender.domain}" in head[: to.start()].lower():
        return False
    readers = to[1].casefold()
    theirs = sender.email in readers or bool(sender.name and sender.name.casefold() in readers)
    return theirs and _READERS_OWN.search(reading.forwarded[:_FORWARDED]) is not None
