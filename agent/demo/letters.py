"""A table of the demo as the bytes of a message (RFC 5322), as a mail program would have sent it."""

from __future__ import annotations

from collections.abc import Mapping
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from agent.demo.invites import calendar
from agent.demo.tables import OWNER, Table

_DOMAIN = "mail.demo.example"


def letter(table: Table, every: Mapping[str, Table]) -> bytes:
    """The bytes of one message; `every` are all messages by id, for the one it answers."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = table["from"]
    mail["To"] = ", ".join(table.get("to", [OWNER]))
    if "cc" in table:
        mail["Cc"] = ", ".join(table["cc"])
    mail["Subject"] = table["subject"]
    mail["Date"] = format_datetime(table["at"])
    mail["Message-ID"] = _id(table["id"])
    chain = _chain(table, every)
    if chain:
        mail["In-Reply-To"] = _id(chain[-1])
        mail["References"] = " ".join(_id(one) for one in chain)
    for name, value in table.get("headers", {}).items():
        mail[name] = value
    mail.set_content(_text(table, every))
    if "invite" in table:
        _attach(mail, table)
    return mail.as_bytes()


def _id(word: str) -> str:
    return f"<{word}@{_DOMAIN}>"


def _chain(table: Table, every: Mapping[str, Table]) -> list[str]:
    """The messages above this one, the first of the thread first."""
    chain: list[str] = []
    parent = table.get("answers")
    while parent:
        chain.insert(0, parent)
        parent = every[parent].get("answers")
    return chain


def _text(table: Table, every: Mapping[str, Table]) -> str:
    text: str = table["text"].strip() + "\n"
    if "answers" not in table or not table.get("quote", True):
        return text
    above = every[table["answers"]]
    name, address = parseaddr(above["from"])
    lines = [f"On {above['at']:%a, %d %b %Y at %H:%M}, {name} <{address}> wrote:"]
    lines += [f"> {line}".rstrip() for line in above["text"].strip().splitlines()]
    return text + "\n" + "\n".join(lines) + "\n"


def _attach(mail: EmailMessage, table: Table) -> None:
    """Invitations travel twice: as a part the mail program reads, and as a file to open."""
    invite = table["invite"]
    text = calendar(invite, table["at"])
    mail.make_alternative()
    part = EmailMessage(policy=SMTP)
    part.set_content(text, subtype="calendar", params={"method": invite.get("method", "REQUEST")})
    mail.attach(part)
    mail.add_attachment(text.encode(), maintype="application", subtype="ics", filename="invite.ics")
