"""Outlook's rounds of changes as they come in truth: empty pages, replays, what left, links that are forgotten.

Then a whole agent over them: nothing is missed and nothing is there twice.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
import requests

from agent.drafts.mime import glance
from agent.store import Store
from providers.errors import CursorForgotten, MailboxUnavailable
from providers.mailbox import Folder
from providers.outlook_calls import DELTA, NEXT
from tests.fakes.graph import PLACES, ROOT, FakeGraph, Refusal
from tests.providers.contract import mail
from tests.providers.test_outlook_killed import AFTER, INVITED, NOON, one_pass, world
from tests.providers.wires import response
from tests.support.mail import raw_message
from tests.support.services import outlook_mailbox

Json = dict[str, Any]
INBOX = PLACES[Folder.INBOX]
LINK = f"{ROOT}/me/mailfolders('{INBOX}')/messages/delta?$skiptoken=x"
ME = "Sam Okafor <sam@owner.example>"


@pytest.fixture
def graph() -> FakeGraph:
    return FakeGraph("sam@owner.example", NOON)


def tells(graph: FakeGraph, *pages: Sequence[Json] | Refusal) -> None:
    """Let the next pages of the inbox be these, the last one the end of a round, and all after them Outlook's own."""
    own, walk = graph._get_delta, list(pages)

    def told(id: str, **more: Any) -> Json:
        if id != INBOX or not walk:
            return own(id, **more)
        page = walk.pop(0)
        if isinstance(page, Refusal):
            raise page
        if walk:
            return {"value": list(page), NEXT: LINK}
        last = f"{ROOT}/me/mailfolders('{INBOX}')/messages/delta?$deltatoken=2026-10-03T12_00_00Z.{len(graph.log)}.-1"
        return {"value": list(page), DELTA: last}

    graph._get_delta = told


def here(id: str) -> Json:
    return {"id": id, "isDraft": False, "parentFolderId": INBOX}


def left(id: str, reason: str = "deleted") -> Json:
    return {"id": id, "@removed": {"reason": reason}}


def test_empty_pages_are_pages_and_a_replay_is_told_once(graph: FakeGraph) -> None:
    mailbox = outlook_mailbox(graph)
    cursor = mailbox.cursor()
    one, two = graph.deliver(mail(1)), graph.deliver(mail(2))
    tells(graph, [], [], [here(two), here(one)], [], [here(two)], [])
    changes = mailbox.changes(cursor)
    assert set(changes.arrived) == {one, two}
    assert len(changes.arrived) == 2
    assert changes.removed == ()
    assert mailbox.changes(changes.cursor).arrived == ()


@pytest.mark.parametrize("reason", ["deleted", "changed"])
def test_what_left_is_looked_up_and_nothing_is_taken_for_granted(graph: FakeGraph, reason: str) -> None:
    mailbox = outlook_mailbox(graph)
    stayed, moved, gone = (graph.deliver(mail(n)) for n in (1, 2, 3))
    cursor = mailbox.cursor()
    graph.move(moved, Folder.TRASH)
    graph.remove(gone)
    tells(graph, [left(stayed, reason), left(moved, reason)], [left(gone, reason), here(gone)])
    changes = mailbox.changes(cursor)
    assert changes.removed == (gone,)
    assert set(changes.arrived) == {stayed, moved}


def test_what_left_may_be_told_in_the_first_round_too(graph: FakeGraph) -> None:
    mailbox = outlook_mailbox(graph)
    one = graph.deliver(mail(1))
    tells(graph, [left("AAMkNobody")], [here(one)])
    assert mailbox.changes(mailbox.cursor()).removed == ()


def test_a_round_forgotten_halfway_means_start_over(graph: FakeGraph) -> None:
    mailbox = outlook_mailbox(graph)
    cursor = mailbox.cursor()
    tells(graph, [here(graph.deliver(mail(1)))], Refusal(410, "SyncStateNotFound"), [])
    with pytest.raises(CursorForgotten):
        mailbox.changes(cursor)


def test_a_first_round_forgotten_halfway_is_begun_once_more(graph: FakeGraph) -> None:
    mailbox = outlook_mailbox(graph)
    one = here(graph.deliver(mail(1)))
    tells(graph, [one], Refusal(410, "SyncStateNotFound"), [one], [])
    cursor = mailbox.cursor()
    two = graph.deliver(mail(2))
    assert mailbox.changes(cursor).arrived == (two,)
    tells(graph, [one], Refusal(410, "resyncRequired"), [one], Refusal(400, "syncStateNotFound"), [])
    with pytest.raises(MailboxUnavailable):
        mailbox.cursor()


def test_a_round_that_does_not_say_where_to_go_on_is_none(graph: FakeGraph) -> None:
    mailbox = outlook_mailbox(graph)
    graph._get_delta = lambda *_, **__: {"value": []}
    with pytest.raises(MailboxUnavailable, match="where to go on"):
        mailbox.cursor()


# The whole agent.


def invite(company: str, number: int, at: datetime) -> bytes:
    """An interview at another company, the same afternoon."""
    changed = {"id": f"m{number}", "at": at, "from": f"Dana Reyes <dana@{company.lower()}.example>"}
    told = {key: str(INVITED[key]).replace("Acme", company) for key in ("subject", "text")}
    return raw_message({**INVITED, **told, **changed}, ME, {})


