"""Whole passes of the agent over Gmail, seen where the wire would be: what is asked, and what is written."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import pytest
import requests

from agent.cycle import Outcome, run
from agent.drafts.entries import Fate
from agent.messages import Owner
from agent.policy import Policy
from agent.store import Store
from agent.view import Settings
from providers.eml_drafts import EmlDrafts
from providers.gmail import GmailMailbox
from providers.gmail_calls import Calls
from providers.gmail_client import SessionHttp
from providers.gmail_pace import Pace
from providers.gmail_requests import GMAIL
from providers.mailbox import Folder
from providers.session import Session
from tests.fakes.gmail import UNITS, FakeGmail
from tests.providers.contract import mail
from tests.providers.wires import FixedPermission, response
from tests.support.mail import raw_message
from tests.support.services import gmail_calls, gmail_mailbox

ADDRESS, ALIAS = "sam@owner.example", "sam.okafor@work.example"
SIGNATURE = "<div>Sam Okafor</div><div>+44 20 7946 0000</div>"
BEGIN = datetime(2026, 11, 2, 9, tzinfo=UTC)
AFTER = datetime(2026, 11, 3, 17, tzinfo=UTC)
NEXT_WEEK = datetime(2026, 11, 11, 12, tzinfo=UTC)
SETTINGS = Settings(Owner(frozenset({ADDRESS}), ZoneInfo("Europe/London"), "GB", "Sam Okafor"), Policy())
INVITED: dict[str, Any] = {
    "id": "m1",
    "at": BEGIN,
    "from": "Dana Reyes <dana@acme.example>",
    "subject": "Interview for Data Engineer at Acme",
    "text": "Hi Sam,\n\nYour interview for the Data Engineer role at Acme is confirmed for Tuesday 3 November at 14:00 "
    "UK time. You will speak with me for an hour.\n\nBest,\nDana Reyes\nRecruiter, Acme",
}
SHOP: dict[str, Any] = {
    "id": "s1",
    "at": BEGIN,
    "from": "Shop <news@shop.example>",
    "subject": "An interview with our founder",
    "text": "Read the interview, and save 20 %.",
}


class Hunt:
    """A Gmail with one invitation in it, and the agent's store."""

    def __init__(self, **gmail: Any) -> None:
        self.gmail = FakeGmail(ADDRESS, BEGIN, **gmail)
        self.store = Store()
        self._numbers = count(1)

    def come(self, table: dict[str, Any], to: str = ADDRESS, folder: Folder = Folder.INBOX) -> str:
        raw = raw_message({**table, "to": [to]}, ADDRESS, {"m1": INVITED})
        return self.gmail.deliver(raw, folder, table["at"])

    def one_pass(
        self, now: datetime, mailbox: GmailMailbox | None = None, settings: Settings = SETTINGS
    ) -> Outcome | None:
        self.gmail.now = now
        self.gmail.ledger.clear()
        self.gmail.called.clear()
        mine = {"mail": mailbox or gmail_mailbox(self.gmail)}
        return run(mine, self.store, settings, now, lambda: f"id{next(self._numbers):05d}")

    def draft(self) -> tuple[str, EmailMessage]:
        """The one draft that is there."""
        ((ref, message),) = self.gmail.held.items()
        parsed = message_from_bytes(self.gmail.messages[message].raw, policy=default)
        assert isinstance(parsed, EmailMessage)
        return ref, parsed

    def written(self) -> list[str]:
        """The calls of the last pass that changed something."""
        return [one for one in self.gmail.called if one.startswith("users.drafts.") and one[13:] not in ("list", "get")]

    def got(self) -> set[str]:
        """The messages of which something was got in the last pass."""
        return {address.rpartition("/")[2] for _, address in self.gmail.ledger if "/messages/" in address}

    def fates(self) -> list[Fate]:
        return [entry.fate for entry in self.store.entries()]


