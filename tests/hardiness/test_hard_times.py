"""The world misbehaves around a pass: the clock, the disk, the mailbox, the mail, our own stages. Nothing is lost."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from agent import gathering, planning, writing
from agent.cli import mailboxes
from agent.store import Store
from providers import open_mailbox
from providers.mailbox import RawMessage, Unreadable
from providers.maildir import MaildirMailbox
from tests.drafts.crashing import MAILBOX_CALLS, Fuse, Fused
from tests.hardiness.hunt import DRAFTED, Hunt, interview

GLOBEX = ("priya@globex.example",)
BOTH = Counter({("dana@acme.example",): 1, GLOBEX: 1})


@pytest.fixture
def begun(hunt: Hunt) -> Hunt:
    """A hunt after its first pass."""
    assert hunt.run("run")[0] == 0
    assert hunt.drafts() == DRAFTED
    return hunt


@pytest.fixture
def waiting(begun: Hunt) -> Hunt:
    """A hunt with a second interview in the mail, not looked at yet, and a note for the draft that is there."""
    begun.arrives("2.b1.host", interview("b1", "Globex", "Priya Shah"))
    assert begun.run("note", "acme", "moving the pipelines to Rust")[0] == 0
    return begun


# The clock.


def _last_pass(hunt: Hunt, at: datetime) -> None:
    store = Store(hunt.database)
    store.record_run(at, 0, "")
    store.close()


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (timedelta(hours=-2), "the last pass was later"),
        (timedelta(days=-4000), "the last pass was later"),
        (timedelta(days=800), "more than a year after the last pass"),
    ],
)
def test_a_clock_gone_wrong(waiting: Hunt, ago: timedelta, said: str) -> None:
    _last_pass(waiting, datetime.now(UTC) - ago)
    if ago > timedelta(0):
        with sqlite3.connect(waiting.database) as db:
            db.execute("DELETE FROM run WHERE at > ?", ((datetime.now(UTC) - timedelta(days=400)).isoformat(),))
        db.close()
    for _ in range(2):
        code, told = waiting.run("run")
        assert code == 75
        assert said in told
        assert "--allow" in told
        assert waiting.drafts() == DRAFTED
    assert waiting.companies() == ["Acme"]
    assert waiting.run("run", "--allow", "12")[0] == 0
    assert waiting.drafts() == BOTH
    assert waiting.run("run")[0] == 0


def test_a_clock_put_right_by_minutes_is_no_trouble(waiting: Hunt) -> None:
    _last_pass(waiting, datetime.now(UTC) + timedelta(minutes=3))
    assert waiting.run("run")[0] == 0
    assert waiting.drafts() == BOTH


# The disk.


class Full:
    """A disk that takes nothing more from its write number `at` on. 0: it has room; the writes are counted."""

    def __init__(self, at: int = 0) -> None:
        self.at = at
        self.writes = 0

    def _is_full(self) -> bool:
        self.writes += 1
        return bool(self.at) and self.writes >= self.at

    def under(self, patch: pytest.MonkeyPatch) -> None:
        """Lay it under everything we write: new files, flushed files, and SQLite's commits."""
        opened, synced, connected = os.open, os.fsync, sqlite3.connect
        disk = self

        def opening(path: Any, flags: int, *rest: Any, **more: Any) -> int:
            if flags & os.O_CREAT and not str(path).endswith("lock") and disk._is_full():
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)
            return opened(path, flags, *rest, **more)

        def syncing(file: int) -> None:
            if disk._is_full():
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            synced(file)

        class Connection(sqlite3.Connection):
            def execute(self, sql: str, *rest: Any) -> sqlite3.Cursor:
                if sql.upper().startswith(("COMMIT", "CREATE")) and disk._is_full():
                    raise sqlite3.OperationalError("database or disk is full")
                return super().execute(sql, *rest)

        patch.setattr(os, "open", opening)
        patch.setattr(os, "fsync", syncing)
        patch.setattr(sqlite3, "connect", lambda *args, **more: connected(*args, factory=Connection, **more))


def copy_of(hunt: Hunt, home: Path) -> Hunt:
    """The hunt in another place."""
    shutil.copytree(hunt.home, home, copy_function=shutil.copy2)
    (home / "config.toml").write_text(hunt.config.read_text().replace(str(hunt.home), str(home)))
    return Hunt(home, hunt.capsys)


