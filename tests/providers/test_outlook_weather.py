"""Outlook on bad days: refusals, lost answers, nonsense. The owner's drafts are never doubled and never lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC
from typing import Any

import pytest
import requests
import responses
from requests.adapters import BaseAdapter

from agent.arrivals import arrivals
from agent.drafts.mime import glance
from agent.errors import exit_code_of
from agent.gathering import gather
from agent.messages import Owner
from agent.store import Store
from providers.errors import (
    CursorForgotten,
    MailboxError,
    MailboxMisconfigured,
    MailboxUnavailable,
    OutcomeUnknown,
    SignInNeeded,
)
from providers.mailbox import Header, Identity, Query, Unreadable
from providers.outlook import OutlookMailbox
from providers.outlook_calls import Calls
from providers.outlook_requests import OUTLOOK
from providers.session import TRIES, Session
from tests.fakes.graph import FakeGraph
from tests.providers.contract import mail
from tests.providers.test_outlook import ANSWER, NOON
from tests.providers.weather import Fault, Weather, cut_short, failed, lost, nonsense, not_an_object
from tests.providers.wires import FixedPermission, response

ROOT = "https://graph.microsoft.com/v1.0/me"


@dataclass
class Desk:
    graph: FakeGraph
    weather: Weather
    permission: FixedPermission
    mailbox: OutlookMailbox
    waits: list[float]

    def thread(self) -> str:
        """The conversation of a message that is there to be answered."""
        return str(self.graph.messages[self.graph.deliver(mail(1))].told["conversationId"])

    def in_drafts(self) -> list[str]:
        return [glance(draft.raw).message_id for draft in self.mailbox.drafts()]


@pytest.fixture
def desk() -> Desk:
    graph = FakeGraph("sam@owner.example", NOON, foreign=True)
    weather, permission, waits = Weather(graph), FixedPermission(), []
    return Desk(graph, weather, permission, mailbox(weather, permission, waits), waits)


def mailbox(wire: BaseAdapter | None, permission: FixedPermission, waits: list[float]) -> OutlookMailbox:
    return OutlookMailbox(Calls(Session(OUTLOOK, wire=wire, wait=waits.append), permission))


LOST = [lost, cut_short, nonsense, not_an_object, failed]


@pytest.mark.parametrize("fault", LOST, ids=lambda one: one.__name__)
def test_a_saved_draft_whose_answer_is_lost_is_there_once(desk: Desk, fault: Fault) -> None:
    desk.weather.method, desk.weather.faults = "POST", [fault]
    with pytest.raises(OutcomeUnknown):
        desk.mailbox.save(mail(9), None)
    assert desk.in_drafts() == ["9@acme.example"]
    assert desk.waits == []


@pytest.mark.parametrize("fault", LOST, ids=lambda one: one.__name__)
def test_an_answer_begun_without_word_of_it_is_found_and_filled(desk: Desk, fault: Fault) -> None:
    thread = desk.thread()
    desk.weather.method, desk.weather.faults = "POST", [fault]
    saved = desk.mailbox.save(mail(9, **ANSWER), thread)
    assert desk.in_drafts() == ["ours@owner.example"]
    assert saved.thread == thread


def test_an_answer_never_begun_is_an_unknown_outcome_and_leaves_nothing(desk: Desk) -> None:
    thread = desk.thread()
    desk.weather.method, desk.weather.deaf = "POST", 1
    with pytest.raises(OutcomeUnknown):
        desk.mailbox.save(mail(9, **ANSWER), thread)
    assert desk.in_drafts() == []


def test_the_owners_own_empty_reply_is_not_taken_for_ours(desk: Desk) -> None:
    thread = desk.thread()
    parent = next(iter(desk.graph.messages))
    theirs = desk.graph._post_answer(parent, body={})["id"]
    desk.weather.method, desk.weather.deaf = "POST", 1
    with pytest.raises(OutcomeUnknown):
        desk.mailbox.save(mail(9, **ANSWER), thread)
    assert [draft.ref for draft in desk.mailbox.drafts()] == [theirs]
    assert b"Hello" not in next(desk.mailbox.drafts()).raw


@pytest.mark.parametrize("fault", [lost, cut_short, failed], ids=lambda one: one.__name__)
@pytest.mark.parametrize("times", [1, 2])
def test_words_put_into_an_answer_are_put_once(desk: Desk, fault: Fault, times: int) -> None:
    """With If-Match the second try is refused if the first came through; then the draft is looked at."""
    thread = desk.thread()
    desk.weather.method, desk.weather.faults = "PATCH", [fault] * times
    saved = desk.mailbox.save(mail(9, **ANSWER, text="Our words"), thread)
    assert desk.in_drafts() == ["ours@owner.example"]
    assert saved.raw.count(b"Our words") == 1


def unseen(desk: Desk) -> None:
    """The answer is made, nobody says so, and the list of drafts does not show it yet."""
    desk.weather.method, desk.weather.faults = "POST", [lost]
    desk.graph._get_within = lambda *_, **__: {"value": []}


def restless(desk: Desk) -> None:
    desk.graph.restless = 99


def begun_without_word(desk: Desk) -> None:
    desk.weather.method, desk.weather.faults = "POST", [lost]


def filled_without_word(desk: Desk) -> None:
    desk.weather.method, desk.weather.faults = "PATCH", [lost, lost]


def never_filled(desk: Desk) -> None:
    desk.weather.method, desk.weather.deaf = "PATCH", TRIES


@pytest.mark.parametrize("befalls", [unseen, restless, begun_without_word, filled_without_word, never_filled])
def test_whatever_befalls_an_answer_the_original_is_unread_again(desk: Desk, befalls: Callable[[Desk], None]) -> None:
    thread = desk.thread()
    (original,) = desk.graph.messages
    befalls(desk)
    with suppress(OutcomeUnknown):
        desk.mailbox.save(mail(9, **ANSWER), thread)
    assert ("POST", f"graph.microsoft.com/v1.0/me/messages/{original}/createReply") in desk.graph.ledger
    assert desk.graph.messages[original].told["isRead"] is False


def test_a_busy_outlook_is_not_asked_twice_for_an_answer(desk: Desk) -> None:
    thread, asked, given = desk.thread(), [], desk.graph.send

    def busy(request: requests.PreparedRequest, **more: Any) -> requests.Response:
        if request.method == "POST":
            asked.append(request.url)
            return response(request, 429, graph_says("ApplicationThrottled").encode(), {"Retry-After": "1"})
        return given(request, **more)

    desk.graph.send = busy
    with pytest.raises(MailboxUnavailable) as caught:
        desk.mailbox.save(mail(9, **ANSWER), thread)
    assert not isinstance(caught.value, OutcomeUnknown)
    assert len(asked) == 1
    assert desk.in_drafts() == []


def test_an_answer_that_cannot_be_filled_is_taken_back(desk: Desk) -> None:
    thread = desk.thread()
    desk.weather.method, desk.weather.deaf = "PATCH", TRIES
    with pytest.raises(OutcomeUnknown):
        desk.mailbox.save(mail(9, **ANSWER), thread)
    assert list(desk.mailbox.drafts()) == []


@pytest.mark.parametrize("fault", [lost, cut_short, failed], ids=lambda one: one.__name__)
def test_a_replaced_draft_whose_answer_is_lost_is_there_once(desk: Desk, fault: Fault) -> None:
    saved = desk.mailbox.save(mail(8), None)
    desk.weather.method, desk.weather.faults = "PATCH", [fault]
    second = desk.mailbox.replace(saved.ref, saved.version, mail(9))
    assert second.version != saved.version
    assert [(draft.ref, glance(draft.raw).subject) for draft in desk.mailbox.drafts()] == [(saved.ref, "Message 9")]


def test_a_replaced_draft_that_outlook_never_heard_of_is_an_unknown_outcome(desk: Desk) -> None:
    saved = desk.mailbox.save(mail(8), None)
    desk.weather.method, desk.weather.deaf = "PATCH", TRIES
    with pytest.raises(OutcomeUnknown):
        desk.mailbox.replace(saved.ref, saved.version, mail(9))
    assert [draft.version for draft in desk.mailbox.drafts()] == [saved.version]


@pytest.mark.parametrize("fault", [lost, failed], ids=lambda one: one.__name__)
def test_a_discarded_draft_whose_answer_is_lost_is_not_asked_for_twice(desk: Desk, fault: Fault) -> None:
    """A second DELETE would take it out of Deleted Items for good."""
    saved = desk.mailbox.save(mail(8), None)
    desk.weather.method, desk.weather.faults = "DELETE", [fault]
    with pytest.raises(OutcomeUnknown):
        desk.mailbox.discard(saved.ref, saved.version)
    assert list(desk.mailbox.drafts()) == []
    assert [method for method, _ in desk.graph.ledger].count("DELETE") == 1
    assert saved.ref in desk.graph.messages


def test_a_draft_saved_but_not_shown_is_an_unknown_outcome(desk: Desk) -> None:
    list(desk.mailbox.drafts())
    desk.mailbox.identities()
    desk.weather.method, desk.weather.faults = "GET", [lost] * TRIES
    with pytest.raises(OutcomeUnknown):
        desk.mailbox.save(mail(9), None)
    assert desk.in_drafts() == ["9@acme.example"]


@pytest.mark.parametrize("fault", [lost, cut_short, failed], ids=lambda one: one.__name__)
def test_a_question_whose_answer_is_lost_is_asked_again(desk: Desk, fault: Fault) -> None:
    one = desk.graph.deliver(mail(1))
    desk.weather.method, desk.weather.faults = "GET", [fault, fault]
    assert isinstance(next(desk.mailbox.headers([one])), Header)
    assert desk.waits == [1.0, 2.0]


@pytest.mark.parametrize("fault", [nonsense, not_an_object], ids=lambda one: one.__name__)
def test_an_answer_that_makes_no_sense_ends_the_pass(desk: Desk, fault: Fault) -> None:
    desk.weather.method, desk.weather.faults = "GET", [fault, fault]  # with heads and without
    with pytest.raises(MailboxUnavailable):
        list(desk.mailbox.search(Query(NOON, words=("hello",))))


def test_one_message_gone_does_not_stop_the_others(desk: Desk) -> None:
    first, second, third = (desk.graph.deliver(mail(number)) for number in (1, 2, 3))
    desk.graph.remove(second)
    kinds = [type(one) is Unreadable for one in desk.mailbox.headers([first, second, third])]
    assert kinds == [False, True, False]
    assert [type(one) is Unreadable for one in desk.mailbox.fetch([first, second, third])] == kinds


def test_a_token_that_is_not_taken_is_renewed_once(desk: Desk) -> None:
    desk.graph.token = "token-1"
    saved = desk.mailbox.save(mail(9), None)
    assert desk.permission.renewed >= 1
    assert [draft.ref for draft in mailbox(desk.graph, desk.permission, []).drafts()] == [saved.ref]
    desk.graph.token = "another"
    with pytest.raises(SignInNeeded):
        desk.mailbox.cursor()


@pytest.mark.parametrize("answering", [False, True])
def test_a_draft_is_saved_once_though_its_token_had_run_out(desk: Desk, answering: bool) -> None:
    thread = desk.thread() if answering else None
    desk.graph.token = "token-1"
    saved = desk.mailbox.save(mail(9, **ANSWER), thread)
    assert [draft.ref for draft in desk.mailbox.drafts()] == [saved.ref]
    assert sum(one.draft for one in desk.graph.messages.values()) == 1


def graph_says(code: str, message: str = "said") -> str:
    return json.dumps({"error": {"code": code, "message": message, "innerError": {"request-id": "r"}}})


REFUSALS = [
    (401, graph_says("InvalidAuthenticationToken"), SignInNeeded, 77),
    (403, graph_says("ErrorAccessDenied"), SignInNeeded, 77),
    (403, graph_says("Authorization_RequestDenied"), SignInNeeded, 77),
    (404, graph_says("MailboxNotEnabledForRESTAPI"), MailboxMisconfigured, 78),
    (400, graph_says("InefficientFilter"), MailboxMisconfigured, 78),
    (400, "<html>", MailboxMisconfigured, 78),
    (418, "[]", MailboxMisconfigured, 78),
]


@responses.activate
@pytest.mark.parametrize(("status", "body", "error", "code"), REFUSALS)
def test_what_a_refusal_means(status: int, body: str, error: type[MailboxError], code: int) -> None:
    responses.add(responses.GET, f"{ROOT}/messages", body=body, status=status, content_type="application/json")
    waits: list[float] = []
    with pytest.raises(error) as caught:
        list(mailbox(None, FixedPermission(), waits).search(Query(NOON, words=("hello",))))
    assert exit_code_of(caught.value) == code
    assert waits == []
    assert len(responses.calls) == (2 if status in (400, 401) else 1)  # another token; without heads in the list


@responses.activate
@pytest.mark.parametrize(("status", "body", "error", "code"), REFUSALS)
def test_a_refused_draft_was_certainly_not_saved(status: int, body: str, error: type[MailboxError], code: int) -> None:
    responses.add(responses.GET, ROOT, json={"mail": "dana@acme.example"})
    responses.add(responses.POST, f"{ROOT}/messages", body=body, status=status, content_type="application/json")
    with pytest.raises(error) as caught:
        mailbox(None, FixedPermission(), []).save(mail(9), None)
    assert not isinstance(caught.value, OutcomeUnknown)


@pytest.mark.parametrize(
    ("status", "code"),
    [(410, ""), (410, "SyncStateNotFound"), (400, "syncStateNotFound"), (404, "SYNCSTATENOTFOUND"),
     (409, "resyncRequired"), (410, "resyncChangesApplyDifferences"), (400, "ErrorInvalidIdMalformed")],
)  # fmt: skip
def test_every_way_to_say_that_a_round_is_forgotten(desk: Desk, status: int, code: str) -> None:
    cursor = desk.mailbox.cursor()
    given = desk.graph.send

    def forgetful(request: requests.PreparedRequest, **more: Any) -> requests.Response:
        if request.path_url.split("?")[0].endswith("/delta"):
            return response(request, status, graph_says(code).encode(), {"Location": f"{ROOT}/messages"})
        return given(request, **more)

    desk.graph.send = forgetful
    with pytest.raises(CursorForgotten):
        desk.mailbox.changes(cursor)


@responses.activate
@pytest.mark.parametrize("status", [429, 503, 504])
def test_too_many_requests_wait_and_go_on(status: int) -> None:
    responses.add(responses.GET, ROOT, status=status, headers={"Retry-After": "5"})
    responses.add(responses.GET, ROOT, json={"mail": "Sam@owner.example"})
    waits: list[float] = []
    assert mailbox(None, FixedPermission(), waits).identities() == (Identity("sam@owner.example"),)
    assert waits == [5.0]


@responses.activate
def test_no_words_of_the_service_and_no_token_are_in_our_errors() -> None:
    responses.add(responses.GET, ROOT, status=503, body="secret canary")
    with pytest.raises(MailboxUnavailable) as caught:
        mailbox(None, FixedPermission(), []).identities()
    assert "canary" not in f"{caught.value} {caught.value.remedy}"
    assert "token" not in f"{caught.value} {caught.value.remedy}"


def test_a_first_pass_cut_short_goes_on_where_it_stopped(desk: Desk) -> None:
    """Over a busy mailbox a first pass may need more than Outlook gives in one go."""
    ids = [desk.graph.deliver(mail(number, text="An interview for the role")) for number in range(250)]
    owner = Owner(frozenset({"sam@owner.example"}), UTC)
    store, given, read = Store(), desk.graph.send, 0

    def one_pass() -> None:
        gather(desk.mailbox, "mail", store, owner, NOON, 30, arrivals(desk.mailbox, "mail", store))

    def until_the_limit(request: requests.PreparedRequest, **more: Any) -> requests.Response:
        nonlocal read
        read += request.path_url.endswith("$value")
        if read > 150:
            return response(request, 429, graph_says("ApplicationThrottled").encode(), {"Retry-After": "600"})
        return given(request, **more)

    desk.graph.send = until_the_limit
    with pytest.raises(MailboxUnavailable):
        one_pass()
    assert store.cursor("mail") is None
    kept = store.seen("mail", ids)
    assert 100 <= len(kept) < 250
    desk.graph.send = given
    desk.graph.ledger.clear()
    one_pass()
    assert len(store.seen("mail", ids)) == 250
    assert store.cursor("mail") is not None
    assert sum(address.endswith("$value") for _, address in desk.graph.ledger) == 250 - len(kept)
