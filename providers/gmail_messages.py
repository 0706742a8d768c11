"""A message as Gmail tells of it, as a record of the contract."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Collection
from datetime import UTC, datetime
from html import unescape

from providers.mailbox import Folder, Header, RawMessage
from providers.permission import Json

HEAD_FIELDS = "id,threadId,labelIds,internalDate,snippet,payload/headers"
RAW_FIELDS = "id,threadId,labelIds,internalDate,raw"

_BY_LABEL = (
    ("TRASH", Folder.TRASH),
    ("SPAM", Folder.SPAM),
    ("DRAFT", Folder.DRAFTS),
    ("SENT", Folder.SENT),
    ("INBOX", Folder.INBOX),
)
"""Label -> folder; the first that fits counts: what is in the bin is in the bin, whoever wrote it."""


class Garbled(Exception):
    """Gmail's account of a message lacks what it must have. Never leaves the Gmail modules."""


def folder_of(labels: Collection[str]) -> Folder:
    """The folder for a message's labels."""
    return next((folder for label, folder in _BY_LABEL if label in labels), Folder.OTHER)


def received(message: Json) -> datetime:
    """When Gmail got it, UTC. Raises Garbled."""
    try:
        return datetime.fromtimestamp(int(message["internalDate"]) / 1000, UTC)
    except (KeyError, ValueError, OverflowError, OSError, TypeError) as error:
        raise Garbled("Gmail does not say when a message came.") from error


def raw_of(message: Json) -> bytes:
    """The RFC 5322 bytes. Base64url, with or without padding. Raises Garbled."""
    text = message.get("raw")
    if not isinstance(text, str):
        raise Garbled("Gmail gave no text for a message.")
    try:
        return base64.b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise Garbled("The text Gmail gave for a message is garbled.") from error


def packed(raw: bytes) -> str:
    """Bytes as Gmail takes them."""
    return base64.urlsafe_b64encode(raw).decode("ascii")


def header_of(message: Json) -> Header:
    """A message got with format=metadata. Raises Garbled."""
    pairs = message.get("payload", {}).get("headers", [])
    lines = [f"{one.get('name', '')}: {' '.join(str(one.get('value', '')).splitlines())}" for one in pairs]
    return Header(
        message["id"],
        message.get("threadId"),
        folder_of(message.get("labelIds", ())),
        received(message),
        "\r\n".join(lines).encode("utf-8", "replace"),
        unescape(message.get("snippet", "")),
    )


def raw_message_of(message: Json) -> RawMessage:
    """A message got with format=raw. Raises Garbled."""
    labels = message.get("labelIds", ())
    return RawMessage(message["id"], message.get("threadId"), folder_of(labels), received(message), raw_of(message))