@pytest.mark.parametrize("start", ["hunt", "waiting"])
def test_a_disk_that_fills_up_at_any_write(start: str, request: pytest.FixtureRequest, tmp_path_factory: Any) -> None:
    hunt: Hunt = request.getfixturevalue(start)
    folder = tmp_path_factory.mktemp("full")
    room = Full()
    with pytest.MonkeyPatch.context() as patch:
        room.under(patch)
        assert copy_of(hunt, folder / "whole").run("run")[0] == 0
    assert room.writes > 10
    for at in range(1, room.writes + 1):
        here = copy_of(hunt, folder / str(at))
        with pytest.MonkeyPatch.context() as patch:
            Full(at).under(patch)
            code, told = here.run("run")
        assert (code, "Traceback" in told) == (75, False), f"write {at}: {told}"
        assert "full" in told.lower(), f"write {at}: {told}"
        assert here.run("run")[0] == 0
        assert here.drafts() == (BOTH if start == "waiting" else DRAFTED), f"write {at}"
        assert here.companies() == (["Acme", "Globex"] if start == "waiting" else ["Acme"]), f"write {at}"
        shutil.rmtree(here.home)


@pytest.mark.parametrize("at", [1, 2, 3])
def test_what_is_told_to_a_full_disk(begun: Hunt, at: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        Full(at).under(patch)
        code, told = begun.run("mute", "acme")
    assert code == 75
    assert "full" in told.lower()
    assert "Traceback" not in told
    assert begun.run("mute", "acme")[0] == 0
    assert begun.json("status")["cases"][0]["muted"]


def test_output_that_cannot_be_written(begun: Hunt, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **more: object) -> None:
        if not more.get("err"):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("click.echo", full)
    assert begun.run("status")[0] == 75


def _no(number: int) -> Callable[..., Any]:
    def refuse(self: Path, *_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number), str(self))

    return refuse


@pytest.mark.parametrize("number", [errno.EROFS, errno.EACCES])
def test_a_home_that_cannot_be_written(hunt: Hunt, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    monkeypatch.setattr(Path, "mkdir", _no(number))
    code, told = hunt.run("run")
    assert code == 75
    assert os.strerror(number) in told
    assert "writable" in told
    monkeypatch.undo()
    assert hunt.run("run")[0] == 0
    assert hunt.drafts() == DRAFTED


def test_a_database_that_may_only_be_read(waiting: Hunt, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare = Store._prepare

    def only_reading(self: Store, path: Path | None) -> None:
        prepare(self, path)
        self._db.conn.execute("PRAGMA query_only = ON")  # root may write anywhere, so that the mode proves nothing

    monkeypatch.setattr(Store, "_prepare", only_reading)
    code, told = waiting.run("run")
    assert code == 75
    assert "read-only" in told
    assert waiting.drafts() == DRAFTED
    monkeypatch.undo()
    assert waiting.run("run")[0] == 0
    assert waiting.drafts() == BOTH


# The mailbox.


@pytest.mark.parametrize("folder", ["", ".Drafts"], ids=["all of it", "Drafts"])
def test_a_mailbox_that_vanishes_at_any_call(waiting: Hunt, folder: str, tmp_path_factory: Any) -> None:
    away = tmp_path_factory.mktemp("vanish")
    counted = Fuse()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mailboxes, "open_mailbox", lambda one: Fused(open_mailbox(one), counted, MAILBOX_CALLS))
        assert copy_of(waiting, away / "whole").run("run")[0] == 0
    assert {"changes", "fetch", "drafts", "save", "replace"} <= set(counted.calls)
    for at in range(1, len(counted.calls) + 1):
        here = copy_of(waiting, away / str(at))
        there, elsewhere = here.mail / folder, here.home / "Elsewhere"

        def vanish(there: Path = there, elsewhere: Path = elsewhere) -> None:
            if there.exists():
                there.rename(elsewhere)

        fuse: Any = Fuse(at, blow=vanish)  # type: ignore[arg-type]  # this one lets the call go on
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(
                mailboxes, "open_mailbox", lambda one, fuse=fuse: Fused(open_mailbox(one), fuse, MAILBOX_CALLS)
            )
            code, told = here.run("run")
        assert "Traceback" not in told, f"call {at} ({counted.calls[at - 1]}): {told}"
        assert code in (0, 75), f"call {at} ({counted.calls[at - 1]}): {told}"
        if not there.exists():
            elsewhere.rename(there)
        assert here.run("run")[0] == 0
        assert here.drafts() == BOTH, f"call {at} ({counted.calls[at - 1]})"
        assert here.companies() == ["Acme", "Globex"]
        shutil.rmtree(here.home)


@pytest.mark.parametrize("heads", [True, False], ids=["its head either", "its head comes"])
def test_a_message_that_cannot_be_had_for_a_while(waiting: Hunt, monkeypatch: pytest.MonkeyPatch, heads: bool) -> None:
    read = MaildirMailbox._read

    def torn(self: MaildirMailbox, id: str, limit: int | None) -> RawMessage | Unreadable:
        one = read(self, id, limit)
        bad = isinstance(one, RawMessage) and b"Globex" in one.raw and (heads or limit is None)
        return Unreadable(id, "The file could not be read: Input/output error.") if bad else one

    monkeypatch.setattr(MaildirMailbox, "_read", torn)
    code, told = waiting.run("run")
    assert code == 0
    assert "Input/output error" in told
    code, told = waiting.run("run")
    assert code == 0
    assert "Input/output error" not in told
    monkeypatch.undo()
    assert waiting.run("run")[0] == 0
    assert waiting.drafts() == BOTH


# The mail.


def test_one_broken_message_among_a_thousand(begun: Hunt) -> None:
    for number in range(1000):
        begun.arrives(f"{number}.n.host", b"Subject: Lunch\r\n\r\nhello\r\n")
    nested = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(3000))
    head = b"From: Tom Berg <tom@globex.example>\r\nSubject: Interview invitation\r\n"
    begun.arrives("x1.broken.host", head + nested + b"interview")
    begun.arrives("x2.broken.host", b"\xff\xfe\x00 interview " * 1000)
    begun.arrives("z.b1.host", interview("b1", "Globex", "Priya Shah"))
    code, told = begun.run("run")
    assert code == 0, told
    assert begun.drafts() == BOTH


