"""What we remember of the drafts we made, and what may be done about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from agent.drafts.entries import LIVE as LIVE
from agent.drafts.entries import Entry as Entry
from agent.drafts.entries import Fate as Fate
from agent.messages import Message
from agent.writing.records import Draft
from providers.mailbox import SavedDraft


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
