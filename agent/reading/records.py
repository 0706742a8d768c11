"""The third stage's record: what this person said, now - and what a calendar part says.

mailbox -> message -> **reading** -> findings -> case -> due -> draft
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from agent.messages import Message, Person


class Automatic(StrEnum):
    """What kind of machine wrote, where headers and structure alone say so."""

    AUTO_REPLY = "auto_reply"  # Auto-Submitted: auto-replied, X-Autoreply, "Out of office:" subjects with such headers
    BOUNCE = "bounce"  # multipart/report delivery-status, null sender, mailer-daemon
    RECEIPT = "receipt"  # read receipts, delivery receipts, "recalled" notices
    BULK = "bulk"  # List-Id, List-Unsubscribe, Precedence: bulk
    ROBOT = "robot"  # a no-reply or a known hiring system's, calendar's or notification address


@dataclass(frozen=True, slots=True)
class Remark:
    """One line about what is odd in a message: `code` is its entry in `remarks.toml`, `text` the sentence."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Attendee:
    """One person (or room) on an invitation. `partstat` is in upper case ("ACCEPTED", "DECLINED", ...), "" if none.

    `room` is True for CUTYPE ROOM or RESOURCE and for group addresses the invitation marks as GROUP.
    """

    person: Person
    partstat: str
    room: bool


@dataclass(frozen=True, slots=True)
class Invitation:
    """One event of one calendar part.

    `method` is in upper case (REQUEST, CANCEL, REPLY, COUNTER, PUBLISH, "" if none). `start` and `end` are aware;
    for an all-day event `start` is local midnight of the first day and `end` local midnight after the last day, in
    the zone the caller gave. `zone` is the zone's IANA name, or None when the event had none (UTC counts as "UTC").
    `sure` is False when the zone was missing (floating time) or unknown and the owner's zone was taken instead.
    """

    method: str
    uid: str
    sequence: int
    start: datetime | None
    end: datetime | None
    all_day: bool
    zone: str | None
    sure: bool
    summary: str
    description: str
    location: str
    organizer: Person | None
    attendees: tuple[Attendee, ...]
    cancelled: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """What one message says.

    `said` is the new text only: quoted history, signatures and legal footers are off; paragraphs are separated by a
    blank line, lines are not hard-wrapped where the sender's were soft. `quoted` is the history below it, newest
    first. `forwarded` is a forwarded block ("" if none). `signature` is what stood after the farewell. `automatic`
    is what headers and structure prove about machines. `bounced` holds the addresses a delivery report names.
    `subject` is the subject without Re:, Fwd: and their kin. `remarks` say what could not be
    read, was cut or looks hostile.
    """

    message: Message
    subject: str
    said: str
    quoted: str
    forwarded: str
    signature: str
    invitations: tuple[Invitation, ...]
    automatic: Automatic | None
    bounced: tuple[str, ...]
    attachments: tuple[str, ...]
    remarks: tuple[Remark, ...]

    @property
    def problems(self) -> tuple[str, ...]:
        """Plain sentences about what could not be read or was cut."""
        from agent.reading.remarks import lost  # the table is read when it is needed

        return lost(self.remarks)
