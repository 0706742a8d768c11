"""How an answer hangs on its parent: thread, In-Reply-To and References (RFC 5322 3.6.4)."""

from __future__ import annotations

from dataclasses import dataclass

from agent.messages import Message

MOST = 20
"""References kept in a long thread: the first, which names the thread, and the last ones."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a draft belongs: all empty for a message of its own."""

    thread: str | None = None
    in_reply_to: str | None = None
    references: tuple[str, ...] = ()


def place_under(parent: Message | None) -> Place:
    """Give the place of an answer to `parent`, or of a message of its own for None."""
    if parent is None:
        return Place()
    if not parent.message_id:
        return Place(thread=parent.thread)
    before = parent.references or (parent.in_reply_to if len(parent.in_reply_to) == 1 else ())
    chain = (*(i for i in dict.fromkeys(before) if i and i != parent.message_id), parent.message_id)
    if len(chain) > MOST:
        chain = chain[:1] + chain[-(MOST - 1) :]
    return Place(parent.thread, parent.message_id, chain)
