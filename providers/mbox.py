"""An mbox file read as a stream: where its messages begin and end, and one of them as it was sent.

Memory stays flat whatever the file's size: it is read in blocks and only places are kept. A message begins at a line
"From " that looks like one that a program wrote (a date and time, or nothing but a sender) and that a header field
follows, so a "From " in somebody's text splits nothing. Both ways of quoting (mboxo and mboxrd) are undone: one ">"
before "From " goes.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from hashlib import blake2b
from typing import BinaryIO

from providers.search import fields, split_head

_BLOCK = 1 << 20
_LOOK = 4096  # bytes of a separator line and the line below it
_ABOVE = 4  # bytes above a line that tell whether it is blank there
_HEAD = 16_384  # bytes of a message in which its identity is looked for
_SEEN = _HEAD + 8192  # enough of a span for them: a separator line, and signs that quoting added
_DAY = rb"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?"
_FIELD = rb"(?:\r?\n>?From [^\r\n]*)?\r?\n[!-9;-~]{1,100}[ \t]*:"
_DATED = re.compile(rb"From [^\r\n]*?" + _DAY + rb" [^\r\n]*?\d{1,2}:\d\d[^\r\n]*" + _FIELD, re.IGNORECASE)
_BARE = re.compile(rb"From (?:-|[^\s]+@[^\s]+)?[ \t]*(?:[^\r\n]*\d{1,2}:\d\d[^\r\n]*)?" + _FIELD)
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)
_CHANGING = (b"x-mozilla", b"status", b"x-status", b"x-keywords", b"x-gmail-labels", b"x-uid")
_EXPUNGED = 0x0008  # Thunderbird: deleted, and only still here until the folder is compacted


def begins_as_mbox(start: bytes) -> bool:
    """Whether a file whose first bytes these are is an mbox."""
    return start.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n").startswith(b"From ")


def spans(file: BinaryIO, at: int = 0) -> Iterator[tuple[int, int]]:
    """Begin and end of every message from place `at` on, separator line included, in order."""
    begin = None
    for place in _separators(file, at):
        if begin is not None:
            yield begin, place
        begin = place
    if begin is not None:
        yield begin, file.seek(0, 2)


def _separators(file: BinaryIO, at: int) -> Iterator[int]:
    """The places of the separator lines from place `at` on; each block keeps what the next one needs to judge."""
    base = max(at - _ABOVE, 0)
    file.seek(base)
    window, begin = b"", at - base
    while True:
        block = file.read(_BLOCK)
        window += block
        end = max(len(window) - (_LOOK if block else 0), begin)
        if base + begin == 0 and window:
            begin = len(window) - len(window.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n"))
            if begins_as_mbox(window[:_LOOK]):
                yield begin
            begin += 1
        place = window.find(b"\nFrom ", begin - 1) + 1
        while 0 < place < end:
            if _separates(window[place - _ABOVE if place > _ABOVE else 0 : place], window[place : place + _LOOK]):
                yield base + place
            place = window.find(b"\nFrom ", place) + 1
        if not block:
            return
        end = max(end, begin)
        cut = max(end - _ABOVE, 0)
        window, base, begin = window[cut:], base + cut, end - cut


def _separates(above: bytes, line: bytes) -> bool:
    """Whether a line that begins with "From " begins a message: by itself, or below a blank line with less proof."""
    return bool(_DATED.match(line)) or (above.endswith((b"\n\n", b"\n\r\n")) and bool(_BARE.match(line)))


def reaches(file: BinaryIO, at: int) -> bool:
    """Whether a message begins at place `at`: what stands before it is then whole."""
    return next(_separators(file, at), None) == at


def message_in(span: bytes) -> bytes:
    """The message of one span: without its separator line, and with quoted "From " lines as they were."""
    raw = span.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n").partition(b"\n")[2]
    return _QUOTED.sub(rb"\1", raw) if b">From " in raw else raw


class Index:
    """Where the messages of a file are: by a key that stays when the file is rewritten. 28 bytes for each message."""

    def __init__(self) -> None:
        self.begins: array[int] = array("Q")  # in the order of the file
        self._ends: array[int] = array("Q")
        self._keys: array[int] = array("Q")
        self._order: array[int] = array("L")  # the places by key, made when a key is looked for

    def add(self, file: BinaryIO, at: int = 0) -> Iterator[int]:
        """Look through the file from `at` on; the keys of what is there. What Thunderbird deleted is left out."""
        with open(file.name, "rb") as heads:
            for begin, end in spans(file, at):
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
