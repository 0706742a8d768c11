"""What survives: cursors with their rows, choices twice, errors in plain words."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from agent.choices import Choice, Verb
from agent.codec import dumps, loads
from agent.drafts.records import Entry, Fate
from agent.errors import ConfigWrong, TryLater
from agent.messages import Direction, Message, Person
from agent.store import Store
from agent.understanding.findings import Evidence, IfKnown, Kind, Offered, Promised, Sender, Understanding
from providers.mailbox import Folder

AT = datetime(2026, 11, 2, 9, tzinfo=UTC)


def understanding(number: int = 1) -> Understanding:
    message = Message(
        f"id{number}", "mail", f"{number}@acme.example", (), ("0@acme.example",), None, Folder.INBOX,
        Person("Dana", "dana@acme.example"), (), (Person(None, "sam@owner.example"),), (), (), "Hello", AT, AT,
        Direction.THEIRS, None,
    )  # fmt: skip
    found = Evidence(message.message_id, "We are glad to offer", 0.9)
    promise = Promised(found, None, AT.date(), "by Monday")
    return Understanding(message, Kind.OFFER, (), 0.9, Sender.PERSON, "Acme", None, None, (), (Offered(found), promise))


def test_records_come_back_as_they_went() -> None:
    assert loads(Understanding, dumps(understanding())) == understanding()
    meant = IfKnown(Kind.RESCHEDULE, (), 0.6, "Acme", None, None, (), understanding().findings)
    note = replace(understanding(), if_known=meant)
    assert loads(Understanding, dumps(note)) == note


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"type":"Understanding"}', '{"message": 3}'])
def test_what_is_no_record_is_said_to_be_none(text: str) -> None:
    with pytest.raises(ValueError):
        loads(Understanding, text)


def test_a_cursor_moves_with_its_rows_or_not_at_all(tmp_path: Path) -> None:
    store = Store(tmp_path / "a.db")
    store.keep("mail", [understanding()], ["id2"], cursor="c1")
    assert store.cursor("mail") == "c1"
    assert store.seen("mail", ["id1", "id2", "id3"]) == {"id1": True, "id2": False}
    broken = replace(understanding(), message=replace(understanding().message, id=object()))  # type: ignore[arg-type]
    with pytest.raises(Exception):  # noqa: B017  # whatever a row that cannot be stored raises
        store.keep("mail", [understanding(3), broken], cursor="c2")
    assert store.cursor("mail") == "c1"
    assert store.seen("mail", ["id3"]) == {}


def test_a_message_that_left_stays_found_but_is_not_visible() -> None:
    store = Store()
    store.keep("mail", [understanding()])
    store.mark_visible("mail", ["id1"], visible=False)
    (one,) = store.understandings()
    assert not one.message.visible
    assert one.findings == understanding().findings


def test_other_readers_look_again_and_keep_what_is_gone() -> None:
    store = Store()
    store.keep("mail", [understanding()], ["id2"], cursor="c1")
    store.start_over()
    assert store.cursor("mail") is None
    assert store.seen("mail", ["id1", "id2"]) == {}
    assert store.outdated("mail") == ("id1",)
    store.keep_as_found("mail", ["id1"])
    assert store.outdated("mail") == ()
    assert len(store.understandings()) == 1


def test_choices_survive_a_lost_database(tmp_path: Path) -> None:
    store = Store(tmp_path / "a.db")
    choice = Choice("choice-1", AT, Verb.HEARD, "1@acme.example", "by next Friday")
    store.choose(choice)
    store.close()
    for file in tmp_path.glob("a.db*"):
        file.unlink()
    assert Store(tmp_path / "a.db").choices() == (choice,)
    assert (tmp_path / "choices.json").stat().st_mode & 0o777 == 0o600
    assert json.loads((tmp_path / "choices.json").read_text())["schema"] == 1


def test_a_choice_taken_back_is_gone_from_both(tmp_path: Path) -> None:
    store = Store(tmp_path / "a.db")
    store.choose(Choice("choice-1", AT, Verb.NEWS, text="x"))
    store.unchoose("choice-1")
    store.close()
    assert Store(tmp_path / "a.db").choices() == ()


@pytest.mark.parametrize("text", ["not json", "{}", '{"choices": [3]}', '{"choices": [{"id": "x"}]}'])
def test_a_broken_choices_file_is_reported_and_left_alone(tmp_path: Path, text: str) -> None:
    (tmp_path / "choices.json").write_text(text)
    with pytest.raises(ConfigWrong, match=r"choices\.json cannot be read"):
        Store(tmp_path / "a.db")
    assert (tmp_path / "choices.json").read_text() == text


def test_a_broken_database_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_bytes(b"this is no database, " * 200)
    with pytest.raises(ConfigWrong) as caught:
        Store(tmp_path / "a.db")
    assert "rebuilt" in caught.value.remedy


def test_a_full_disk_is_for_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path / "a.db")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(TryLater, match="could not be written"):
        store.choose(Choice("choice-1", AT, Verb.NEWS, text="x"))


def test_the_ledger_keeps_one_line_per_draft() -> None:
    store = Store()
    entry = Entry(
        "e1", "mail", "1@acme.example", "acme", "follow_up/x", "follow_up", ("dana@acme.example",), "Re: Hello", "Hi",
        "e1@owner.example", None, None, Fate.INTENDED, AT,
    )  # fmt: skip
    store.write(entry)
    store.write(replace(entry, fate=Fate.SAVED, ref="r"))
    assert store.entries() == (replace(entry, fate=Fate.SAVED, ref="r"),)


def test_a_dry_run_works_on_a_copy() -> None:
    store = Store()
    twin = store.copy()
    twin.keep("mail", [understanding()], cursor="c1")
    assert store.cursor("mail") is None
    assert store.understandings() == ()


def test_a_notice_is_told_once() -> None:
    store = Store()
    assert store.tell_once("acme", "An offer", AT)
    assert not store.tell_once("acme", "An offer", AT)
    assert store.tell_once("globex", "An offer", AT)


def test_a_first_search_is_remembered_until_it_is_done_or_to_be_done_anew() -> None:
    store = Store()
    assert store.begin_first_search("mail", "c1")
    assert (store.first_search("mail"), store.first_search("old"), store.cursor("mail")) == ("c1", None, None)
    store.keep("mail", passed_over=["m1"], cursor="c1")
    assert store.first_search("mail") is None
    assert not store.begin_first_search("mail", "c2")
    for anew in (store.search_again, store.start_over):
        assert store.begin_first_search("old", "c1")
        anew()
        assert store.first_search("old") is None
