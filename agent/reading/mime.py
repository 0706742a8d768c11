"""The tree of parts of a message, cut by slicing.

The standard parser reads every line of every attachment against every open boundary, which hostile mail turns into
minutes, and it recurses. Here a part is a slice, found by its boundary; depth and number are bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from agent.reading import heads, tnef, wrappers
from agent.reading.boundaries import MAX_BOUNDARY, MAX_LINES, Dashed, Span
from agent.reading.parts import Part, parameter
from agent.reading.records import Remark
from agent.reading.remarks import remark

MAX_DEPTH = 12
MAX_PARTS = 200
MAX_WRAPPED = 8
"""S/MIME parts that are opened; honest mail has one, or one in another. Of winmail.dat fewer."""
_COST_OF_WINMAIL = 4

_SEALED = ("application/pkcs7-mime", "application/x-pkcs7-mime")
_TNEF = ("application/ms-tnef", "application/vnd.ms-tnef")
_NOWHERE: Span = (0, 0)
_TYPE = re.compile(r"\s*\"?([a-z0-9!#$&^_.+-]{1,80}/[a-z0-9!#$&^_.+-]{1,120})", re.IGNORECASE)


@dataclass(slots=True)
class _Budget:
    """How many parts may still be made and opened, and what had to be left out."""

    left: int = MAX_PARTS
    wrapped: int = MAX_WRAPPED
    problems: list[Remark] = field(default_factory=list)

    def complain(self, problem: Remark) -> None:
        if problem not in self.problems:
            self.problems.append(problem)


def parse(raw: bytes) -> tuple[Part, list[Remark]]:
    """The tree of a whole message and remarks about what could not be read."""
    budget = _Budget()
    return _part(Dashed(raw), (0, len(raw)), budget, 0), budget.problems


def _part(lines: Dashed, span: Span, budget: _Budget, depth: int) -> Part:
    """The part that stands at `span` of a text. Nothing is copied."""
    raw, (start, end) = lines.raw, span
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
    span = (start, end)
    if not kind.startswith("multipart/"):
        return _leaf(Part(head, kind, raw, span), budget, depth)
    if depth >= MAX_DEPTH:
        budget.complain(remark("nested_deep", limit=MAX_DEPTH))
        return Part(head, "application/octet-stream", b"", _NOWHERE)
    boundary = _boundary(declared, lines, span)
    parts = tuple(_part(lines, piece, budget, depth + 1) for piece in _pieces(lines, span, boundary, budget))
    if parts:
        return Part(head, kind, b"", _NOWHERE, parts)
    budget.complain(remark("parts_unclear"))
    return Part(head, "text/plain", raw, span)


def _leaf(part: Part, budget: _Budget, depth: int) -> Part:
    """A part without parts; what an S/MIME signature or winmail.dat wraps stands below it."""
    sealed = part.kind in _SEALED
    if not (sealed or part.kind in _TNEF or part.name.lower() == "winmail.dat"):
        return part
    shut = part if sealed else replace(part, kind=_TNEF[0])
    if depth >= MAX_DEPTH or budget.left <= 0 or budget.wrapped <= 0:
        return shut
    budget.wrapped -= 1 if sealed else _COST_OF_WINMAIL
    if sealed:
        inner = wrappers.signed_content(part.content())
        if inner is None:
            return shut
        held = _part(Dashed(inner), (0, len(inner)), budget, depth + 1)
        return Part(part.head, "multipart/mixed", b"", _NOWHERE, (held,))
    below = tuple(_form(text) for text in tnef.texts(part.content()))
    budget.left -= len(below)
    return Part(part.head, "multipart/alternative", b"", _NOWHERE, below) if below else shut


def _form(text: tnef.Text) -> Part:
    """One form of the text of a winmail.dat as a part."""
    head = heads.parse(f'Content-Type: {text.kind}; charset="{text.charset}"'.encode("ascii", "replace"))
    return Part(head, text.kind, text.content, (0, len(text.content)))


def _boundary(declared: str, lines: Dashed, span: Span) -> bytes:
    """The declared boundary when the body has it, else the one the body seems to use."""
    boundary = parameter(declared, "boundary").rstrip().encode("utf-8", "replace")[:MAX_BOUNDARY]
    return boundary if lines.has(boundary, span) else lines.guessed(span)


def _pieces(lines: Dashed, span: Span, boundary: bytes, budget: _Budget) -> Iterator[Span]:
    """Where the parts between the boundary lines stand; a missing last boundary ends with the body."""
    if not boundary:
        return
    if lines.cut:
        budget.complain(remark("dashes_cut", limit=MAX_LINES))
    start = -1
    for line in lines.delimiters(boundary, span):
        if start >= 0:
            if budget.left <= 0:
                budget.complain(remark("parts_cut", limit=MAX_PARTS))
                return
            yield start, line.start
        if line.last:
            return
        start = line.end
    if start >= 0 and budget.left > 0:
        yield start, span[1]
