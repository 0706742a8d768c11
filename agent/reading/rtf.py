"""Rich Text as Outlook sends it: as the page or the plain text that it stands for.

Outlook writes a page into Rich Text ([MS-OXRTFEX]): its tags stand in groups of their own, and what only Rich Text
needs beside them is marked. Such a text gives its page back; any other gives its words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from agent.reading.charsets import decode

MAX_RTF = 512 * 1024
"""Bytes of Rich Text that are read."""
MAX_GROUPS = 500
"""Groups in groups."""

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,9})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n\0]+|([^\\{}\r\n\0]+)", re.DOTALL
)
_SIGNS = {
    b"par": "\n", b"line": "\n", b"row": "\n", b"sect": "\n", b"page": "\n", b"tab": "\t", b"cell": "\t",
    b"nestcell": "\t", b"emdash": "—", b"endash": "–", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“",
    b"rdblquote": "”", b"bullet": "•", b"emspace": " ", b"enspace": " ", b"~": "\xa0", b"_": "-", b"{": "{", b"}": "}",
    b"\\": "\\", b"\n": "\n", b"\r": "\n",
}  # fmt: skip
_UNSHOWN = frozenset(
    b"fonttbl colortbl stylesheet info pict object header footer headerl headerr headerf footerl footerr footerf"
    b" fldinst footnote annotation filetbl listtable revtbl xe tc template comment bkmkstart bkmkend".split()
)
_CONTROLS: dict[bytes, Callable[[int | None], dict[str, Any]]] = {
    b"v": lambda number: {"hidden": number != 0},
    b"deleted": lambda number: {"hidden": number != 0},
    b"htmlrtf": lambda number: {"beside": number != 0},
    b"f": lambda number: {"font": number},
    b"uc": lambda number: {"skip": max(0, number or 0)},
    b"plain": lambda _: {"font": None, "hidden": False},
}
"""What control words change until their group ends."""
_OF_THE_TEXT = frozenset(b"u fcharset ansicpg deff fromhtml listtext pntext htmltag".split())
_KNOWN = _UNSHOWN | _OF_THE_TEXT | _CONTROLS.keys()
_CODEPAGES = {
    77: 10000, 128: 932, 129: 949, 130: 1361, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255,
    178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250,
}  # fmt: skip
"""The code page of a font's \\fcharset; other fonts have the one of the text."""


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds until a group ends."""

    unshown: bool = False  # no text of the message: fonts, pictures, fields
    hidden: bool = False
    beside: bool = False  # what only Rich Text needs beside a page
    font: int | None = None
    skip: int = 1  # signs that stand in for a Unicode letter, behind it

    @property
    def shown(self) -> bool:
        return not (self.unshown or self.hidden or self.beside)


@dataclass(slots=True)
class _Text:
    """What has been read so far."""

    group: _Group = field(default_factory=_Group)
    groups: list[_Group] = field(default_factory=list)
    codepage: int = 1252
    codepages: dict[int | None, int] = field(default_factory=dict)
    font: int | None = None
    page: bool = False
    skip: int = 0
    letters: bytearray = field(default_factory=bytearray)
    out: list[str] = field(default_factory=list)

    def write(self, text: str) -> None:
        """Add signs that stand for themselves."""
        self.flush()
        if self.group.shown:
            self.out.append(text)

    def add(self, letters: bytes) -> None:
        """Add letters of the font's charset; those that stand in for a letter written before are passed over."""
        passed = min(self.skip, len(letters))
        self.skip -= passed
        if self.group.shown:
            self.letters += letters[passed:]

    def flush(self) -> None:
        """Turn letters into text."""
        if self.letters.isascii():
            self.out.append(self.letters.decode("ascii"))
        else:
            font = self.font if self.group.font is None else self.group.font
            self.out.append(decode(bytes(self.letters), f"cp{self.codepages.get(font, self.codepage)}"))
        self.letters.clear()


def read(raw: bytes) -> tuple[str, bool]:
    """The words of a Rich Text; or the page that it was made from, and True."""
    text, starred = _Text(), False
    for found in _TOKEN.finditer(raw[:MAX_RTF]):
        word, number, code, sign, brace, letters = found.groups()
        if letters or code:
            text.add(letters or bytes.fromhex(code.decode()))
        elif brace:
            _brace(text, brace)
            if len(text.groups) > MAX_GROUPS:
                break
        elif (key := word or sign) in _SIGNS:
            text.write(_SIGNS[key])
        elif word in _KNOWN or (word and starred):
            text.flush()
            _control(text, word, None if number is None else int(number), starred=starred)
        starred = sign == b"*"
    text.flush()
    return "".join(text.out).encode("utf-16", "surrogatepass").decode("utf-16", "replace"), text.page


def _brace(text: _Text, brace: bytes) -> None:
    """A group begins or ends."""
    text.flush()
    text.skip = 0
    if brace == b"{":
        text.groups.append(text.group)
    elif text.groups:
        text.group = text.groups.pop()


def _control(text: _Text, word: bytes, number: int | None, *, starred: bool) -> None:
    """What a control word changes in the text or until the group ends."""
    group = text.group
    if word == b"u":
        text.write(chr((number or 0) % 65536))
        text.skip = group.skip
    elif word == b"fcharset":
        text.codepages[group.font] = _CODEPAGES.get(number or 0, text.codepage)
    elif word == b"ansicpg":
        text.codepage = number or text.codepage
    elif word == b"deff":
        text.font = number
    elif word == b"fromhtml":
        text.page = True
    elif word in (b"listtext", b"pntext"):
        text.write("- ")
        text.group = replace(group, unshown=True)
    elif word == b"htmltag" and text.page:
        text.group = replace(group, beside=False)
    elif word in _CONTROLS and not starred:
        text.group = replace(group, **_CONTROLS[word](number))
    else:
        text.group = replace(group, unshown=True)
