"""Mail of which it cannot be told who wrote it."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from agent.messages import Owner
from agent.reading import read
from agent.reading.remarks import nobodys
from agent.understanding import understand
from agent.understanding.findings import Kind, Sender
from providers.mailbox import Folder, RawMessage

OWNER = Owner(frozenset({"sam@owner.example"}), ZoneInfo("Europe/London"))
NO = "Subject: Data Engineer at Acme\n\nHi Sam,\n\nUnfortunately we will not move forward with your application.\n"
REFUSED = "Authentication-Results: mx; dmarc=fail\n"


def raw(head: str, folder: Folder = Folder.INBOX) -> RawMessage:
    return RawMessage("1", None, folder, datetime(2026, 11, 3, 19, tzinfo=UTC), (head + NO).encode())


@pytest.mark.parametrize(
    ("head", "code"),
    [
        ("From: Dana <dana@acme.example>\nFrom: Eve <eve@bad.test>\n", "two_senders"),
        ("From: Dana <dana@acme.example>\nFrom: Sam <sam@owner.example>\n", "two_senders"),
        ("From: Sam <sam@owner.example>\n" + REFUSED, "forged_owner"),
    ],
)
def test_it_is_nobodys_word(head: str, code: str) -> None:
    reading = read(raw(head), OWNER, "home")
    assert [one.code for one in reading.remarks] == [code]
    assert nobodys(reading.remarks)
    meant = understand(reading, OWNER)
    assert (meant.kind, meant.sender, meant.findings) == (Kind.NOT_JOB, Sender.OTHER, ())
    assert meant.remarks == reading.remarks


@pytest.mark.parametrize(
    "head",
    [
        "From: Dana <dana@acme.example>\n",
        "From: Dana <dana@acme.example>\nFrom: dana@acme.example\n",  # a relay wrote it once more
        "From: Dana <dana@acme.example>, Lee <lee@acme.example>\nSender: dana@acme.example\n",  # RFC 5322 3.6.2
        "From: Dana <dana@acme.example>\n" + REFUSED,  # a forward or a small firm; only the owner's name is at stake
    ],
)
def test_it_is_somebodys(head: str) -> None:
    reading = read(raw(head), OWNER, "home")
    assert reading.remarks == ()
    assert understand(reading, OWNER).kind is Kind.REJECTION


def test_spam_is_forged_without_a_word() -> None:
    assert read(raw("From: Sam <sam@owner.example>\n" + REFUSED, Folder.SPAM), OWNER, "home").remarks == ()