def test_a_draft_as_gmail_gets_it() -> None:
    hunt = Hunt(aliases=(ALIAS,), signature=SIGNATURE)
    invited = hunt.come(INVITED, to=ALIAS)
    hunt.one_pass(AFTER)
    assert hunt.written() == ["users.drafts.create"]
    assert hunt.gmail.called[-1] == "users.drafts.get"  # read back
    ref, draft = hunt.draft()
    assert hunt.gmail.messages[hunt.gmail.held[ref]].thread == hunt.gmail.messages[invited].thread
    assert (draft["In-Reply-To"], draft["References"]) == ("<m1@scenario.example>", "<m1@scenario.example>")
    assert draft["Subject"] == "Re: Interview for Data Engineer at Acme"
    assert draft["From"].addresses[0].addr_spec == ALIAS
    assert draft.get_content_type() == "multipart/alternative"
    text, html = (part.get_content() for part in draft.iter_parts())
    assert text.count("+44 20 7946 0000") == html.count("+44 20 7946 0000") == 1
    assert html.count('class="gmail_signature" data-smartmail="gmail_signature"') == 1  # Gmail then adds no second
    for later in (AFTER + timedelta(hours=1), AFTER + timedelta(hours=14)):
        hunt.one_pass(later)
        assert hunt.written() == []


@pytest.mark.parametrize(
    ("default", "sender"), [("", ADDRESS), (ALIAS, ALIAS)], ids=["the account's own", "the owner's default"]
)
@pytest.mark.parametrize("to", ["sam@uni.example", "new@other.example"], ids=["unknown to Gmail", "not confirmed"])
def test_what_gmail_does_not_write_as_is_answered_from_what_it_does(to: str, default: str, sender: str) -> None:
    hunt = Hunt(aliases=(ALIAS,), default=default, signature=SIGNATURE)
    hunt.come(INVITED, to=to)
    settings = replace(SETTINGS, owner=replace(SETTINGS.owner, addresses=SETTINGS.owner.addresses | {to}))
    hunt.one_pass(AFTER, gmail_mailbox(hunt.gmail, to), settings)
    _, draft = hunt.draft()
    assert draft["From"].addresses[0].addr_spec == sender
    assert draft["Message-ID"].endswith(f"@{sender.partition('@')[2]}>")
    assert draft.get_body(("html",)).get_content().count("+44 20 7946 0000") == 1


def test_with_leave_to_read_only_a_draft_is_a_file_and_gmail_is_only_asked(tmp_path: Path) -> None:
    hunt = Hunt(aliases=(ALIAS,), signature=SIGNATURE)
    hunt.come(INVITED, to=ALIAS)
    mailbox = GmailMailbox(gmail_calls(hunt.gmail), (), EmlDrafts(tmp_path))
    hunt.one_pass(AFTER, mailbox)
    assert {method for method, _ in hunt.gmail.ledger} == {"GET"}
    assert not [one for one in hunt.gmail.called if "drafts" in one]
    (file,) = tmp_path.glob("*.eml")
    draft = message_from_bytes(file.read_bytes(), policy=default)
    assert draft["From"].addresses[0].addr_spec == ALIAS
    assert draft["In-Reply-To"] == "<m1@scenario.example>"
    assert SIGNATURE not in draft.get_body(("html",)).get_content()
    hunt.one_pass(AFTER + timedelta(hours=14), mailbox)
    assert [file] == list(tmp_path.glob("*.eml"))


def test_an_answer_is_to_the_last_message_that_is_still_to_be_seen() -> None:
    hunt = Hunt()
    invited = hunt.come(INVITED)
    more = {**INVITED, "subject": "Re: " + INVITED["subject"], "answers": "m1", "text": "See you then!\n\nDana"}
    hunt.come({**more, "id": "m2", "at": BEGIN + timedelta(hours=1)})
    hunt.come({**more, "id": "m3", "at": BEGIN + timedelta(hours=2)}, folder=Folder.TRASH)
    hunt.gmail.write_draft(raw_message({**more, "id": "m4", "from": ADDRESS}, ADDRESS, {"m1": INVITED}))
    hunt.gmail.delete_draft(next(iter(hunt.gmail.held)))
    hunt.one_pass(AFTER)
    ref, draft = hunt.draft()
    assert draft["In-Reply-To"] == "<m2@scenario.example>"
    assert hunt.gmail.messages[hunt.gmail.held[ref]].thread == hunt.gmail.messages[invited].thread


