"""A small job hunt whose next pass saves, replaces and withdraws, and a way to be killed at any call of that pass.

Run as a module it is a process whose children kill themselves; see `main`.
"""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any, NoReturn
from zoneinfo import ZoneInfo

from agent.choices import Choice, Verb
from agent.cycle import Outcome, run
from agent.messages import Owner
from agent.policy import Policy
from agent.store import Store
from agent.view import Settings, view
from providers import Account
from providers.mailbox import Mailbox
from providers.maildir import MaildirMailbox
from providers.memory import MemoryMailbox
from tests.support.mail import raw_message

ACCOUNT = "main"
ME = "Sam Okafor <sam@owner.example>"
ADDRESS = "sam@owner.example"
SETTINGS = Settings(Owner(frozenset({ADDRESS}), ZoneInfo("Europe/London"), "GB", "Sam Okafor"), Policy())
FIRST = datetime(2026, 11, 3, 17, tzinfo=UTC)
SECOND = datetime(2026, 11, 4, 12, tzinfo=UTC)
LATER = SECOND + timedelta(minutes=5)


def _interview(id: str, company: str, recruiter: str, interviewer: str, day: int, hour: int) -> dict[str, Any]:
    domain = f"{company.lower()}.example"
    return {
        "id": id,
        "at": datetime(2026, 11, 2, 9, tzinfo=UTC),
        "from": f"{recruiter} <{recruiter.split()[0].lower()}@{domain}>",
        "subject": f"Your interview for Data Engineer at {company}",
        "text": f"Hi Sam,\n\nWe would like to invite you to the interview for the Data Engineer position at {company} "
        f"on {day} November from {hour}:00 to {hour + 1}:00 (UK time).\nYou will meet {interviewer}.\n\n"
        f"Best regards,\n{recruiter}\nTalent Partner, {company}\n",
        "invite": [
            {
                "uid": f"{id}@{domain}",
                "start": datetime(2026, 11, day, hour),  # noqa: DTZ001  # the table's times are local to its zone
                "end": datetime(2026, 11, day, hour + 1),  # noqa: DTZ001
                "zone": "Europe/London",
                "summary": "Interview: Data Engineer - Sam Okafor",
                "organizer": f"{recruiter} <{recruiter.split()[0].lower()}@{domain}>",
                "attendees": [f"{interviewer} <{interviewer.split()[0].lower()}@{domain}>", f"{ME} ACCEPTED"],
            }
        ],
    }


BEFORE = (
    _interview("a1", "Acme", "Dana Reyes", "Lee Wong", 3, 14),
    _interview("b1", "Globex", "Priya Shah", "Tom Berg", 3, 11),
    _interview("c1", "Initech", "Ines Duarte", "Omar Haddad", 4, 10),
)
NO = {
    "id": "b2",
    "at": datetime(2026, 11, 4, 9, 30, tzinfo=UTC),
    "from": "Priya Shah <priya@globex.example>",
    "subject": "Re: Your interview for Data Engineer at Globex",
    "answers": "b1",
    "text": "Hi Sam,\n\nThank you for your time. Unfortunately, we have decided not to move forward with your "
    "application for the Data Engineer position.\n\nBest regards,\nPriya Shah\n",
}
MAIL: Mapping[str, Mapping[str, Any]] = {one["id"]: one for one in (*BEFORE, NO)}


def raw(id: str) -> bytes:
    """One message of the hunt."""
    return raw_message(MAIL[id], ME, MAIL)


def note(store: Store, now: datetime) -> None:
    """The owner notes a topic of the talk at Acme: its draft is to read differently."""
    root = next(case.root for case in view(store, SETTINGS, now).cases if "acme" in (case.employer or "").lower())
    store.choose(Choice("choice-note", now, Verb.NOTE, anchor=root, text="moving the pipelines to Rust"))
    store.remember("wake", None)


def open_maildir(home: Path) -> MaildirMailbox:
    """The owner's mail as files."""
    return MaildirMailbox(Account(ACCOUNT, "maildir", (ADDRESS,), home / "mail"))


def one_pass(mailbox: Mailbox, store: Store, now: datetime, tag: str) -> Outcome | None:
    """A pass of the agent."""
    numbers = count(1)
    return run({ACCOUNT: mailbox}, store, SETTINGS, now, lambda: f"{tag}{next(numbers):05d}")


class Killed(BaseException):
    """The process ends here."""


