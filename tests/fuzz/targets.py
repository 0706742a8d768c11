"""What is fuzzed: each target takes any bytes, and breaks only by a fault of ours."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from agent.codec import dumps, loads
from agent.config import load
from agent.errors import FollowupError
from agent.messages import Owner
from agent.reading import html, read
from agent.reading.pages import HISTORY, SIGNED
from agent.reading.readings import MAX_SAID
from agent.reading.records import Reading
from agent.understanding import understand
from agent.understanding.findings import Understanding
from providers.mailbox import Folder, RawMessage
from tests.fuzz import repeated
from tests.fuzz.database import database

OWNER = Owner(frozenset({"sam@owner.example"}), ZoneInfo("Europe/London"), "GB", "Sam Okafor")
RECEIVED = datetime(2026, 11, 3, 19, tzinfo=UTC)
HEAD = b"From: Dana Reyes <dana@acme.example>\nSubject: Interview\nMessage-ID: <f@acme.example>\nContent-Type: "


def sound(raw: bytes) -> Reading:
    """Read a message; what comes back keeps the promises of the stage."""
    found = read(RawMessage("1", None, Folder.INBOX, RECEIVED, raw), OWNER, "work")
    assert not any(problem.startswith("This message could not be read") for problem in found.problems), found.problems
    assert all(each.start is None or each.start.tzinfo for each in found.invitations)
    assert found.message.sent is None or found.message.sent.tzinfo
    for text in (found.said, found.quoted, found.forwarded, found.signature):
        assert len(text) <= MAX_SAID
        assert HISTORY not in text
        assert SIGNED not in text
    return found


def meant(raw: bytes) -> None:
    """Read a message and say what it means; `understand` never raises, but says so."""
    found = understand(sound(raw), OWNER)
    assert not any("could not be understood" in doubt for doubt in found.unsure), found.unsure
    assert loads(Understanding, dumps(found)) == found


def message(raw: bytes) -> None:
    """A whole message, as bytes: MIME, headers, wrappers; and what it means."""
    meant(raw)


def repetition(raw: bytes, times: int = 1) -> None:
    """A message in which a small piece stands again and again; see `tests.fuzz.repeated`."""
    meant(repeated.message(raw, times))


def page(raw: bytes) -> None:
    """A page."""
    html.to_text(raw.decode("utf-8", "replace"))
    sound(HEAD + b"text/html; charset=utf-8\n\n" + raw)


def calendar(raw: bytes) -> None:
    """A calendar part."""
    sound(HEAD + b"text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\n" + raw + b"\nEND:VEVENT\n")


def dates(raw: bytes) -> None:
    """A text about days and times, and a Date header."""
    sound(b"Date: " + raw.replace(b"\n", b" ") + b"\n" + HEAD + b"text/plain\n\nHi.")
    meant(HEAD + b"text/plain; charset=utf-8\n\nWe will let you know by " + raw)


def config(raw: bytes) -> None:
    """A config file: read, or refused in words."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "config.toml"
        path.write_bytes(raw)
        try:
            load(path)
        except FollowupError:
            return


TARGETS: dict[str, tuple[Callable[[bytes], object], tuple[str, ...]]] = {
    "message": (
        message,
        ("From: ", "Content-Type: multipart/mixed; boundary=b\n", "--b\n", "=?utf-8?q?a?=", "\n\n", "> "),
    ),
    "page": (page, ("<p>", "<td style='", "display:none", "<!--", "&#", "<style>", ".a{", "</html>", "<blockquote>")),
    "calendar": (
        calendar,
        ("DTSTART;TZID=x:", "20261105T100000Z", "\nDURATION:P", "ATTENDEE;CN=", "BEGIN:VALARM\n", "\n "),
    ),
    "dates": (
        dates,
        ("Friday", "the 12th", "12/11/2026", "next week", "3pm", "Tue, 3 Nov 2026", "between ", " and ", "\u202f"),
    ),
    "config": (
        config,
        ("[owner]\n", "zone = ", "[[account]]\n", '"', "type = ", "[scan]\ndays = ", "addresses = [", "]\n"),
    ),
    "repeated": (
        repetition,
        (
            "\x00",
            "\x01",
            "\x02",
            "\x03",
            "\x04",
            "\x09",
            "at 10 ",
            "10:00-",
            "Dana ",
            "<td>",
            "--b",
            "=?",
            "\\f0",
            "  ",
        ),
    ),
    "database": (database, ("\x00", "\x01\x01\x05", "\n", "dana@acme.example", '{"type":"', "2026-11-03", "null")),
}
"""Each target with pieces of its language."""

LONGER: dict[str, Callable[[bytes], None]] = {"repeated": lambda raw: repetition(raw, repeated.LONGER)}
"""Targets that can make more of an input, for what seems slow."""
