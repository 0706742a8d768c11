"""A small piece again and again: what makes the work grow faster than the mail.

The first byte chooses where the piece stands, the others are the piece.
"""

from __future__ import annotations

import struct
from collections.abc import Callable

from tests.support import winmail

SIZE = 16 * 1024
LONGER = 4
"""How many times as much `timing` gives what it suspects."""
MAX_PIECE = 60

_START = b"From: Dana Reyes <dana@acme.example>\nMessage-ID: <f@acme.example>\n"
_TYPE = _START + b"Subject: Interview\nContent-Type: "
_NESTED = b"multipart/mixed; boundary=b0\n\n" + b"".join(
    b"--b%d\nContent-Type: multipart/mixed; boundary=b%d\n\n" % (level, level + 1) for level in range(12)
)
_HELLO = b"\n\nWe look forward to Friday at 3pm.\n"


def _rich(filled: bytes) -> bytes:
    packed = struct.pack("<II4sI", 0, len(filled), b"MELA", 0) + filled
    return winmail.winmail(winmail.properties(winmail.lengthy(winmail.RICH, winmail.BINARY, packed)))


PLACES: tuple[tuple[int, Callable[[bytes], bytes]], ...] = (
    (1, lambda filled: _TYPE + b"text/plain; charset=utf-8\n\n" + filled),
    (4, lambda filled: _TYPE + b"text/html; charset=utf-8\n\n" + filled),
    (4, lambda filled: _TYPE + b"text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\n" + filled),
    (16, lambda filled: _TYPE + _NESTED + filled),
    (4, lambda filled: _START + b"Subject: " + filled + _HELLO),
    (4, lambda filled: _START + b"To: " + filled + _HELLO),
    (4, lambda filled: _START + b"References: " + filled + _HELLO),
    (4, lambda filled: _START + b"Date: " + filled + _HELLO),
    (4, lambda filled: _TYPE + b"multipart/mixed; " + filled + _HELLO),
    (4, lambda filled: _TYPE + b"application/ms-tnef\n\n" + _rich(filled)),
    (1, lambda filled: _TYPE + b"text/plain; format=flowed; delsp=yes\n\n" + filled),
    (16, lambda filled: _START + filled + _HELLO),
)
"""Where it stands, and how many times SIZE of it: a text is cut soon and dear, the structure is cheap."""


def message(raw: bytes, times: int = 1) -> bytes:
    """The message that `raw` stands for, `times` as long."""
    if len(raw) < 2:
        return _START
    much, place = PLACES[raw[0] % len(PLACES)]
    piece, size = raw[1 : 1 + MAX_PIECE], SIZE * much * times
    return place((piece * (size // len(piece) + 1))[:size])
