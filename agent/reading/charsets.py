"""Bytes to text, whatever the sender declared: the declared charset, UTF-8, Windows-1252, Latin-1."""

from __future__ import annotations

import codecs
import re
from functools import lru_cache

_ALIASES = {
    "us-ascii": "",
    "ascii": "",
    "iso-8859-1": "cp1252",  # as browsers do: the same but for the curly quotes that are really meant
    "iso8859_1": "cp1252",
    "iso 8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "cp819": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "ansi": "cp1252",
    "x-ansi": "cp1252",
    "utf8mb4": "utf-8",
    "unicode-1-1-utf-8": "utf-8",
    "iso-8859-8-i": "iso-8859-8",
    "ks_c_5601-1987": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-sjis": "shift_jis",
}
_TEXT_CODEC = re.compile(
    r"(utf|iso|cp|windows|koi8|gb|big5|shift|euc|mac|hz|tis|ptcp|johab|kz|hp-roman)", re.IGNORECASE
)
_OF_ONE_BYTE = ("iso8859", "cp125", "koi8", "cp437", "cp85", "mac", "tis-620", "cp874", "kz1048", "hp-roman8")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@lru_cache(maxsize=256)
def _codec(charset: str) -> str:
    """Python's name for a declared charset; "" when unknown, or no charset at all ("punycode", "zip")."""
    name = charset.strip(" \"'").lower()
    name = _ALIASES.get(name, name)
    if not _TEXT_CODEC.match(name):
        return ""
    try:
        return codecs.lookup(name).name
    except (LookupError, ValueError):
        return ""


def decode(raw: bytes, charset: str | None = None) -> str:
    """The text of `raw`, never failing; signs that cannot be read become U+FFFD."""
    for mark, name in _BOMS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(name, "replace")
    declared = _codec(charset or "")
    if declared.startswith(_OF_ONE_BYTE) and not raw.isascii() and (text := _strict(raw, "utf-8")) is not None:
        return text  # letters of other charsets by chance never make UTF-8: the declaration is wrong
    for name in (declared, "utf-8") if declared != "utf-8" else ("utf-8",):
        if name and (text := _strict(raw, name)) is not None:
            return text
    damaged = raw.decode("utf-8", "replace")
    lost = damaged.count("\ufffd")
    if declared == "utf-8" and sum(sign > "\x7f" for sign in damaged) > 2 * lost:
        return damaged  # UTF-8 with a few letters cut in two, not another charset
    return _strict(raw, "cp1252") or raw.decode("latin-1")


def _strict(raw: bytes, name: str) -> str | None:
    try:
        return raw.decode(name)
    except (UnicodeError, ValueError):
        return None
