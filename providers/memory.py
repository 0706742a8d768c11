"""A mailbox in memory: for tests, and for `followup replay`, where past mail is delivered anew.

It keeps the whole contract. The methods under "the world" are not part of it: they are what mail servers and the
owner's own hands do to a mailbox.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from providers.errors import CursorForgotten, DraftChanged, DraftGone
from providers.mailbox import Changes, Folder, Header, Identity, Query, RawMessage, SavedDraft, Unreadable, unsigned
from providers.search import first_words, matches, split_head

_CURSOR = re.compile(r"memory:(\d{1,12})")


@dataclass(frozen=True, slots=True)
class _Change:
    id: str
    arrived: bool


class MemoryMailbox:
    """See `providers.mailbox.Mailbox`. `now` is what the mailbox takes for the present; the world moves it."""

    def __init__(self, owner: Iterable[str], now: datetime) -> None:
        self._owner = frozenset(address.lower() for address in owner)
        self._messages: dict[str, RawMessage] = {}
        self._drafts: dict[str, SavedDraft] = {}
        self._log: list[_Change] = []
        self._numbers = 0
        self._oldest_cursor = 0
        self.now = now

    # The contract.

    def identities(self) -> tuple[Identity, ...]:
        """The addresses it was made with."""
        return unsigned(self._owner)

    def cursor(self) -> str:
        """How long the log of changes is now."""
        return f"memory:{len(self._log)}"

    def changes(self, cursor: str) -> Changes:
        """The log since `cursor`."""
        known = _CURSOR.fullmatch(cursor)
        start = int(known.group(1)) if known else -1
        if not self._oldest_cursor <= start <= len(self._log):
            raise CursorForgotten(f"The cursor {cursor!r} is not known here.")
        since = self._log[start:]
        return Changes(
            arrived=tuple(dict.fromkeys(c.id for c in since if c.arrived)),
            removed=tuple(dict.fromkeys(c.id for c in since if not c.arrived)),
            cursor=self.cursor(),
        )

    def search(self, query: Query) -> Iterator[str]:
        """Messages that match, oldest first."""
        for message in list(self._messages.values()):
            if message.received >= query.since and matches(message.raw, query):
                yield message.id

    def headers(self, ids: Iterable[str]) -> Iterator[Header | Unreadable]:
        """Heads and first words."""
        for message in self.fetch(ids):
            if isinstance(message, Unreadable):
                yield message
                continue
            head, _ = split_head(message.raw)
            yield Header(message.id, message.thread, message.folder, message.received, head, first_words(message.raw))

    def fetch(self, ids: Iterable[str]) -> Iterator[RawMessage | Unreadable]:
        """Whole messages."""
        for one in ids:
            yield self._messages.get(one) or Unreadable(one, "The message is no longer in the mailbox.", gone=True)

    def thread(self, thread: str) -> tuple[str, ...]:
        """Messages delivered with this thread id."""
        return tuple(m.id for m in sorted(self._messages.values(), key=lambda m: m.received) if m.thread == thread)

    def drafts(self) -> Iterator[SavedDraft]:
        """Every draft, in the order of saving."""
        yield from list(self._drafts.values())

    def draft(self, ref: str) -> SavedDraft | None:
        """One draft."""
        return self._drafts.get(ref)

    def save(self, raw: bytes, thread: str | None) -> SavedDraft:
        """Keep a new draft."""
        number = self._next()
        saved = SavedDraft(f"draft-{number}", f"v{number}", thread, raw, touched=self.now)
        self._drafts[saved.ref] = saved
        return saved

    def replace(self, ref: str, version: str, raw: bytes) -> SavedDraft:
        """Put another text in the place of a draft."""
        saved = replace(self._untouched(ref, version), raw=raw, version=f"v{self._next()}", touched=self.now)
        self._drafts[ref] = saved
        return saved

    def discard(self, ref: str, version: str) -> None:
        """Forget a draft."""
        self._untouched(ref, version)
        del self._drafts[ref]

    def close(self) -> None:
        """Nothing to let go of."""

    def _untouched(self, ref: str, version: str) -> SavedDraft:
        saved = self._drafts.get(ref)
        if saved is None:
            raise DraftGone("The draft is no longer in Drafts.")
        if saved.version != version:
            raise DraftChanged("The draft was changed since it was looked at.")
        return saved

    def _next(self) -> int:
        self._numbers += 1
        return self._numbers

    # The world.

    def deliver(
        self, raw: bytes, folder: Folder = Folder.INBOX, received: datetime | None = None, thread: str | None = None
    ) -> str:
        """Mail arrives (or the owner's own goes to SENT). Returns its id."""
        one = f"m{self._next()}"
        at = (received or self.now).astimezone(UTC)
        self._messages[one] = RawMessage(one, thread, folder, at, raw)
        self._log.append(_Change(one, arrived=True))
        return one

    def remove(self, id: str) -> None:
        """A message is deleted for good."""
        if self._messages.pop(id, None) is not None:
            self._log.append(_Change(id, arrived=False))

    def move(self, id: str, folder: Folder) -> None:
        """The owner (or a rule) moves a message."""
        self._messages[id] = replace(self._messages[id], folder=folder)
        self._log.append(_Change(id, arrived=True))

    def forget_cursors(self) -> None:
        """The server forgets every cursor it has given so far."""
        self._log.append(_Change("", arrived=False))
        self._oldest_cursor = len(self._log)

    def write_draft(self, raw: bytes, thread: str | None = None) -> SavedDraft:
        """The owner writes a draft of their own."""
        return self.save(raw, thread)

    def edit_draft(self, ref: str, raw: bytes, send_at: datetime | None = None) -> SavedDraft:
        """The owner's hand changes a draft, or defers its sending."""
        saved = replace(self._drafts[ref], raw=raw, version=f"v{self._next()}", touched=self.now, send_at=send_at)
        self._drafts[ref] = saved
        return saved

    def delete_draft(self, ref: str) -> None:
        """The owner throws a draft away."""
        del self._drafts[ref]

    def send_draft(self, ref: str, raw: bytes | None = None) -> str:
        """The owner presses Send: the draft is gone and a new message stands in SENT. Returns its id."""
        saved = self._drafts.pop(ref)
        return self.deliver(raw or saved.raw, Folder.SENT, thread=saved.thread)
