"""Plain texts taken apart: texts.toml."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from agent.messages import Owner
from agent.reading import read
from providers.mailbox import Folder, RawMessage

TEXTS = tomllib.loads((Path(__file__).parent / "texts.toml").read_text("utf-8"))["text"]
OWNER = Owner(frozenset({"sam@owner.example"}), ZoneInfo("Europe/London"))
HEAD = b"From: Dana Reyes <dana@acme.example>\nContent-Type: text/plain; charset=utf-8\n\n"


@pytest.mark.parametrize("entry", TEXTS, ids=lambda entry: entry["title"])
def test_a_text_comes_apart(entry: dict[str, str]) -> None:
    raw = HEAD + entry["text"].encode()
    found = read(RawMessage("1", None, Folder.INBOX, datetime(2026, 11, 3, tzinfo=UTC), raw), OWNER, "work")
    assert found.said == entry["said"]
    assert found.signature == entry.get("signature", found.signature)
    assert found.quoted == entry.get("quoted", found.quoted)
