"""An invitation of the demo as calendar text (RFC 5545): what a calendar program would attach."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parseaddr

from agent.demo.tables import ZONE, Table


def calendar(invite: Table, at: datetime) -> str:
    """The text of `invite`, sent at `at`; its own times are London time and are written in UTC."""
    return "\r\n".join(_lines(invite, at)) + "\r\n"


def _lines(invite: Table, at: datetime) -> Iterator[str]:
    method = invite.get("method", "REQUEST")
    yield from ("BEGIN:VCALENDAR", "PRODID:-//Example//Calendar//EN", "VERSION:2.0", f"METHOD:{method}", "BEGIN:VEVENT")
    yield f"UID:{invite['uid']}"
    yield f"SEQUENCE:{invite.get('sequence', 0)}"
    yield f"DTSTAMP:{_utc(at)}"
    yield f"DTSTART:{_utc(invite['start'].replace(tzinfo=ZONE))}"
    yield f"DTEND:{_utc(invite['end'].replace(tzinfo=ZONE))}"
    for name in ("summary", "description", "location"):
        if name in invite:
            yield f"{name.upper()}:{_escaped(invite[name])}"
    if method == "CANCEL":
        yield "STATUS:CANCELLED"
    yield _person("ORGANIZER", invite["organizer"])
    for one in invite["attendees"]:
        yield _person("ATTENDEE;CUTYPE=INDIVIDUAL;PARTSTAT=NEEDS-ACTION", one)
    yield from ("END:VEVENT", "END:VCALENDAR")


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _person(what: str, who: str) -> str:
    name, address = parseaddr(who)
    return f'{what};CN="{name}":mailto:{address}'


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
