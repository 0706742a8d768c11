"""Drafts as .eml files in a folder of the owner's, for a mail service that we may only read.

Each file opens in any mail program. A file that was changed is the owner's, like any other draft.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path

from providers import Account
from providers.errors import DraftChanged, DraftGone, MailboxMisconfigured, MailboxUnavailable
from providers.mailbox import SavedDraft

_REF = re.compile(r"draft-[0-9a-f]{12}\.eml")


def folder_for(account: Account) -> Path:
    """Where the drafts of an account go that is only read. Raises MailboxMisconfigured when nobody said where."""
    if account.path is None:
        raise MailboxMisconfigured(
            f"Account {account.name!r} is only read, but has no folder for drafts.", "Add `path` to it in the config."
        )
    return account.path


class EmlDrafts:
    """The drafts of one account in `folder`; the contract's methods of the same names say what is raised."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def drafts(self) -> Iterator[SavedDraft]:
        """Every .eml file that we named."""
        if not self._folder.is_dir():
            return
        for path in sorted(self._folder.iterdir()):
            saved = self.draft(path.name)
            if saved is not None:
                yield saved

    def draft(self, ref: str) -> SavedDraft | None:
        """One file, as it is now."""
        if not _REF.fullmatch(ref):
            return None
        path = self._folder / ref
        try:
            raw = path.read_bytes()
            touched = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise MailboxUnavailable(f"The draft {path} could not be read: {error.strerror}.") from error
        return SavedDraft(ref, blake2b(raw, digest_size=16).hexdigest(), None, raw, touched)

    def save(self, raw: bytes, thread: str | None) -> SavedDraft:
        """A new file, readable by its owner only."""
        return self._write(f"draft-{os.urandom(6).hex()}.eml", raw)

    def replace(self, ref: str, version: str, raw: bytes) -> SavedDraft:
        """Another text in the same file."""
        self._untouched(ref, version)
        return self._write(ref, raw)

    def discard(self, ref: str, version: str) -> None:
        """Remove the file."""
        self._untouched(ref, version)
        try:
            (self._folder / ref).unlink()
        except FileNotFoundError as error:
            raise DraftGone("The draft is no longer in its folder.") from error
        except OSError as error:
            raise MailboxUnavailable(f"The draft {ref} could not be removed: {error.strerror}.") from error

    def _write(self, ref: str, raw: bytes) -> SavedDraft:
        path = self._folder / ref
        beside = path.with_suffix(".part")
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(raw)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
        except OSError as error:
            beside.unlink(missing_ok=True)
            raise MailboxUnavailable(
                f"The draft could not be written to {self._folder}: {error.strerror}.", "Is the disk full or read-only?"
            ) from error
        saved = self.draft(ref)
        if saved is None:
            raise MailboxUnavailable(f"The draft just written to {self._folder} is not there any more.")
        return saved

    def _untouched(self, ref: str, version: str) -> None:
        here = self.draft(ref)
        if here is None:
            raise DraftGone("The draft is no longer in its folder.")
        if here.version != version:
            raise DraftChanged("The draft was changed since it was looked at.")
