"""A winmail.dat as Outlook makes them ([MS-OXTNEF]), for tests."""

from __future__ import annotations

import struct
from collections.abc import Mapping

from agent.reading.packing import _FIRST

SUBJECT, BODY, PROPERTIES, CODEPAGE = 0x00018004, 0x0002800C, 0x00069003, 0x00069007
STRING, UNICODE, BINARY, LONG = 0x1E, 0x1F, 0x102, 0x03
TEXT, PAGE, RICH, PAGE_CODEPAGE = 0x1000, 0x1013, 0x1009, 0x3FDE


def winmail(attributes: Mapping[int, bytes], codepage: int = 1252) -> bytes:
    """The file; each attribute with its checksum."""
    held = {CODEPAGE: struct.pack("<II", codepage, 0), **attributes}
    parts = (
        struct.pack("<BII", 1, number, len(value)) + value + struct.pack("<H", sum(value) & 0xFFFF)
        for number, value in held.items()
    )
    return b"\x78\x9f\x3e\x22\x01\x00" + b"".join(parts)


def properties(*found: bytes) -> dict[int, bytes]:
    """The attribute that holds properties."""
    return {PROPERTIES: struct.pack("<I", len(found)) + b"".join(found)}


def lengthy(number: int, kind: int, value: bytes) -> bytes:
    """A property with a value of some length."""
    return struct.pack("<HHII", kind, number, 1, len(value)) + value + b"\0" * (-len(value) % 4)


def long(number: int, value: int) -> bytes:
    return struct.pack("<HHI", LONG, number, value)


def named(name: str, kind: int, value: bytes) -> bytes:
    """A property that is known by a name."""
    letters = name.encode("utf-16-le") + b"\0\0"
    start = struct.pack("<HH", kind, 0x8001) + b"\x01" * 16 + struct.pack("<II", 1, len(letters))
    return start + letters + b"\0" * (-len(letters) % 4) + lengthy(0, kind, value)[4:]


def packed(rich: bytes) -> bytes:
    """Rich Text, packed."""
    window, at, tokens = _FIRST, 0, list[tuple[bool, bytes]]()
    while at < len(rich):
        size = next((n for n in range(min(17, len(rich) - at), 1, -1) if rich[at : at + n] in window[-4000:]), 1)
        if size == 1:
            tokens.append((False, rich[at : at + 1]))
        else:
            start = len(window) - len(window[-4000:]) + window[-4000:].index(rich[at : at + size])
            tokens.append((True, struct.pack(">H", start % 4096 << 4 | size - 2)))
        window += rich[at : at + size]
        at += size
    tokens.append((True, struct.pack(">H", len(window) % 4096 << 4)))
    out = b""
    for first in range(0, len(tokens), 8):
        run = tokens[first : first + 8]
        out += bytes([sum(refers << bit for bit, (refers, _) in enumerate(run))]) + b"".join(token for _, token in run)
    return struct.pack("<II4sI", len(out) + 12, len(rich), b"LZFu", 0) + out
