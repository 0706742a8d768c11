"""Everything a person can get wrong in the config, the arguments and the files: what is said, and the exit code."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from agent.store import rows
from tests.hardiness.hunt import DRAFTED, Hunt, interview

ACCOUNT = '[[account]]\ntype = "maildir"\npath = "{mail}"\naddresses = ["sam@owner.example"]\n'

CONFIGS = {
    "syntax": (b"[owner\n", "not valid TOML"),
    "unknown key": (b'[owner]\nzome = "UTC"\n' + ACCOUNT.encode(), "unknown setting 'zome' (did you mean zone?)"),
    "unknown section": (b"[etiquete]\n" + ACCOUNT.encode(), "did you mean etiquette?"),
    "no section": (b"owner = 3\n" + ACCOUNT.encode(), "owner must be a section"),
    "wrong type": (b'[scan]\ndays = "many"\n' + ACCOUNT.encode(), "line 2: days must be a whole number"),
    "a truth value": (b"[scan]\ndays = true\n" + ACCOUNT.encode(), "days must be a whole number, not True"),
    "a huge number": (b"[scan]\ndays = 99999999999\n" + ACCOUNT.encode(), "between 0 and 10000"),
    "a list for a text": (b'[owner]\nname = ["Sam"]\n' + ACCOUNT.encode(), 'name must be a text in "quotes"'),
    "impossible zone": (b'[owner]\nzone = "Mars/Base"\n' + ACCOUNT.encode(), "'Mars/Base' is no time zone"),
    "empty zone": (b'[owner]\nzone = ""\n' + ACCOUNT.encode(), "no time zone"),
    "a zone's folder": (b'[owner]\nzone = "Europe"\n' + ACCOUNT.encode(), "no time zone"),
    "a zone outside": (b'[owner]\nzone = "../../etc/passwd"\n' + ACCOUNT.encode(), "no time zone"),
    "country": (b'[owner]\ncountry = "England"\n' + ACCOUNT.encode(), "two capital letters"),
    "no accounts": (b'[owner]\nname = "Sam"\n', "no [[account]]"),
    "one account as a section": (ACCOUNT.replace("[[", "[").replace("]]", "]").encode(), "written as [[account]]"),
    "unknown type": (ACCOUNT.replace('"maildir"', '"pop3"').encode(), "account 1 needs a type"),
    "no path": (ACCOUNT.replace("path", "# path").encode(), "account 1 needs a path"),
    "no addresses": (ACCOUNT.replace("addresses", "# addresses").encode(), "account 1 needs its addresses"),
    "addresses that are none": (ACCOUNT.replace('["sam@owner.example"]', "[3, 4]").encode(), "needs its addresses"),
    "folders": (ACCOUNT.encode() + b'folders = { outbox = "x" }\n', "folders of account 1 are named by"),
    "the same address twice": (
        (ACCOUNT + ACCOUNT.replace("{mail}", "/elsewhere")).encode(),
        "sam@owner.example is in two accounts",
    ),
    "one folder in another": (
        (ACCOUNT + ACCOUNT.replace("{mail}", "{mail}/.Sent").replace("sam@", "two@")).encode(),
        "overlap",
    ),
    "two of one name": (
        (ACCOUNT + 'name = "x"\n' + ACCOUNT.replace("{mail}", "/else").replace("sam@", "b@") + 'name = "x"\n').encode(),
        "two accounts are called 'x'",
    ),
    "nobody's home": (ACCOUNT.replace("{mail}", "~no-such-user/Mail").encode(), "no home folder for '~no-such-user'"),
    "templates not there": (b'[drafts]\ntemplates = "/no/such"\n' + ACCOUNT.encode(), "no folder of templates"),
    "not UTF-8": (b'[owner]\nname = "S\xe4m"\n' + ACCOUNT.encode(), "is not UTF-8 text (line 2)"),
    "hours": (b"[etiquette]\nday_start_hour = 20\n" + ACCOUNT.encode(), "day_start_hour must be before day_end_hour"),
}  # fmt: skip


@pytest.mark.parametrize("case", CONFIGS)
def test_a_wrong_config(hunt: Hunt, case: str) -> None:
    assert hunt.run("run")[0] == 0
    good = hunt.config.read_bytes()
    text, said = CONFIGS[case]
    hunt.config.write_bytes(text.replace(b"{mail}", str(hunt.mail).encode()))
    for command in (["run"], ["status"], ["why", "acme"], ["mute", "acme"]):
        code, told = hunt.run(*command)
        assert code == 78, told
        assert said in told
        assert "Traceback" not in told
    hunt.config.write_bytes(good)
    assert hunt.drafts() == DRAFTED
    assert hunt.companies() == ["Acme"]


def test_every_mistake_at_once(hunt: Hunt) -> None:
    hunt.config.write_text('[owner]\nzome = "UTC"\n[scan]\ndays = "many"\n[sings]\n')
    _, told = hunt.run("run")
    for said in ("zome", "days must be", "[sings]", "no [[account]]"):
        assert said in told


def test_a_config_with_a_byte_order_mark_is_read(hunt: Hunt) -> None:
    hunt.config.write_bytes(b"\xef\xbb\xbf" + hunt.config.read_bytes())
    assert hunt.run("run")[0] == 0


def test_a_folder_for_a_config(hunt: Hunt) -> None:
    hunt.config.unlink()
    hunt.config.mkdir()
    code, told = hunt.run("run")
    assert code == 78
    assert "is a folder" in told


def test_a_file_for_a_mailbox(hunt: Hunt) -> None:
    hunt.config.write_text(hunt.config.read_text().replace(str(hunt.mail), str(hunt.config)))
    code, told = hunt.run("run")
    assert code == 78
    assert "is not a folder" in told


def test_a_file_for_a_home(hunt: Hunt) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "agent", "status", "--home", str(hunt.config)],
        capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert done.returncode == 2
    assert "is a file" in done.stderr


# Databases.


def _mended(hunt: Hunt) -> None:
    """As the remedy says: move it away, run again; nothing was lost."""
    for file in (hunt.database, *hunt.home.glob("followup.db-*")):
        if file.exists():
            file.rename(file.with_suffix(".old"))
    assert hunt.run("run")[0] == 0
    assert hunt.drafts() == DRAFTED
    assert hunt.companies() == ["Acme"]
    assert hunt.json("status")["cases"][0]["muted"]


@pytest.fixture
def begun(hunt: Hunt) -> Hunt:
    """A hunt after its first pass, with a choice of the owner's."""
    assert hunt.run("run")[0] == 0
    assert hunt.drafts() == DRAFTED
    assert hunt.run("mute", "acme")[0] == 0
    return hunt