def _breaks_on_acme(stage: Callable[..., Any], seen: list[int]) -> Callable[..., Any]:
    def breaking(*args: Any, **more: Any) -> Any:
        if "Acme" in repr(args[:2]):
            seen.append(1)
            raise ZeroDivisionError("Dear Sam, a secret")
        return stage(*args, **more)

    return breaking


@pytest.mark.parametrize(
    ("module", "stage"),
    [
        (gathering, "read_header"),
        (gathering, "is_candidate"),
        (gathering, "read"),
        (gathering, "understand"),
        (planning, "plan"),
        (writing, "compose"),
    ],
)
def test_a_stage_that_breaks_on_one_message(
    hunt: Hunt, monkeypatch: pytest.MonkeyPatch, module: Any, stage: str
) -> None:
    """The others are read and drafted; no word of the message is shown."""
    hunt.arrives("2.b1.host", interview("b1", "Globex", "Priya Shah"))
    broken: list[int] = []
    monkeypatch.setattr(module, stage, _breaks_on_acme(getattr(module, stage), broken))
    for _ in range(2):
        code, told = hunt.run("run")
        assert code == 0, told
        assert hunt.drafts() == Counter({GLOBEX: 1})
        assert "secret" not in told
        if _ == 0:
            assert "ug of ours" in told
    assert broken


@pytest.mark.parametrize(("module", "stage"), [(planning, "plan"), (writing, "compose")])
def test_a_draft_stays_when_nobody_can_say_whether_it_is_due(
    begun: Hunt, monkeypatch: pytest.MonkeyPatch, module: Any, stage: str
) -> None:
    monkeypatch.setattr(module, stage, _breaks_on_acme(getattr(module, stage), []))
    begun.arrives("2.b1.host", interview("b1", "Globex", "Priya Shah"))
    for _ in range(2):
        assert begun.run("run")[0] == 0
        assert begun.drafts() == BOTH
    monkeypatch.undo()
    assert begun.run("run")[0] == 0
    assert begun.drafts() == BOTH


def test_a_template_that_breaks_takes_no_draft_back(begun: Hunt) -> None:
    (begun.home / "templates").mkdir()
    (begun.home / "templates" / "thank_you.j2").write_text("Hello {{ nobody_knows_this }}\n")
    text = begun.config.read_text()
    begun.config.write_text(f'[drafts]\ntemplates = "{begun.home / "templates"}"\n{text}')
    begun.arrives("2.b1.host", interview("b1", "Globex", "Priya Shah"))
    code, told = begun.run("run")
    assert code == 0
    assert "nobody_knows_this" in told
    assert begun.drafts() == DRAFTED
