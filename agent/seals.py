"""A seal on every text that is stored: its checksum, and where it belongs.

A database can be damaged by a disk, a copy that broke off or another program. A row that still reads like a record
could then send a draft to an address that nobody wrote. The seal notices damage, and a row in another's place; it is
no protection against somebody who wants to deceive.
"""

from __future__ import annotations

from zlib import crc32

_LENGTH = 8


def sealed(place: str, text: str) -> str:
    """The text as it is stored at `place` (the table and the row's key)."""
    return f"{_sum(place, text)} {text}"


def opened(place: str, held: object) -> str:
    """The text that was sealed for `place`. Raises ValueError when this is not it."""
    if not isinstance(held, str):
        raise ValueError(f"the row {place} holds no text")
    text = held[_LENGTH + 1 :]
    if held[: _LENGTH + 1] != f"{_sum(place, text)} ":
        raise ValueError(f"the row {place} is not as it was written")
    return text


def _sum(place: str, text: str) -> str:
    return f"{crc32((place + chr(10) + text).encode('utf-8', 'surrogatepass')):08x}"
