"""The ledger's lines: every draft of ours, from the intention to what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Fate(StrEnum):
    """What became of a draft of ours. The first four are live, the rest are settled."""

    INTENDED = "intended"  # about to be saved; a crash or lost answer leaves it here
    SAVED = "saved"  # in Drafts, ours, as we wrote it
    LEAVING = "leaving"  # about to be taken back; a crash leaves it here
    OWNERS = "owners"  # in Drafts, the owner's hand is in it: theirs for ever
    SENT = "sent"
    DECLINED = "declined"  # the owner deleted or moved it: an answer
    WITHDRAWN = "withdrawn"  # we took it back: something happened
    EXPIRED = "expired"  # we took it back: it gave way or came too late


LIVE = frozenset({Fate.INTENDED, Fate.SAVED, Fate.LEAVING, Fate.OWNERS})


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger: a draft we made or meant to make.

    `due_id` and `anchor` (a Message-ID of its case) say which step it serves. `digest` is of the draft as the mailbox
    showed it right after our write (`agent.drafts.digest`); `version` and `ref` are the mailbox's. `message_id` is the
    one we gave it. `settled` is when its fate became final; `sent_as` the Message-ID it was sent under, when that
    differs. `intended` is the digest of what we last meant to write. `sender` and `references` are the draft's, None
    and () in lines of older versions.
    """

    id: str
    account: str
    anchor: str
    case: str
    due_id: str
    step: str
    to: tuple[str, ...]
    subject: str
    text: str
    message_id: str
    parent: str | None
    thread: str | None
    fate: Fate
    made: datetime
    ref: str | None = None
    version: str | None = None
    digest: str | None = None
    settled: datetime | None = None
    because: str = ""
    sent_as: str | None = None
    intended: str | None = None
    sender: str | None = None
    references: tuple[str, ...] = ()
