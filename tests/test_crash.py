"""Killed at any call of a pass: after the next undisturbed one, one draft per step exists and nothing is lost."""

from __future__ import annotations

import copy
import json
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from agent import choices_file
from agent.choices import Choice, Verb
from agent.cycle import Outcome
from agent.drafts import glance
from agent.drafts.records import LIVE, Fate
from agent.store import Store
from providers.mailbox import Mailbox
from providers.memory import MemoryMailbox
from tests.drafts.crashing import (
    ACCOUNT,
    ADDRESS,
    BEFORE,
    FIRST,
    LATER,
    MAIL,
    ME,
    SECOND,
    STORE_CALLS,
    Fuse,
    Killed,
    note,
    one_pass,
    open_maildir,
    pass_under,
    raw,
)
from tests.support.mail import raw_message

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Hunt:
    """The hunt just before its second pass: a folder with the state, and how to open the mailbox in it."""

    home: Path
    open: Callable[[Path], Mailbox]

    def fresh(self, to: Path) -> tuple[Path, Mailbox]:
        """A copy that may be broken."""
        home = Path(shutil.copytree(self.home, to, copy_function=shutil.copy2))
        return home, self.open(home)


def _memory(tmp: Path) -> Hunt:
    home = tmp / "memory"
    home.mkdir()
    box = MemoryMailbox([ADDRESS], FIRST)
    for one in BEFORE:
        box.deliver(raw(one["id"]), received=one["at"])
    store = Store(home / "state.db")
    one_pass(box, store, FIRST, "first")
    box.now = SECOND
    box.deliver(raw("b2"))
    note(store, SECOND)
    store.close()
    return Hunt(home, lambda _: copy.deepcopy(box))


def _maildir(tmp: Path) -> Hunt:
    home = tmp / "maildir"
    for folder in ("", ".Drafts", ".Sent"):
        for part in ("cur", "new", "tmp"):
            (home / "mail" / folder / part).mkdir(parents=True)
    for one in BEFORE:
        (home / "mail" / "cur" / f"{one['id']}.host:2,S").write_bytes(raw(one["id"]))
    store = Store(home / "state.db")
    one_pass(open_maildir(home), store, FIRST, "first")
    (home / "mail" / "new" / "b2.host").write_bytes(raw("b2"))
    note(store, SECOND)
    store.close()
    return Hunt(home, open_maildir)


@pytest.fixture(scope="module")
def hunt(tmp_path_factory: pytest.TempPathFactory) -> Hunt:
    """The hunt in a mailbox in memory, where a death is an exception; a Maildir has real deaths, see below."""
    return _memory(tmp_path_factory.mktemp("hunt"))


@dataclass(frozen=True)
class Left:
    """What a person would see."""

    drafts: Counter[tuple[tuple[str, ...], str, str]]
    steps: Counter[tuple[str, tuple[str, ...]]]
    known: frozenset[str]
    fates: frozenset[tuple[str, tuple[str, ...], Fate]]


def left(mailbox: Mailbox, store: Store) -> Left:
    """Drafts and ledger; a live line without its draft, or the other way round, shows."""
    seen = [glance(one.raw) for one in mailbox.drafts()]
    live = [entry for entry in store.entries() if entry.fate in LIVE]
    assert all(mailbox.draft(entry.ref or "") for entry in live)
    settled = [entry for entry in store.entries() if entry.fate in (Fate.SENT, Fate.DECLINED, Fate.OWNERS)]
    return Left(
        Counter((one.to, one.subject, one.text) for one in seen),
        Counter((entry.due_id, entry.to) for entry in live),
        frozenset(one.message.message_id for one in store.understandings()),
        frozenset((entry.due_id, entry.to, entry.fate) for entry in settled),
    )


def undisturbed(hunt: Hunt, home: Path) -> tuple[Left, list[str], Outcome]:
    """What a pass that nobody kills leaves, and the calls it makes."""
    folder, mailbox = hunt.fresh(home)
    store = Store(folder / "state.db")
    fuse = Fuse()
    pass_under(fuse, mailbox, store)
    outcome = one_pass(mailbox, store, LATER, "later")
    result = left(mailbox, store)
    store.close()
    return result, fuse.calls, outcome


def test_the_pass_saves_replaces_and_withdraws(hunt: Hunt, tmp_path: Path) -> None:
    """Otherwise the test below would prove nothing."""
    expected, calls, _ = undisturbed(hunt, tmp_path / "whole")
    assert {"save", "replace", "discard", "write", "keep", "remember"} <= set(calls)
    assert set(expected.drafts.values()) == {1}
    assert not expected.fates


def moments(calls: list[str]) -> Iterator[tuple[int, bool]]:
    """Every call of the pass, before and after it takes effect (after a look is the same as before the next call)."""
    for number, name in enumerate(calls, 1):
        yield number, False
        if name in STORE_CALLS | {"save", "replace", "discard"}:
            yield number, True


