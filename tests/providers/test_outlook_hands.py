"""The owner's hand in Outlook, at the worst moment and at any other: what they touch is theirs, what they remove stays
removed. Nothing is deleted but our own untouched draft in Drafts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
import requests
from requests.adapters import BaseAdapter

from agent.drafts.entries import Fate
from agent.drafts.mime import glance
from agent.store import Store
from providers.errors import DraftChanged, DraftGone, OutcomeUnknown
from providers.mailbox import Folder
from providers.outlook import OutlookMailbox
from tests.fakes.graph import FakeGraph
from tests.providers.contract import mail
from tests.providers.test_outlook import ANSWER, NOON, body
from tests.providers.test_outlook_killed import AFTER, one_pass, world
from tests.support.mail import raw_message
from tests.support.services import outlook_mailbox

Hand = Callable[[FakeGraph, str], object]
ME = "Sam Okafor <sam@owner.example>"


@dataclass
class JustBefore(BaseAdapter):
    """The owner's hand moves after we looked and before our request of `method` arrives."""

    graph: FakeGraph
    method: str
    hand: Callable[[], object] | None = None

    def send(self, request: requests.PreparedRequest, **more: Any) -> requests.Response:
        if request.method == self.method and self.hand is not None:
            hand, self.hand = self.hand, None
            hand()
        return self.graph.send(request, **more)

    def close(self) -> None: ...


def desk(method: str) -> tuple[FakeGraph, JustBefore, OutlookMailbox]:
    graph = FakeGraph("sam@owner.example", NOON, foreign=True)
    wire = JustBefore(graph, method)
    return graph, wire, outlook_mailbox(wire)


def edits(graph: FakeGraph, ref: str) -> None:
    graph.edit_draft(ref, mail(9, text="In my own words"))


def schedules(graph: FakeGraph, ref: str) -> None:
    kept = graph.messages[ref]
    later = f"{AFTER + timedelta(days=30):%Y-%m-%dT%H:%M:%SZ}"
    held = [*kept.told["singleValueExtendedProperties"], {"id": "SystemTime 0x3FEF", "value": later}]
    graph._write(kept, {"singleValueExtendedProperties": held})


def sends(graph: FakeGraph, ref: str) -> None:
    """As classic Outlook does: every id changes."""
    graph.send_draft(ref)


def sends_on_the_web(graph: FakeGraph, ref: str) -> None:
    graph.messages[ref].told["isDraft"] = False
    graph.move(ref, Folder.SENT)


def throws_away(graph: FakeGraph, ref: str) -> None:
    graph.delete_draft(ref)


def removes_for_good(graph: FakeGraph, ref: str) -> None:
    graph.remove(ref)


def archives(graph: FakeGraph, ref: str) -> None:
    graph.move(ref, Folder.OTHER)


HANDS = [(edits, DraftChanged), (schedules, DraftChanged), (sends, DraftGone), (sends_on_the_web, DraftGone),
         (throws_away, DraftGone), (removes_for_good, DraftGone), (archives, DraftGone)]  # fmt: skip


@pytest.mark.parametrize(("hand", "error"), HANDS)
@pytest.mark.parametrize("method", ["PATCH", "DELETE"])
def test_a_hand_between_our_look_and_our_write_wins(method: str, hand: Hand, error: type[Exception]) -> None:
    graph, wire, mailbox = desk(method)
    saved = mailbox.save(mail(9), None)
    wire.hand = lambda: hand(graph, saved.ref)
    write = {"PATCH": lambda: mailbox.replace(saved.ref, saved.version, mail(8, text="Our second thoughts")),
             "DELETE": lambda: mailbox.discard(saved.ref, saved.version)}[method]  # fmt: skip
    with pytest.raises(error):
        write()
    assert wire.hand is None
    assert not any(b"second thoughts" in one.raw for one in graph.messages.values())
    expected = {edits: True, schedules: True}.get(hand, False)
    assert (mailbox.draft(saved.ref) is not None) is expected
    if hand is edits:
        assert "In my own words" in body(graph, saved.ref)


