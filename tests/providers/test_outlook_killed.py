"""A pass over Outlook is killed at every request it makes; the next ones mend it: one draft of ours, nothing lost."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from agent.cycle import run
from agent.drafts.entries import Fate
from agent.drafts.mime import glance
from agent.store import Store
from providers.outlook import OutlookMailbox
from providers.outlook_calls import Calls
from providers.outlook_requests import OUTLOOK
from providers.session import Session
from tests.fakes.graph import FakeGraph
from tests.providers.wires import FixedPermission, Killed, Mortal
from tests.support.mail import raw_message
from tests.test_cycle import SETTINGS

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
AFTER = datetime(2026, 11, 3, 17, tzinfo=UTC)
INVITED = {
    "id": "m1",
    "at": NOON,
    "from": "Dana Reyes <dana@acme.example>",
    "subject": "Interview for Data Engineer at Acme",
    "text": "Hi Sam,\n\nYour interview is confirmed for Tuesday 3 November 2026 at 15:00 UK time. You will speak "
    "with me.\n\nBest,\nDana Reyes\nRecruiter, Acme",
}


def one_pass(graph: FakeGraph, store: Store, at: datetime, lives: int = 10**6, *, heard: bool = True) -> int:
    """How many requests a pass made before its end."""
    graph.now = at
    wire, numbers = Mortal(graph, lives, heard), count(1)
    mailbox = OutlookMailbox(Calls(Session(OUTLOOK, wire=wire), FixedPermission()))
    with suppress(Killed):
        run({"mail": mailbox}, store, SETTINGS, at, lambda: f"{at:%H%M}-{next(numbers)}")
    return wire.made


def world() -> FakeGraph:
    graph = FakeGraph("sam@owner.example", NOON, foreign=True)
    graph.deliver(raw_message(INVITED, "Sam Okafor <sam@owner.example>", {}))
    return graph


def test_killed_at_any_request_there_is_one_draft_of_ours_in_the_end(tmp_path: Path) -> None:
    needed = one_pass(world(), Store(tmp_path / "whole"), AFTER)
    assert needed > 10
    for lives in range(1, needed + 1):
        for heard in (True, False):
            graph, store = world(), Store(tmp_path / f"{lives}-{heard}")
            one_pass(graph, store, AFTER, lives, heard=heard)
            for hours in (1, 2):
                one_pass(graph, store, AFTER + timedelta(hours=hours))
            drafts = [glance(one.raw) for one in OutlookMailbox(_calls(graph)).drafts()]
            assert [one.to for one in drafts if "Thank you" in one.text] == [("dana@acme.example",)], (lives, heard)
            assert len(drafts) == 1, "an answer that was begun is filled, not left empty"
            assert [entry.fate for entry in store.entries() if entry.settled is None] == [Fate.SAVED]


def _calls(graph: FakeGraph) -> Calls:
    return Calls(Session(OUTLOOK, wire=graph), FixedPermission())
