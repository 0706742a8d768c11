"""What an export is made of: mbox files, and folders of .eml or .emlx files. Where they are and what they mean.

Google Takeout is one mbox file; Thunderbird keeps files without an ending (its sub-folders in NAME.sbd); Apple Mail
exports NAME.mbox folders with a file `mbox` in each and keeps .emlx files. All of them are only ever read.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from providers.errors import CursorForgotten, MailboxMisconfigured, MailboxUnavailable
from providers.folder import Folder
from providers.folder_names import meaning
from providers.mbox import begins_as_mbox, message_in, opened, reaches
from providers.mbox_index import Index, key_of

DRAFTS = ".drafts"
"""What the folder of our drafts beside an export is called, after the export's own name."""

_LETTERS = (".eml", ".emlx")
_MBOX = ("", ".mbox", ".mbx")
_STEPS = 4096  # bytes at either end of what was seen, by which a file is known again


class News(NamedTuple):
    """Keys that came and went, and the mark of the moment before they were listed: nothing slips through between."""

    came: list[str]
    went: list[str]
    mark: list[Any]


class Source(Protocol):
    """One mbox file or one folder of letters. Keys name its messages; a mark says how far it was looked at."""

    path: Path
    folder: Folder

    def mark(self) -> list[Any]:
        """How the source stands now, as plain JSON."""

    def since(self, mark: list[Any]) -> News:
        """What came and went since a mark. Raises CursorForgotten when the file was rewritten."""

    def keys(self) -> Iterator[str]:
        """Every message, in the order of the file or of the names."""

    def read(self, key: str, limit: int | None) -> bytes | None:
        """The first `limit` bytes of a message, or all of it; None when it is not there."""

    def doubt(self) -> str:
        """One line about what of it was not understood, "" when all was; known when it has been looked through."""


class MboxFile:
    """One mbox file. Its index is made when it is first needed; only what a growing file gained is looked through."""

    def __init__(self, path: Path, folder: Folder) -> None:
        self.path = path
        self.folder = folder
        self._index = Index()
        self._whole = False
        self._seen = -1  # the file's size when all of it was looked through

    def mark(self) -> list[Any]:
        """Size, place of the last message, and a print of the bytes around both ends of what was seen."""
        if self._seen != self.path.stat().st_size:
            self._whole = False
        self._all()
        with self.path.open("rb") as file:
            last = max((at for at in self._index.begins if at < self._seen), default=0)
            return [self._seen, last, _print_of(file, last)]

    def since(self, mark: list[Any]) -> News:
        """What was appended. The last message seen is looked at again if it has grown."""
        size, last, printed = mark
        now = self.path.stat().st_size
        with self.path.open("rb") as file:
            if now < size or _print_of(file, last) != printed:
                raise CursorForgotten(f"The file {self.path.name} was rewritten.")
            if now == size:
                return News([], [], mark)
        with opened(self.path) as file:
            complete = reaches(file, size)
            added = list(self._index.add(file, size if complete else last))
        last = max((at for at in self._index.begins if at < now), default=last)
        with self.path.open("rb") as file:
            return News([f"{key:016x}" for key in added], [], [now, last, _print_of(file, last)])

    def keys(self) -> Iterator[str]:
        """By place in the file."""
        self._all()
        return (f"{key:016x}" for key in self._index)

    def read(self, key: str, limit: int | None) -> bytes | None:
        """One message, unquoted."""
        number = int(key, 16)
        if self._index.span(number) is None:
            self._all()
        span = self._index.span(number)
        if span is None:
            return None
        begin, end = span
        with opened(self.path) as file:
            file.seek(begin)
            raw = message_in(file.read(end - begin if limit is None else min(end - begin, limit)))
        return raw if key_of(raw) == number else None  # rewritten since it was looked through

    def doubt(self) -> str:
        """Lines that may begin a message and were taken for text."""
        return self._index.doubts.told(self.path.name)

    def _all(self) -> None:
        if not self._whole:
            self._index = Index()
            self._seen = self.path.stat().st_size  # what is appended meanwhile is found by the next look
            with opened(self.path) as file:
                deque(self._index.add(file), maxlen=0)
            self._whole = True