def test_killed_at_any_call(hunt: Hunt, tmp_path: Path) -> None:
    expected, calls, _ = undisturbed(hunt, tmp_path / "whole")
    wrong = []
    for number, after in moments(calls):
        home, mailbox = hunt.fresh(tmp_path / f"{number}-{after}")
        store = Store(home / "state.db")
        with pytest.raises(Killed):
            pass_under(Fuse(number, after=after), mailbox, store)
        store.close()
        store = Store(home / "state.db")
        one_pass(mailbox, store, LATER, "later")
        found = left(mailbox, store)
        store.close()
        if found != expected:
            wrong.append(f"call {number} ({calls[number - 1]}), {'after' if after else 'before'}: {found}")
    assert wrong == []


def test_killed_between_reading_and_drafting(tmp_path: Path) -> None:
    """The mail counts as read, yet nothing came of it: the next pass must not sleep until something else happens."""
    box = MemoryMailbox([ADDRESS], FIRST)
    for one in BEFORE:
        box.deliver(raw(one["id"]), received=one["at"])
    store = Store(tmp_path / "state.db")
    one_pass(box, store, FIRST, "first")
    soon = FIRST + timedelta(hours=1)
    box.now = soon
    box.deliver(raw_message({**MAIL["b2"], "at": soon}, ME, MAIL))
    fuse = Fuse()
    whole = copy.deepcopy(box)
    pass_under(fuse, whole, store.copy(), soon)
    assert not _thanks_to_tom(whole)
    with pytest.raises(Killed):
        pass_under(Fuse(fuse.calls.index("drafts") + 1), box, store, soon)
    assert _thanks_to_tom(box)
    one_pass(box, store, soon + timedelta(minutes=5), "later")
    assert not _thanks_to_tom(box)


def _thanks_to_tom(box: MemoryMailbox) -> bool:
    return any(glance(one.raw).to == ("tom@globex.example",) for one in box.drafts())


def test_killed_before_a_refusal_is_noted(tmp_path: Path) -> None:
    """A draft the owner threw away is one of their choices, also when noting it was cut short."""
    box = MemoryMailbox([ADDRESS], FIRST)
    for one in BEFORE:
        box.deliver(raw(one["id"]), received=one["at"])
    store = Store(tmp_path / "state.db")
    one_pass(box, store, FIRST, "first")
    box.delete_draft(next(box.drafts()).ref)
    fuse = Fuse()
    pass_under(fuse, copy.deepcopy(box), store.copy())
    with pytest.raises(Killed):
        pass_under(Fuse(fuse.calls.index("choose") + 1), box, store)
    one_pass(box, store, LATER, "later")
    assert [choice.verb for choice in store.choices()] == [Verb.DECLINED]


class Dying:
    """A process with everything loaded that forks a child for every death."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.drafts.crashing"]
        self._process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    def moments(self, home: Path) -> list[str]:
        """A run that nobody kills."""
        self._ask(home, 0, "before")
        seen: list[str] = json.loads(self._answer())
        assert self._answer() == "0"
        return seen

    def killed(self, home: Path, at: int, when: str) -> int:
        """How the child ended that dies at a moment."""
        self._ask(home, at, when)
        return int(self._answer())

    def _ask(self, home: Path, at: int, when: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{home} {at} {when}\n")
        self._process.stdin.flush()

    def _answer(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, self._process.communicate()[1]
        return line.strip()

    def close(self) -> None:
        """Let it end."""
        self._process.communicate()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL and no fork")
def test_a_process_killed_at_every_request_and_every_commit(tmp_path: Path) -> None:
    """No finally, no atexit, no flush: only what is on disk counts. The moments are counted first, then each is one."""
    hunt = _maildir(tmp_path)
    dying = Dying()
    home, mailbox = hunt.fresh(tmp_path / "whole")
    moments = dying.moments(home)
    expected = after_the_next(home, mailbox)
    assert Counter(moments).keys() >= {"changes", "drafts", "save", "replace", "discard", "commit"}
    wrong = []
    # After one is before the next: nothing lasts that is not done at a moment.
    for at, when in [*((number, "before") for number in range(1, len(moments) + 1)), (len(moments), "after")]:
        home, mailbox = hunt.fresh(tmp_path / f"{at}-{when}")
        assert dying.killed(home, at, when) == -signal.SIGKILL
        found = after_the_next(home, mailbox)
        shutil.rmtree(home)
        if found != expected:
            wrong.append(f"moment {at} ({moments[at - 1]}), {when}: {found}")
    dying.close()
    assert wrong == []


def after_the_next(home: Path, mailbox: Mailbox) -> tuple[Left, list[Choice], bool]:
    """What is left once a run has gone through: drafts and findings, choices, and whether the cursor is known."""
    store = Store(home / "state.db")
    one_pass(mailbox, store, LATER, "later")
    found = left(mailbox, store), list(store.choices()), store.cursor(ACCOUNT) is not None
    assert choices_file.read(home / "choices.json") == store.choices()
    store.close()
    return found
