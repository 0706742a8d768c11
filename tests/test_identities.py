"""Aliases and signatures that only the mail service knows of."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from agent.cycle import run
from agent.identities import with_identities
from agent.store import Store
from agent.writing.signing import signed
from providers.errors import MailboxUnavailable
from providers.mailbox import Identity
from providers.memory import MemoryMailbox
from tests.fakes.gmail import FakeGmail
from tests.providers.test_gmail import gmail_mailbox
from tests.support.mail import raw_message
from tests.test_cycle import SETTINGS

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
AFTER = datetime(2026, 11, 3, 17, tzinfo=UTC)
ALIAS = "Sam Okafor <sam@alias.example>"
INVITED = {
    "id": "m1",
    "at": NOON,
    "from": "Dana Reyes <dana@acme.example>",
    "to": [ALIAS],
    "subject": "Interview for Data Engineer at Acme",
    "text": "Hi Sam,\n\nYour interview is confirmed for Tuesday 3 November 2026 at 15:00 UK time. You will speak "
    "with me.\n\nBest,\nDana Reyes\nRecruiter, Acme",
}
PAGE = '<div><b>Sam</b> Okafor<br><a href="https://sam.example">sam.example</a></div>'


@pytest.fixture
def gmail() -> FakeGmail:
    gmail = FakeGmail("sam@owner.example", NOON, aliases=("sam@alias.example",), signature=PAGE)
    gmail.deliver(raw_message(INVITED, ALIAS, {}))
    return gmail


def play(gmail: FakeGmail, store: Store, at: datetime, **settings: Any) -> bytes:
    """One pass; the one draft there is after it."""
    numbers = count(len(gmail.called))
    mailbox = gmail_mailbox(gmail)
    outcome = run({"a": mailbox}, store, replace(SETTINGS, **settings), at, lambda: f"id-{next(numbers)}")
    assert outcome is None or outcome.failed == {}
    (saved,) = mailbox.drafts()
    return saved.raw


def test_a_draft_is_from_the_alias_they_wrote_to_with_its_signature_once(gmail: FakeGmail, tmp_path: Path) -> None:
    store = Store(tmp_path / "db")
    mail = message_from_bytes(play(gmail, store, AFTER), policy=default)
    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert mail["From"] == ALIAS
    assert plain.get_content().replace("\r", "").endswith("Sam Okafor\n\n-- \nSam Okafor\nsam.example\n")
    assert html.get_content().count('class="gmail_signature"') == html.get_content().count("<b>Sam</b> Okafor") == 1
    gmail.called.clear()
    play(gmail, store, AFTER + timedelta(hours=13))
    assert "users.drafts.update" not in gmail.called
    assert "users.settings.sendAs.list" not in gmail.called


def test_the_configs_signature_goes_first(gmail: FakeGmail, tmp_path: Path) -> None:
    raw = play(gmail, Store(tmp_path / "db"), AFTER, signature="Sam O.\n+44 20")
    assert raw.count(b"Sam O.") == 2  # plain and HTML
    assert b"gmail_signature" not in raw


def test_another_signature_is_seen_the_next_day(gmail: FakeGmail, tmp_path: Path) -> None:
    store = Store(tmp_path / "db")
    play(gmail, store, AFTER)
    gmail.signature = "<div>S. Okafor</div>"
    assert b"<div>S. Okafor</div>" in play(gmail, store, AFTER + timedelta(hours=25))


def test_a_mailbox_that_cannot_say_whose_it_is_is_not_read(tmp_path: Path) -> None:
    class Silent(MemoryMailbox):
        def identities(self) -> tuple[Identity, ...]:
            raise MailboxUnavailable("no answer")

    store = Store(tmp_path / "db")
    outcome = run({"a": Silent(("sam@owner.example",), AFTER)}, store, SETTINGS, AFTER, lambda: "id")
    assert outcome is not None
    assert outcome.failed.keys() == {"a"}


@pytest.mark.parametrize("kept", [None, "", "<div><br></div>", "<img src=x>", "x" * 20_001])
def test_a_signature_without_words_is_none(kept: str | None) -> None:
    assert signed("Hello.", None, kept) == ("Hello.", "<div>Hello.</div>")


def test_addresses_corrected_in_the_config_count_at_once(gmail: FakeGmail, tmp_path: Path) -> None:
    store = Store(tmp_path / "db")
    play(gmail, store, AFTER)
    assert "sam@alias.example" in with_identities(SETTINGS, store).owner.addresses
    other = replace(SETTINGS, owner=replace(SETTINGS.owner, addresses=frozenset({"sam@new.example"})))
    assert with_identities(other, store) == other