class LetterFolder:
    """A folder of .eml or .emlx files; a message's key is its file's name."""

    def __init__(self, path: Path, folder: Folder) -> None:
        self.path = path
        self.folder = folder

    def mark(self) -> list[Any]:
        """The names."""
        return list(self.keys())

    def since(self, mark: list[Any]) -> News:
        """Files that came and went."""
        before, now = set(mark), self.mark()
        return News([name for name in now if name not in before], sorted(before.difference(now)), now)

    def keys(self) -> Iterator[str]:
        """Sorted names."""
        return iter(sorted(entry.name for entry in os.scandir(self.path) if _is_letter(entry.name)))

    def read(self, key: str, limit: int | None) -> bytes | None:
        """One file; of an .emlx the message between its length and its notes."""
        if not _is_letter(key) or "/" in key or os.sep in key:
            return None
        try:
            with (self.path / key).open("rb") as file:
                if not key.lower().endswith(".emlx"):
                    return file.read(-1 if limit is None else limit)
                length = int(file.readline(32).strip() or b"0")
                return file.read(length if limit is None else min(length, limit))
        except (FileNotFoundError, ValueError):
            return None

    def doubt(self) -> str:
        """Nothing: every file is a message."""
        return ""


def sources(root: Path, configured: Mapping[str, str]) -> dict[str, Source]:
    """Every source under `root` by its name. Raises MailboxUnavailable or MailboxMisconfigured when there is none."""
    if root.is_file():
        if root.suffix.lower() in _LETTERS or not begins_as_mbox(_start(root)):
            raise MailboxMisconfigured(
                f'{root} is no mbox file: it does not begin with a line "From ".',
                "Name an .mbox file, or the folder that holds your .eml files.",
            )
        return {root.name: MboxFile(root, meaning(root.stem, configured))}
    if not root.is_dir():
        raise MailboxUnavailable(f"There is no {root}.", "Check `path` in the config; is the disk connected?")
    found: dict[str, Source] = {}
    for folder, below, files in os.walk(root):
        below[:] = sorted(name for name in below if not name.startswith(".") and not name.endswith(DRAFTS))
        if "cur" in below and "new" in below:
            raise MailboxMisconfigured(f"{folder} is a Maildir, not an export.", 'Set type = "maildir" for it.')
        here = Path(folder)
        if any(_is_letter(name) for name in files):
            name = _name(here, root)
            found[name] = LetterFolder(here, _meaning(name, configured))
        for file in sorted(files):
            path = here / file
            if path.suffix.lower() in _MBOX and not file.startswith(".") and begins_as_mbox(_start(path)):
                name = _name(path, root)
                found[name if name not in found else f"{name}/{file}"] = MboxFile(path, _meaning(name, configured))
    if not found:
        raise MailboxUnavailable(
            f"{root} holds no mail: no mbox file and no .eml file.", "Name the folder of the export, or its .mbox file."
        )
    return found


def _name(path: Path, root: Path) -> str:
    """A folder's name as its mail program shows it: "Inbox.sbd/Work" is Inbox/Work, "INBOX.mbox/mbox" is INBOX."""
    parts = [
        part.removesuffix(".sbd").removesuffix(".mbox").removesuffix(".mbx") for part in path.relative_to(root).parts
    ]
    if len(parts) > 1 and parts[-1] == "mbox":
        parts.pop()
    return "/".join(parts) or root.name


def _meaning(name: str, configured: Mapping[str, str]) -> Folder:
    """What a folder, or the nearest one around it that says so, is for."""
    while name:
        found = meaning(name, configured)
        if found is not Folder.OTHER:
            return found
        name = name.rpartition("/")[0]
    return Folder.OTHER


def _is_letter(name: str) -> bool:
    return name.lower().endswith(_LETTERS) and not name.startswith(".")


def _start(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(512)
    except OSError as error:
        raise MailboxUnavailable(f"{path} could not be read: {error.strerror}.", "Is it readable by you?") from error


def _print_of(file: Any, last: int) -> str:  # noqa: ANN401  # an open binary file
    """A print of a file's first bytes and of those around its last message seen."""
    seen = blake2b(digest_size=12)
    for at, length in ((0, min(_STEPS, last)), (max(last - _STEPS, 0), min(_STEPS, last)), (last, 64)):
        file.seek(at)
        seen.update(file.read(length))
    return seen.hexdigest()
