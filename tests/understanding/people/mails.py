"""Builds readings from the TOML tables of these tests."""

from __future__ import annotations

import tomllib
from datetime import datetime, timedelta
from email.utils import getaddresses
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from agent.messages import Direction, Message, Owner, Person
from agent.reading.records import Attendee, Automatic, Invitation, Reading
from agent.senders import is_robot
from providers.mailbox import Folder

SAM = "Sam Okafor <sam@owner.example>"
OWNER = Owner(frozenset({"sam@owner.example"}), ZoneInfo("Europe/London"), "GB", "Sam Okafor")


def table(path: Path, key: str = "message") -> list[dict[str, Any]]:
    """The entries of a table file."""
    return tomllib.loads(path.read_text(encoding="utf-8"))[key]


def people(texts: list[str]) -> tuple[Person, ...]:
    return tuple(Person(name or None, email.lower()) for name, email in getaddresses(texts))


def reading(mail: dict[str, Any], owner: Owner = OWNER) -> Reading:
    """The reading of one entry: headers and texts as the reading stage would give them."""
    sent = datetime.fromisoformat(mail.get("sent", "2026-11-02T09:00:00+00:00"))
    sender = people([mail.get("from", SAM)])[0]
    own = sender.email in owner.addresses
    direction = Direction.OWNER if own else Direction.MACHINE if is_robot(sender.email) else Direction.THEIRS
    message = Message(
        id="m1",
        account="test",
        message_id="m1@test.example",
        in_reply_to=(),
        references=(),
        thread=None,
        folder=Folder.SENT if own else Folder.INBOX,
        sender=sender,
        reply_to=(),
        to=people(mail.get("to", ["Dana Reyes <dana@acme.example>"] if own else [SAM])),
        cc=people(mail.get("cc", [])),
        bcc=(),
        subject=mail.get("subject", ""),
        sent=sent,
        received=sent + timedelta(minutes=1),
        direction=direction,
        automatic="robot" if direction is Direction.MACHINE else None,
    )
    return Reading(
        message=message,
        subject=mail.get("subject", ""),
        said=mail.get("text", ""),
        quoted=mail.get("quoted", ""),
        forwarded=mail.get("forwarded", ""),
        signature=mail.get("signature", ""),
        invitations=tuple(invitation(entry) for entry in mail.get("invite", [])),
        automatic=Automatic.ROBOT if direction is Direction.MACHINE else None,
        bounced=(),
        attachments=(),
        remarks=(),
    )


def invitation(entry: dict[str, Any]) -> Invitation:
    """One calendar part. An attendee is "Name <address> PARTSTAT"; ROOM marks a room."""
    zone = entry.get("zone", "Europe/London")
    organizer = people([entry["organizer"]])[0] if "organizer" in entry else None
    start, end = (_local(entry[key], zone) if key in entry else None for key in ("start", "end"))
    return Invitation(
        method=entry.get("method", "REQUEST"),
        uid=entry.get("uid", "u1@acme.example"),
        sequence=entry.get("sequence", 0),
        start=start,
        end=end,
        all_day=entry.get("all_day", False),
        zone=zone,
        sure=entry.get("sure", True),
        summary=entry.get("summary", ""),
        description=entry.get("description", ""),
        location=entry.get("location", ""),
        organizer=organizer,
        attendees=tuple(_attendee(text) for text in entry.get("attendees", [])),
        cancelled=entry.get("cancelled", False),
    )


def _local(text: str, zone: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def _attendee(text: str) -> Attendee:
    address, _, tail = text.rpartition(">")
    mark = tail.strip()
    return Attendee(people([address + ">"])[0], "" if mark == "ROOM" else mark, mark == "ROOM")