def test_who_was_in_no_conversation_gets_a_message_of_their_own() -> None:
    hunt = Hunt()
    met = "You will speak with Lee Wong (lee@acme.example) for an hour."
    invited = hunt.come({**INVITED, "text": INVITED["text"].replace("You will speak with me for an hour.", met)})
    hunt.one_pass(AFTER)
    drafts = [message_from_bytes(hunt.gmail.messages[one].raw, policy=default) for one in hunt.gmail.held.values()]
    (draft,) = [one for one in drafts if one["To"].addresses[0].addr_spec == "lee@acme.example"]
    assert draft["In-Reply-To"] is draft["References"] is None
    assert not draft["Subject"].lower().startswith("re:")
    (id,) = [one for one in hunt.gmail.held.values() if b"lee@acme.example" in hunt.gmail.messages[one].raw]
    assert hunt.gmail.messages[id].thread != hunt.gmail.messages[invited].thread


def test_a_draft_whose_subject_the_owner_changes_moves_away_and_is_theirs() -> None:
    hunt = Hunt()
    hunt.come(INVITED)
    hunt.one_pass(AFTER)
    ref, draft = hunt.draft()
    before = hunt.gmail.messages[hunt.gmail.held[ref]]
    draft.replace_header("Subject", "Thank you for today")
    hunt.gmail.edit_draft(ref, draft.as_bytes())
    after = hunt.gmail.messages[hunt.gmail.held[ref]]
    assert (after.id, after.thread) != (before.id, before.thread)
    hunt.one_pass(AFTER + timedelta(hours=14))
    assert hunt.written() == []
    assert hunt.fates() == [Fate.OWNERS]
    hunt.gmail.send_draft(ref)
    hunt.one_pass(AFTER + timedelta(hours=16))
    assert hunt.written() == []
    assert hunt.fates() == [Fate.SENT]


@pytest.mark.parametrize("reworded", [False, True], ids=["as it was", "in other words"])
def test_a_sent_draft_is_known_by_its_new_id_and_label(reworded: bool) -> None:
    hunt = Hunt()
    hunt.come(INVITED)
    hunt.one_pass(AFTER)
    ref, draft = hunt.draft()
    if reworded:
        del draft["Message-ID"]
        draft["Message-ID"] = "<gmails-own@mail.gmail.com.example>"
    before = hunt.gmail.held[ref]
    assert hunt.gmail.send_draft(ref, draft.as_bytes()) != before
    hunt.one_pass(AFTER + timedelta(hours=1))
    assert (hunt.written(), hunt.fates()) == ([], [Fate.SENT])
    hunt.one_pass(NEXT_WEEK)
    assert hunt.written() == ["users.drafts.create"]  # the follow-up


@pytest.mark.parametrize("label", ["", "SCHEDULED"], ids=["not shown", "another label"])
def test_a_draft_scheduled_for_later_is_never_made_again(label: str) -> None:
    """Gmail does not tell of it, so it reads as thrown away: that costs nothing but the knowledge, until it is sent."""
    hunt = Hunt()
    hunt.come(INVITED)
    hunt.one_pass(AFTER)
    ref, draft = hunt.draft()
    waiting = hunt.gmail.schedule_draft(ref, label)
    for hours in (1, 14, 20):
        hunt.one_pass(AFTER + timedelta(hours=hours))
        assert hunt.written() == []
    if label:
        hunt.gmail.remove(waiting)
    hunt.gmail.deliver(draft.as_bytes(), Folder.SENT)
    hunt.one_pass(AFTER + timedelta(hours=26))
    assert hunt.written() == []
    hunt.one_pass(NEXT_WEEK)
    assert hunt.written() == ["users.drafts.create"]
    assert hunt.draft()[1]["Subject"] == "Re: Interview for Data Engineer at Acme"


