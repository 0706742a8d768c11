"""Rich Text as Outlook packs it ([MS-OXRTFCP]): what comes again is told by its place in what was written before."""

from __future__ import annotations

import struct

_FIRST = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans Serif"
    rb"SymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    + b"\r\n"
    + rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
"""What the standard says has been written before the first byte."""
_RING = 4096
_HEAD = struct.Struct("<II4sI")


def unpacked(raw: bytes, limit: int) -> bytes | None:
    """The Rich Text in PR_RTF_COMPRESSED, at most `limit` of it; None for what is no such thing."""
    if len(raw) < _HEAD.size:
        return None
    _, size, kind, _ = _HEAD.unpack_from(raw)
    if kind == b"MELA":
        return raw[_HEAD.size :][: min(size, limit)]
    return _decompressed(raw, min(size, limit)) if kind == b"LZFu" else None


def _decompressed(raw: bytes, size: int) -> bytes:
    """What each byte that follows the head adds: itself, or some of what was written before; damage ends it."""
    out, at, size = bytearray(_FIRST), _HEAD.size, size + len(_FIRST)
    while at < len(raw) and len(out) < size:
        flags, at = raw[at], at + 1
        for bit in range(8):
            if not flags >> bit & 1:
                out += raw[at : at + 1]
                at += 1
                continue
            reference, at = int.from_bytes(raw[at : at + 2], "big"), at + 2
            back = (len(out) - (reference >> 4)) % _RING
            if back == 0 or back > len(out) or at > len(raw):
                return bytes(out[len(_FIRST) : size])
            piece = bytes(out[len(out) - back :][: (reference & 15) + 2])
            out += (piece * ((reference & 15) // len(piece) + 2))[: (reference & 15) + 2]
    return bytes(out[len(_FIRST) : size])
