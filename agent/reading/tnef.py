"""The texts in Outlook's winmail.dat ([MS-OXTNEF]): a plain text, a page, or Rich Text for either."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from agent.reading import packing, rtf
from agent.reading.charsets import decode

MAX_ATTRIBUTES = 2000
"""Attributes of one winmail.dat, properties of one attribute, values of one property."""

_SIGNATURE = b"\x78\x9f\x3e\x22"
_BODY, _PROPERTIES, _CODEPAGE = 0x0002800C, 0x00069003, 0x00069007
_ATTRIBUTE = struct.Struct("<BII")
_LONG = struct.Struct("<I")

_TEXT, _PAGE, _RICH, _PAGE_CODEPAGE = 0x1000, 0x1013, 0x1009, 0x3FDE
_STRING, _UNICODE, _BINARY = 0x1E, 0x1F, 0x102
_WIDTHS = {0x02: 4, 0x03: 4, 0x04: 4, 0x05: 8, 0x06: 8, 0x07: 8, 0x0A: 4, 0x0B: 4, 0x14: 8, 0x40: 8, 0x48: 16}
"""Bytes that a value of a type takes; values of other types tell their length."""
_LENGTHY = (0x0D, _STRING, _UNICODE, _BINARY)
_SEVERAL = 0x1000


@dataclass(frozen=True, slots=True)
class Text:
    """One form of the text: "text/plain" or "text/html" and its bytes; "" for a charset that only the page may name."""

    kind: str
    charset: str
    content: bytes


def texts(raw: bytes) -> tuple[Text, ...]:
    """The forms of the text in a winmail.dat, the plain one first; () where there is none, or what is no such file."""
    held = dict(_attributes(raw))
    codepage = held.get(_CODEPAGE, b"")[:4]
    charset = f"cp{_LONG.unpack(codepage)[0]}" if len(codepage) == 4 else "cp1252"
    properties = dict(_properties(held.get(_PROPERTIES, b"")))
    plain = Text("text/plain", charset, held.get(_BODY, b"").rstrip(b"\0"))
    page_codepage = properties.get(_PAGE_CODEPAGE, (0, b""))[1]
    pages = f"cp{_LONG.unpack(page_codepage)[0]}" if page_codepage else ""
    found = (
        _text("text/plain", properties.get(_TEXT), charset) or plain,
        _text("text/html", properties.get(_PAGE), pages),
    )
    return tuple(text for text in found if text and text.content.strip()) or _rich(properties.get(_RICH, (0, b""))[1])


def _text(kind: str, value: tuple[int, bytes] | None, charset: str) -> Text | None:
    """The text of a property; None when it is not there."""
    if value is None:
        return None
    if value[0] == _UNICODE:
        return Text(kind, "utf-8", decode(value[1], "utf-16-le").rstrip("\0").encode("utf-8", "replace"))
    return Text(kind, charset, value[1].rstrip(b"\0"))


def _rich(packed: bytes) -> tuple[Text, ...]:
    """The text that Rich Text holds."""
    raw = packing.unpacked(packed, rtf.MAX_RTF)
    if not raw:
        return ()
    text, page = rtf.read(raw)
    return (
        (Text("text/html" if page else "text/plain", "utf-8", text.encode("utf-8", "replace")),) if text.strip() else ()
    )


def _attributes(raw: bytes) -> Iterator[tuple[int, bytes]]:
    """The attributes of the message: number and value. One cut off is given as far as it goes."""
    if raw[:4] != _SIGNATURE:
        return
    at = 6
    for _ in range(MAX_ATTRIBUTES):
        if at + _ATTRIBUTE.size > len(raw):
            return
        _, attribute, length = _ATTRIBUTE.unpack_from(raw, at)
        at += _ATTRIBUTE.size
        if attribute in (_BODY, _PROPERTIES, _CODEPAGE):
            yield attribute, raw[at : at + length]
        at += length + 2  # a checksum follows


def _properties(raw: bytes) -> Iterator[tuple[int, tuple[int, bytes]]]:
    """The properties of which a text may come: number, type and first value; damage ends them."""
    reader = _Reader(raw)
    try:
        for _ in range(min(reader.long(), MAX_ATTRIBUTES)):
            kind, number = reader.short(), reader.short()
            if number >= 0x8000:
                reader.name()
            values = reader.values(kind)
            if number in (_TEXT, _PAGE, _RICH, _PAGE_CODEPAGE) and values:
                yield number, (kind & ~_SEVERAL, values[0])
    except (IndexError, KeyError):
        return


@dataclass(slots=True)
class _Reader:
    """Where one stands in an attribute of properties."""

    raw: bytes
    at: int = 0

    def take(self, size: int) -> bytes:
        """The next bytes and the padding behind them. Raises IndexError at the end."""
        if self.at >= len(self.raw):
            raise IndexError
        found = self.raw[self.at : self.at + size]
        self.at += -(-size // 4) * 4
        return found

    def long(self) -> int:
        return int.from_bytes(self.take(4), "little")

    def short(self) -> int:
        found = int.from_bytes(self.raw[self.at : self.at + 2], "little")
        self.at += 2
        return found

    def name(self) -> None:
        """Pass over the name of a property: a set, and a number or a string in it."""
        self.take(16)
        if self.long():
            self.take(self.long())
        else:
            self.long()

    def values(self, kind: int) -> list[bytes]:
        """The values of a property. Raises KeyError for a type nobody knows."""
        single = kind & ~_SEVERAL
        if single in _LENGTHY:
            return [self.take(self.long()) for _ in range(min(self.long(), MAX_ATTRIBUTES))]
        width = _WIDTHS[single]
        return [self.take(width) for _ in range(min(self.long(), MAX_ATTRIBUTES) if kind & _SEVERAL else 1)]
