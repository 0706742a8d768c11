"""A Maildir as mbsync, offlineimap and mutt keep it, behind the contract (`providers.mailbox`).

Reads every folder; writes only into Drafts, and only files it is asked to write or remove: a draft is a file with
the D flag. A replaced draft gets a new name, because synchronisers take a known name for a known text.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from hashlib import blake2b
from itertools import count
from pathlib import Path

from providers import Account, maildir_cursor
from providers.errors import DraftChanged, DraftGone, MailboxUnavailable
from providers.local import root_of
from providers.mailbox import Changes, Folder, Header, Identity, Query, RawMessage, SavedDraft, Unreadable, unsigned
from providers.maildir_cursor import Listing
from providers.maildir_folders import Entry, MaildirFolder, folders, key_of
from providers.search import first_words, matches, may_match, received_at, split_head

_HEAD_LIMIT = 65_536  # bytes read to show the head and the first words
_SEARCH_LIMIT = 524_288  # bytes of one message that a search looks at


def open_account(account: Account) -> MaildirMailbox:
    """The Maildir of an account. Raises MailboxMisconfigured when it names no path or no address."""
    root_of(account)
    return MaildirMailbox(account)


class MaildirMailbox:
    """See `providers.mailbox.Mailbox`. An id and a draft's ref are "FOLDER:KEY"; there are no threads."""

    def __init__(self, account: Account) -> None:
        self._root = account.path or Path()
        self._configured = account.folders
        self._owner = frozenset(address.lower() for address in account.addresses)
        self._index: dict[str, dict[str, Entry]] = {}
        self._numbers = count(1)
        self._folders = {folder.name: folder for folder in folders(self._root, self._configured)}

    def identities(self) -> tuple[Identity, ...]:
        """The configured addresses."""
        return unsigned(self._owner)

    def cursor(self) -> str:
        """What every folder holds now."""
        return maildir_cursor.dump({name: self._listing(folder) for name, folder in self._mail_folders()})

    def changes(self, cursor: str) -> Changes:
        """Files that came and went; only folders that changed are listed."""
        before = maildir_cursor.load(cursor)
        if before and not self._folders.keys() & before.keys():
            raise MailboxUnavailable(f"None of the folders of {self._root} is there any more.", "Is it still syncing?")
        now: dict[str, Listing] = {}
        arrived: list[str] = []
        removed: list[str] = []
        for name, folder in self._mail_folders():
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
        for name, folder in self._mail_folders():
            for entry in self._entries(folder).values():
                if entry.draft:
                    continue
                try:
                    if entry.path.stat().st_mtime < earliest:
                        continue
                    with entry.path.open("rb") as file:
                        raw = file.read(_SEARCH_LIMIT)
                except OSError:
                    continue  # gone meanwhile; if it only moved, the next look at the changes finds it
                if not may_match(raw, query):
                    continue
                if received_at(raw, entry.path) >= query.since and matches(raw, query):
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

    def drafts(self) -> Iterator[SavedDraft]:
        """Every file in Drafts that is not marked for deletion."""
        for folder in self._folders.values():
            if folder.folder is Folder.DRAFTS:
                for entry in self._entries(folder, fresh=True).values():
                    saved = None if entry.trashed else _saved(f"{folder.name}:{entry.key}", entry)
                    if saved is not None:
                        yield saved

    def draft(self, ref: str) -> SavedDraft | None:
        """One draft, looked at anew."""
        entry = self._draft_entry(ref)
        return None if entry is None else _saved(ref, entry)

    def save(self, raw: bytes, thread: str | None) -> SavedDraft:
        """Write a new file with the flags D and S."""
        import socket  # only for the name of this computer

        folder = self._drafts_folder()
        # As the Maildir specification asks: time, what is unique in this process, host.
        host = socket.gethostname().replace("/", "\\057").replace(":", "\\072")
        unique = f"{time.time_ns() // 1_000_000_000}.P{os.getpid()}Q{next(self._numbers)}R{os.urandom(4).hex()}.{host}"
        path = folder.path / "cur" / f"{unique}:2,DS"
        _write(folder.path / "tmp" / unique, path, raw.replace(b"\r\n", b"\n"))
        saved = _saved(f"{folder.name}:{key_of(unique)}", Entry(key_of(unique), path, "DS"))
        if saved is None:
            raise MailboxUnavailable(f"The draft just written to {folder.path} is not there any more.")
        return saved

    def replace(self, ref: str, version: str, raw: bytes) -> SavedDraft:
        """Write the new text under a new name, then remove the old file."""
        self._untouched(ref, version)
        saved = self.save(raw, None)
        self.discard(ref, version)
        return saved

    def discard(self, ref: str, version: str) -> None:
        """Remove the file."""
        entry = self._untouched(ref, version)
        try:
            entry.path.unlink()
        except FileNotFoundError as error:
            raise DraftGone("The draft is no longer in Drafts.") from error
        except OSError as error:
            raise MailboxUnavailable(f"The draft {entry.path} could not be removed: {error}.") from error

    def close(self) -> None:
        """No file stays open between calls."""

    def _mail_folders(self) -> list[tuple[str, MaildirFolder]]:
        return [(name, folder) for name, folder in self._folders.items() if folder.folder is not Folder.DRAFTS]

    def _listing(self, folder: MaildirFolder) -> Listing:
        stamps = folder.stamps()
        entries = self._entries(folder, fresh=True)
        kept = [entry for entry in entries.values() if not entry.draft]
        return Listing(
            stamps,
            time.time_ns(),
            frozenset(entry.key for entry in kept),
            frozenset(entry.key for entry in kept if entry.trashed),
        )

    def _entries(self, folder: MaildirFolder, *, fresh: bool = False) -> dict[str, Entry]:
        if fresh or folder.name not in self._index:
            self._index[folder.name] = {entry.key: entry for entry in folder.entries()}
        return self._index[folder.name]

    def _find(self, id: str) -> tuple[MaildirFolder, Entry] | None:
        name, _, key = id.rpartition(":")
        folder = self._folders.get(name)
        if folder is None:
            return None
        entry = self._entries(folder).get(key)
        if entry is None or not entry.path.exists():  # its flags, and so its name, may have changed
            entry = self._entries(folder, fresh=True).get(key)
        return None if entry is None else (folder, entry)

    def _read(self, id: str, limit: int | None) -> RawMessage | Unreadable:
        found = self._find(id)
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

    def _draft_entry(self, ref: str) -> Entry | None:
        name, _, key = ref.rpartition(":")
        folder = self._folders.get(name)
        if folder is None:
            raise MailboxUnavailable(
                f"The Drafts folder {name!r} of {self._root} is not there.", "Is it still syncing?"
            )
        entry = self._entries(folder, fresh=True).get(key)
        return None if entry is None or entry.trashed else entry

    def _untouched(self, ref: str, version: str) -> Entry:
        entry = self._draft_entry(ref)
        saved = None if entry is None else _saved(ref, entry)
        if entry is None or saved is None:
            raise DraftGone("The draft is no longer in Drafts.")
        if saved.version != version:
            raise DraftChanged("The draft was changed since it was looked at.")
        return entry

    def _drafts_folder(self) -> MaildirFolder:
        for folder in self._folders.values():
            if folder.folder is Folder.DRAFTS:
                return folder
        plus_plus = (self._root / "cur").is_dir()
        name = self._configured.get("drafts", "Drafts")
        folder = MaildirFolder(name, self._root / (f".{name.replace('/', '.')}" if plus_plus else name), Folder.DRAFTS)
        try:
            for part in ("cur", "new", "tmp"):
                (folder.path / part).mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise MailboxUnavailable(f"The Drafts folder {folder.path} could not be made: {error}.") from error
        self._folders[name] = folder
        return folder


def _saved(ref: str, entry: Entry) -> SavedDraft | None:
    try:
        raw = entry.path.read_bytes()
        touched = datetime.fromtimestamp(entry.path.stat().st_mtime, UTC)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise MailboxUnavailable(f"The draft {entry.path} could not be read: {error}.") from error
    return SavedDraft(ref, blake2b(raw, digest_size=16).hexdigest(), None, raw, touched)


def _write(beside: Path, path: Path, raw: bytes) -> None:
    """All of the file or none of it, on disk when this returns."""
    try:
        beside.parent.mkdir(mode=0o700, exist_ok=True)
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        beside.rename(path)
        directory = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(directory)
        finally:
            os.close(directory)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise MailboxUnavailable(
            f"The draft could not be written to {path.parent}: {error.strerror}.", "Is the disk full or read-only?"
        ) from error
