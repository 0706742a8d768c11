"""The tree of parts of a message, cut by slicing.

The standard parser reads every line of every attachment against every open boundary, which hostile mail turns into
minutes, and it recurses. Here a part is a slice, found by its boundary; depth and number are bounded.
"""

from __future__ import annotations

import binascii
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message as Fields

from agent.reading import heads, wrappers
from agent.reading.addresses import words
from agent.reading.charsets import decode
from agent.reading.heads import Head
from agent.reading.records import Remark
from agent.reading.remarks import remark

MAX_DEPTH = 12
MAX_PARTS = 200
MAX_DECODED = 768 * 1024
"""Bytes of one part that are decoded; texts and calendars are cut again, tighter, where they are read."""

_SEALED = ("application/pkcs7-mime", "application/x-pkcs7-mime")
_TNEF = ("application/ms-tnef", "application/vnd.ms-tnef")
_TYPE = re.compile(r"\s*\"?([a-z0-9!#$&^_.+-]{1,80}/[a-z0-9!#$&^_.+-]{1,120})", re.IGNORECASE)
_GUESSED_BOUNDARY = re.compile(rb"\A\s{0,200}--([^\r\n]{5,200}?)[ \t]*\r?\n")
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")


@dataclass(frozen=True, slots=True)
class Part:
    """One part: `kind` is its type in lower case, `body` still has its transfer encoding."""

    head: Head
    kind: str
    body: bytes
    parts: tuple[Part, ...] = ()

    @property
    def name(self) -> str:
        """The file name, "" when none is given."""
        if self.kind.startswith("multipart/"):
            return ""
        for header, parameter in (("content-disposition", "filename"), ("content-type", "name")):
            if value := _parameter(self.head.first(header), parameter):
                return words(value.replace("\\", "/").rpartition("/")[2])[:200]
        return ""

    @property
    def attached(self) -> bool:
        """True when the sender says it is an attachment, or gave it a file name."""
        return self.head.first("content-disposition").lower().startswith("attachment") or bool(self.name)

    def parameter(self, name: str) -> str:
        """A parameter of Content-Type, "" when it is not there."""
        return _parameter(self.head.first("content-type"), name)

    def content(self) -> bytes:
        """The bytes without the transfer encoding, at most MAX_DECODED; damage gives what can be had."""
        encoding = self.head.first("content-transfer-encoding").lower().strip(" \"';")
        if encoding == "base64":
            return _from_base64(self.body[: MAX_DECODED * 3 // 2])[:MAX_DECODED]
        if encoding.startswith("quoted"):
            return quopri.decodestring(self.body[: MAX_DECODED * 3])[:MAX_DECODED]
        return self.body[:MAX_DECODED]

    def walk(self) -> Iterator[Part]:
        """The part and all below it, in the order they stand in; a message inside is not entered."""
        yield self
        for part in self.parts:
            yield from part.walk()


@dataclass(slots=True)
class _Budget:
    """How many parts may still be made, and what had to be left out."""

    left: int = MAX_PARTS
    problems: list[Remark] = field(default_factory=list)

    def complain(self, problem: Remark) -> None:
        if problem not in self.problems:
            self.problems.append(problem)


def parse(raw: bytes) -> tuple[Part, list[Remark]]:
    """The tree of a whole message and remarks about what could not be read."""
    budget = _Budget()
    return _part(raw, (0, len(raw)), budget, 0), budget.problems


def _part(raw: bytes, span: tuple[int, int], budget: _Budget, depth: int) -> Part:
    """The part that stands at `span` of `raw`; only leaves are copied, and no more than can be decoded."""
    start, end = span
    budget.left -= 1
    if depth and raw[start : start + 1] in (b"\r", b"\n"):
        head = heads.parse(b"")  # a blank line first: a part without a header
    else:
        block, body = heads.split(raw, start, end)
        head = heads.parse(block)
        start = start if depth and not head.values else body  # no header at all: its blank line was lost
    declared = head.first("content-type")
    found = _TYPE.match(declared)
    kind = found[1].lower() if found else "text/plain"
    text = raw[start : min(end, start + MAX_DECODED * 3)]
    if not kind.startswith("multipart/"):
        return _leaf(Part(head, kind, text), budget, depth)
    if depth >= MAX_DEPTH:
        budget.complain(remark("nested_deep", limit=MAX_DEPTH))
        return Part(head, "application/octet-stream", b"")
    boundary = _boundary(declared, raw, (start, end))
    parts = tuple(_part(raw, piece, budget, depth + 1) for piece in _pieces(raw, (start, end), boundary, budget))
    if parts:
        return Part(head, kind, b"", parts)
    budget.complain(remark("parts_unclear"))
    return Part(head, "text/plain", text)


def _leaf(part: Part, budget: _Budget, depth: int) -> Part:
    """A part without parts; what an S/MIME signature or winmail.dat wraps stands below it."""
    if part.kind in _SEALED and depth < MAX_DEPTH and budget.left > 0:
        inner = wrappers.signed_content(part.content())
        if inner is not None:
            return Part(part.head, "multipart/mixed", b"", (_part(inner, (0, len(inner)), budget, depth + 1),))
    elif part.kind in _TNEF or part.name.lower() == "winmail.dat":
        text = wrappers.tnef_text(part.content())
        if text is None:
            return Part(part.head, "application/ms-tnef", part.body)
        budget.left -= 1
        return Part(part.head, "multipart/mixed", b"", (Part(heads.parse(b""), "text/plain", text),))
    return part


def _boundary(declared: str, raw: bytes, span: tuple[int, int]) -> bytes:
    """The declared boundary when the body has it, else the one the body seems to use."""
    boundary = _parameter(declared, "boundary").rstrip().encode("utf-8", "replace")[:200]
    if boundary and raw.find(b"--" + boundary, *span) >= 0:
        return boundary
    found = _GUESSED_BOUNDARY.match(raw[span[0] : min(span[1], span[0] + 2000)])
    return found[1] if found else b""


def _pieces(raw: bytes, span: tuple[int, int], boundary: bytes, budget: _Budget) -> Iterator[tuple[int, int]]:
    """Where the parts between the boundary lines stand; a missing last boundary ends with the body."""
    if not boundary:
        return
    line = re.compile(rb"(?:(?<=[\r\n])|\A)--" + re.escape(boundary) + rb"(--)?[ \t]{0,100}(?:\r\n|\r|\n|\Z)")
    start = -1
    for found in line.finditer(raw, *span):
        if start >= 0:
            if budget.left <= 0:
                budget.complain(remark("parts_cut", limit=MAX_PARTS))
                return
            yield start, found.start()
        if found[1]:
            return
        start = found.end()
    if start >= 0 and budget.left > 0:
        yield start, span[1]


def _parameter(value: str, name: str) -> str:
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
