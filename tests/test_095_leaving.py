"""Before followup is taken off a machine: untouched drafts can be removed, the owner's stay; and undo brings back."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from agent.drafts.mime import glance
from agent.drafts.records import Fate
from providers.errors import OutcomeUnknown
from providers.mailbox import SavedDraft
from providers.maildir import MaildirMailbox
from tests.support.home import HomeOf

AFTER = datetime(2026, 11, 3, 17, tzinfo=UTC)
PANEL = {
    "id": "m1",
    "at": datetime(2026, 11, 2, 9, tzinfo=UTC),
    "from": "Dana Reyes <dana@acme.example>",
    "subject": "Your panel interview for Data Engineer at Acme",
    "text": "Hi Sam,\n\nWe would like to invite you to the panel interview for the Data Engineer position at Acme on "
    "Tuesday 3 November 2026 from 14:00 to 16:00 (UK time).\n\nBest regards,\nDana Reyes\nTalent Partner, Acme",
    "invite": [
        {
            "uid": "panel@acme.example",
            "start": datetime(2026, 11, 3, 14, tzinfo=UTC),
            "end": datetime(2026, 11, 3, 16, tzinfo=UTC),
            "summary": "Panel interview: Data Engineer - Sam Okafor",
            "organizer": "Dana Reyes <dana@acme.example>",
            "attendees": [
                "Lee Wong <lee@acme.example>",
                "Priya Shah <priya@acme.example>",
                "Sam Okafor <sam@owner.example> ACCEPTED",
            ],
        }
    ],
}
BOTH = ["lee@acme.example", "priya@acme.example"]


@pytest.fixture
def home(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> HomeOf:
    one = HomeOf(tmp_path / "sam", "Sam Okafor", "sam@owner.example", capsys)
    one.receive(PANEL)
    one.one_pass(AFTER)
    assert one.recipients() == BOTH
    return one


def draft_file(home: HomeOf, to: str) -> Path:
    return next(
        file
        for file in (home.path / "Mail").rglob("*")
        if file.is_file() and glance(file.read_bytes()).to == (to,) and "sam@owner" in file.read_text()
    )


def edit(home: HomeOf, to: str) -> None:
    file = draft_file(home, to)
    file.write_bytes(file.read_bytes().replace(b"Hi ", b"Dearest "))


def test_they_are_shown_and_asked_for(home: HomeOf, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr("click.confirm", lambda text, **_: asked.append(text))  # None: no
    code, out, _ = home.followup("drafts", "--remove-untouched")
    assert code == 0
    assert asked == ["Remove 2 of them from Drafts?"]
    assert all(f"untouched: a thank-you to {to}" in out for to in BOTH)
    assert "Nothing was removed" in out
    assert home.recipients() == BOTH


def test_only_the_untouched_go(home: HomeOf) -> None:
    edit(home, "lee@acme.example")
    code, out, err = home.followup("drafts", "--remove-untouched", "--yes", "--json")
    document = json.loads(out)
    assert (code, document["schema"]) == (0, 1)
    assert [one["to"] for one in document["removed"]] == [["priya@acme.example"]]
    assert [(one["to"], one["because"]) for one in document["stayed"]] == [
        (["lee@acme.example"], "You changed it; it is yours.")
    ]
    assert home.recipients() == ["lee@acme.example"]
    assert "untouched" in err


def test_the_owners_own_draft_is_none_of_ours(home: HomeOf) -> None:
    other = draft_file(home, "lee@acme.example")
    own = b"From: sam@owner.example\r\nTo: friend@family.example\r\nSubject: Hello\r\n\r\nMine.\r\n"
    other.with_name("1793700000.Mown.host:2,DS").write_bytes(own)
    home.followup("drafts", "--remove-untouched", "--yes")
    assert home.recipients() == ["friend@family.example"]


def test_what_was_removed_is_not_made_again_but_can_be_brought_back(home: HomeOf) -> None:
    words = [glance(draft.raw).text for draft in home.drafts()]
    parents = [glance(draft.raw).in_reply_to for draft in home.drafts()]
    home.followup("drafts", "--remove-untouched", "--yes")
    home.one_pass(AFTER.replace(hour=18))
    assert home.recipients() == []
    code, out, _ = home.followup("undo")
    assert code == 0
    assert "In Drafts again" in out
    assert home.recipients() == BOTH
    assert [glance(draft.raw).text for draft in home.drafts()] == words
    assert [glance(draft.raw).in_reply_to for draft in home.drafts()] == parents
    assert {glance(draft.raw).sender for draft in home.drafts()} == {("sam@owner.example",)}
    home.one_pass(AFTER.replace(hour=19))
    assert home.recipients() == BOTH
    assert home.followup("undo")[0] == 2  # nothing twice


@pytest.mark.parametrize("there", [True, False], ids=["saved", "not saved"])
def test_an_undo_whose_answer_is_lost_doubles_nothing(
    home: HomeOf, there: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.followup("drafts", "--remove-untouched", "--yes")
    save = MaildirMailbox.save

    def lost(mailbox: MaildirMailbox, raw: bytes, thread: str | None) -> SavedDraft:
        if there:
            save(mailbox, raw, thread)
        raise OutcomeUnknown("Contact was lost.")

    with monkeypatch.context() as patched:
        patched.setattr(MaildirMailbox, "save", lost)
        assert home.followup("undo")[0] == 75
    for hour in (18, 19):
        home.one_pass(AFTER.replace(hour=hour))
        home.followup("undo")
        home.look_again()
    home.one_pass(AFTER.replace(hour=20))
    assert home.recipients() == BOTH


def test_undo_takes_back_whichever_came_last(home: HomeOf) -> None:
    home.followup("drafts", "--remove-untouched", "--yes")
    home.followup("note", "acme", "how they moved to Kafka")
    undone = json.loads(home.followup("undo", "--json")[1])
    assert (undone["undone"], undone["choice"]["text"]) == ("choice", "how they moved to Kafka")
    undone = json.loads(home.followup("undo", "--json")[1])
    assert undone["undone"] == "drafts"
    assert sorted(draft["to"][0] for draft in undone["drafts"]) == BOTH


def test_a_draft_that_a_pass_took_back_can_be_had_again(home: HomeOf) -> None:
    no = {
        "id": "m2",
        "at": datetime(2026, 11, 4, 9, tzinfo=UTC),
        "from": "Dana Reyes <dana@acme.example>",
        "subject": "Re: Your panel interview for Data Engineer at Acme",
        "answers": "m1",
        "text": "Hi Sam,\n\nthank you for your time. Unfortunately we will not be moving forward with your application "
        "for the Data Engineer position.\n\nDana",
    }
    home.receive(no)
    home.one_pass(datetime(2026, 11, 4, 10, tzinfo=UTC))
    assert home.recipients() == ["dana@acme.example"]  # the reply to the no
    home.followup("undo")
    assert home.recipients() == ["dana@acme.example", *BOTH]
    home.one_pass(datetime(2026, 11, 4, 12, tzinfo=UTC))
    assert home.recipients() == ["dana@acme.example", *BOTH]


def test_after_thirty_days_the_words_are_gone(home: HomeOf) -> None:
    home.followup("drafts", "--remove-untouched", "--yes")
    (last,) = {entry.settled for entry in home.ledger()}
    home.look_again()
    assert last is not None
    home.one_pass(last.replace(year=last.year + 1))
    assert [entry.text for entry in home.ledger() if entry.fate is Fate.DECLINED] == ["", ""]
    assert home.followup("undo")[0] == 2


def test_nothing_is_waiting(home: HomeOf) -> None:
    home.followup("drafts", "--remove-untouched", "--yes")
    code, out, _ = home.followup("drafts", "--remove-untouched")
    assert (code, out) == (0, "No untouched draft of ours is waiting.\n")


def test_a_mailbox_that_cannot_be_read_is_said(home: HomeOf) -> None:
    (home.path / "Mail").rename(home.path / "Elsewhere")
    code, out, _ = home.followup("drafts", "--remove-untouched", "--yes")
    assert code == 75
    assert "There is no Maildir" in out
