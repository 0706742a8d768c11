"""The header block of a message as a table of values: unfolded, decoded to text, never failing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from agent.reading.charsets import decode
from providers.search import BEFORE_HEADER

MAX_HEAD = 256 * 1024
"""Bytes of a header block that are looked at. Real ones stay under 64 KB."""

_END = re.compile(rb"\r?\n\r?\n|\r\r")
_FIELD = re.compile(rb"([!-9;-~]{1,200})[ \t]{0,200}:(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Head:
    """Header values by lower-case name, in the order they stand in, still holding RFC 2047 words."""

    values: dict[str, list[str]]

    def all(self, name: str) -> list[str]:
        """Every value of `name` (lower case)."""
        return self.values.get(name, [])

    def first(self, name: str) -> str:
        """The first value of `name` that is not empty, "" when there is none."""
        return next((value for value in self.all(name) if value), "")

    def __contains__(self, name: str) -> bool:
        return name in self.values


def split(raw: bytes, start: int = 0, end: int | None = None) -> tuple[bytes, int]:
    """The header block of `raw[start:end]` and where the body starts; blank lines before a header are passed over."""
    end = len(raw) if end is None else end
    blank = BEFORE_HEADER.match(raw, start, min(end, start + 1024))
    start = blank.end() if blank else start
    found = _END.search(raw, start, min(end, start + MAX_HEAD))
    if found:
        return raw[start : found.start()], found.end()
    stop = min(end, start + MAX_HEAD)
    return raw[start:stop], stop


def parse(block: bytes) -> Head:
    """The header block as a table. Lines that are no header are passed over."""
    values: dict[str, list[str]] = {}
    name, lines = "", list[bytes]()
    for line in [*block[:MAX_HEAD].splitlines(), b":"]:
        if line[:1] in (b" ", b"\t") and name:
            lines.append(line)
            continue
        if name:
            values.setdefault(name, []).append(decode(b" ".join(part.strip() for part in lines)).strip())
            name = ""
        if found := _FIELD.match(line):
            name, lines = found[1].decode("ascii").lower(), [found[2]]
    return Head(values)
