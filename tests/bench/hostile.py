"""Hostile messages to measure: those of the tests, and larger ones made here. Run with a folder: writes each as a file.

In a process of its own, since what a process ever held counts for those that it starts.
"""

from __future__ import annotations

import sys
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

from tests.reading.test_hostile_neighbours import HOSTILE
from tests.reading.test_one_line import ODD

_HEAD = (
    "From: Dana Reyes <dana@acme.example>\nTo: sam@owner.example\nSubject: Interview for Data Engineer at Acme\n"
    "Date: Tue, 3 Nov 2026 15:00:00 +0000\nMessage-ID: <x@acme.example>\nContent-Type: "
)
_MOST_TEXT = 66_000  # a little more than is read of a new text
_PAGES = ("<!--", "<div>", "<table><tr><td>", "&amp", "<style>" + "a{" * 100, "<p style='color:red'>")
_SAID_AGAIN = (
    *("at 10 ", "10:00\n", "10:00 or ", "10:00-11:00 ", "10:00 UTC ", "- 10:00\n", "Monday 10:00 ", "12/11/2026 "),
    "Interview on Monday 9 November at 10:00. ",
    "You will meet Dana Reyes, Lee Chan, Jo Fox and Al Bee (CTO) at Acme at 10:00. ",
    "We will let you know by Friday 13 November if you write by Monday 9 November, ",
)


def made() -> Iterator[tuple[str, bytes]]:
    """Name and bytes of what is made here."""
    levels = range(12)
    nested = b"".join(b"--b%d\nContent-Type: multipart/mixed; boundary=b%d\n\n" % (n, n + 1) for n in levels)
    nearly = b"".join(b"\n--b%d" % n + b" " * 99 + b"x" for n in levels)
    yield (
        "12 multiparts in one another, 25 MB nearly boundaries",
        of("multipart/mixed; boundary=b0", nested + nearly * 20_000),
    )
    signed = b"--b\nContent-Type: application/pkcs7-mime\nContent-Transfer-Encoding: base64\n\n"
    yield "60 S-MIME parts", of("multipart/mixed; boundary=b", (signed + b64encode(b"0\x80" * 300_000) + b"\n") * 60)
    for page in _PAGES:
        yield f"a page of {page[:20]}", of("text/html; charset=utf-8", (page * (400_000 // len(page))).encode())
    for text in _SAID_AGAIN:
        again = (text * (_MOST_TEXT // len(text) + 1))[:_MOST_TEXT]
        yield f"64 KB of {text[:40].strip()!r}", of("text/plain; charset=utf-8", again.encode())


def of(kind: str, body: bytes) -> bytes:
    """A message with this body."""
    return f"{_HEAD}{kind}\n\n".encode() + body


def main(folder: Path) -> None:
    """Write NUMBER.eml, and its name in NUMBER.txt."""
    tested = {**{name: raw for name, (raw, _) in ODD.items()}, **HOSTILE}
    for number, (name, raw) in enumerate([*tested.items(), *made()]):
        (folder / f"{number}.eml").write_bytes(raw)
        (folder / f"{number}.txt").write_text(name, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
