"""The second stage's record: what the header of one message says, in our words.

mailbox -> **message** -> reading -> findings -> case -> due -> draft
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from enum import StrEnum

from providers.folder import Folder


class Direction(StrEnum):
    """Who is behind a message: the owner, another person, or a machine."""

    OWNER = "owner"
    THEIRS = "theirs"
    MACHINE = "machine"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody as a header names them. `email` is in lower case; `name` is the display name as written, or None."""

    name: str | None
    email: str

    @property
    def domain(self) -> str:
        """The part after the @, in lower case; "" when there is none."""
        return self.email.rpartition("@")[2] if "@" in self.email else ""


@dataclass(frozen=True, slots=True)
class Owner:
    """The person whose mail this is: every address that is "me", their name, their zone and their country.

    `country` is an ISO 3166 code ("GB", "US") or None; it decides whose holidays count and how 3/4 is read. `instead`
    holds, for an account and an address its service does not write as, the address it writes as in its place.
    """

    addresses: frozenset[str]
    zone: tzinfo
    country: str | None = None
    name: str | None = None
    instead: Mapping[tuple[str, str], str] = field(default_factory=dict, hash=False)


def is_owner(email: str, owner: Owner) -> bool:
    """True when `email` is one of the owner's addresses, with or without a +tag; Gmail ignores dots."""
    return email in owner.addresses or _canonical(email) in {_canonical(address) for address in owner.addresses}


def _canonical(email: str) -> str:
    local, _, domain = email.lower().rpartition("@")
    local = local.partition("+")[0]
    if domain in ("gmail.com", "googlemail.com"):
        return local.replace(".", "") + "@gmail.com"
    return f"{local}@{domain}"


@dataclass(frozen=True, slots=True)
class Message:
    """The header of one message.

    `id` is the mailbox's; `message_id`, `in_reply_to` and `references` are RFC 5322 ids without angle brackets.
    `sent` is the Date header with its own offset (None when missing or impossible); `received` is the mailbox's
    time in UTC. `account` is the name of the account it came from. `automatic` says why we take it for a machine's
    ("List-Id", "no-reply address", ...), or is None. `folder` is where it was when it was read; `visible` turns False
    when it has since left for the trash or for good: what was found in it stays, but nothing is written in reply to it.
    """

    id: str
    account: str
    message_id: str
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]
    thread: str | None
    folder: Folder
    sender: Person | None
    reply_to: tuple[Person, ...]
    to: tuple[Person, ...]
    cc: tuple[Person, ...]
    bcc: tuple[Person, ...]
    subject: str
    sent: datetime | None
    received: datetime
    direction: Direction
    automatic: str | None
    visible: bool = True

    @property
    def at(self) -> datetime:
        """When it was said: the Date header, or when the mailbox got it if there is no Date or it lies.

        A Date more than a day after the arrival is impossible; then the arrival counts.
        """
        if self.sent is None or (self.sent - self.received).total_seconds() > 86400:
            return self.received
        return self.sent