def thanked(graph: FakeGraph) -> list[str]:
    return sorted(one for draft in outlook_mailbox(graph).drafts() for one in glance(draft.raw).to)


def known(store: Store) -> list[str]:
    return sorted(one.message.message_id for one in store.understandings())


@dataclass
class Meanwhile:
    """Something happens the moment Outlook is asked its first question of a search."""

    graph: FakeGraph
    happens: Callable[[], object]
    done: bool = False

    def __post_init__(self) -> None:
        self.given = self.graph.send
        self.graph.send = self.send

    def send(self, request: requests.PreparedRequest, **more: Any) -> requests.Response:
        if not self.done and "%24search" in (request.url or ""):
            self.done = True
            self.happens()
        return self.given(request, **more)


@pytest.mark.parametrize(
    "forgetting", [(410, "SyncStateNotFound"), (410, ""), (400, "syncStateNotFound"), (409, "resyncRequired")]
)
def test_starting_over_misses_nothing_and_doubles_nothing(forgetting: tuple[int, str]) -> None:
    """Mail that came before it was forgotten, and mail that comes while we start over, is each there once."""
    graph, store = world(), Store()
    graph.forgetting = forgetting
    one_pass(graph, store, NOON + timedelta(hours=1))
    cursor = store.cursor("mail")
    graph.deliver(invite("Globex", 2, NOON))
    graph.forget_cursors()
    during = Meanwhile(graph, lambda: graph.deliver(invite("Initech", 3, NOON)))
    one_pass(graph, store, NOON + timedelta(hours=2))
    assert during.done
    assert store.cursor("mail") != cursor
    one_pass(graph, store, NOON + timedelta(hours=3))
    assert len(known(store)) == 3
    assert len(set(known(store))) == 3
    for hours in range(3):
        one_pass(graph, store, AFTER + timedelta(hours=hours))
    assert thanked(graph) == ["dana@acme.example", "dana@globex.example", "dana@initech.example"]


def test_starting_over_cut_short_starts_over_again() -> None:
    graph, store = world(), Store()
    one_pass(graph, store, NOON + timedelta(hours=1))
    before = store.cursor("mail")
    graph.deliver(invite("Globex", 2, NOON))
    graph.forget_cursors()
    one_pass(graph, store, NOON + timedelta(hours=2), lives=12)
    assert store.cursor("mail") == before
    one_pass(graph, store, AFTER)
    one_pass(graph, store, AFTER + timedelta(hours=1))
    assert thanked(graph) == ["dana@acme.example", "dana@globex.example"]


def test_a_service_that_tells_all_of_it_every_time_changes_nothing() -> None:
    graph, store = world(), Store()
    own = graph._changed
    graph._changed = lambda folder, since, at: own(folder, since, -1) * 2
    for hours in (-20, -10, 0, 1, 2):
        one_pass(graph, store, AFTER + timedelta(hours=hours))
    assert thanked(graph) == ["dana@acme.example"]
    assert len(known(store)) == 1


def test_a_message_that_gets_another_id_is_the_same_message() -> None:
    """Immutable ids change all the same: moved to an archive mailbox, or out of a mailbox and in again."""
    graph, store = world(), Store()
    one_pass(graph, store, NOON + timedelta(hours=1))
    (id,) = graph.messages
    raw, thread = graph.messages[id].raw, graph.messages[id].told["conversationId"]
    graph.remove(id)
    graph.deliver(raw, Folder.OTHER, thread=thread)
    for hours in (0, 1, 2):
        one_pass(graph, store, AFTER + timedelta(hours=hours))
    assert thanked(graph) == ["dana@acme.example"]
    assert len(set(known(store))) == 1


def test_links_and_rows_are_kept_in_one_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that ends between the two would lose the mail between them."""
    graph, store = world(), Store()
    one_pass(graph, store, NOON + timedelta(hours=1))
    before = store.cursor("mail")
    graph.deliver(invite("Globex", 2, NOON))

    def full(*_: object, **__: object) -> Json:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("agent.store.Store._row", full)
        with pytest.raises(OSError, match="No space"):
            one_pass(graph, store, NOON + timedelta(hours=2))
    assert store.cursor("mail") == before
    assert len(known(store)) == 1
    one_pass(graph, store, NOON + timedelta(hours=3))
    assert len(known(store)) == 2


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_service_ends_the_pass_and_the_next_one_goes_on(status: int) -> None:
    """Asked to wait for an hour, nobody waits: the cursor stays, and nothing is lost."""
    graph, store = world(), Store()
    one_pass(graph, store, NOON + timedelta(hours=1))
    before = store.cursor("mail")
    graph.deliver(invite("Globex", 2, NOON))
    given = graph.send

    def busy(request: requests.PreparedRequest, **more: Any) -> requests.Response:
        if (request.url or "").endswith("$value"):
            return response(request, status, json.dumps({}).encode(), {"Retry-After": "3600"})
        return given(request, **more)

    graph.send = busy
    one_pass(graph, store, NOON + timedelta(hours=2))
    assert store.cursor("mail") == before
    graph.send = given
    one_pass(graph, store, AFTER)
    assert thanked(graph) == ["dana@acme.example", "dana@globex.example"]
