"""The folders of a Maildir on disk: Maildir++ (".Sent"), plain nested folders ("Archive/2026"), or a single one.

A file's unique name (before ":2,") stays when its flags change; a message is known here by a hash of it, short
enough that a cursor can hold a mailbox of 50,000.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from sys import intern

from providers.errors import MailboxMisconfigured, MailboxUnavailable
from providers.folder_names import meaning
from providers.mailbox import Folder

_DEPTH = 6
_MARKS = (":2,", ";2,", "!2,")  # ":" cannot stand in a file name everywhere


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a folder. `key` is the hash of its unique name, `flags` its Maildir flags ("DS").

    Of a large mailbox there are very many, so where it lies is kept as the plain name `file`.
    """

    key: str
    file: str
    flags: str

    @property
    def path(self) -> Path:
        """Where it lies."""
        return Path(self.file)

    @property
    def trashed(self) -> bool:
        """The owner marked it for deletion."""
        return "T" in self.flags

    @property
    def draft(self) -> bool:
        """Marked as unsent."""
        return "D" in self.flags


@dataclass(frozen=True, slots=True)
class MaildirFolder:
    """One folder. `name` is for people ("Archive/2026", "" for the root), `path` holds cur, new and tmp."""

    name: str
    path: Path
    folder: Folder

    def stamps(self) -> tuple[int, int]:
        """When cur and new last changed, in nanoseconds; a missing one is 0."""
        return _changed(self.path / "cur"), _changed(self.path / "new")

    def entries(self) -> Iterator[Entry]:
        """Every message file, in no order. Raises MailboxUnavailable when the folder cannot be listed."""
        for part in ("cur", "new"):
            try:
                with os.scandir(self.path / part) as files:
                    yield from (_entry(file) for file in files if not file.name.startswith("."))
            except FileNotFoundError as error:  # an empty folder would mean that the owner threw everything away
                raise MailboxUnavailable(f"The folder {self.path} is no longer there.", "Is it syncing?") from error
            except OSError as error:
                raise MailboxUnavailable(f"The folder {self.path} could not be listed: {error}.") from error


def folders(root: Path, configured: Mapping[str, str]) -> tuple[MaildirFolder, ...]:
    """Every Maildir folder at and below `root`. Raises MailboxUnavailable or MailboxMisconfigured."""
    if not root.exists():
        raise MailboxUnavailable(
            f"There is no Maildir at {root}.", "Is the disk it lives on connected, the path right?"
        )
    if not root.is_dir():
        raise MailboxMisconfigured(f"{root} is not a folder.", "Point `path` to the folder that holds the Maildir.")
    found = tuple(sorted(_walk(root, "", configured, _DEPTH), key=lambda folder: folder.name))
    if not found:
        raise MailboxUnavailable(
            f"{root} holds no Maildir folder (one with cur, new and tmp in it).",
            "Point `path` to the folder that holds the Maildir; has it been synchronised yet?",
        )
    return found


def _walk(path: Path, name: str, configured: Mapping[str, str], depth: int) -> Iterator[MaildirFolder]:
    try:
        below = sorted(entry.name for entry in os.scandir(path) if entry.is_dir())
    except OSError as error:
        raise MailboxUnavailable(f"The folder {path} could not be listed: {error}.") from error
    if "cur" in below and "new" in below:
        yield MaildirFolder(name, path, meaning(name, configured) if name else Folder.INBOX)
    if depth == 0:
        return
    for child in below:
        if child in ("cur", "new", "tmp"):
            continue
        # Maildir++ writes "Archive/2026" as ".Archive.2026".
        shown = child[1:].replace(".", "/") if child.startswith(".") else child
        yield from _walk(path / child, f"{name}/{shown}" if name else shown, configured, depth - 1)


def _entry(file: os.DirEntry[str]) -> Entry:
    name = file.name
    for mark in _MARKS:
        unique, found, flags = name.partition(mark)
        if found:
            return Entry(key_of(unique), file.path, intern(flags))
    return Entry(key_of(name), file.path, "")


def key_of(unique: str) -> str:
    """The hash a message is known by."""
    return blake2b(os.fsencode(unique), digest_size=8).hexdigest()


def _changed(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except FileNotFoundError:
        return 0
    except OSError as error:
        raise MailboxUnavailable(f"The folder {path} could not be read: {error}.") from error