class Fuse:
    """Counts calls and blows at one of them, before or after it takes effect. `at` 0: never."""

    def __init__(self, at: int = 0, *, after: bool = False, blow: Callable[[], NoReturn] | None = None) -> None:
        self.calls: list[str] = []
        self._at = at
        self._after = after
        self._blow = blow or _killed

    def call(self, name: str, method: Callable[..., Any], *args: Any, **more: Any) -> Any:
        """Make one call under the fuse."""
        self.calls.append(name)
        mine = len(self.calls) == self._at
        if mine and not self._after:
            self._blow()
        result = method(*args, **more)
        if isinstance(result, Iterator):
            result = list(result)
        if mine:
            self._blow()
        return iter(result) if isinstance(result, list) else result


def _killed() -> NoReturn:
    raise Killed


class Fused:
    """A mailbox or store of which the named methods go through a fuse."""

    def __init__(self, inner: Any, fuse: Fuse, names: frozenset[str]) -> None:
        self._inner, self._fuse, self._names = inner, fuse, names

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._inner, name)
        if name not in self._names:
            return found
        return lambda *args, **more: self._fuse.call(name, found, *args, **more)


MAILBOX_CALLS = frozenset(name for name in vars(Mailbox) if not name.startswith("_")) - {"owner", "close"}
STORE_CALLS = frozenset({"write", "keep", "remember", "choose", "keep_as_found", "mark_visible", "tell_once"})


def pass_under(fuse: Fuse, mailbox: Mailbox, store: Store, now: datetime = SECOND) -> None:
    """A pass that may be killed."""
    fused: Any = Fused(mailbox, fuse, MAILBOX_CALLS)
    kept: Any = Fused(store, fuse, STORE_CALLS)
    one_pass(fused, kept, now, "second")


class Moments:
    """Every moment at which the world outside changes or is asked: calls of the mailbox, SQLite's commits, files of
    ours put in place. The process dies at moment number `at`, before or after it takes effect; 0: it lives.
    """

    def __init__(self, at: int = 0, when: str = "before") -> None:
        self.seen: list[str] = []
        self._at, self._when = at, when

    def around(self, name: str, act: Callable[[], Any]) -> Any:
        """One moment."""
        self.seen.append(name)
        mine = len(self.seen) == self._at
        if mine and self._when == "before":
            _sigkill()
        result = act()
        if isinstance(result, Iterator):
            result = iter(list(result))
        if mine:
            _sigkill()
        return result

    def watch(self) -> None:
        """Lay them under SQLite and the files of the Maildir and of choices, for the rest of this process."""
        moments, connected = self, sqlite3.connect

        class Connection(sqlite3.Connection):
            def execute(self, sql: str, *rest: Any) -> sqlite3.Cursor:
                ask = super().execute
                if sql.upper().startswith("COMMIT"):
                    return moments.around("commit", lambda: ask(sql, *rest))  # type: ignore[no-any-return]
                return ask(sql, *rest)

        def connect(*args: Any, **more: Any) -> sqlite3.Connection:
            return connected(*args, factory=Connection, **more)

        sqlite3.connect = connect  # type: ignore[assignment]
        for name in ("replace", "rename", "unlink"):
            setattr(Path, name, moments.of_files(getattr(Path, name)))

    def of_files(self, change: Callable[..., Any]) -> Callable[..., Any]:
        """A change to a folder as a moment of its own: a Maildir replaces in two of them."""
        return lambda path, *args, **more: self.around("file", lambda: change(path, *args, **more))


class Watched:
    """A mailbox whose every call is a moment."""

    def __init__(self, inner: Mailbox, moments: Moments) -> None:
        self._inner, self._moments = inner, moments

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._inner, name)
        if name not in MAILBOX_CALLS:
            return found
        return lambda *args, **more: self._moments.around(name, lambda: found(*args, **more))


def _sigkill() -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def whole_run(home: Path, at: int, when: str) -> list[str]:
    """What `followup run` does with the store and the mailbox, and the moments it had."""
    moments = Moments(at, when)
    moments.watch()
    store = Store(home / "state.db")
    watched: Any = Watched(open_maildir(home), moments)
    one_pass(watched, store, SECOND, "second")
    store.record_run(SECOND, 0, "")
    store.close()
    return moments.seen


def main() -> None:
    """A process that has everything loaded, and forks one that dies for every line "HOME MOMENT before|after".

    It answers each with how the child ended; a child that lives prints the moments it had.
    """
    box = MemoryMailbox([ADDRESS], FIRST)
    for one in BEFORE:
        box.deliver(raw(one["id"]), received=one["at"])
    one_pass(box, Store(), FIRST, "loads")
    for line in sys.stdin:
        home, at, when = line.split()
        child = os.fork()
        if child == 0:
            print(json.dumps(whole_run(Path(home), int(at), when)), flush=True)
            os._exit(0)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


if __name__ == "__main__":
    main()
