"""One job hunt on disk for tests of hard times: an interview two hours ago by the real clock, so that a pass saves."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from agent import cli
from agent.drafts import glance
from providers import Account
from providers.maildir import MaildirMailbox
from tests.support.mail import raw_message

ME = "Sam Okafor <sam@owner.example>"
DRAFTED = Counter({("dana@acme.example",): 1})


def interview(id: str = "a1", company: str = "Acme", person: str = "Dana Reyes", ago: float = 2) -> bytes:
    """An invitation by mail to a talk that ended `ago` hours before now."""
    domain = f"{company.replace(' ', '').lower()}.example"
    address = f"{person.split()[0].lower()}@{domain}"
    end = (datetime.now(UTC) - timedelta(hours=ago)).replace(minute=0, second=0, microsecond=0, tzinfo=None)
    invite = {
        "uid": f"{id}@{domain}",
        "start": end - timedelta(hours=1),
        "end": end,
        "summary": f"Interview: Data Engineer at {company} - Sam Okafor",
        "organizer": f"{person} <{address}>",
        "attendees": [f"{ME} ACCEPTED"],
    }
    text = (
        f"Hi Sam,\n\nWe would like to invite you to the interview for the Data Engineer position at {company}.\n"
        f"You will speak with me.\n\nBest,\n{person}\nRecruiter, {company}\n"
    )
    table = {
        "id": id,
        "at": datetime.now(UTC) - timedelta(days=3),
        "from": f"{person} <{address}>",
        "subject": f"Interview for Data Engineer at {company}",
        "text": text,
        "invite": [invite],
    }
    return raw_message(table, ME, {})


@dataclass(frozen=True)
class Hunt:
    """A home, a Maildir, and the command line on them."""

    home: Path
    capsys: pytest.CaptureFixture[str]

    @property
    def mail(self) -> Path:
        """The Maildir."""
        return self.home / "Mail"

    @property
    def config(self) -> Path:
        """The config file."""
        return self.home / "config.toml"

    @property
    def database(self) -> Path:
        """The database."""
        return self.home / "followup.db"

    def arrives(self, name: str, raw: bytes) -> None:
        """Mail comes."""
        (self.mail / "new" / name).write_bytes(raw)

    def run(self, *arguments: str) -> tuple[int, str]:
        """`followup ARGUMENTS`: exit code, and everything it said."""
        code = cli.call([*arguments, "--home", str(self.home)])
        out, err = self.capsys.readouterr()
        return code, out + err

    def json(self, *arguments: str) -> Any:
        """What a command that goes well prints as JSON."""
        code = cli.call([*arguments, "--json", "--home", str(self.home)])
        out, err = self.capsys.readouterr()
        assert code == 0, err
        return json.loads(out)

    def drafts(self) -> Counter[tuple[str, ...]]:
        """To whom how many drafts wait."""
        mailbox = MaildirMailbox(Account("main", "maildir", ("sam@owner.example",), self.mail))
        return Counter(glance(one.raw).to for one in mailbox.drafts())

    def companies(self) -> list[str]:
        """The cases that are known."""
        return sorted(case["company"] for case in self.json("status")["cases"])


def build(home: Path) -> None:
    """Write config and mail of a hunt that has not begun."""
    for folder in ("", ".Drafts", ".Sent"):
        for part in ("cur", "new", "tmp"):
            (home / "Mail" / folder / part).mkdir(parents=True)
    (home / "Mail" / "cur" / "1.a1.host:2,S").write_bytes(interview())
    (home / "config.toml").write_text(
        '[owner]\nname = "Sam Okafor"\nzone = "UTC"\ncountry = "GB"\n[[account]]\nname = "main"\ntype = "maildir"\n'
        f'path = "{home / "Mail"}"\naddresses = ["sam@owner.example"]\n'
    )
