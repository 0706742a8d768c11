"""An mbox file read as a stream: where its messages begin and end, and one of them as it was sent.

Memory stays flat whatever the file's size: it is read in blocks and only places are kept. A message begins at a line
"From " that looks like one that a program wrote (a date and time, or nothing but a sender) and that a header field
follows, so a "From " in somebody's text splits nothing. Both ways of quoting (mboxo and mboxrd) are undone: one ">"
before "From " goes.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
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


@dataclass(slots=True)
class Index:
    """Where the messages of a file are: by a key that stays when the file is rewritten. A few bytes for each."""

    places: dict[int, int] = field(default_factory=dict)
    begins: array[int] = field(default_factory=lambda: array("Q"))
    ends: array[int] = field(default_factory=lambda: array("Q"))

    def add(self, file: BinaryIO, at: int = 0) -> list[int]:
        """Look through the file from `at` on; the keys of what was not known. What Thunderbird deleted is left out."""
        added: list[int] = []
        with open(file.name, "rb") as heads:
            for begin, end in spans(file, at):
                heads.seek(begin)
                raw = message_in(heads.read(min(end - begin, _SEEN)))
                key = key_of(raw)
                if key is None or _is_expunged(raw):
                    continue
                place = self.places.get(key)
                if place is not None:
                    if self.begins[place] == begin:  # it was looked at while it was still being written
                        self.ends[place] = end
                    continue
                self.places[key] = len(self.begins)
                self.begins.append(begin)
                self.ends.append(end)
                added.append(key)
        return added

    def span(self, key: int) -> tuple[int, int] | None:
        """Begin and end of a message."""
        place = self.places.get(key)
        return None if place is None else (self.begins[place], self.ends[place])


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
