"""One person's followup on a disk: a Maildir, a config, passes at given times, commands as they type them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from agent import cli
from agent.cli.surroundings import settings_of
from agent.config import load
from agent.cycle import Outcome, run
from agent.drafts.mime import glance
from agent.drafts.records import Entry
from agent.home import home_at
from agent.store import Store
from providers import open_mailbox
from providers.mailbox import SavedDraft
from tests.support.mail import raw_message


@dataclass
class HomeOf:
    """The home of `owner`, in `path`. Messages are tables as in tests/scenarios/README.md."""

    path: Path
    owner: str
    address: str
    capsys: pytest.CaptureFixture[str]
    tag: str = "id"
    numbers: Any = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        for part in ("cur", "new", "tmp"):
            (self.path / "Mail" / part).mkdir(parents=True)
        (self.path / "config.toml").write_text(
            f'[owner]\nname = "{self.owner}"\nzone = "Europe/London"\ncountry = "GB"\n[scan]\ndays = 9999\n'
            f'[[account]]\ntype = "maildir"\npath = "{self.path / "Mail"}"\naddresses = ["{self.address}"]\n'
        )

    def receive(self, message: Mapping[str, Any]) -> None:
        """A message arrives."""
        number = next(self.numbers)
        raw = raw_message(message, f"{self.owner} <{self.address}>", {})
        at = int(message["at"].timestamp())
        (self.path / "Mail" / "cur" / f"{at}.M{number}.host:2,S").write_bytes(raw)

    def one_pass(self, now: datetime) -> Outcome | None:
        """A pass at `now`."""
        config = load(home_at(self.path, None).config)
        store = self.store()
        mailboxes = {account.name: open_mailbox(account) for account in config.accounts}
        outcome = run(mailboxes, store, settings_of(config), now, lambda: f"{self.tag}{next(self.numbers):05d}")
        store.close()
        return outcome

    def store(self) -> Store:
        """What is kept; close it."""
        home = home_at(self.path, None)
        home.prepare()
        return Store(home.database)

    def ledger(self) -> tuple[Entry, ...]:
        """Every line of the ledger."""
        store = self.store()
        entries = store.entries()
        store.close()
        return entries

    def look_again(self) -> None:
        """The next pass looks at everything, though nothing came."""
        store = self.store()
        store.remember("wake", None)
        store.close()

    def drafts(self) -> list[SavedDraft]:
        """What is in Drafts."""
        (account,) = load(self.path / "config.toml").accounts
        return sorted(open_mailbox(account).drafts(), key=lambda draft: glance(draft.raw).to)

    def recipients(self) -> list[str]:
        """To whom the drafts in Drafts are."""
        return [address for draft in self.drafts() for address in glance(draft.raw).to]

    def followup(self, *arguments: str) -> tuple[int, str, str]:
        """A command: exit code, what it said, what it said on the side."""
        self.capsys.readouterr()
        code = cli.call([*arguments, "--home", str(self.path)])
        out, err = self.capsys.readouterr()
        return code, out, err
