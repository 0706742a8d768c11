"""Headers in our words: headers.toml."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from agent.messages import Owner
from agent.reading import addresses, headers, read, read_header
from agent.reading.heads import parse, split
from providers.mailbox import Folder, Header, RawMessage
from providers.search import split_head

TABLE = tomllib.loads((Path(__file__).parent / "headers.toml").read_text("utf-8"))
SENT = tomllib.loads(Path(headers.__file__).with_name("sent.toml").read_text("utf-8"))
OWNER = Owner(frozenset({"sam@owner.example"}), ZoneInfo("Europe/London"))
RECEIVED = datetime(2026, 11, 3, 19, tzinfo=UTC)


def head(text: str, folder: Folder = Folder.INBOX) -> Header:
    return Header("1", None, folder, RECEIVED, text.encode(), "")


@pytest.mark.parametrize("entry", TABLE["people"], ids=lambda entry: entry["header"])
def test_people(entry: dict[str, Any]) -> None:
    found = [f"{p.name} <{p.email}>" if p.name else p.email for p in addresses.people([entry["header"]])]
    assert found == entry["people"]


@pytest.mark.parametrize("entry", TABLE["ids"], ids=lambda entry: entry["header"])
def test_ids(entry: dict[str, Any]) -> None:
    assert list(headers.ids([entry["header"]])) == entry["ids"]
    found = read_header(head(f"In-Reply-To: {entry['header']}\nReferences: {entry['header']}"), OWNER, "work")
    assert list(found.in_reply_to) == list(found.references) == entry["ids"]


@pytest.mark.parametrize("entry", TABLE["date"], ids=lambda entry: entry["date"])
def test_dates(entry: dict[str, str]) -> None:
    sent = read_header(head(f"Date: {entry['date']}"), OWNER, "work").sent
    assert (sent.isoformat() if sent else "") == entry["sent"]


@pytest.mark.parametrize("entry", SENT["examples"], ids=lambda entry: entry["date"])
def test_dates_of_other_programs(entry: dict[str, str]) -> None:
    sent = read_header(head(f"Date: {entry['date']}"), OWNER, "work").sent
    assert (sent.isoformat() if sent else "") == entry["sent"]


@pytest.mark.parametrize("entry", TABLE["direction"], ids=lambda entry: entry["title"])
def test_directions(entry: dict[str, str]) -> None:
    folder = Folder(entry.get("folder", "inbox"))
    message = read_header(head(entry["headers"], folder), OWNER, "work")
    assert message.direction == entry["direction"]
    assert (message.automatic is not None) is (entry["direction"] == "machine")
    reading = read(RawMessage("1", None, folder, RECEIVED, entry["headers"].encode() + b"\n\nHello."), OWNER, "work")
    assert reading.automatic == entry.get("automatic")


@pytest.mark.parametrize("entry", TABLE["subject"], ids=lambda entry: entry["subject"])
def test_subjects(entry: dict[str, str]) -> None:
    raw = f"Subject: {entry['subject']}\n\nHello.".encode()
    assert read(RawMessage("1", None, Folder.INBOX, RECEIVED, raw), OWNER, "work").subject == entry["plain"]


def test_a_message_without_an_id_has_the_same_one_everywhere() -> None:
    text = "From: dana@acme.example\nDate: Mon, 2 Nov 2026 10:15:00 -0500\nSubject: Hello"
    first = read_header(head(text), OWNER, "work").message_id
    assert first.startswith("sha256-")
    assert first.endswith("@missing")
    assert first == read_header(head("X-Other: 1\r\n" + text.replace("\n", "\r\n")), OWNER, "home").message_id
    assert first != read_header(head(text.replace("Hello", "Bye")), OWNER, "work").message_id


def test_headers_said_twice() -> None:
    found = read_header(
        head(
            "From: Dana <d@acme.example>\nFrom: x@y.example\nTo: a@x.example\nTo: b@x.example\n"
            "Message-ID:\nMessage-ID: <1@x>"
        ),
        OWNER,
        "work",
    )
    assert found.sender is not None
    assert found.sender.email == "d@acme.example"
    assert [person.email for person in found.to] == ["a@x.example", "b@x.example"]
    assert found.message_id == "1@x"


def test_letters_outside_ascii() -> None:
    for charset in ("utf-8", "latin-1"):
        block = "From: Renée <r@acme.example>\nSubject: Entretien à Genève".encode(charset)
        found = read_header(Header("1", None, Folder.INBOX, RECEIVED, block, ""), OWNER, "work")
        assert found.subject == "Entretien à Genève"
        assert found.sender is not None
        assert found.sender.name == "Renée"


def test_the_envelope_line_of_an_mbox_is_no_header() -> None:
    found = read_header(head("From dana@acme.example Mon Nov  2 10:15:00 2026\nFrom: lee@acme.example"), OWNER, "work")
    assert found.sender is not None
    assert found.sender.email == "lee@acme.example"


def test_a_byte_order_mark_hides_no_field() -> None:
    raw = b"\xef\xbb\xbfFrom: Dana <dana@acme.example>\nSubject: Hi\n\nHello"
    head, body = split(raw)
    assert parse(head).first("from") == "Dana <dana@acme.example>"
    assert raw[body:] == b"Hello"
    assert split_head(raw) == (head, b"Hello")
    assert split_head(b"\r\n" + raw[3:]) == (head, b"Hello")


def test_slow_libraries_are_not_imported_before_they_are_needed() -> None:
    program = (
        "import sys, agent.reading, agent.senders; print({'bs4', 'lxml', 'icalendar', 'tldextract'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "set()"
