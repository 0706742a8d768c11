"""The drafts of a Maildir: files with the D flag in Drafts. `ref` is "FOLDER:KEY", `version` a digest of the file.

Only files it is asked to write or remove are touched. A replaced draft gets a new name, because synchronisers take a
known name for a known text.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import blake2b
from itertools import count
from pathlib import Path

from providers.errors import DraftChanged, DraftGone, MailboxUnavailable
from providers.mailbox import Folder, SavedDraft
from providers.maildir_folders import Entry, key_of
from providers.maildir_index import MaildirIndex


class MaildirDrafts:
    """Reading and writing them; the contract's methods of the same names say what is raised."""

    def __init__(self, index: MaildirIndex) -> None:
        self._index = index
        self._numbers = count(1)

    def drafts(self) -> Iterator[SavedDraft]:
        """Every file in Drafts that is not marked for deletion."""
        for folder in self._index.folders.values():
            if folder.folder is Folder.DRAFTS:
                for entry in self._index.entries(folder, fresh=True).values():
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

        folder = self._index.drafts_folder()
        # As the Maildir specification asks: time, what is unique in this process, host.
        host = socket.gethostname().replace("/", "\\057").replace(":", "\\072")
        unique = f"{time.time_ns() // 1_000_000_000}.P{os.getpid()}Q{next(self._numbers)}R{os.urandom(4).hex()}.{host}"
        path = folder.path / "cur" / f"{unique}:2,DS"
        _write(folder.path / "tmp" / unique, path, raw.replace(b"\r\n", b"\n"))
        saved = _saved(f"{folder.name}:{key_of(unique)}", Entry(key_of(unique), str(path), "DS"))
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

    def _draft_entry(self, ref: str) -> Entry | None:
        name, _, key = ref.rpartition(":")
        folder = self._index.folders.get(name)
        if folder is None:
            raise MailboxUnavailable(
                f"The Drafts folder {name!r} of {self._index.root} is not there.", "Is it still syncing?"
            )
        entry = self._index.entries(folder, fresh=True).get(key)
        return None if entry is None or entry.trashed else entry

    def _untouched(self, ref: str, version: str) -> Entry:
        entry = self._draft_entry(ref)
        saved = None if entry is None else _saved(ref, entry)
        if entry is None or saved is None:
            raise DraftGone("The draft is no longer in Drafts.")
        if saved.version != version:
            raise DraftChanged("The draft was changed since it was looked at.")
        return entry


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
