"""A draft on its way to Outlook and back: RFC 5322 bytes to Graph's fields, and Graph's fields to bytes.

Outlook rewrites what it is given, so the bytes that come back are made of what it shows: the same words to the same
people, not the same bytes.
"""

from __future__ import annotations

import email
import re
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, default
from email.utils import format_datetime
from html import escape

from providers.outlook_messages import IN_REPLY_TO, REFERENCES, Garbled, address_of, moment, property_of
from providers.permission import Json

Person = tuple[str, str]
_ID = re.compile(r"<[^\s<>]{1,900}>")
_BODY_OF = re.compile(r"<body\b[^<>]{0,2000}>(.*)</body\s*>", re.I | re.S)


@dataclass(frozen=True, slots=True)
class Letter:
    """A draft to save. Ids are with angle brackets, or ""."""

    sender: str
    to: tuple[Person, ...]
    cc: tuple[Person, ...]
    bcc: tuple[Person, ...]
    subject: str
    html: str
    message_id: str
    in_reply_to: str
    references: str


def letter_of(raw: bytes) -> Letter:
    """Read the bytes of a draft that we are about to save."""
    mail = email.message_from_bytes(raw, policy=default)
    sender = _people(mail, "From")
    return Letter(
        sender[0][1].lower() if sender else "",
        _people(mail, "To"),
        _people(mail, "Cc"),
        _people(mail, "Bcc"),
        str(mail.get("Subject", "")),
        _html(mail),
        next(iter(_ids(mail, "Message-ID")), ""),
        next(iter(_ids(mail, "In-Reply-To")), ""),
        " ".join(_ids(mail, "References")),
    )


def fields_of(letter: Letter) -> Json:
    """The letter as Graph takes it, without the sender and what it answers."""
    fields: Json = {
        "subject": letter.subject,
        "body": {"contentType": "html", "content": letter.html},
        "toRecipients": _recipients(letter.to),
        "ccRecipients": _recipients(letter.cc),
        "bccRecipients": _recipients(letter.bcc),
    }
    return fields | ({"internetMessageId": letter.message_id} if letter.message_id else {})


def sender_of(letter: Letter) -> Json:
    """The sender as Graph takes it."""
    return {"from": {"emailAddress": {"address": letter.sender}}}


def answering(letter: Letter) -> Json:
    """In-Reply-To and References for a letter that Graph does not make as an answer; {} when it answers nothing."""
    pairs = ((IN_REPLY_TO, letter.in_reply_to), (REFERENCES, letter.references))
    held = [{"id": id, "value": value} for id, value in pairs if value]
    return {"singleValueExtendedProperties": held} if held else {}


def bytes_of(draft: Json, html: str) -> bytes:
    """A draft as Graph shows it, with `html` as its text, as RFC 5322 bytes. Raises Garbled."""
    mail = EmailMessage(policy=SMTP)
    for name, people in (
        ("From", [draft["from"]] if draft.get("from") else []),
        ("To", draft.get("toRecipients") or []),
        ("Cc", draft.get("ccRecipients") or []),
        ("Bcc", draft.get("bccRecipients") or []),
    ):
        if people:
            mail[name] = tuple(_address(one) for one in people)
    mail["Subject"] = " ".join(str(draft.get("subject") or "").split())
    mail["Date"] = format_datetime(moment(draft, "lastModifiedDateTime"))
    for name, told in (
        ("Message-ID", str(draft.get("internetMessageId") or "")),
        ("In-Reply-To", property_of(draft, IN_REPLY_TO)),
        ("References", property_of(draft, REFERENCES)),
    ):
        if ids := _ID.findall(told):
            mail[name] = " ".join(ids)
    mail.set_content(html, subtype="html")
    return mail.as_bytes()


def _people(mail: EmailMessage, field: str) -> tuple[Person, ...]:
    return tuple(
        (one.display_name, one.addr_spec)
        for value in mail.get_all(field, [])
        for one in getattr(value, "addresses", ())
        if one.addr_spec
    )


def _ids(mail: EmailMessage, field: str) -> list[str]:
    return [one for name, value in mail.raw_items() if name.lower() == field.lower() for one in _ID.findall(str(value))]


def _html(mail: EmailMessage) -> str:
    """The HTML of a letter as a piece of a page; plain words where it has none."""
    body = mail.get_body(("html", "plain"))
    if body is None:
        return ""
    text = str(body.get_content())
    if body.get_content_subtype() != "html":
        return f"<div>{escape(text.strip(), quote=False).replace(chr(13), '').replace(chr(10), '<br>')}</div>"
    inner = _BODY_OF.search(text)
    return inner.group(1) if inner else text.strip()


def _recipients(people: tuple[Person, ...]) -> list[Json]:
    return [{"emailAddress": {"name": name or address, "address": address}} for name, address in people]


def _address(person: Json) -> Address | str:
    name, address = address_of(person)
    try:
        return Address(name if name != address else "", addr_spec=address)
    except (ValueError, IndexError) as error:
        if re.fullmatch(r"[!-~]{1,300}", address):
            return f"<{address}>"
        raise Garbled("A draft's recipient cannot be read.") from error
