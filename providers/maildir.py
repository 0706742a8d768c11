"""A Maildir as mbsync, offlineimap and mutt keep it, behind the contract (`providers.mailbox`).

Reads every folder; writes only into Drafts (`maildir_drafts`).
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from providers import Account, maildir_cursor
from providers.errors import MailboxUnavailable
from providers.local import root_of
from providers.mailbox import Changes, Folder, Header, Identity, Query, RawMessage, Unreadable, unsigned
from providers.maildir_cursor import Listing
from providers.maildir_drafts import MaildirDrafts
from providers.maildir_folders import MaildirFolder
from providers.maildir_index import MaildirIndex
from providers.search import first_words, matches, may_match, received_at, split_head
from providers.with_drafts import WithDrafts

_HEAD_LIMIT = 65_536  # bytes read to show the head and the first words
_SEARCH_LIMIT = 524_288  # bytes of one message that a search looks at


def open_account(account: Account) -> MaildirMailbox:
    """The Maildir of an account. Raises MailboxMisconfigured when it names no path or no address."""
    root_of(account)
    return MaildirMailbox(account)


class MaildirMailbox(WithDrafts):
    """See `providers.mailbox.Mailbox`. An id and a draft's ref are "FOLDER:KEY"; there are no threads."""

    def __init__(self, account: Account) -> None:
        self._owner = frozenset(address.lower() for address in account.addresses)
        self._index = MaildirIndex(account.path or Path(), account.folders)
        self._drafts = MaildirDrafts(self._index)

    def identities(self) -> tuple[Identity, ...]:
        """The configured addresses."""
        return unsigned(self._owner)

    def cursor(self) -> str:
        """What every folder holds now."""
        return maildir_cursor.dump({name: self._listing(folder) for name, folder in self._index.with_mail()})

    def changes(self, cursor: str) -> Changes:
        """Files that came and went; only folders that changed are listed."""
        before = maildir_cursor.load(cursor)
        if before and not self._index.folders.keys() & before.keys():
            raise MailboxUnavailable(
                f"None of the folders of {self._index.root} is there any more.", "Is it still syncing?"
            )
        now: dict[str, Listing] = {}
        arrived: list[str] = []
        removed: list[str] = []
        for name, folder in self._index.with_mail():
            old = before.get(name)
            new = old if old is not None and old.still_true(folder.stamps()) else self._listing(folder)
            now[name] = new
            had, had_trashed = (old.keys, old.trashed) if old else (frozenset[str](), frozenset[str]())
            arrived += [f"{name}:{key}" for key in sorted(new.keys - had | (new.trashed ^ had_trashed) & new.keys)]
            removed += [f"{name}:{key}" for key in sorted(had - new.keys)]
        for name in before.keys() - now.keys():
            removed += [f"{name}:{key}" for key in sorted(before[name].keys)]
        return Changes(tuple(arrived), tuple(removed), maildir_cursor.dump(now))

    def search(self, query: Query) -> Iterator[str]:
        """Every file that is young enough is looked into."""
        earliest = query.since.timestamp()
        for name, folder in self._index.with_mail():
            for entry in self._index.entries(folder).values():
                if entry.draft:
                    continue
                path = entry.path
                try:
                    if path.stat().st_mtime < earliest:
                        continue
                    with path.open("rb") as file:
                        raw = file.read(_SEARCH_LIMIT)
                except OSError:
                    continue  # gone meanwhile; if it only moved, the next look at the changes finds it
                if not may_match(raw, query):
                    continue
                if received_at(raw, path) >= query.since and matches(raw, query):
                    yield f"{name}:{entry.key}"

    def headers(self, ids: Iterable[str]) -> Iterator[Header | Unreadable]:
        """Heads and first words of files."""
        for one in ids:
            raw = self._read(one, _HEAD_LIMIT)
            if isinstance(raw, Unreadable):
                yield raw
            else:
                head, _ = split_head(raw.raw)
                yield Header(raw.id, None, raw.folder, raw.received, head, first_words(raw.raw))

    def fetch(self, ids: Iterable[str]) -> Iterator[RawMessage | Unreadable]:
        """Whole files."""
        for one in ids:
            yield self._read(one, None)

    def thread(self, thread: str) -> tuple[str, ...]:
        """A Maildir has no threads."""
        return ()

    def close(self) -> None:
        """No file stays open between calls."""

    def _listing(self, folder: MaildirFolder) -> Listing:
        stamps = folder.stamps()
        entries = self._index.entries(folder, fresh=True)
        kept = [entry for entry in entries.values() if not entry.draft]
        return Listing(
            stamps,
            time.time_ns(),
            frozenset(entry.key for entry in kept),
            frozenset(entry.key for entry in kept if entry.trashed),
        )

    def _read(self, id: str, limit: int | None) -> RawMessage | Unreadable:
        found = self._index.find(id)
        if found is None:
            return Unreadable(id, "A message is no longer in its folder.", gone=True)
        folder, entry = found
        try:
            with entry.path.open("rb") as file:
                raw = file.read(-1 if limit is None else limit)
        except OSError as error:
            return Unreadable(id, f"The file {entry.path.name} could not be read: {error.strerror}.")
        where = Folder.TRASH if entry.trashed else folder.folder
        return RawMessage(id, None, where, received_at(raw, entry.path), raw)
