"""The agent over the demo's job hunt in an mbox file or in .eml files: it does what it does over the Maildir."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from agent import cli
from agent.demo import unpack
from tests.providers.test_export import append

WHO = ("--owner", "sam@owner.example", "--zone", "Europe/London", "--country", "GB", "--every", "1d")


@pytest.fixture
def mail(tmp_path: Path) -> Path:
    unpack(tmp_path / "demo")
    return tmp_path / "demo" / "Mail"


def replayed(path: Path, capsys: pytest.CaptureFixture[str]) -> list[object]:
    assert cli.call(["replay", str(path), *WHO, "--json"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def takeout(mail: Path, file: Path) -> Path:
    for one in sorted(mail.rglob("*.demo:2,*")):
        label = "Sent" if ".Sent" in one.parts else "Inbox"
        append(file, f"X-Gmail-Labels: {label}\n".encode() + one.read_bytes())
    return file


def test_a_replay_is_the_same_over_a_maildir_an_mbox_file_and_letters(
    mail: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    expected = replayed(mail, capsys)
    assert len(expected) > 10
    assert replayed(takeout(mail, tmp_path / "all.mbox"), capsys) == expected
    for number, one in enumerate(sorted(mail.rglob("*.demo:2,*"))):
        folder = tmp_path / "letters" / ("Sent" if ".Sent" in one.parts else "Inbox")
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{number}.eml").write_bytes(one.read_bytes())
    assert replayed(tmp_path / "letters", capsys) == expected


def test_a_run_saves_drafts_beside_the_export_and_never_in_it(
    mail: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = takeout(mail, tmp_path / "all.mbox")
    before = file.read_bytes()
    (tmp_path / "config.toml").write_text(
        '[owner]\nname = "Sam Okafor"\nzone = "Europe/London"\ncountry = "GB"\n[scan]\ndays = 9999\n'
        f'[[account]]\ntype = "export"\npath = "{file}"\naddresses = ["sam@owner.example"]\n'
    )
    home = ("--home", str(tmp_path))
    assert cli.call(["run", *home]) == 0
    assert "Looked at" in capsys.readouterr().out
    assert cli.call(["run", *home]) == 0
    assert "Nothing new" in capsys.readouterr().out
    assert cli.call(["status", *home, "--now", "2026-11-20T15:00Z"]) == 0
    assert "Brightwater" in capsys.readouterr().out
    assert file.read_bytes() == before
    assert {one.name for one in tmp_path.iterdir()} >= {"all.mbox", "followup.db"}


def test_every_message_of_an_mbox_file_is_read(mail: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = takeout(mail, tmp_path / "all.mbox")
    assert cli.call(["read", str(file), *WHO[:6], "--json"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(list(mail.rglob("*.demo:2,*")))


def test_a_run_tells_once_of_mail_that_may_be_unsent_and_of_lines_that_may_be_separators(
    mail: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = takeout(mail, tmp_path / "all.mbox")
    thanks = b"From: sam@owner.example\nTo: lee@brightwater.example\nSubject: Interview\n"
    thanks += b"Date: Tue, 10 Nov 2026 09:00:00 +0000"
    text = b"Thank you for the interview.\n\nFrom my notes:\nFrom: Lee\nSubject: x\n"
    append(file, b"X-Gmail-Labels: Xyzzy\n" + thanks + b"\nMessage-ID: <d1@x.example>\n\n" + text)
    append(
        file, b"X-Gmail-Labels: Xyzzy\n" + thanks + b"\nMessage-ID: <d2@x.example>\n\nThank you for the interview.\n"
    )
    (tmp_path / "config.toml").write_text(
        '[owner]\nname = "Sam Okafor"\nzone = "Europe/London"\ncountry = "GB"\n[scan]\ndays = 9999\n'
        f'[[account]]\nname = "old"\ntype = "export"\npath = "{file}"\naddresses = ["sam@owner.example"]\n'
    )
    home = ("--home", str(tmp_path))
    cli.call(["run", *home])
    told = capsys.readouterr()
    assert (told.out + told.err).count("labelled 'Xyzzy'") == 1
    assert (told.out + told.err).count("may begin a message") == 0  # quoted by who wrote the file
    assert cli.call(["run", *home]) == 0
    assert "Nothing new" in capsys.readouterr().out
    with file.open("ab") as out:
        out.write(b"From - Mon Nov 02 09:00:00 2026\n" + thanks.replace(b"sam@", b"ida@") + b"\n\n" + text)
    cli.call(["run", *home])
    told = capsys.readouterr()
    assert (told.out + told.err).count("A line of all.mbox may begin a message") == 1
    assert "Xyzzy" not in told.out + told.err
