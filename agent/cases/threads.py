"""Which messages are one conversation: by References, In-Reply-To and the mailbox's own threads.

RFC 5322 3.6.4. Two messages that refer to the same third one belong together even when the third is not here.
"""

from __future__ import annotations

from collections.abc import Sequence

from agent.cases.sifting import hidden, noise
from agent.understanding.findings import Understanding


def conversations(said: Sequence[Understanding]) -> dict[str, str]:
    """For each Message-ID the name of its conversation: any text, the same for all messages in it.

    Automatic replies and mail in spam or trash may be part of a conversation but never join two.
    """
    parent: dict[str, str] = {}

    def top(name: str) -> str:
        parent.setdefault(name, name)
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for one in said:
        if not hidden(one) and not noise(one):
            mine = top(one.message.message_id)
            for other in _refers_to(one):
                theirs = top(other)
                parent[max(mine, theirs)] = mine = min(mine, theirs)
    return {
        one.message.message_id: top(next((name for name in _refers_to(one) if name in parent), one.message.message_id))
        for one in said
    }


def _refers_to(one: Understanding) -> list[str]:
    """The ids and the mailbox's thread (as a text that is no id) that a message is tied to."""
    message = one.message
    thread = [] if message.thread is None else [f"\0{message.account}\0{message.thread}"]
    return [*message.in_reply_to, *message.references, *thread]


def replied_to(one: Understanding) -> tuple[str, ...]:
    """The Message-IDs a message refers to, the nearest first."""
    message = one.message
    return tuple(dict.fromkeys([*message.in_reply_to, *reversed(message.references)]))
