"""The commands as a person types them, on a Maildir of their own: words, JSON, exit codes, nothing lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from agent import cli
from tests.support.mail import raw_message

OWNER = "Sam Okafor <sam@owner.example>"
INVITED = {
    "id": "m1",
    "from": "Dana Reyes <dana@acme.example>",
    "subject": "Interview for Data Engineer at Acme",
    "text": "Hi Sam,\n\nYour interview for the Data Engineer role is confirmed for Tuesday 3 November 2026 at 15:00 "
    "UK time. You will speak with me.\n\nBest,\nDana Reyes\nRecruiter, Acme",
}
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    from datetime import UTC, datetime

    for part in ("cur", "new", "tmp"):
        (tmp_path / "Mail" / part).mkdir(parents=True)
    raw = raw_message({**INVITED, "at": datetime(2026, 11, 2, 9, tzinfo=UTC)}, OWNER, {})
    (tmp_path / "Mail" / "cur" / "1793610000.M1.host:2,S").write_bytes(raw)
    (tmp_path / "config.toml").write_text(
        '[owner]\nname = "Sam"\nzone = "Europe/London"\ncountry = "GB"\n[scan]\ndays = 9999\n'
        f'[[account]]\ntype = "maildir"\npath = "{tmp_path / "Mail"}"\naddresses = ["sam@owner.example"]\n'
    )
    return tmp_path


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def followup(*arguments: str) -> tuple[int, str, str]:
        code = cli.call([*arguments, "--home", str(home)])
        out, err = capsys.readouterr()
        return code, out, err

    return followup


def tree(folder: Path) -> dict[str, str]:
    files = (file for file in sorted(folder.rglob("*")) if file.is_file() and file.name != "lock")
    return {str(file.relative_to(folder)): sha256(file.read_bytes()).hexdigest() for file in files}


def test_a_dry_run_says_what_it_would_do_and_changes_nothing(run: Run, home: Path) -> None:
    run("run", "--dry-run", "--now", "2026-11-03T12:00")
    before = tree(home)
    code, out, _ = run("run", "--dry-run", "--now", "2026-11-03T17:00")
    assert code == 0
    assert "Would save a draft: a thank-you to Dana Reyes (Acme, Data Engineer)" in out
    assert "Draft saved" not in out
    assert tree(home) == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("by Friday 13 November 2026", "They said you will hear by Fri 13 Nov"),
        ("it is a no", "They said no"),
        ("second round on Tuesday 10 November 2026 at 3pm", "on Tue 10 Nov 15:00"),
        ("soonish", "names no day, no time and no answer"),
    ],
)
def test_heard_says_what_it_understood(run: Run, words: str, said: str) -> None:
    run("run")
    code, out, _ = run("heard", "acme", words, "--on", "2026-11-05")
    assert (code, said in out) == (0, True), out


def test_an_added_interview_is_told_as_such(run: Run) -> None:
    run("add", "Globex", "--new", "--on", "2026-12-03T15:00")
    assert "You added an interview on Thu 3 Dec 15:00" in run("why", "globex")[1]


def test_outside_working_hours_it_says_when_a_draft_will_be_saved(run: Run) -> None:
    _, out, _ = run("run", "--dry-run", "--now", "2026-11-13T23:30+01:00")  # a Friday, late
    assert "Not yet: a follow-up to Dana Reyes (Acme, Data Engineer)" in out
    assert "it will be saved at 09:00 on Mon 16 Nov" in out
    _, out, _ = run("run", "--dry-run", "--now", "2026-11-16T09:00+00:00")
    assert "Would save a draft: a follow-up to Dana Reyes" in out
    assert "Not yet" not in out


def test_before_the_first_pass_it_is_said_that_one_is_needed(run: Run) -> None:
    assert "`followup run` looks through your mail" in run("status")[1]
    code, _, err = run("why", "acme", "--now", "2026-11-03T17:00")
    assert (code, "`followup run` looks through your mail" in err) == (2, True)


@pytest.mark.parametrize(
    ("command", "said"), [("replay", "one object a line"), ("read", "one object a line"), ("why", "One JSON document")]
)
def test_help_says_what_json_is(run: Run, command: str, said: str) -> None:
    assert said in " ".join(run(command, "--help")[1].split())


def test_now_is_for_dry_runs_only(run: Run) -> None:
    code, _, err = run("run", "--now", "2026-11-03T17:00")
    assert code == 2
    assert "--dry-run" in err


def test_run_status_and_why_as_json(run: Run) -> None:
    code, out, _ = run("run", "--json")
    assert (code, json.loads(out)["schema"]) == (0, 1)
    code, out, _ = run("run", "--json")
    assert json.loads(out)["actions"] == []
    code, out, _ = run("status", "--json", "--now", "2026-11-03T12:00")
    (case,) = json.loads(out)["cases"]
    assert (case["company"], case["role"], case["state"]) == ("Acme", "Data Engineer", "scheduled")
    assert case["interviews"][0]["start"].startswith("2026-11-03T15:00:00")
    assert case["next"]["step"] == "thank_you"
    code, out, _ = run("why", "acme", "--json", "--now", "2026-11-03T12:00")
    assert any("Tuesday 3 November" in (line["sentence"] or "") for line in json.loads(out)["story"])


def test_what_is_told_counts(run: Run) -> None:
    run("run")
    assert run("heard", "acme", "by Friday 13 November 2026", "--on", "2026-11-05")[0] == 0
    _, out, _ = run("status", "--json", "--now", "2026-11-06T12:00")
    assert json.loads(out)["cases"][0]["promise"]["by"] == "2026-11-13"
    assert run("mute", "acme")[0] == 0
    assert json.loads(run("status", "--json")[1])["cases"][0]["muted"]
    assert run("undo")[0] == 0
    assert not json.loads(run("status", "--json")[1])["cases"][0]["muted"]
    assert run("close", "acme")[0] == 0
    assert json.loads(run("status", "--json")[1])["cases"][0]["state"] == "closed"
    assert run("reopen", "acme")[0] == 0


def test_an_offer_needs_the_owner_and_is_not_ended(run: Run) -> None:
    run("run")
    assert run("heard", "acme", "they made me an offer", "--on", "2026-11-05")[0] == 0
    assert json.loads(run("status", "--json")[1])["cases"][0]["state"] == "offer"
    _, out, _ = run("status")
    assert "Needs you" in out
    assert "Ended" not in out


def test_an_interview_nobody_wrote_of_can_be_added(run: Run) -> None:
    run("run")
    code, _, _ = run("add", "Globex", "--new", "--on", "2099-11-10T10:00", "--with", "Lee Wong <lee@globex.example>")
    assert code == 0
    cases = json.loads(run("status", "--json")[1])["cases"]
    globex = next(case for case in cases if case["company"] == "Globex")
    assert globex["next"]["step"] == "thank_you"


def test_a_name_nobody_has_is_answered_with_the_names_there_are(run: Run) -> None:
    run("run")
    code, _, err = run("why", "initech")
    assert code == 2
    assert "Acme, Data Engineer" in err


def test_read_and_replay(run: Run, home: Path) -> None:
    (message,) = (home / "Mail" / "cur").iterdir()
    code, out, _ = run("read", str(message), "--json")
    line = json.loads(out)
    assert (code, line["company"], line["sender"]) == (0, "Acme", "person")
    assert line["interview"]["start"].startswith("2026-11-03T15:00:00")
    before = tree(home)
    code, out, _ = run("replay", str(home / "Mail"), "--json")
    lines = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [(line["action"], line["step"]) for line in lines[:-1]][:1] == [("save", "thank_you")]
    assert lines[-1]["cases"][0]["company"] == "Acme"
    assert {line["schema"] for line in lines} == {1}
    assert tree(home) == before


def test_who_reads_no_mail_hears_so(run: Run, home: Path) -> None:
    for name in ("empty.eml", "empty.mbox"):
        (home / name).write_bytes(b"")
        assert run("read", str(home / name)) == (65, "", f"{home / name} holds no mail.\n")
        assert run("replay", str(home / name))[0] == 2


def test_read_and_replay_tell_what_of_a_file_they_did_not_understand(run: Run, home: Path) -> None:
    (message,) = (home / "Mail" / "cur").iterdir()
    raw = message.read_bytes().replace(b"\r\n", b"\n")
    text = b"\nFrom my notes:\nFrom: Lee <lee@acme.example>\nDate: Monday\nSubject: Hi\n"
    draft = b"From: sam@owner.example\nTo: dana@acme.example\nSubject: Thank you\n\nHello\n"
    parts = (b"From - Mon Nov 02 09:00:00 2026\n" + part + b"\n" for part in (raw + text, draft))
    (home / "all.mbox").write_bytes(b"".join(parts))
    for command in ("read", "replay"):
        code, out, err = run(command, str(home / "all.mbox"), "--owner", "sam@owner.example")
        assert code == 65
        assert "Thank you:" not in out
        assert err.count("A line of all.mbox may begin a message") == 1
        assert err.count("may never have been sent") == 1


def test_replay_asks_about_an_address_nobody_wrote_to(run: Run, home: Path) -> None:
    code, _, err = run("replay", str(home / "Mail"), "--owner", "smm@owner.example")
    assert code == 0
    assert "is from or to smm@owner.example" in err
    assert "from or to" not in run("replay", str(home / "Mail"))[2]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[owner", "not valid TOML"),
        ("[scann]", "did you mean scan"),
        ('[owner]\nzone = "Mars/Base"\n', "no time zone"),
        ("", "no [[account]]"),
        ('[scan]\ndays = "many"\n[[account]]\n', "line 2: days must be a whole number"),
    ],
)
def test_a_wrong_config_is_explained(run: Run, home: Path, text: str, said: str) -> None:
    (home / "config.toml").write_text(text)
    code, _, err = run("status")
    assert code == 78
    assert said in err


def test_no_config_yet(run: Run, home: Path) -> None:
    (home / "config.toml").unlink()
    code, _, err = run("run")
    assert code == 78
    assert "config.example.toml" in err


def test_a_mailbox_that_vanished_is_for_later(run: Run, home: Path) -> None:
    run("run")
    (home / "Mail").rename(home / "Elsewhere")
    code, out, _ = run("run")
    assert code == 75
    assert "There is no Maildir" in out
    assert json.loads(run("status", "--json")[1])["cases"][0]["company"] == "Acme"


def test_another_run_holds_the_lock(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from filelock import FileLock

    from agent.home import Home

    locked = Home.locked
    monkeypatch.setattr(Home, "locked", lambda self, wait_seconds=0: locked(self, 0))
    run("run")
    with FileLock(home / "lock"):
        code, _, err = run("run")
    assert code == 73
    assert "Another followup" in err


def test_replay_asks_whose_mail_it_is(run: Run, home: Path) -> None:
    (home / "config.toml").unlink()
    code, out, err = run("replay", str(home / "Mail"))
    assert (code, out, "--owner you@example.com" in err) == (2, "", True)
    assert "'Germany' is no country" in run("replay", str(home / "Mail"), "--country", "Germany")[2]
    assert run("replay", str(home / "Mail"), "--owner", "sam@owner.example", "--country", "gb")[0] == 0


def test_usage_errors_end_with_2(run: Run) -> None:
    assert run("frobnicate")[0] == 2
    assert run("run", "--allow", "zero")[0] == 2
    assert run("replay", "nowhere")[0] == 2


def test_one_broken_message_never_stops_the_rest(run: Run, home: Path) -> None:
    for number in range(200):
        noise = b"\xff\x00\x80 broken \r\n\r\n interview" if number % 2 else b""
        (home / "Mail" / "cur" / f"17936100{number:02d}.N{number}.host:2,").write_bytes(noise)
    code, _, _ = run("run")
    assert code == 0
    assert [case["company"] for case in json.loads(run("status", "--json")[1])["cases"]] == ["Acme"]


@pytest.mark.parametrize("command", sorted(cli.cli.list_commands(click.Context(cli.cli))))
def test_help_keeps_its_lines(command: str) -> None:
    said = CliRunner().invoke(cli.cli, [command, "--help"], catch_exceptions=False).stdout
    assert said.startswith("Usage: ")
    assert "\\b" not in said
