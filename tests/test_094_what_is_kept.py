"""What the disk holds, what the logs say, and that `forget` leaves nothing."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from providers import Account
from providers.signin import tokens
from tests.support.home import HomeOf

AFTER = datetime(2026, 11, 3, 17, tzinfo=UTC)
PRIVATE = (
    "grandmother's violin",
    "4711-0815",
    "quoted confession",
    "attached secret",
    "salsa evening",
    "under the mat",
)
INVITED = {
    "id": "m1",
    "at": datetime(2026, 11, 2, 9, tzinfo=UTC),
    "from": "Dana Reyes <dana@acme.example>",
    "subject": "Interview for Data Engineer at Acme",
    "text": "Hi Sam,\n\nYour interview for the Data Engineer role at Acme is confirmed for Tuesday 3 November 2026 at "
    "14:00 UK time. You will speak with me.\n\nI still think of your grandmother's violin.\nThe door code is 4711-0815."
    "\n\nBest,\nDana Reyes\nRecruiter, Acme\n\nOn Sun, 1 Nov 2026 at 10:00, Sam Okafor wrote:\n> quoted confession\n",
}
PRIVATE_LETTER = {
    "id": "m2",
    "at": datetime(2026, 11, 2, 10, tzinfo=UTC),
    "from": "Kim <kim@family.example>",
    "subject": "salsa evening",
    "text": "Are you coming? Bring the attached secret.",
}
GOOD_LUCK = {
    "id": "m3",
    "at": datetime(2026, 11, 2, 11, tzinfo=UTC),
    "from": "Kim <kim@family.example>",
    "subject": "Lunch",
    "text": "Good luck with the interview! The spare key is under the mat.",
}


@pytest.fixture
def home(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> HomeOf:
    one = HomeOf(tmp_path / "sam", "Sam Okafor", "sam@owner.example", capsys)
    one.receive(INVITED)
    one.receive(PRIVATE_LETTER)
    one.receive(GOOD_LUCK)
    one.one_pass(AFTER)
    return one


def ours(home: HomeOf) -> list[Path]:
    return [file for file in home.path.rglob("*") if file.is_file() and "Mail" not in file.parts]


def test_no_body_is_kept_and_only_the_owner_may_read(home: HomeOf) -> None:
    home.followup("note", "acme", "how they moved to Kafka")
    kept = b"".join(file.read_bytes() for file in ours(home))
    assert b"is confirmed for Tuesday 3 November 2026" in kept  # the sentence that proves it is
    assert [words for words in PRIVATE if words.encode() in kept] == []
    others = [file.name for file in ours(home) if file.name != "config.toml" and file.stat().st_mode & 0o077]
    assert others == []


@pytest.mark.parametrize("command", [("status",), ("why", "acme"), ("run",), ("stored",), ("export",), ("drafts",)])
@pytest.mark.parametrize("form", [(), ("--json",)], ids=["text", "json"])
def test_no_command_shows_a_body(home: HomeOf, command: tuple[str, ...], form: tuple[str, ...]) -> None:
    code, out, err = home.followup(*command, *form)
    assert code == 0
    assert out
    assert [words for words in PRIVATE if words in out + err] == []


def test_stored_says_what_is_where(home: HomeOf) -> None:
    document = json.loads(home.followup("stored", "--json")[1])
    assert document["schema"] == 1
    named = {Path(place["path"]) for place in document["places"]}
    assert set(ours(home)) <= named  # nothing of ours lies about unnamed
    assert document["counts"]["messages"] == 2
    assert document["counts"]["drafts"] == 1
    text = home.followup("stored")[1]
    assert str(home.path / "followup.db") in text
    assert "followup forget" in text


def test_export_is_all_of_it(home: HomeOf) -> None:
    home.followup("note", "acme", "how they moved to Kafka")
    document = json.loads(home.followup("export")[1])
    assert document["schema"] == 1
    assert [choice["choice"]["text"] for choice in document["choices"]] == ["how they moved to Kafka"]
    assert [draft["entry"]["to"] for draft in document["drafts"]] == [["dana@acme.example"]]
    assert "Acme" in [one["understanding"]["company"] for one in document["messages"] if one["understanding"]]
    store = home.store()
    counted = {name: len(rows) for name, rows in store.everything().items()}
    store.close()
    names = {"cursor": "cursors", "message": "messages", "ledger": "drafts", "choice": "choices", "run": "runs"}
    assert {names.get(name, f"{name}s"): n for name, n in counted.items() if name != "told"} == {
        name: len(rows) for name, rows in document.items() if name not in ("schema", "at", "places", "told")
    }


def test_forget_asks_and_then_leaves_nothing(home: HomeOf, monkeypatch: pytest.MonkeyPatch) -> None:
    home.followup("note", "acme", "how they moved to Kafka")
    before = {file: file.read_bytes() for file in (home.path / "Mail").rglob("*") if file.is_file()}
    monkeypatch.setattr("click.confirm", lambda *_, **__: False)
    assert "Nothing was removed" in home.followup("forget")[1]
    assert (home.path / "followup.db").exists()
    code, out, _ = home.followup("forget", "--yes", "--json")
    assert code == 0
    assert str(home.path / "choices.json") in json.loads(out)["removed"]
    assert [file.name for file in ours(home)] == ["config.toml"]
    assert {file: file.read_bytes() for file in (home.path / "Mail").rglob("*") if file.is_file()} == before
    assert home.recipients() == ["dana@acme.example"]
    home.followup("forget", "--yes", "--with-config")
    assert ours(home) == []


def test_sign_ins_are_named_never_shown_and_forgotten(home: HomeOf) -> None:
    account = Account("gmail", "gmail", ("sam@owner.example",), tokens=home.path / "tokens")
    file = tokens.save(account, tokens.Grant("google", ("mail",), "id", "hidden secret", "hidden token"))
    out = "".join(home.followup(command, "--json")[1] for command in ("stored", "export"))
    assert str(file) in out
    assert "hidden" not in out
    home.followup("forget", "--yes")
    assert not file.parent.exists()


def test_after_forgetting_a_pass_doubles_nothing(home: HomeOf) -> None:
    home.followup("forget", "--yes")
    home.one_pass(AFTER.replace(hour=18))
    assert home.recipients() == ["dana@acme.example"]


def test_forget_where_nothing_is_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = HomeOf(tmp_path / "sam", "Sam Okafor", "sam@owner.example", capsys)
    assert home.followup("forget", "--yes")[:2] == (0, "Nothing was removed.\n")
