"""Builds readings from the rows of the TOML tables beside this file."""

from __future__ import annotations

import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from agent.messages import Direction, Message, Owner, Person
from agent.reading.records import Automatic, Invitation, Reading
from providers.mailbox import Folder

Row = dict[str, Any]
OWNER = Owner(frozenset({"sam@owner.example"}), ZoneInfo("Europe/London"), "GB", "Sam Okafor")
_SENT = datetime(2026, 11, 4, 10, 0, tzinfo=ZoneInfo("Europe/London"))
_DANA = "Dana Reyes <dana@acme.example>"
_SAM = "Sam Okafor <sam@owner.example>"


def rows(name: str) -> list[Row]:
    """The mails of one table beside this file."""
    found: list[Row] = tomllib.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))["mail"]
    return found


def person(text: str) -> Person:
    name, _, email = text.rpartition("<")
    return Person(name.strip() or None, email.strip("> ").lower())


def reading(row: Row) -> Reading:
    own = row.get("own", False)
    automatic = Automatic(row["automatic"]) if "automatic" in row else None
    direction = Direction.OWNER if own else Direction.MACHINE if automatic else Direction.THEIRS
    message = Message(
        id="1", account="a", message_id="m1@scenario.example",
        in_reply_to=("m0@scenario.example",) if row.get("reply") else (),
        references=("m0@scenario.example",) if row.get("reply") else (),
        thread=None, folder=Folder.INBOX, sender=person(row.get("from", _SAM if own else _DANA)), reply_to=(),
        to=(person(_DANA if own else _SAM),), cc=(), bcc=(), subject=row.get("subject", ""), sent=_SENT,
        received=_SENT, direction=direction, automatic=automatic and automatic.value,
    )  # fmt: skip
    return Reading(
        message=message, subject=row.get("subject", ""), said=row.get("text", ""), quoted=row.get("quoted", ""),
        forwarded=row.get("forwarded", ""), signature="", invitations=_invitations(row), automatic=automatic,
        bounced=tuple(row.get("bounced", ())), attachments=(), remarks=(),
    )  # fmt: skip


def _invitations(row: Row) -> tuple[Invitation, ...]:
    if "method" not in row:
        return ()
    return (
        Invitation(
            method=row["method"], uid="u1", sequence=row.get("sequence", 0), start=_SENT, end=None, all_day=False,
            zone="Europe/London", sure=True, summary=row.get("summary", "Interview with Acme"), description="",
            location="", organizer=None, attendees=(), cancelled=row["method"] == "CANCEL",
        ),
    )  # fmt: skip
