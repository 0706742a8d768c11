"""The mailbox contract: what the agent may ask of any mailbox, and nothing more.

Glossary
    mailbox     one account of the owner's mail: Gmail, Outlook, a Maildir, an export, memory
    message     one e-mail in it, named by an opaque `id` that only this mailbox understands
    thread      the mailbox's own idea of a conversation, an opaque text, or None where it has none
    draft       an unsent message in the owner's Drafts, named by an opaque `ref`
    version     an opaque text that differs whenever anything in a draft differs
    cursor      an opaque text that marks how far the agent has looked

The contract has no way to send, to label, to move or to delete a message. The one thing that can be
written is a draft, and a draft is only replaced or discarded at exactly the version that was looked at.
Messages come as raw RFC 5322 bytes, so all knowledge of MIME lives once, in `agent.reading`.
Every mailbox passes the same suite, errors included: `tests/providers/contract.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from providers.folder import Folder as Folder


@dataclass(frozen=True, slots=True)
class Header:
    """The head of one message, cheap to get: enough to decide whether the whole is worth fetching.

    `head` is the raw header block, unfolded by nobody. `snippet` is the first words of the text as far as the
    mailbox knows them without a full fetch, else "". `received` is when the mailbox got it (aware, UTC).
    """

    id: str
    thread: str | None
    folder: Folder
    received: datetime
    head: bytes
    snippet: str


@dataclass(frozen=True, slots=True)
class RawMessage:
    """One whole message. `received` is when the mailbox got it (aware, UTC); `raw` is RFC 5322 bytes."""

    id: str
    thread: str | None
    folder: Folder
    received: datetime
    raw: bytes


@dataclass(frozen=True, slots=True)
class Unreadable:
    """One message that could not be had, as a value: the others still come. `why` is a short sentence.

    `gone`: it is no longer in the mailbox, so there is no use in asking again.
    """

    id: str
    why: str
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Changes:
    """What happened since a cursor. Ids may repeat ones already seen. Drafts are not in it.

    `cursor` marks the state *before* `arrived` was listed: what comes meanwhile comes again, never not at all.
    """

    arrived: tuple[str, ...]
    removed: tuple[str, ...]
    cursor: str


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for: messages since `since` that match ANY of the terms. Case is ignored.

    `words` stand in the subject or text; `personal` are words that count only in mail a person seems to have written
    to the owner, no list, shop or robot, as far as the mailbox can tell; `addresses` and `domains` stand in From,
    Reply-To, To or Cc (a domain also matches its subdomains); `invitations` matches mail that carries a calendar part
    or .ics file. `message_ids` (without angle brackets) match the Message-ID, In-Reply-To or References; a service that
    cannot search for what a message answers gives the known message's thread. No term at all matches nothing.
    """

    since: datetime
    words: tuple[str, ...] = ()
    personal: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    message_ids: tuple[str, ...] = ()
    invitations: bool = False


@dataclass(frozen=True, slots=True)
class SavedDraft:
    """A draft as it is in the owner's Drafts now.

    `touched` is when the mailbox last saw it change (aware, UTC) or None when it cannot tell. `send_at` is the
    deferred send time the owner has set on it, or None.
    """

    ref: str
    version: str
    thread: str | None
    raw: bytes
    touched: datetime | None = None
    send_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Identity:
    """An address, in lower case, that is the owner's.

    `signature` is the HTML that the mailbox's own mail program puts below new mail from it; None where there is none or
    the program adds it to drafts by itself. `instead` is the address to write from where the service is known not to
    write as this one.
    """

    address: str
    signature: str | None = None
    instead: str | None = None


def unsigned(addresses: Iterable[str]) -> tuple[Identity, ...]:
    """Addresses, sorted, whose mail program keeps no signature that we can see."""
    return tuple(Identity(address) for address in sorted({one.lower() for one in addresses}))


class Mailbox(Protocol):
    """One account. Every method may raise SignInNeeded, MailboxUnavailable or MailboxMisconfigured."""

    def identities(self) -> tuple[Identity, ...]:
        """Every address that is the owner's in this account, aliases too, sorted by address."""

    def cursor(self) -> str:
        """The cursor for "now". Take it before the first search: what comes meanwhile is then not missed."""

    def changes(self, cursor: str) -> Changes:
        """What arrived and went, in every folder but Drafts, since `cursor`. Raises CursorForgotten."""

    def search(self, query: Query) -> Iterator[str]:
        """Ids of messages, in every folder but Drafts, sent mail, spam and trash too, that match `query`.

        May give a little too much (a service's own search decides), never an id twice.
        """

    def headers(self, ids: Iterable[str]) -> Iterator[Header | Unreadable]:
        """The heads of `ids`, one value per id, in order. A message gone meanwhile is an Unreadable."""

    def fetch(self, ids: Iterable[str]) -> Iterator[RawMessage | Unreadable]:
        """The whole of `ids`, one value per id, in order. A message gone meanwhile is an Unreadable."""

    def thread(self, thread: str) -> tuple[str, ...]:
        """Ids of the messages (not drafts) in a thread, oldest first; empty when unknown."""

    def drafts(self) -> Iterator[SavedDraft]:
        """Every draft in Drafts now, the owner's own included."""

    def draft(self, ref: str) -> SavedDraft | None:
        """One draft as it is now; None when no draft lives under `ref` any more (sent, discarded, moved)."""

    def save(self, raw: bytes, thread: str | None) -> SavedDraft:
        """Save a new draft, in `thread` where the service has threads, and return it as the mailbox shows it.

        Raises OutcomeUnknown when contact was lost and the draft may or may not be there.
        """

    def replace(self, ref: str, version: str, raw: bytes) -> SavedDraft:
        """Put `raw` in the place of a draft that is still at `version`, and return it as the mailbox shows it.

        Raises DraftChanged, DraftGone or OutcomeUnknown.
        """

    def discard(self, ref: str, version: str) -> None:
        """Remove a draft that is still at `version`. Raises DraftChanged, DraftGone, OutcomeUnknown."""

    def close(self) -> None:
        """Let go of connections and files. The mailbox is not used again."""
