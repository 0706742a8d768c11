"""What a folder or a label is for, by the names mail programs and services give to Inbox, Sent, Drafts, Trash and Spam.

The names are in folder_names.toml, by language. A folder stands in a path ("[Gmail]/Sent Mail", "INBOX.Sent"), of which
the last piece counts. A label is a name of its own: one that the owner called "Contracts/Drafts" is the owner's.
"""

from __future__ import annotations

import binascii
import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from providers.folder import Folder

_LAST = re.compile(r"^inbox\.(?:.*\.)?|^.*/", re.IGNORECASE | re.DOTALL)
_PACKED = re.compile(r"&([A-Za-z0-9+,]*)-")


def meaning(path: str, configured: Mapping[str, str]) -> Folder:
    """What the folder `path` ("Archive/2026", "[Gmail]/Sent Mail") is for; OTHER when nothing says so.

    `configured` is the owner's word, from meaning to folder name ({"sent": "Gesendet"}), and goes first.
    """
    said = _configured(path, configured)
    return said or _known(_LAST.sub("", unpacked(path)), configured)


def label_meaning(label: str, configured: Mapping[str, str]) -> Folder:
    """What Gmail's label `label` is for; OTHER for one of the owner's own."""
    return _configured(label, configured) or _known(label, configured)


@cache
def names() -> Mapping[str, Folder]:
    """Every known name, as `_same` writes it, and what it is for."""
    table = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return {
        _same(name): Folder(purpose)
        for language in table.values()
        for purpose, called in language.items()
        for name in called
    }


def unpacked(path: str) -> str:
    """A folder's name as people see it, where it is written as IMAP writes it: "Entw&APw-rfe" (RFC 3501, 5.1.3)."""
    try:
        return _PACKED.sub(lambda found: _letters(found[1]), path)
    except (binascii.Error, UnicodeDecodeError):
        return path


def _letters(packed: str) -> str:
    if not packed:
        return "&"
    padded = packed.replace(",", "/") + "=" * (-len(packed) % 4)
    return binascii.a2b_base64(padded).decode("utf-16-be")


def _configured(name: str, configured: Mapping[str, str]) -> Folder | None:
    said = (purpose for purpose, folder in configured.items() if folder.casefold() == name.casefold())
    return next((Folder(purpose) for purpose in said), None)


def _known(name: str, configured: Mapping[str, str]) -> Folder:
    if not name:
        return Folder.OTHER
    found = names().get(_same(name), Folder.OTHER)
    return Folder.OTHER if found in {Folder(purpose) for purpose in configured} else found


def _same(name: str) -> str:
    """One writing for all that differ in case, or in how a letter and its accent are put together."""
    return unicodedata.normalize("NFC", name.strip().casefold())
