"""The database file is lost or broken: what the owner told and the mailbox bring everything back, and nothing twice."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from agent.drafts.mime import glance
from tests.support.home import HomeOf

AFTER = datetime(2026, 11, 3, 17, tzinfo=UTC)
NEXT_DAY = datetime(2026, 11, 4, 10, tzinfo=UTC)
INVITED = {
    "id": "m1",
    "at": datetime(2026, 11, 2, 9, tzinfo=UTC),
    "from": "Dana Reyes <dana@acme.example>",
    "subject": "Interview for Data Engineer at Acme",
    "text": "Hi Sam,\n\nYour interview for the Data Engineer role at Acme is confirmed for Tuesday 3 November 2026 at "
    "14:00 UK time. You will speak with me.\n\nBest,\nDana Reyes\nRecruiter, Acme",
}


@pytest.fixture
def home(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> HomeOf:
    one = HomeOf(tmp_path / "sam", "Sam Okafor", "sam@owner.example", capsys)
    one.receive(INVITED)
    one.one_pass(AFTER)
    assert one.recipients() == ["dana@acme.example"]
    return one


def lose(home: HomeOf, *names: str) -> None:
    for name in names:
        for file in home.path.glob(f"{name}*"):
            file.unlink()


@pytest.mark.parametrize("lost", [("followup.db",), ("followup.db", "choices.json"), ("followup.db", "lock")])
def test_the_draft_that_waits_is_known_again(home: HomeOf, lost: tuple[str, ...]) -> None:
    (before,) = home.drafts()
    lose(home, *lost)
    home.one_pass(NEXT_DAY)
    (after,) = home.drafts()
    assert after.raw == before.raw
    (waiting,) = json.loads(home.followup("drafts", "--json")[1])["drafts"]
    assert waiting["to"] == ["dana@acme.example"]


@pytest.mark.parametrize("told", [("close", "acme"), ("mute", "acme"), ("thanked", "acme")])
def test_what_the_owner_told_still_holds(home: HomeOf, told: tuple[str, str]) -> None:
    home.followup(*told)
    lose(home, "followup.db")
    home.one_pass(NEXT_DAY)
    lose(home, "followup.db")
    home.one_pass(NEXT_DAY.replace(hour=12))
    assert len(home.drafts()) <= 1  # one that nobody remembers making may stay, as the owner's
    for file in (home.path / "Mail").rglob("*"):
        if file.is_file() and glance(file.read_bytes()).to == ("dana@acme.example",):
            file.unlink()
    home.look_again()
    home.one_pass(NEXT_DAY.replace(hour=14))
    assert home.recipients() == []


def test_a_refused_draft_is_not_made_again(home: HomeOf) -> None:
    for file in (home.path / "Mail").rglob("*"):
        if file.is_file() and glance(file.read_bytes()).to == ("dana@acme.example",):
            file.unlink()
    home.look_again()
    home.one_pass(AFTER.replace(hour=19))
    lose(home, "followup.db")
    home.one_pass(NEXT_DAY)
    assert home.recipients() == []


def test_a_broken_database_is_said_and_left_alone(home: HomeOf) -> None:
    (home.path / "followup.db").write_bytes(b"this is no database, " * 300)
    lose(home, "followup.db-")
    code, _, err = home.followup("status")
    assert code == 78
    assert "rebuilt" in err
    assert home.recipients() == ["dana@acme.example"]