def _no_database(path: Path) -> None:
    path.write_bytes(b"this is no database, " * 500)


def _torn(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))


def _broken_row(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("UPDATE message SET understanding = '{}'")
    db.close()


def _broken_line(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("UPDATE ledger SET entry = 'x'")
    db.close()


def _newer(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('followup', 'm999_x', '')")
    db.close()


def _a_folder(path: Path) -> None:
    path.rename(path.with_suffix(".gone"))
    path.mkdir()


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (_no_database, "is broken"),
        (_torn, "is broken"),
        (_broken_row, "is broken"),
        (_broken_line, "is broken"),
        (_newer, "written by a newer followup (it has m999_x)"),
        (_a_folder, "it is a folder"),
    ],
)
def test_a_database_that_cannot_be_used(begun: Hunt, harm: object, said: str) -> None:
    assert callable(harm)
    for file in begun.home.glob("followup.db-*"):
        file.unlink()
    harm(begun.database)
    before = begun.drafts()
    for command in (["run"], ["status"], ["drafts"], ["mute", "acme"]):
        code, told = begun.run(*command)
        if code == 0 and command[0] in ("drafts", "status"):
            continue  # it had no need of what is broken
        assert code == 78, told
        assert said in told
        assert "move" in told.lower()
        assert "Traceback" not in told
    assert begun.drafts() == before
    _mended(begun)


def test_a_database_another_program_writes_to(begun: Hunt, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "_WAIT_SECONDS", 0.01)
    begun.arrives("2.b1.host", interview("b1", "Globex", "Priya Shah"))
    other = sqlite3.connect(begun.database)
    other.execute("BEGIN IMMEDIATE")
    code, told = begun.run("run")
    assert code == 75
    assert "locked" in told
    assert begun.drafts() == DRAFTED
    other.close()
    assert begun.run("run")[0] == 0
    assert begun.companies() == ["Acme", "Globex"]
    assert begun.drafts() == Counter({("priya@globex.example",): 1})  # Acme is muted: its draft is taken back


def test_a_broken_choices_file(begun: Hunt) -> None:
    file = begun.home / "choices.json"
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    code, told = begun.run("run")
    assert code == 78
    assert "choices.json cannot be read" in told
    file.write_bytes(whole)
    _mended(begun)


# Arguments.


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["status", "--now", "yesterday"], "is no time"),
        (["status", "--now", "2026-02-30"], "is no time"),
        (["status", "--now", "0001-01-01T00:00"], "too far away"),
        (["status", "--now", "9999-12-31T23:59-12:00"], "too far away"),
        (["heard", "acme", "by Friday", "--on", "31/12/2026"], "is no time"),
        (["add", "acme", "--on", "tomorrow"], "is no time"),
        (["add", "acme", "--on", "2026-11-03T15:00", "--end", "2026-11-03T14:00"], "not after the start"),
        (["run", "--now", "2026-11-03T15:00"], "--dry-run"),
        (["run", "--allow", "0"], "--allow"),
        (["run", "--allow", "many"], "--allow"),
        (["why", "initech"], "No case is called 'initech'"),
        (["why", ""], "No case is called ''"),
        (["mute", "initech"], "No case is called 'initech'"),
        (["frobnicate"], "frobnicate"),
        (["status", "--frobnicate"], "--frobnicate"),
        (["read"], "FILES"),
        (["read", "no-such-file.eml"], "no-such-file.eml"),
        (["read", "config.toml", "--zone", "Mars/Base"], "no time zone"),
        (["replay", "no-such-folder"], "no-such-folder"),
        (["replay", "Mail", "--every", "often"], "often"),
        (["replay", "Mail", "--from", "never"], "is no time"),
    ],
)
def test_arguments_that_cannot_be_meant(
    begun: Hunt, arguments: list[str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(begun.home)
    choices = (begun.home / "choices.json").read_bytes()
    code, told = begun.run(*arguments)
    assert code == 2, told
    assert said in told
    assert "Traceback" not in told
    assert (begun.home / "choices.json").read_bytes() == choices


def test_a_word_that_means_two_cases(hunt: Hunt) -> None:
    hunt.arrives("2.b1.host", interview("b1", "Northwind Traders", "Priya Shah"))
    hunt.arrives("3.c1.host", interview("c1", "Northwind Logistics", "Tom Berg"))
    assert hunt.run("run")[0] == 0
    for command in ("mute", "why", "close", "thanked"):
        code, told = hunt.run(command, "northwind")
        assert code == 2
        assert "can mean several" in told
        assert "Northwind Traders" in told
        assert "Northwind Logistics" in told
    assert not any(case["muted"] for case in hunt.json("status")["cases"])
