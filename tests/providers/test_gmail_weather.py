"""Gmail on bad days: refusals, lost answers, nonsense. The owner's drafts are never doubled and never lost."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import requests
import responses
from requests.adapters import BaseAdapter

from agent.arrivals import arrivals
from agent.errors import exit_code_of
from agent.gathering import gather
from agent.messages import Owner
from agent.store import Store
from providers.errors import (
    MailboxError,
    MailboxMisconfigured,
    MailboxUnavailable,
    OutcomeUnknown,
    SignInNeeded,
)
from providers.gmail import GmailMailbox
from providers.gmail_calls import Calls
from providers.gmail_client import SessionHttp
from providers.gmail_pace import Pace
from providers.gmail_requests import GMAIL
from providers.mailbox import Folder, Header, Query, Unreadable
from providers.session import TRIES, Session
from tests.fakes.gmail import FakeGmail
from tests.providers.contract import mail
from tests.providers.weather import Fault, Weather, cut_short, failed, lost, nonsense, not_an_object
from tests.providers.wires import FixedPermission, response

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
ROOT = "https://gmail.googleapis.com/gmail/v1/users/me"


@dataclass
class Desk:
    gmail: FakeGmail
    weather: Weather
    permission: FixedPermission
    mailbox: GmailMailbox
    waits: list[float]


@pytest.fixture
def desk() -> Desk:
    gmail = FakeGmail("sam@owner.example", NOON)
    weather, permission, waits = Weather(gmail), FixedPermission(), []
    return Desk(gmail, weather, permission, mailbox(weather, permission, waits), waits)


def mailbox(wire: BaseAdapter | None, permission: FixedPermission, waits: list[float]) -> GmailMailbox:
    session = Session(GMAIL, wire=wire, wait=waits.append)
    return GmailMailbox(Calls(SessionHttp(session, permission), Pace(clock=lambda: 0.0, wait=lambda _: None)))


LOST = [lost, cut_short, nonsense, not_an_object, failed]


@pytest.mark.parametrize("fault", LOST, ids=lambda one: one.__name__)
def test_a_saved_draft_whose_answer_is_lost_is_there_once(desk: Desk, fault: Fault) -> None:
    desk.weather.method, desk.weather.faults = "POST", [fault]
    with pytest.raises(OutcomeUnknown):
        desk.mailbox.save(mail(9), None)
    assert [b"Message 9" in draft.raw for draft in desk.mailbox.drafts()] == [True]
    assert desk.waits == []


@pytest.mark.parametrize("fault", LOST, ids=lambda one: one.__name__)
def test_a_replaced_draft_whose_answer_is_lost_is_there_once(desk: Desk, fault: Fault) -> None:
    saved = desk.mailbox.save(mail(8), None)
    desk.weather.method, desk.weather.faults = "PUT", [fault]
    with pytest.raises(OutcomeUnknown):
        desk.mailbox.replace(saved.ref, saved.version, mail(9))
    assert [(draft.ref, b"Message 9" in draft.raw) for draft in desk.mailbox.drafts()] == [(saved.ref, True)]


@pytest.mark.parametrize("fault", [lost, failed], ids=lambda one: one.__name__)
def test_a_discarded_draft_whose_answer_is_lost(desk: Desk, fault: Fault) -> None:
    saved = desk.mailbox.save(mail(8), None)
    desk.weather.method, desk.weather.faults = "DELETE", [fault]
    with pytest.raises(OutcomeUnknown):
        desk.mailbox.discard(saved.ref, saved.version)
    assert list(desk.mailbox.drafts()) == []


def test_a_draft_saved_but_not_shown_is_an_unknown_outcome(desk: Desk) -> None:
    desk.weather.method, desk.weather.faults = "GET", [lost] * TRIES
    with pytest.raises(OutcomeUnknown):
        desk.mailbox.save(mail(9), None)
    assert len(list(desk.mailbox.drafts())) == 1


@pytest.mark.parametrize("fault", [lost, cut_short, failed], ids=lambda one: one.__name__)
def test_a_question_whose_answer_is_lost_is_asked_again(desk: Desk, fault: Fault) -> None:
    one = desk.gmail.deliver(mail(1))
    desk.weather.method, desk.weather.faults = "GET", [fault, fault]
    assert isinstance(next(desk.mailbox.headers([one])), Header)
    assert desk.waits == [1.0, 2.0]


@pytest.mark.parametrize("fault", [nonsense, not_an_object], ids=lambda one: one.__name__)
def test_an_answer_that_makes_no_sense_ends_the_pass(desk: Desk, fault: Fault) -> None:
    desk.weather.method, desk.weather.faults = "GET", [fault]
    with pytest.raises(MailboxUnavailable):
        list(desk.mailbox.search(Query(NOON, words=("hello",))))


def test_one_message_gone_does_not_stop_the_others(desk: Desk) -> None:
    first, second, third = (desk.gmail.deliver(mail(number)) for number in (1, 2, 3))
    desk.gmail.remove(second)
    kinds = [type(one) is Unreadable for one in desk.mailbox.headers([first, second, third])]
    assert kinds == [False, True, False]
    assert [type(one) is Unreadable for one in desk.mailbox.fetch([first, second, third])] == kinds


def test_a_token_that_is_not_taken_is_renewed_once(desk: Desk) -> None:
    desk.gmail.token = "token-1"
    cursor = desk.mailbox.cursor()
    assert cursor.startswith("gmail:")
    assert desk.permission.renewed == 1
    desk.gmail.token = "another"
    with pytest.raises(SignInNeeded):
        desk.mailbox.cursor()


def test_a_draft_is_saved_once_though_its_token_had_run_out(desk: Desk) -> None:
    desk.gmail.token = "token-1"
    saved = desk.mailbox.save(mail(9), None)
    assert [draft.ref for draft in desk.mailbox.drafts()] == [saved.ref]


def google_says(status: int, reason: str, message: str = "said", *, new_form: bool = False) -> str:
    error: dict[str, Any] = {"code": status, "message": message}
    if new_form:
        error |= {"status": "PERMISSION_DENIED", "details": [{"@type": "type.googleapis.com/x", "reason": reason}]}
    else:
        error["errors"] = [{"reason": reason, "domain": "usageLimits", "message": message}]
    return json.dumps({"error": error})


REFUSALS = [
    (403, google_says(403, "rateLimitExceeded"), MailboxUnavailable, 75),
    (403, google_says(403, "userRateLimitExceeded", "Retry after 2026-11-02T13:00:00Z"), MailboxUnavailable, 75),
    (403, google_says(403, "dailyLimitExceeded"), MailboxUnavailable, 75),
    (403, google_says(403, "RATE_LIMIT_EXCEEDED", new_form=True), MailboxUnavailable, 75),
    (403, google_says(403, "insufficientPermissions"), SignInNeeded, 77),
    (403, google_says(403, "ACCESS_TOKEN_SCOPE_INSUFFICIENT", new_form=True), SignInNeeded, 77),
    (401, google_says(401, "authError"), SignInNeeded, 77),
    (403, google_says(403, "accessNotConfigured"), MailboxMisconfigured, 78),
    (403, google_says(403, "SERVICE_DISABLED", new_form=True), MailboxMisconfigured, 78),
    (403, google_says(403, "domainPolicy"), MailboxMisconfigured, 78),
    (400, google_says(400, "failedPrecondition", "Mail service not enabled"), MailboxMisconfigured, 78),
    (400, google_says(400, "invalidArgument", "Invalid query"), MailboxMisconfigured, 78),
    (403, "<html>Forbidden</html>", MailboxMisconfigured, 78),
    (403, '{"error": "access_denied"}', MailboxMisconfigured, 78),
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
    assert len(responses.calls) == (2 if status == 401 else 1)


@responses.activate
@pytest.mark.parametrize(("status", "body", "error", "code"), REFUSALS)
def test_a_refused_draft_was_certainly_not_saved(status: int, body: str, error: type[MailboxError], code: int) -> None:
    responses.add(responses.POST, f"{ROOT}/drafts", body=body, status=status, content_type="application/json")
    with pytest.raises(error) as caught:
        mailbox(None, FixedPermission(), []).save(mail(9), None)
    assert not isinstance(caught.value, OutcomeUnknown)


@responses.activate
def test_too_many_requests_wait_and_go_on() -> None:
    responses.add(responses.GET, f"{ROOT}/profile", status=429, headers={"Retry-After": "5"})
    responses.add(responses.GET, f"{ROOT}/profile", json={"historyId": "7"})
    waits: list[float] = []
    assert mailbox(None, FixedPermission(), waits).cursor() == "gmail:7"
    assert waits == [5.0]


@responses.activate
def test_no_words_of_the_service_and_no_token_are_in_our_errors() -> None:
    responses.add(responses.GET, f"{ROOT}/profile", status=503, body="secret canary")
    with pytest.raises(MailboxUnavailable) as caught:
        mailbox(None, FixedPermission(), []).cursor()
    assert "canary" not in f"{caught.value} {caught.value.remedy}"
    assert "token" not in f"{caught.value} {caught.value.remedy}"


INVITED = (
    "Hi Sam,\n\nyour interview for the Data Engineer role is confirmed for Tuesday 3 November 2026 at 14:00.\n\nDana"
)


class Killed(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("end", ["the limit", "a kill"])
def test_a_first_pass_cut_short_goes_on_where_it_stopped(desk: Desk, end: str, tmp_path: Path) -> None:
    """Over a busy mailbox a first pass may need more than Gmail gives in one go. What was got is not got again, what
    moved meanwhile is noticed.
    """
    ids = [desk.gmail.deliver(mail(number, text=INVITED)) for number in range(250)]
    owner = Owner(frozenset({"sam@owner.example"}), UTC)

    def one_pass() -> None:
        gather(desk.mailbox, "mail", store, owner, NOON, 30, arrivals(desk.mailbox, "mail", store))

    given = desk.gmail.send

    def until_the_end(request: requests.PreparedRequest, **more: Any) -> requests.Response:
        if desk.gmail.called.count("users.messages.get") >= 330:
            if end == "a kill":
                raise Killed
            return response(request, 403, google_says(403, "userRateLimitExceeded").encode())
        return given(request, **more)

    store = Store(tmp_path / "state.db")
    desk.gmail.send = until_the_end
    with pytest.raises((MailboxUnavailable, Killed)):
        one_pass()
    store.close()
    store = Store(tmp_path / "state.db")
    assert store.cursor("mail") is None
    kept = store.seen("mail", ids)
    assert 100 <= len(kept) < 250
    binned = next(one for one, mattered in kept.items() if mattered)
    desk.gmail.move(binned, Folder.TRASH)
    late = desk.gmail.deliver(mail(251, text=INVITED))
    desk.gmail.send = given
    desk.gmail.ledger.clear()
    one_pass()
    assert len(store.seen("mail", [*ids, late])) == 251
    assert store.cursor("mail") is not None
    got = {address.rpartition("/")[2] for _, address in desk.gmail.ledger if "/messages/" in address}
    assert got == {*ids, late} - kept.keys()
    one_pass()
    assert [one.message.id for one in store.understandings() if not one.message.visible] == [binned]
    assert len({one.message.message_id for one in store.understandings()}) == len(store.understandings())
    store.close()
