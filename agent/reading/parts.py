"""One part of a message, and what it holds without its transfer encoding."""

from __future__ import annotations

import binascii
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message as Fields

from agent.reading.addresses import words
from agent.reading.boundaries import Span
from agent.reading.charsets import decode
from agent.reading.heads import Head

MAX_DECODED = 768 * 1024
"""Bytes of one part that are decoded; texts and calendars are cut again, tighter, where they are read."""

_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")


@dataclass(frozen=True, slots=True)
class Part:
    """One part: `kind` is its type in lower case. What it holds stays where it is in `raw` until it is asked for."""

    head: Head
    kind: str
    raw: bytes
    span: Span
    parts: tuple[Part, ...] = ()

    @property
    def size(self) -> int:
        """Bytes of what it holds, still in its transfer encoding."""
        return self.span[1] - self.span[0]

    @property
    def name(self) -> str:
        """The file name, "" when none is given."""
        if self.kind.startswith("multipart/"):
            return ""
        for header, key in (("content-disposition", "filename"), ("content-type", "name")):
            if value := parameter(self.head.first(header), key):
                return words(value.replace("\\", "/").rpartition("/")[2])[:200]
        return ""

    @property
    def attached(self) -> bool:
        """True when the sender says it is an attachment, or gave it a file name."""
        return self.head.first("content-disposition").lower().startswith("attachment") or bool(self.name)

    def parameter(self, name: str) -> str:
        """A parameter of Content-Type, "" when it is not there."""
        return parameter(self.head.first("content-type"), name)

    def content(self) -> bytes:
        """The bytes without the transfer encoding, at most MAX_DECODED; damage gives what can be had."""
        encoding = self.head.first("content-transfer-encoding").lower().strip(" \"';")
        if encoding == "base64":
            return _from_base64(self._first(MAX_DECODED * 3 // 2))[:MAX_DECODED]
        if encoding.startswith("quoted"):
            return quopri.decodestring(self._first(MAX_DECODED * 3))[:MAX_DECODED]
        return self._first(MAX_DECODED)

    def _first(self, size: int) -> bytes:
        start, end = self.span
        return self.raw[start : min(end, start + size)]

    def walk(self) -> Iterator[Part]:
        """The part and all below it, in the order they stand in; a message inside is not entered."""
        yield self
        for part in self.parts:
            yield from part.walk()


def parameter(value: str, name: str) -> str:
    """A parameter of a structured header, RFC 2231 pieces and charsets included; "" when absent or broken."""
    if not value or name not in value.lower():
        return ""
    fields = Fields()
    try:
        fields["Content-Type"] = value[:4000].replace("\r", " ").replace("\n", " ")
        found = fields.get_param(name, "", unquote=True)
        if isinstance(found, tuple):
            charset, _, text = found
            return decode(text.encode("latin-1", "replace"), charset or "utf-8")
    except (ValueError, LookupError, TypeError, IndexError):
        return ""
    return str(found or "")


def _from_base64(raw: bytes) -> bytes:
    """Decoded base64; signs that do not belong and a broken end are passed over."""
    clean = _NOT_BASE64.sub(b"", raw.partition(b"=")[0] if raw.rstrip().endswith(b"=") else raw)
    clean = clean[: len(clean) - (len(clean) % 4 == 1)]
    try:
        return binascii.a2b_base64(clean + b"=" * (-len(clean) % 4))
    except binascii.Error:
        return b""
