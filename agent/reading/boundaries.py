"""The lines that divide the parts of a message (RFC 2046 5.1.1), found in one pass whatever the nesting."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

MAX_LINES = 200_000
"""Lines with two dashes first that are looked at. A long diff or SQL file that came as a text has some thousands."""
MAX_BOUNDARY = 200
"""Letters of a boundary; the standard allows 70."""

_LINE = re.compile(rb"--[^\r\n]{0,1000}+")
_BREAK = re.compile(rb"[ \t]*+(?:\r\n|\r|\n)?")
_FIRST = re.compile(rb"\A\s{0,200}--([^\r\n]{5,200}?)[ \t]*\r?\n")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Delimiter:
    """One boundary line: where it starts, where the next line starts, and whether it is the last of its boundary."""

    start: int
    end: int
    last: bool


@dataclass(frozen=True)
class Dashed:
    """The lines of `raw` that begin with two dashes: each is read once, not once for every boundary."""

    raw: bytes

    @property
    def cut(self) -> bool:
        """True when there are more lines than are looked at."""
        return len(self._starts) >= MAX_LINES

    def delimiters(self, boundary: bytes, span: Span) -> Iterator[Delimiter]:
        """The lines of `boundary` within `span`, in order."""
        line = b"--" + boundary
        size, (start, end) = len(line), span
        starts, ends = self._starts, self._ends
        for place in range(bisect_left(starts, start), bisect_left(starts, end)):
            more = ends[place] - starts[place] - size
            if more in (0, 2) and self.raw.startswith(line if not more else line + b"--", starts[place]):
                found = _BREAK.match(self.raw, ends[place], end)
                yield Delimiter(starts[place], found.end() if found else end, last=bool(more))

    def has(self, boundary: bytes, span: Span) -> bool:
        """Whether a line of `boundary` stands within `span`."""
        return bool(boundary) and next(self.delimiters(boundary, span), None) is not None

    def guessed(self, span: Span) -> bytes:
        """The boundary that the text at `span` seems to use where it has none of the one declared; b"" for none."""
        found = _FIRST.match(self.raw[span[0] : min(span[1], span[0] + 2000)])
        return found[1] if found else b""

    @property
    def _starts(self) -> array[int]:
        return self._lines[0]

    @property
    def _ends(self) -> array[int]:
        return self._lines[1]

    @cached_property
    def _lines(self) -> tuple[array[int], array[int]]:
        """Where each line starts, and where it ends without the white space after it; only those of some length."""
        starts, ends = array("q"), array("q")
        for start in self._places():
            found = _LINE.match(self.raw, start)
            if not found or self.raw[found.end() : found.end() + 1] not in (b"\r", b"\n", b""):
                continue
            size = len(found[0].rstrip(b" \t"))
            if size > MAX_BOUNDARY + 4:
                continue
            starts.append(start)
            ends.append(start + size)
            if len(starts) >= MAX_LINES:
                break
        return starts, ends

    def _places(self) -> Iterator[int]:
        """Where a line begins with two dashes, in order; a line ends with CR, LF or both."""
        if self.raw.startswith(b"--"):
            yield 0
        after_lf, after_cr = self.raw.find(b"\n--"), self.raw.find(b"\r--")
        while after_lf >= 0 or after_cr >= 0:
            if after_cr < 0 or 0 <= after_lf < after_cr:
                yield after_lf + 1
                after_lf = self.raw.find(b"\n--", after_lf + 1)
            else:
                yield after_cr + 1
                after_cr = self.raw.find(b"\r--", after_cr + 1)