def test_a_draft_the_owner_throws_away_is_never_made_again() -> None:
    hunt = Hunt()
    hunt.come(INVITED)
    hunt.one_pass(AFTER)
    hunt.gmail.delete_draft(hunt.draft()[0])
    for hours in (14, 20, 40):
        hunt.one_pass(AFTER + timedelta(hours=hours))
        assert (hunt.written(), hunt.fates()) == ([], [Fate.DECLINED])


@pytest.mark.parametrize("edited", [False, True], ids=["as it was", "edited"])
def test_a_draft_that_lives_on_under_another_id_is_known_by_its_message_id(edited: bool) -> None:
    """Gmail's draft ids have been seen to die (a mail program that saves anew and deletes the old)."""
    hunt = Hunt()
    hunt.come(INVITED)
    hunt.one_pass(AFTER)
    ref, draft = hunt.draft()
    thread = hunt.gmail.messages[hunt.gmail.held[ref]].thread
    hunt.gmail.delete_draft(ref)
    text = draft.as_bytes().replace(b"Hi Dana", b"Dear Dana") if edited else draft.as_bytes()
    other = hunt.gmail.write_draft(text, thread)
    hunt.one_pass(AFTER + timedelta(hours=14))
    assert hunt.written() == []
    assert (other != ref, hunt.fates()) == (True, [Fate.OWNERS if edited else Fate.SAVED])
    hunt.gmail.send_draft(other)
    hunt.one_pass(AFTER + timedelta(hours=16))
    assert (hunt.written(), hunt.fates()) == ([], [Fate.SENT])


@pytest.mark.parametrize("to", ["dana@acme.example", "kim@family.example"], ids=["to them", "in the conversation"])
def test_beside_a_draft_the_owner_has_begun_there_is_none_of_ours(to: str) -> None:
    hunt = Hunt()
    invited = hunt.come(INVITED)
    own = raw_message({**INVITED, "id": "m2", "from": ADDRESS, "to": [to], "text": "Dear"}, ADDRESS, {"m1": INVITED})
    ref = hunt.gmail.write_draft(own, None if to.startswith("dana") else hunt.gmail.messages[invited].thread)
    for hours in (0, 14):
        hunt.one_pass(AFTER + timedelta(hours=hours))
        assert hunt.written() == []
    hunt.gmail.delete_draft(ref)
    hunt.one_pass(AFTER + timedelta(hours=26))
    assert hunt.written() == ["users.drafts.create"]  # though no mail came


@pytest.mark.parametrize("folder", [Folder.INBOX, Folder.SPAM, Folder.TRASH])
def test_an_answer_takes_the_follow_up_back_wherever_gmail_put_it(folder: Folder) -> None:
    hunt = Hunt()
    hunt.come(INVITED)
    hunt.one_pass(AFTER)
    hunt.gmail.send_draft(hunt.draft()[0])
    hunt.one_pass(NEXT_WEEK)
    assert hunt.written() == ["users.drafts.create"]
    answer = {**INVITED, "id": "m2", "answers": "m1", "at": NEXT_WEEK, "subject": "Re: " + INVITED["subject"]}
    hunt.come({**answer, "text": "Hi Sam,\n\nUnfortunately we have decided for somebody else.\n\nDana"}, folder=folder)
    hunt.one_pass(NEXT_WEEK + timedelta(hours=2))
    answered = ["users.drafts.create"] if folder is Folder.INBOX else []  # a no in spam can stop, and no more
    assert hunt.written() == ["users.drafts.delete", *answered]