def test_the_servers_touch_before_a_removal_is_no_hand() -> None:
    graph, wire, mailbox = desk("DELETE")
    saved = mailbox.save(mail(9), None)
    wire.hand = lambda: graph._write(graph.messages[saved.ref], {})
    mailbox.discard(saved.ref, saved.version)
    assert list(mailbox.drafts()) == []
    assert saved.ref in graph.messages, "it lies in Deleted Items"


@pytest.mark.parametrize("hand", [edits, sends, throws_away])
def test_a_hand_on_the_answer_we_have_just_begun_wins(hand: Hand) -> None:
    graph, wire, mailbox = desk("PATCH")
    thread = graph.messages[graph.deliver(mail(1))].told["conversationId"]

    def on_the_new_one() -> None:
        hand(graph, next(one.id for one in graph.messages.values() if one.draft))

    wire.hand = on_the_new_one
    with pytest.raises(OutcomeUnknown):
        mailbox.save(mail(9, **ANSWER, text="Our words"), thread)
    assert not any(b"Our words" in one.raw for one in graph.messages.values())
    assert [method for method, _ in graph.ledger].count("DELETE") == 0
    if hand is edits:
        assert b"In my own words" in next(mailbox.drafts()).raw


# The whole agent.


def deletions(graph: FakeGraph) -> int:
    return [method for method, _ in graph.ledger].count("DELETE")


def drafted() -> tuple[FakeGraph, Store, str]:
    """A thank-you stands in Drafts."""
    graph, store = world(), Store()
    one_pass(graph, store, AFTER)
    (draft,) = outlook_mailbox(graph).drafts()
    assert "Thank you" in glance(draft.raw).text
    return graph, store, draft.ref


def owner_thanks(graph: FakeGraph) -> None:
    """The owner has written to them all the same, so our draft is not wanted any more."""
    thanks = {
        "id": "m2",
        "at": AFTER + timedelta(hours=2),
        "from": ME,
        "to": ["dana@acme.example"],
        "answers": "m1",
        "subject": "Re: Interview for Data Engineer at Acme",
        "text": "Dear Dana, thank you very much for your time today. I enjoyed our conversation. Sam",
    }
    graph.deliver(raw_message(thanks, ME, {"m1": {}}), Folder.SENT)


FATES = [
    (edits, Fate.OWNERS, 1),
    (schedules, Fate.OWNERS, 1),
    (sends, Fate.SENT, 0),
    (sends_on_the_web, Fate.SENT, 0),
    (throws_away, Fate.DECLINED, 0),
    (removes_for_good, Fate.DECLINED, 0),
    (archives, Fate.DECLINED, 0),
]


@pytest.mark.parametrize("unwanted", [False, True], ids=["still wanted", "no longer wanted"])
@pytest.mark.parametrize(("hand", "fate", "left"), FATES)
def test_what_became_of_a_draft_is_seen_and_it_is_neither_made_again_nor_removed(
    hand: Hand, fate: Fate, left: int, unwanted: bool
) -> None:
    graph, store, ref = drafted()
    graph.now = AFTER + timedelta(minutes=30)
    hand(graph, ref)
    one_pass(graph, store, AFTER + timedelta(hours=1))
    assert [entry.fate for entry in store.entries()] == [fate]
    if unwanted:
        owner_thanks(graph)
    for hours in (3, 4, 30):
        one_pass(graph, store, AFTER + timedelta(hours=hours))
    assert deletions(graph) == 0
    assert len(list(outlook_mailbox(graph).drafts())) == left
    assert [entry.fate for entry in store.entries()] == [fate]


def test_an_untouched_draft_that_is_no_longer_wanted_goes_to_deleted_items() -> None:
    graph, store, ref = drafted()
    theirs = graph.write_draft(mail(7, From="Sam <sam@owner.example>", To="Dana Reyes <dana@acme.example>"))
    owner_thanks(graph)
    for hours in (3, 4):
        one_pass(graph, store, AFTER + timedelta(hours=hours))
    assert [one.ref for one in outlook_mailbox(graph).drafts()] == [theirs]
    assert deletions(graph) == 1
    assert outlook_mailbox(graph)._folders.kind(graph.messages[ref].folder) is Folder.TRASH
