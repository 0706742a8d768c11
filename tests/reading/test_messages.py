"""Every message in messages/ is read as the TOML beside it says."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from agent.messages import Owner, Person
from agent.reading import read, read_header
from agent.reading.records import Invitation, Reading
from providers.mailbox import Folder, Header, RawMessage

MESSAGES = Path(__file__).parent / "messages"
OWNER = Owner(frozenset({"sam@owner.example"}), ZoneInfo("Europe/London"), "GB", "Sam Okafor")
RECEIVED = datetime(2026, 11, 3, 19, tzinfo=UTC)


def raw(name: str) -> RawMessage:
    return RawMessage(name, "thread-1", Folder.INBOX, RECEIVED, (MESSAGES / f"{name}.eml").read_bytes())


def shown(person: Person | None) -> str:
    if person is None:
        return ""
    return f"{person.name} <{person.email}>" if person.name else person.email


def of_invitation(each: Invitation) -> dict[str, Any]:
    return {
        "method": each.method,
        "uid": each.uid,
        "sequence": each.sequence,
        "start": each.start.isoformat() if each.start else "",
        "end": each.end.isoformat() if each.end else "",
        "all_day": each.all_day,
        "zone": each.zone or "",
        "sure": each.sure,
        "cancelled": each.cancelled,
        "summary": each.summary,
        "description": each.description,
        "location": each.location,
        "organizer": shown(each.organizer),
        "attendees": [f"{shown(a.person)} {a.partstat}{' ROOM' if a.room else ''}".strip() for a in each.attendees],
    }


def of_reading(reading: Reading) -> dict[str, Any]:
    message = reading.message
    return {
        "direction": message.direction.value,
        "automatic": reading.automatic.value if reading.automatic else "",
        "sender": shown(message.sender),
        "sent": message.sent.isoformat() if message.sent else "",
        "message_id": message.message_id,
        "in_reply_to": list(message.in_reply_to),
        "references": list(message.references),
        "reply_to": [shown(person) for person in message.reply_to],
        "subject": reading.subject,
        "said": reading.said,
        "signature": reading.signature,
        "quoted": reading.quoted,
        "forwarded": reading.forwarded,
        "bounced": list(reading.bounced),
        "attachments": list(reading.attachments),
        "problems": list(reading.problems),
        "invitation": [of_invitation(each) for each in reading.invitations],
    }


NAMES = sorted(path.stem for path in MESSAGES.glob("*.eml"))


def test_there_are_messages() -> None:
    assert len(NAMES) >= 40
    assert sorted(path.stem for path in MESSAGES.glob("*.toml")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_message_is_read_as_expected(name: str) -> None:
    expected = tomllib.loads((MESSAGES / f"{name}.toml").read_text("utf-8"))
    found = of_reading(read(raw(name), OWNER, "work"))
    absent: dict[str, Any] = {
        "in_reply_to": [],
        "references": [],
        "reply_to": [],
        "bounced": [],
        "attachments": [],
        "invitation": [],
    }
    wanted = absent | {"message_id": found["message_id"]} | expected
    assert found == wanted


@pytest.mark.parametrize("name", NAMES)
def test_the_head_alone_gives_the_same_message(name: str) -> None:
    whole = raw(name)
    head = whole.raw.replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    header = Header(whole.id, whole.thread, whole.folder, whole.received, head, "")
    assert read_header(header, OWNER, "work") == read(whole, OWNER, "work").message


@pytest.mark.parametrize("name", NAMES)
def test_line_ends_make_no_difference(name: str) -> None:
    whole = raw(name)
    unix = whole.raw.replace(b"\r\n", b"\n")
    found = [
        read(RawMessage(whole.id, whole.thread, whole.folder, whole.received, body), OWNER, "work")
        for body in (unix, unix.replace(b"\n", b"\r\n"))
    ]
    assert found[0] == found[1]
