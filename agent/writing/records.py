"""The last stage's record: one draft, ready to be saved.

mailbox -> message -> reading -> findings -> case -> due -> **draft**
"""

from __future__ import annotations

from dataclasses import dataclass

from agent.messages import Person
from agent.planning.records import Due


@dataclass(frozen=True, slots=True)
class Draft:
    """One pre-written message. A draft carries nothing of ours: no header, footer or mark.

    `thread` is the mailbox's thread id to save it in (None: a message of its own); `in_reply_to` and `references`
    are Message-IDs without angle brackets. `text` has LF line ends and is not hard-wrapped; `html` says the same.
    """

    due: Due
    thread: str | None
    in_reply_to: str | None
    references: tuple[str, ...]
    sender: Person
    to: tuple[Person, ...]
    subject: str
    text: str
    html: str
