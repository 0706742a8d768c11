"""A message as Graph tells of it, as a record of the contract.

The header block as it came is told for mail that was received; for the owner's own it is put together from the fields.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime

from providers.mailbox import Folder, Header
from providers.permission import Json

IN_REPLY_TO, REFERENCES, DEFERRED = "String 0x1042", "String 0x1039", "SystemTime 0x3FEF"
"""Standard properties that Graph shows by these names only (PidTagInReplyToId, PidTagInternetReferences,
PidTagDeferredSendTime)."""

_WANTED = " or ".join(f"id eq '{one}'" for one in (IN_REPLY_TO, REFERENCES, DEFERRED))
EXPAND = f"singleValueExtendedProperties($filter={_WANTED})"
HEAD = (
    "id,conversationId,parentFolderId,isDraft,receivedDateTime,sentDateTime,bodyPreview,subject,from,toRecipients,"
    "ccRecipients,bccRecipients,replyTo,internetMessageId,internetMessageHeaders"
)
_PEOPLE = (("To", "toRecipients"), ("Cc", "ccRecipients"), ("Bcc", "bccRecipients"), ("Reply-To", "replyTo"))


class Garbled(Exception):
    """Graph's account of a message lacks what it must have. Never leaves the Outlook modules."""


def moment(message: Json, name: str) -> datetime:
    """A time that Graph tells (ISO 8601), UTC. Raises Garbled."""
    try:
        at = datetime.fromisoformat(message.get(name, ""))
    except (ValueError, TypeError) as error:
        raise Garbled("Outlook does not say when a message came.") from error
    return at.replace(tzinfo=at.tzinfo or UTC).astimezone(UTC)


def property_of(message: Json, id: str) -> str:
    """One of the standard properties above, or ""."""
    held = message.get("singleValueExtendedProperties") or []
    return next((str(one.get("value", "")) for one in held if str(one.get("id", "")).lower() == id.lower()), "")


def address_of(person: Json | None) -> tuple[str, str]:
    """Name and address of a recipient or sender; "" for what is not there."""
    told = (person or {}).get("emailAddress") or {}
    return str(told.get("name") or ""), str(told.get("address") or "")


def header_of(message: Json, folder: Folder) -> Header:
    """The head of a message got with HEAD and EXPAND. Raises Garbled."""
    told = message.get("internetMessageHeaders") or []
    pairs = [(str(one.get("name", "")), one.get("value")) for one in told] or list(_put_together(message))
    lines = [f"{name}: {' '.join(str(value or '').splitlines())}" for name, value in pairs]
    return Header(
        message["id"],
        message.get("conversationId"),
        Folder.DRAFTS if message.get("isDraft") else folder,
        moment(message, "receivedDateTime"),
        "\r\n".join(lines).encode("utf-8", "replace"),
        str(message.get("bodyPreview") or ""),
    )


def _put_together(message: Json) -> Iterator[tuple[str, str]]:
    yield "From", _written(message.get("from"))
    for name, key in _PEOPLE:
        if message.get(key):
            yield name, ", ".join(_written(one) for one in message[key])
    yield "Subject", str(message.get("subject") or "")
    yield "Date", format_datetime(moment(message, "sentDateTime"))
    yield "Message-ID", str(message.get("internetMessageId") or "")
    for name, id in (("In-Reply-To", IN_REPLY_TO), ("References", REFERENCES)):
        if property_of(message, id):
            yield name, property_of(message, id)


def _written(person: Json | None) -> str:
    name, address = address_of(person)
    bare = name.replace("\\", " ").replace('"', " ").strip()
    return f'"{bare}" <{address}>' if bare and bare != address else f"<{address}>"
