"""Bytes to text, whatever the sender declared: the declared charset, UTF-8, Windows-1252, Latin-1."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from agent.reading.charset_names import codec

_OF_MANY_BYTES = ("utf", "big5", "cp932", "cp949", "cp950", "euc", "gb", "hz", "iso2022", "johab", "shift")
_OF_SEVEN_BITS = ("iso2022", "hz", "utf-7")
_KANJI = re.compile(rb"\x1b\$[@B]([^\x1b]*)")
_KANA = re.compile(rb"\x1b\(I([!-_]*)")
_OTHER_LETTERS = re.compile(rb"\x1b[($][A-Z@]")
_ASCII = bytes(range(128))
_HIGH = bytes(sign | 128 if 0x20 < sign < 0x7F else sign for sign in range(256))
_WIDER = {
    "shift-jis": "cp932",
    "euc-jp": "euc-jis-2004",
    "euc-kr": "cp949",
    "big5": "big5hkscs",
    "tis-620": "cp874",
}
"""What programs write under the name of a charset that lacks a few signs: circled numbers, names of people."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: it begins with the same bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(raw: bytes, charset: str | None = None) -> str:
    """The text of `raw`, never failing; signs that cannot be read become U+FFFD."""
    for mark, name in _BOMS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(name, "replace")
    declared = codec(charset or "")
    if declared.startswith("iso2022-jp") and raw.isascii() and _strict(raw, declared) is None:
        raw, declared = _without_escapes(raw), "euc-jp"
    for name in _tried(raw, declared):
        if (text := _strict(raw, name)) is not None:
            return text
    if declared.startswith(_OF_MANY_BYTES):
        damaged = raw.decode(_WIDER.get(declared, declared), "replace")
        if _mostly_read(damaged):
            return damaged  # a few letters cut in two, not another charset
    return _strict(raw, "cp1252") or raw.decode("latin-1")


def _tried(raw: bytes, declared: str) -> Iterator[str]:
    """The charsets that the text may be in, the likeliest first."""
    if declared and not raw.isascii() and (not declared.startswith(_OF_MANY_BYTES) or _has_many_letters(raw)):
        yield "utf-8"  # letters of another charset by chance never make UTF-8: the declaration is wrong
    if declared:
        yield declared
        yield _WIDER.get(declared, declared)
    if not (declared.startswith(_OF_SEVEN_BITS) and raw.isascii()):
        yield "utf-8"


def _has_many_letters(raw: bytes) -> bool:
    """Whether there are so many letters that chance cannot make UTF-8 of pairs of bytes either."""
    return len(raw.translate(None, delete=_ASCII)) >= 8


def _without_escapes(raw: bytes) -> bytes:
    """ISO-2022-JP as EUC-JP, which has the circled numbers that Outlook writes in both."""
    euc = _KANJI.sub(lambda found: found[1].translate(_HIGH), raw)
    return _OTHER_LETTERS.sub(
        b"", _KANA.sub(lambda found: b"".join(b"\x8e%c" % (sign | 128) for sign in found[1]), euc)
    )


def _mostly_read(text: str) -> bool:
    """Whether more letters of another script were read than lost."""
    return sum(sign > "\x7f" for sign in text) > 2 * text.count("\ufffd")


def _strict(raw: bytes, name: str) -> str | None:
    try:
        return raw.decode(name)
    except (UnicodeError, ValueError):
        return None
