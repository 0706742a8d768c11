"""An mbox file read as a stream: where its messages begin and end, and one of them as it was sent.

Memory stays flat whatever the file's size: it is read in blocks and only places are kept. Which lines "From " begin a
message is said in `providers.separators`. Both ways of quoting (mboxo and mboxrd) are undone: one ">" before "From "
goes. A file of an old Mac, whose lines end with CR alone, is read as if they ended with LF: places stay what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import FileIO
from pathlib import Path
from typing import BinaryIO

from providers.separators import LOOK, Doubts, Form, Verdict, first_line, form_of, judge

_BLOCK = 1 << 20
_ABOVE = 4  # bytes above a line that tell whether it is blank there
_CANDIDATE = re.compile(rb"\nFrom (?=[^\n]*(?:\d:\d\d|\n(?:>From |[!-9;-~]{1,100}[ \t]*:)))")
"""What is worth a judgement: lines "From " with an hour, or with a header field below."""

_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)
_BOM = b"\xef\xbb\xbf"


def begins_as_mbox(start: bytes) -> bool:
    """Whether a file whose first bytes these are is an mbox."""
    return _from_first_line(start).startswith(b"From ")


def opened(path: Path) -> BinaryIO:
    """The file for reading, its lines ending with LF or CRLF whatever they end with on disk."""
    file = path.open("rb")
    old = with_old_lines(file.read(LOOK))
    file.seek(0)
    if not old:
        return file
    file.close()
    return _OldLines(path)


def with_old_lines(start: bytes) -> bool:
    """Whether a file whose first bytes these are has lines that end with CR alone."""
    return b"\r" in start and b"\n" not in start


class _OldLines(FileIO):
    def read(self, size: int | None = -1, /) -> bytes:
        return (super().read(-1 if size is None else size) or b"").replace(b"\r", b"\n")


def spans(file: BinaryIO, at: int = 0, doubts: Doubts | None = None) -> Iterator[tuple[int, int]]:
    """Begin and end of every message from place `at` on, separator line included, in order.

    Lines that may begin a message, and are taken for text, are counted in `doubts`.
    """
    begin = None
    for place in _separators(file, at, Doubts() if doubts is None else doubts):
        if begin is not None:
            yield begin, place
        begin = place
    if begin is not None:
        yield begin, file.seek(0, 2)


def _separators(file: BinaryIO, at: int, doubts: Doubts) -> Iterator[int]:
    """The places of the separator lines from place `at` on; each block keeps what the next one needs to judge."""
    own = _own_form(file)
    base = max(at - _ABOVE, 0)
    file.seek(base)
    window, begin = b"", at - base
    while True:
        block = file.read(_BLOCK)
        window += block
        end = max(len(window) - (LOOK if block else 0), begin)
        if base + begin == 0 and window:
            begin = len(window) - len(_from_first_line(window))
            if begins_as_mbox(window[:LOOK]):
                yield begin
            begin += 1
        for found in _CANDIDATE.finditer(window, max(begin - 1, 0)):
            place = found.start() + 1
            if place >= end:
                break
            verdict = judge(window[max(place - _ABOVE, 0) : place], window[place : place + LOOK], own)
            if verdict is Verdict.SEPARATOR:
                yield base + place
            elif verdict is Verdict.DOUBT:
                doubts.add(base + place, first_line(window[place : place + LOOK]))
        if not block:
            return
        end = max(end, begin)
        cut = max(end - _ABOVE, 0)
        window, base, begin = window[cut:], base + cut, end - cut


def _own_form(file: BinaryIO) -> Form:
    """How the file's first separator is written."""
    file.seek(0)
    return form_of(_from_first_line(file.read(LOOK)))


def _from_first_line(start: bytes) -> bytes:
    return start.removeprefix(_BOM).lstrip(b"\r\n")


def reaches(file: BinaryIO, at: int) -> bool:
    """Whether a message begins at place `at`: what stands before it is then whole."""
    return next(_separators(file, at, Doubts()), None) == at


def message_in(span: bytes) -> bytes:
    """The message of one span: without its separator line, and with quoted "From " lines as they were."""
    raw = _from_first_line(span).partition(b"\n")[2]
    return _QUOTED.sub(rb"\1", raw) if b">From " in raw else raw
