"""What we remember of the drafts we made, and what may be done about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from agent.messages import Message
from agent.writing.records import Draft
from providers.mailbox import SavedDraft


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
    differs. `intended` is the digest of what we last meant to write.
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


@dataclass(frozen=True, slots=True)
class Wanted:
    """A draft that is due now. `anchor` is its case's root; `may_create` is False when it is too late to newly write
    it: a draft that is there already may then stay.
    """

    draft: Draft
    anchor: str
    case: str
    may_create: bool
    because: str


@dataclass(frozen=True, slots=True)
class Sent:
    """A message of the owner's own that went out. `digest` is of its text, None when that is not known."""

    message: Message
    digest: str | None


@dataclass(frozen=True, slots=True)
class Save:
    """Make this draft. The intention is written to the ledger first."""

    draft: Draft
    anchor: str
    because: str


@dataclass(frozen=True, slots=True)
class Adopt:
    """A draft found in Drafts is the one this entry meant to make: take it as saved."""

    entry: Entry
    saved: SavedDraft
    because: str


@dataclass(frozen=True, slots=True)
class Replace:
    """Ours, untouched, but what is due now reads differently: write it anew in its place."""

    entry: Entry
    saved: SavedDraft
    draft: Draft
    because: str


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Ours, untouched, no longer wanted. `fate` is WITHDRAWN or EXPIRED."""

    entry: Entry
    saved: SavedDraft
    fate: Fate
    because: str


@dataclass(frozen=True, slots=True)
class Drop:
    """An older copy of a draft of ours, left behind when a replacement was cut short: remove the copy."""

    entry: Entry
    saved: SavedDraft
    because: str


@dataclass(frozen=True, slots=True)
class Settle:
    """Nothing to do in the mailbox: write down what became of it (SENT, DECLINED, OWNERS, or an intention that
    came to nothing). `at` is when, as far as known.
    """

    entry: Entry
    fate: Fate
    at: datetime
    because: str
    sent_as: str | None = None


@dataclass(frozen=True, slots=True)
class Hold:
    """Due, but not drafted now; nothing is done and the owner is told why. `too_many`: because of the limit."""

    case: str
    step: str
    because: str
    too_many: bool = False


@dataclass(frozen=True, slots=True)
class Tell:
    """Something about a draft the owner should know ("your edited draft may be outdated")."""

    case: str
    text: str


Action = Save | Adopt | Replace | Withdraw | Drop | Settle | Hold | Tell
