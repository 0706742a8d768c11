"""Where the messages of an mbox file are, by keys that stay when the file is rewritten: 28 bytes for each message."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO

from providers.mbox import message_in, opened, spans
from providers.search import fields, split_head
from providers.separators import Doubts

_HEAD = 16_384  # bytes of a message in which its identity is looked for
_SEEN = _HEAD + 8192  # enough of a span for them: a separator line, and signs that quoting added
_CHANGING = (b"x-mozilla", b"status", b"x-status", b"x-keywords", b"x-gmail-labels", b"x-uid")
_EXPUNGED = 0x0008  # Thunderbird: deleted, and only still here until the folder is compacted


class Index:
    """The messages of one file, and `doubts`: the lines that may begin one more."""

    def __init__(self) -> None:
        self.doubts = Doubts()
        self.begins: array[int] = array("Q")  # in the order of the file
        self._ends: array[int] = array("Q")
        self._keys: array[int] = array("Q")
        self._order: array[int] = array("L")  # the places by key, made when a key is looked for

    def add(self, file: BinaryIO, at: int = 0) -> Iterator[int]:
        """Look through the file from `at` on; the keys of what is there. What Thunderbird deleted is left out."""
        with opened(Path(file.name)) as heads:
            for begin, end in spans(file, at, self.doubts):
                heads.seek(begin)
                raw = message_in(heads.read(min(end - begin, _SEEN)))
                key = key_of(raw)
                if key is None or _is_expunged(raw):
                    continue
                place = bisect_left(self.begins, begin)
                if place < len(self.begins):  # the last one was looked at while it was still being written
                    self._ends[place] = end
                else:
                    self.begins.append(begin)
                    self._ends.append(end)
                    self._keys.append(key)
                yield key

    def __iter__(self) -> Iterator[int]:
        """Every key once, in the order of the file."""
        return (key for place, key in enumerate(self._keys) if self._place(key) == place)

    def span(self, key: int) -> tuple[int, int] | None:
        """Begin and end of a message; of the first of several with the same header."""
        place = self._place(key)
        return None if place is None else (self.begins[place], self._ends[place])

    def _place(self, key: int) -> int | None:
        if len(self._order) != len(self._keys):
            self._order = array("L", sorted(range(len(self._keys)), key=self._keys.__getitem__))
        at = bisect_left(self._order, key, key=self._keys.__getitem__)
        found = at < len(self._order) and self._keys[self._order[at]] == key
        return self._order[at] if found else None


def key_of(raw: bytes) -> int | None:
    """What names a message: its header, without the fields in which mail programs note what became of it."""
    named = _named(raw)
    if not named:
        return None
    lasting = [name + b":" + value for name, value in named if not name.startswith(_CHANGING)]
    return int.from_bytes(blake2b(b"\n".join(lasting), digest_size=8).digest(), "big")


def _named(raw: bytes) -> list[tuple[bytes, bytes]]:
    return list(fields(split_head(raw[:_HEAD])[0]))


def _is_expunged(raw: bytes) -> bool:
    status = next((value for name, value in _named(raw) if name == b"x-mozilla-status"), b"0")
    try:
        return bool(int(status, 16) & _EXPUNGED)
    except ValueError:
        return False
