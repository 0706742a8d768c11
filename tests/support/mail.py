"""Messages for tests, from plain tables: what `tests/scenarios/README.md` describes becomes RFC 5322 bytes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from typing import Any
from zoneinfo import ZoneInfo

DOMAIN = "scenario.example"


def raw_message(table: Mapping[str, Any], owner: str, earlier: Mapping[str, Mapping[str, Any]]) -> bytes:
    """The bytes of one `[[message]]`; `earlier` are the scenario's messages by id."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = table["from"]
    mail["To"] = ", ".join(table.get("to", [owner]))
    for name, key in (("Cc", "cc"), ("Bcc", "bcc")):
        if table.get(key):
            mail[name] = ", ".join(table[key])
    if table.get("reply_to"):
        mail["Reply-To"] = table["reply_to"]
    mail["Subject"] = table.get("subject", "")
    mail["Date"] = format_datetime(table["at"])
    mail["Message-ID"] = f"<{table['id']}@{DOMAIN}>"
    chain = _chain(table, earlier)
    if chain:
        mail["In-Reply-To"] = f"<{chain[-1]}@{DOMAIN}>"
        mail["References"] = " ".join(f"<{one}@{DOMAIN}>" for one in chain)
    for name, value in table.get("headers", {}).items():
        del mail[name]
        mail[name] = value
    _put_body(mail, table, earlier)
    return mail.as_bytes()


def _chain(table: Mapping[str, Any], earlier: Mapping[str, Mapping[str, Any]]) -> list[str]:
    chain: list[str] = []
    parent = table.get("answers")
    while parent and parent not in chain:
        chain.insert(0, parent)
        parent = earlier.get(parent, {}).get("answers")
    return chain


def _put_body(mail: EmailMessage, table: Mapping[str, Any], earlier: Mapping[str, Mapping[str, Any]]) -> None:
    text = table.get("text", "")
    if table.get("quote"):
        text = f"{text.rstrip()}\n\n{quoted(earlier[table['quote']])}"
    if text or not table.get("html"):
        mail.set_content(text)
        if table.get("html"):
            mail.add_alternative(table["html"], subtype="html")
    else:
        mail.set_content(table["html"], subtype="html")
    for invite in table.get("invite", []):
        _put_invite(mail, invite, table["at"])


def quoted(table: Mapping[str, Any]) -> str:
    """A message as mail programs quote it below an answer."""
    name, address = parseaddr(table["from"])
    at = table["at"]
    lines = [f"On {at:%a, %d %b %Y at %H:%M}, {name} <{address}> wrote:"]
    lines += [f"> {line}".rstrip() for line in table.get("text", "").strip().splitlines()]
    return "\n".join(lines) + "\n"


def _put_invite(mail: EmailMessage, invite: Mapping[str, Any], at: datetime) -> None:
    ics = calendar(invite, at).encode()
    method = invite.get("method", "REQUEST")
    form = invite.get("as", "both")
    if form in ("part", "both"):
        if mail.get_content_type() == "text/plain":
            mail.make_alternative()
        part = EmailMessage(policy=SMTP)
        part.set_content(ics.decode(), subtype="calendar", params={"method": method})
        mail.make_mixed() if mail.get_content_type() not in ("multipart/alternative", "multipart/mixed") else None
        mail.attach(part)
    if form in ("attachment", "both"):
        mail.add_attachment(ics, maintype="application", subtype="octet-stream", filename="invite.ics")


def calendar(invite: Mapping[str, Any], at: datetime) -> str:
    """An invitation as RFC 5545 text."""
    lines = ["BEGIN:VCALENDAR", "PRODID:-//Example//Calendar//EN", "VERSION:2.0"]
    lines += [f"METHOD:{invite.get('method', 'REQUEST')}", "BEGIN:VEVENT"]
    lines += [
        f"UID:{invite['uid']}",
        f"SEQUENCE:{invite.get('sequence', 0)}",
        f"DTSTAMP:{at.astimezone(UTC):%Y%m%dT%H%M%SZ}",
    ]
    lines += [_moment("DTSTART", invite["start"], invite)]
    if invite.get("end") is not None:
        lines += [_moment("DTEND", invite["end"], invite)]
    for name in ("summary", "description", "location"):
        if invite.get(name):
            lines += [f"{name.upper()}:{_escaped(invite[name])}"]
    if invite.get("method") == "CANCEL":
        lines += ["STATUS:CANCELLED"]
    if invite.get("organizer"):
        name, address = parseaddr(invite["organizer"])
        lines += [f'ORGANIZER;CN="{name}":mailto:{address}']
    lines += [_attendee(one) for one in invite.get("attendees", [])]
    lines += ["END:VEVENT", "END:VCALENDAR", ""]
    return "\r\n".join(lines)


def _moment(name: str, value: datetime | date, invite: Mapping[str, Any]) -> str:
    if not isinstance(value, datetime):
        return f"{name};VALUE=DATE:{value:%Y%m%d}"
    zone = invite.get("zone", "UTC")
    local = value
    if value.tzinfo is not None:
        local = value.astimezone(ZoneInfo(zone or "UTC")).replace(tzinfo=None)
    if invite.get("windows"):
        return f"{name};TZID={invite['windows']}:{local:%Y%m%dT%H%M%S}"
    if zone == "UTC":
        return f"{name}:{local:%Y%m%dT%H%M%SZ}"
    return f"{name}:{local:%Y%m%dT%H%M%S}" if not zone else f"{name};TZID={zone}:{local:%Y%m%dT%H%M%S}"


def _attendee(text: str) -> str:
    person, _, mark = text.rpartition(">")
    name, address = parseaddr(person + ">")
    mark = mark.strip()
    if mark in ("ROOM", "RESOURCE", "GROUP"):
        return f'ATTENDEE;CUTYPE={mark};CN="{name}":mailto:{address}'
    return f'ATTENDEE;CUTYPE=INDIVIDUAL;PARTSTAT={mark or "NEEDS-ACTION"};CN="{name}":mailto:{address}'


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def hour_up(at: datetime) -> datetime:
    """The next full hour."""
    floor = at.replace(minute=0, second=0, microsecond=0)
    return floor if floor == at else floor + timedelta(hours=1)