@pytest.mark.parametrize("folder", [Folder.SPAM, Folder.TRASH])
def test_spam_and_the_bin_begin_nothing(folder: Folder) -> None:
    hunt = Hunt()
    hunt.come(INVITED, folder=folder)
    hunt.one_pass(AFTER)
    assert (hunt.written(), hunt.gmail.held) == ([], {})


def test_thanks_the_owner_sent_by_themselves_are_thanks() -> None:
    hunt = Hunt()
    hunt.come(INVITED)
    sent = {
        **INVITED,
        "id": "m2",
        "from": ADDRESS,
        "answers": "m1",
        "at": AFTER,
        "subject": "Re: " + INVITED["subject"],
    }
    raw = raw_message(
        {**sent, "to": ["dana@acme.example"], "text": "Hi Dana,\n\nthank you for the interview today.\n\nSam"},
        ADDRESS,
        {"m1": INVITED},
    )
    hunt.gmail.deliver(raw, Folder.SENT, AFTER)
    hunt.one_pass(AFTER + timedelta(hours=1))
    assert hunt.written() == []


def test_a_first_pass_lets_gmail_search_and_gets_nothing_else() -> None:
    hunt = Hunt()
    asked: list[dict[str, list[str]]] = []
    given = hunt.gmail.send

    def noted(request: requests.PreparedRequest, **more: Any) -> requests.Response:
        if urlsplit(request.url or "").path.endswith("/messages"):
            asked.append(parse_qs(urlsplit(request.url or "").query))
        return given(request, **more)

    hunt.gmail.send = noted  # type: ignore[method-assign]
    others = [
        hunt.gmail.deliver(mail(number, text="The cat is fine.", From="kim@family.example")) for number in range(40)
    ]
    invited = hunt.come(INVITED)
    silent = hunt.come({**INVITED, "id": "m2", "subject": "One more thing", "text": "Please bring your ID."})
    hunt.one_pass(AFTER)
    assert hunt.got() == {invited, silent}  # the second by who wrote it
    assert not hunt.got() & set(others)
    assert all(one["q"][0].startswith("{") for one in asked)
    assert any('from:"dana@acme.example"' in one["q"][0] for one in asked)
    assert any('from:"acme.example"' in one["q"][0] for one in asked)


def test_what_was_found_irrelevant_is_not_got_again_also_when_the_history_is_forgotten() -> None:
    hunt = Hunt()
    shop, invited = hunt.come(SHOP), hunt.come(INVITED)
    hunt.one_pass(AFTER)
    assert hunt.got() == {shop, invited}
    hunt.gmail.delete_draft(hunt.draft()[0])
    gap = hunt.come({**INVITED, "id": "m2", "answers": "m1", "at": AFTER, "text": "We will let you know by Friday."})
    hunt.gmail.forget_cursors()
    hunt.one_pass(AFTER + timedelta(hours=1))
    assert hunt.gmail.called[0] == "users.history.list"
    assert "users.messages.list" in hunt.gmail.called
    assert hunt.got() == {invited, gap}  # the first for where it is now, the second because it is new
    kept = [one.message.message_id for one in hunt.store.understandings()]
    assert sorted(kept) == ["m1@scenario.example", "m2@scenario.example"]
    hunt.one_pass(AFTER + timedelta(hours=2))
    assert hunt.got() == set()


def test_a_pass_with_nothing_new_is_one_request() -> None:
    hunt = Hunt()
    hunt.come(INVITED)
    hunt.one_pass(AFTER)
    hunt.one_pass(AFTER + timedelta(minutes=15))
    assert hunt.gmail.called == ["users.history.list"]


