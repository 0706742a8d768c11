"""A draft as RFC 5322 bytes, and what a draft in the mailbox says, so that the owner's hand can be told from ours.

A draft carries nothing of ours: the standard fields and two plain bodies, no mark of any kind.
"""

from __future__ import annotations

import email
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage, MIMEPart
from email.policy import SMTP
from email.policy import default as any_mail
from email.utils import format_datetime, getaddresses
from functools import lru_cache
from hashlib import sha256
from typing import Protocol

from agent.messages import Person

_KEPT = 65_536  # bytes; larger drafts carry attachments, and memory is worth more than reading them twice
_PARSER_FAULTS = (LookupError, ValueError, AttributeError, TypeError)
"""What Python's own parser raises on fields out of shape ("From: ().;", "Content-Type: ;1*")."""

_CONTENT = re.compile(rb"^content-[\w-]*:[^\n]*(?:\n[ \t][^\n]*)*\n?", re.IGNORECASE | re.MULTILINE)
_PLAIN_ID = re.compile(r"[^\s<>@]{1,400}@[^\s<>@]{1,400}")


@dataclass(frozen=True, slots=True)
class DraftGlance:
    """What a draft says. Addresses are in lower case and sorted; ids are without angle brackets."""

    sender: tuple[str, ...]
    to: tuple[str, ...]
    cc: tuple[str, ...]
    bcc: tuple[str, ...]
    subject: str
    text: str
    attachments: tuple[tuple[str, int], ...]
    message_id: str
    in_reply_to: str
    references: tuple[str, ...]


class Letter(Protocol):
    """What a draft is made of; `Draft` is one."""

    @property
    def sender(self) -> Person:
        """From."""

    @property
    def to(self) -> tuple[Person, ...]:
        """To."""

    @property
    def subject(self) -> str:
        """The subject."""

    @property
    def in_reply_to(self) -> str | None:
        """The Message-ID it answers, without angle brackets."""

    @property
    def references(self) -> tuple[str, ...]:
        """The conversation, oldest first."""

    @property
    def text(self) -> str:
        """The words, plain."""

    @property
    def html(self) -> str:
        """The same words."""


def render(draft: Letter, message_id: str, date: datetime) -> bytes:
    """The bytes to save: multipart/alternative, plain and HTML, nothing else."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = _address(draft.sender)
    mail["To"] = tuple(_address(person) for person in draft.to)
    mail["Subject"] = draft.subject
    mail["Date"] = format_datetime(date)
    if _PLAIN_ID.fullmatch(message_id):  # a draft taken over from a mail program may have none, or a strange one
        mail["Message-ID"] = f"<{message_id}>"
    if draft.in_reply_to:
        mail["In-Reply-To"] = f"<{draft.in_reply_to}>"
    if draft.references:
        mail["References"] = " ".join(f"<{one}>" for one in draft.references)
    mail.set_content(draft.text)
    mail.add_alternative(draft.html, subtype="html")
    return mail.as_bytes()


def _address(person: Person) -> Address | str:
    try:
        return Address(person.name or "", addr_spec=person.email)
    except (ValueError, IndexError):
        return person.email


def glance(raw: bytes) -> DraftGlance:
    """Read a draft, ours or the owner's, however their mail program re-wrapped it."""
    return _glance_again(raw) if len(raw) <= _KEPT else _glance(raw)


@lru_cache(maxsize=128)
def _glance_again(raw: bytes) -> DraftGlance:
    """The same bytes say the same: one pass looks at a draft several times, a replay at the same ones in every pass."""
    return _glance(raw)


def _glance(raw: bytes) -> DraftGlance:
    try:
        return _seen(email.message_from_bytes(raw, policy=any_mail))
    except _PARSER_FAULTS:
        return _seen(email.message_from_bytes(_CONTENT.sub(b"", raw), policy=any_mail))


def _seen(mail: EmailMessage) -> DraftGlance:
    message_ids = _ids(mail, "Message-ID")
    in_reply_to = _ids(mail, "In-Reply-To")
    return DraftGlance(
        _addresses(mail, "From"),
        _addresses(mail, "To"),
        _addresses(mail, "Cc"),
        _addresses(mail, "Bcc"),
        " ".join(" ".join(_values(mail, "Subject")[:1]).split()),
        _text(mail.get_body(("plain", "html"))),
        tuple(sorted((part.get_filename() or "", len(part.as_bytes())) for part in mail.walk() if _attached(part))),
        message_ids[0] if message_ids else "",
        in_reply_to[0] if in_reply_to else "",
        _ids(mail, "References"),
    )


def digest(raw: bytes) -> str:
    """Equal for two drafts that say the same to the same people; white space and re-wrapped lines do not count."""
    seen = glance(raw)
    said = (seen.sender, seen.to, seen.cc, seen.bcc, seen.subject, seen.attachments, seen.text)
    return sha256(repr(said).encode()).hexdigest()[:32]


@lru_cache(maxsize=128)
def digest_of(draft: Letter) -> str:
    """The digest that `draft` has once it is rendered, whatever its Message-ID and date."""
    return digest(render(draft, "", datetime(2000, 1, 1, tzinfo=UTC)))


def _addresses(mail: EmailMessage, field: str) -> tuple[str, ...]:
    return tuple(sorted(address.lower() for _, address in getaddresses(_values(mail, field)) if address))


def _ids(mail: EmailMessage, field: str) -> tuple[str, ...]:
    values = _as_written(mail, field)  # the parser of Message-ID fails on ids like "<>"
    return tuple(one.strip("<>") for value in values for one in value.split() if one.strip("<>"))


def _values(mail: EmailMessage, field: str) -> list[str]:
    try:
        return [str(value) for value in mail.get_all(field, [])]
    except _PARSER_FAULTS:
        return _as_written(mail, field)


def _as_written(mail: EmailMessage, field: str) -> list[str]:
    return [str(value) for name, value in mail.raw_items() if name.lower() == field.lower()]


def _attached(part: MIMEPart) -> bool:
    return part.get_content_disposition() == "attachment" or (
        part.get_filename() is not None and not part.is_multipart()
    )


def _text(body: MIMEPart | None) -> str:
    if body is None:
        return ""
    try:
        content = str(body.get_content())
    except (LookupError, UnicodeError, ValueError):
        payload = body.get_payload(decode=True)
        content = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
    if body.get_content_type() == "text/html":
        content = _words_of(content)
    return " ".join(content.split())


def _words_of(html: str) -> str:
    from bs4 import BeautifulSoup

    return BeautifulSoup(html[:524_288], "lxml").get_text(" ")
