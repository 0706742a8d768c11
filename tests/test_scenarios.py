"""Every scenario file and every variant of it, through the whole agent on a mailbox in memory; on Gmail; on Outlook.

On the services (fakes of them in this process, behind the real client and the real guard) the base of every scenario is
played. With SCENARIOS=each in the environment, as in CI, every variant is played on one of them, in turns; with
SCENARIOS=all on both.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest

from tests.support.scenario import Play, variants
from tests.support.services import PlayedGmail, PlayedOutlook

FOLDER = Path(__file__).parent / "scenarios"


def _marks(scenario: dict[str, Any]) -> list[pytest.MarkDecorator]:
    """A form that the agent still gets wrong says so itself, and must be set right here when it no longer does."""
    return [pytest.mark.xfail(reason=scenario["wrong"], strict=True)] if "wrong" in scenario else []


PLAYS = [
    pytest.param(scenario, id=f"{path.stem}[{name}]", marks=_marks(scenario))
    for path in sorted(FOLDER.glob("*.toml"))
    for name, scenario in variants(path)
]


def _tellable(scenario: dict[str, Any]) -> bool:
    """Gmail does not tell of mail the owner has scheduled, so what follows from that cannot be played on it."""
    return all(table["act"] != "defer" for table in scenario.get("owner_does", []))


def _chosen(turn: int) -> list[Any]:
    """The forms to play on one of the two services."""
    asked = os.environ.get("SCENARIOS")
    return [
        one
        for number, one in enumerate(PLAYS)
        if asked == "all" or str(one.id).endswith("[base]") or (asked == "each" and number % 2 == turn)
    ]


ON_GMAIL = [one for one in _chosen(0) if _tellable(one.values[0])]
ON_OUTLOOK = _chosen(1)

DECLARED = re.compile(
    r"gmail\.googleapis\.com/gmail/v1/users/me(/profile|/history|/messages|/messages/\w+|/threads/\w+|/settings/sendAs)"
)
OUTLOOK_READ = re.compile(
    r"graph\.microsoft\.com/v1\.0/me"
    r"(/mail[Ff]olders(/[\w=-]+|\('[\w=-]+'\))?(/childFolders|/messages|/messages/delta)?|/messages(/[\w=-]+(/\$value)?)?)?"
)
OUTLOOK_WRITES = {
    "POST": re.compile(r"graph\.microsoft\.com/v1\.0/me/messages(/[\w=-]+/createReply)?"),
    "PATCH": re.compile(r"graph\.microsoft\.com/v1\.0/me/messages/[\w=-]+"),
    "DELETE": re.compile(r"graph\.microsoft\.com/v1\.0/me/messages/[\w=-]+"),
}
DRAFTS = re.compile(r"gmail\.googleapis\.com/gmail/v1/users/me/drafts(/r-[0-9a-f]+)?")


FORMS = 3
"""A situation is understood when it is in other words, another zone or another order too."""


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_every_scenario_has_three_forms(path: Path) -> None:
    assert len(list(variants(path))) >= FORMS


@pytest.mark.parametrize("scenario", PLAYS)
def test_scenario(scenario: dict[str, Any]) -> None:
    assert Play(scenario, FOLDER).check() == []


@pytest.mark.parametrize("scenario", ON_GMAIL)
def test_scenario_on_gmail(scenario: dict[str, Any]) -> None:
    play = Play(scenario, FOLDER, PlayedGmail)
    assert play.check() == []
    ledger = [one for mailbox in play.mailboxes.values() for one in mailbox.world.ledger]
    assert ledger
    assert [one for one in ledger if not _harmless(*one)] == []


@pytest.mark.parametrize("scenario", ON_OUTLOOK)
def test_scenario_on_outlook(scenario: dict[str, Any]) -> None:
    play = Play(scenario, FOLDER, PlayedOutlook)
    assert play.check() == []
    ledger = [one for mailbox in play.mailboxes.values() for one in mailbox.world.ledger]
    assert ledger
    assert [one for one in ledger if not _harmless(*one)] == []


def _harmless(method: str, address: str) -> bool:
    """Whether a request that left only read, or only wrote a draft. No `send` is either."""
    if address.startswith("graph."):
        pattern = OUTLOOK_READ if method == "GET" else OUTLOOK_WRITES.get(method)
        return pattern is not None and pattern.fullmatch(address) is not None
    if DRAFTS.fullmatch(address):
        return method in ("GET", "POST") if address.endswith("/drafts") else method in ("GET", "PUT", "DELETE")
    return method == "GET" and DECLARED.fullmatch(address) is not None


@pytest.mark.parametrize(
    "one",
    [("POST", "gmail.googleapis.com/gmail/v1/users/me/drafts/send"),
     ("POST", "gmail.googleapis.com/gmail/v1/users/me/messages/send"),
     ("POST", "gmail.googleapis.com/upload/gmail/v1/users/me/drafts"),
     ("POST", "gmail.googleapis.com/batch"),
     ("POST", "gmail.googleapis.com/gmail/v1/users/me/messages/18c2/trash"),
     ("POST", "graph.microsoft.com/v1.0/me/sendMail"),
     ("POST", "graph.microsoft.com/v1.0/me/messages/AAk=/send"),
     ("POST", "graph.microsoft.com/v1.0/me/messages/AAk=/reply"),
     ("POST", "graph.microsoft.com/v1.0/me/messages/AAk=/createReplyAll"),
     ("POST", "graph.microsoft.com/v1.0/me/messages/AAk=/createForward"),
     ("POST", "graph.microsoft.com/v1.0/me/events/AAk=/accept"),
     ("POST", "graph.microsoft.com/v1.0/$batch"),
     ("POST", "graph.microsoft.com/beta/me/messages")],
)  # fmt: skip
def test_the_ledger_would_show_a_send(one: tuple[str, str]) -> None:
    assert not _harmless(*one)