@pytest.mark.parametrize(("status", "body"), [(500, b"{}"), (200, b"nonsense"), (200, b"{}")])
def test_a_message_gmail_breaks_on_does_not_stop_the_others_and_is_asked_for_again(status: int, body: bytes) -> None:
    hunt = Hunt()
    broken = hunt.come({**INVITED, "id": "m0", "from": "Kim Ode <kim@globex.example>", "at": BEGIN})
    hunt.come(INVITED)
    given = hunt.gmail.send

    def breaks(request: requests.PreparedRequest, **more: Any) -> requests.Response:
        answer = given(request, **more)
        return response(request, status, body) if f"/messages/{broken}" in (request.url or "") else answer

    hunt.gmail.send = breaks  # type: ignore[method-assign]
    outcome = hunt.one_pass(AFTER)
    assert outcome is not None
    assert (outcome.exit_code, len(outcome.problems)) == (0, 1)
    assert hunt.written() == ["users.drafts.create"]
    hunt.gmail.send = given  # type: ignore[method-assign]
    hunt.one_pass(AFTER + timedelta(minutes=15))
    assert broken in hunt.got()
    assert len(hunt.store.understandings()) == 2


def test_when_gmail_breaks_on_every_message_the_pass_ends_and_nothing_is_lost() -> None:
    hunt = Hunt()
    ids = {hunt.come({**INVITED, "id": f"m{number}"}) for number in range(5)}
    given = hunt.gmail.send

    def breaks(request: requests.PreparedRequest, **more: Any) -> requests.Response:
        answer = given(request, **more)
        return response(request, 500) if "/messages/" in (request.url or "") else answer

    hunt.gmail.send = breaks  # type: ignore[method-assign]
    outcome = hunt.one_pass(AFTER)
    assert outcome is not None
    assert (outcome.exit_code, len(hunt.got())) == (75, 2)
    assert hunt.store.cursor("mail") is None
    hunt.gmail.send = given  # type: ignore[method-assign]
    hunt.one_pass(AFTER + timedelta(minutes=15))
    assert hunt.got() == ids


def test_the_limit_reached_keeps_the_cursor_and_the_next_pass_sees_all() -> None:
    hunt = Hunt()
    hunt.come(INVITED)
    hunt.one_pass(AFTER)
    cursor = hunt.store.cursor("mail")
    new = [hunt.gmail.deliver(mail(number)) for number in range(3)]
    given = hunt.gmail.send

    def limited(request: requests.PreparedRequest, **more: Any) -> requests.Response:
        if new[1] in (request.url or ""):
            body = b'{"error": {"code": 403, "message": "x", "errors": [{"reason": "userRateLimitExceeded"}]}}'
            return response(request, 403, body)
        return given(request, **more)

    hunt.gmail.send = limited  # type: ignore[method-assign]
    outcome = hunt.one_pass(AFTER + timedelta(minutes=15))
    assert outcome is not None
    assert (outcome.exit_code, hunt.store.cursor("mail")) == (75, cursor)
    hunt.gmail.send = given  # type: ignore[method-assign]
    hunt.one_pass(AFTER + timedelta(minutes=30))
    assert hunt.got() == set(new)
    assert hunt.store.cursor("mail") != cursor


def test_a_first_pass_keeps_within_the_units_of_every_minute() -> None:
    hunt = Hunt()
    for number in range(500):
        hunt.gmail.deliver(mail(number, text="An interview for the role"))
    now = 0.0
    spent: list[tuple[float, int]] = []

    def wait(seconds: float) -> None:
        nonlocal now
        now += seconds

    given = hunt.gmail.send

    def timed(request: requests.PreparedRequest, **more: Any) -> requests.Response:
        answer = given(request, **more)
        spent.append((now, UNITS[hunt.gmail.called[-1]]))
        return answer

    hunt.gmail.send = timed  # type: ignore[method-assign]
    session = Session(GMAIL, wire=hunt.gmail, wait=wait)
    hunt.one_pass(
        AFTER, GmailMailbox(Calls(SessionHttp(session, FixedPermission()), Pace(clock=lambda: now, wait=wait)))
    )
    assert sum(units for _, units in spent) > 9000
    for start in {at for at, _ in spent}:
        assert sum(units for at, units in spent if start <= at < start + 60) <= 6000
