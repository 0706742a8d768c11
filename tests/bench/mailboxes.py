"""Mailboxes to measure with: invented mail of every day, of which a few messages belong to a job hunt."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

END = datetime(2026, 11, 20, 9, tzinfo=UTC)
OWNER = "sam@owner.example"
_SHOPS = ("Fernhill", "Brook & Daughters", "Larkspur", "Quayside", "Tallow Lane")
_NOTE = (
    "Hi Sam,\n\nthe photos from the weekend are in the shared album now, number {n} is the best of them. "
    "Shall we cook on Sunday? Bring the big pot if you still have it.\n\nLove,\nAunt Ida\n"
)
_CELL = (
    '<tr><td style="padding:8px;font-family:Arial,sans-serif;color:#333333"><a href="https://shop.example/{n}/{i}">'
    "<b>Wool socks {i}</b></a><br>Soft, warm and 20% off until the end of the month.</td></tr>\n"
)
_MIXED = b'multipart/mixed; boundary="photo"'
_PHOTO = (
    b"\n--photo\nContent-Type: image/jpeg; name=weekend.jpg\nContent-Disposition: attachment; filename=weekend.jpg\n"
    b"Content-Transfer-Encoding: base64\n\n" + (b"/9j4AAQSkZJRgABAQ" * 5)[:76] + b"\n"
) + ((b"4gHYSUNDX1BST0ZJTEUAAQ" * 4)[:76] + b"\n") * 10_000
_INVITED = (
    "Hi Sam,\n\nthank you for applying for the Data Engineer role at {company}. We would like to invite you to an "
    "interview on {day} at 10:00 with Dana Reyes, our Head of Data. You will hear from us by the end of that week.\n\n"
    "Kind regards,\nLee Wong\nTalent Acquisition, {company}\n"
)


def messages(count: int, mattering: int, *, photos: bool = False) -> Iterator[bytes]:
    """`count` messages over the last 100 days before `END`, oldest first; `mattering` of them are hiring mail.

    Of the rest one in ten is a friend's (with `photos` of 0.8 MB), the others are of shops, as in a mailbox of today.
    """
    every = max(count // mattering, 1) if mattering else count + 1
    friends = _note_with_photo if photos else _note
    for n in range(count):
        at = END - timedelta(days=100) * ((count - n) / count)
        yield _hiring(n, at) if mattering and n % every == 0 else friends(n, at) if n % 10 == 1 else _newsletter(n, at)


def new_messages(count: int) -> Iterator[bytes]:
    """Mail of the last hour, half of it hiring mail."""
    for n in range(count):
        at = END - timedelta(minutes=count - n)
        yield _hiring(900_000 + n, at) if n % 2 else _note(900_000 + n, at)


def maildir(folder: Path, mail: Iterator[bytes], name: str = "m") -> None:
    """Write (or add to) a Maildir."""
    for part in ("cur", "new", "tmp"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    for n, raw in enumerate(mail):
        (folder / "cur" / f"1790000000.{name}{n}.bench:2,S").write_bytes(raw)


def mbox(file: Path, megabytes: int, *, photos: bool = False) -> int:
    """Write an mbox file of about this size with thirty hiring messages in it; returns the number of messages."""
    file.parent.mkdir(parents=True, exist_ok=True)
    sample = list(messages(100, 0, photos=photos))
    count = megabytes * 1_000_000 * len(sample) // sum(map(len, sample))
    with file.open("wb") as out:
        for raw in messages(count, 30, photos=photos):
            out.write(b"From - Mon Nov 02 09:00:00 2026\n" + raw + b"\n")
    return count


def config(home: Path, kind: str, path: Path) -> None:
    """The config of a home with one account."""
    home.mkdir(parents=True, exist_ok=True)
    (home / "config.toml").write_text(
        '[owner]\nname = "Sam Okafor"\nzone = "Europe/London"\ncountry = "GB"\n\n[scan]\ndays = 3650\n\n'
        f'[[account]]\nname = "bench"\ntype = "{kind}"\npath = "{path}"\naddresses = ["{OWNER}"]\n',
        encoding="utf-8",
    )


def _head(sender: str, subject: str, n: int, at: datetime, kind: str, more: str = "") -> bytes:
    return (
        f"Received: from mx.example by mail.owner.example; {format_datetime(at)}\nFrom: {sender}\nTo: {OWNER}\n"
        f"Subject: {subject}\nDate: {format_datetime(at)}\nMessage-ID: <bench-{n}@mail.example>\n{more}"
        f"MIME-Version: 1.0\nContent-Type: text/{kind}; charset=utf-8\n\n"
    ).encode()


def _note(n: int, at: datetime) -> bytes:
    return _head("Ida <ida@family.example>", f"Sunday {n}", n, at, "plain") + _NOTE.format(n=n).encode()


def _note_with_photo(n: int, at: datetime) -> bytes:
    head = _head("Ida <ida@family.example>", f"Sunday {n}", n, at, "plain").replace(
        b"text/plain; charset=utf-8", _MIXED
    )
    text = b"--photo\nContent-Type: text/plain; charset=utf-8\n\n" + _NOTE.format(n=n).encode()
    return head + text + _PHOTO + b"\n--photo--\n"


def _newsletter(n: int, at: datetime) -> bytes:
    shop = _SHOPS[n % len(_SHOPS)]
    more = "List-Unsubscribe: <https://shop.example/out>\nPrecedence: bulk\n"
    page = "<html><body><table>" + "".join(_CELL.format(n=n, i=i) for i in range(130)) + "</table></body></html>"
    return _head(f"{shop} <news@shop.example>", f"Offers of the week {n}", n, at, "html", more) + page.encode()


def _hiring(n: int, at: datetime) -> bytes:
    company = f"Northgate{n}"
    day = f"{at + timedelta(days=4):%A} {(at + timedelta(days=4)).day} {at + timedelta(days=4):%B}"
    subject = f"Interview for Data Engineer at {company}"
    text = _INVITED.format(company=company, day=day)
    return _head(f"Lee Wong <lee.wong@northgate{n}.example>", subject, n, at, "plain") + text.encode()
