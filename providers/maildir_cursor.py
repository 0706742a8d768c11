"""A Maildir's cursor: which messages each folder held when it was last listed, packed into one text.

A folder whose cur and new have not changed since need not be listed again. File systems date a change coarsely, so
a listing taken within two seconds of the last change is not trusted to be complete.
"""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from providers.errors import CursorForgotten

_COARSE = 2_000_000_000  # nanoseconds
_MARK = "maildir1:"


@dataclass(frozen=True, slots=True)
class Listing:
    """What one folder held: the keys of its messages, those marked for deletion among them, and when it was listed."""

    stamps: tuple[int, int]
    listed: int
    keys: frozenset[str]
    trashed: frozenset[str]

    def still_true(self, stamps: tuple[int, int]) -> bool:
        """Whether a folder with these stamps surely holds what it held then."""
        return stamps == self.stamps and self.listed - max(stamps) > _COARSE


def dump(listings: Mapping[str, Listing]) -> str:
    """The cursor for these folders."""
    folders = {
        name: [*one.stamps, one.listed, _packed(one.keys), _packed(one.trashed)] for name, one in listings.items()
    }
    return _MARK + base64.b64encode(zlib.compress(json.dumps(folders).encode(), 1)).decode("ascii")


def load(cursor: str) -> dict[str, Listing]:
    """The folders a cursor speaks of. Raises CursorForgotten when it is none of ours."""
    try:
        if not cursor.startswith(_MARK):
            raise ValueError("no such mark")
        folders = json.loads(zlib.decompress(base64.b64decode(cursor[len(_MARK) :], validate=True)))
        return {
            name: Listing((cur, new), listed, _unpacked(keys), _unpacked(trashed))
            for name, (cur, new, listed, keys, trashed) in folders.items()
        }
    except (ValueError, TypeError, AttributeError, zlib.error, binascii.Error) as error:
        raise CursorForgotten("The Maildir's cursor cannot be read.") from error


def _packed(keys: frozenset[str]) -> str:
    return base64.b64encode(bytes.fromhex("".join(sorted(keys)))).decode("ascii")


def _unpacked(text: str) -> frozenset[str]:
    packed = base64.b64decode(text, validate=True).hex()
    return frozenset(packed[at : at + 16] for at in range(0, len(packed), 16))
