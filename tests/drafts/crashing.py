"""A small job hunt whose next pass saves, replaces and withdraws, and a way to be killed at any call of that pass.

Run as a module it is a process that kills itself: `python -m tests.drafts.crashing HOME CALL before|after`.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any, NoReturn
from zoneinfo import ZoneInfo

from agent.choices import Choice, Verb
from agent.cycle import Outcome, Settings, run, view
from agent.messages import Owner
from agent.policy import Policy
from agent.store import Store
from providers import Account
from providers.mailbox import Mailbox
from providers.maildir import MaildirMailbox
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


def _sigkill() -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def main(home: Path, at: int, when: str) -> None:
    """A whole process over a Maildir that is killed at a call."""
    fuse = Fuse(at, after=when == "after", blow=_sigkill)
    pass_under(fuse, open_maildir(home), Store(home / "state.db"))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
