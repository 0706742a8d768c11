"""The contract, for Gmail; and what only Gmail does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

import pytest

from agent.messages import Owner, Person
from agent.reading import read_header
from agent.understanding.candidates import SEARCH_WORDS
from providers.eml_drafts import EmlDrafts
from providers.errors import CursorForgotten, DraftGone
from providers.gmail import GmailMailbox
from providers.gmail_messages import Garbled, header_of, raw_of
from providers.gmail_pace import Pace
from providers.gmail_search import questions
from providers.mailbox import Folder, Header, Identity, Query, Unreadable
from tests.fakes.gmail import FakeGmail
from tests.fakes.loopback import Loopback, ToLoopback
from tests.providers.contract import Contract, mail
from tests.support.services import gmail_calls, gmail_mailbox

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


class GmailWorld:
    def __init__(self, page: int = 500) -> None:
        self.gmail = FakeGmail("Sam@Owner.example", NOON, page=page)
        self.mailbox = gmail_mailbox(self.gmail)

    def deliver(self, raw: bytes, folder: Folder) -> None:
        self.gmail.deliver(raw, folder)

    def remove(self, subject: str) -> None:
        for message in list(self.gmail.messages.values()):
            if f"Subject: {subject}".encode() in message.raw:
                self.gmail.remove(message.id)

    def edit_draft(self, ref: str, raw: bytes) -> None:
        self.gmail.edit_draft(ref, raw)

    def delete_draft(self, ref: str) -> None:
        self.gmail.delete_draft(ref)


class TestGmail(Contract):
    @pytest.fixture(params=[500, 1], ids=["whole pages", "pages of one"])
    def world(self, request: pytest.FixtureRequest) -> GmailWorld:
        return GmailWorld(request.param)


class TestGmailOverASocket(Contract):
    """The same, as bytes on a real connection."""

    @pytest.fixture
    def world(self) -> Iterator[GmailWorld]:
        world = GmailWorld()
        loopback = Loopback(world.gmail, "gmail.googleapis.com")
        world.mailbox = gmail_mailbox(ToLoopback(loopback))
        yield world
        world.mailbox.close()
        loopback.stop()


@pytest.fixture
def gmail() -> FakeGmail:
    return FakeGmail("sam@owner.example", NOON)


def header(found: Header | Unreadable) -> Header:
    assert isinstance(found, Header)
    return found


def test_aliases_are_the_owners_once_they_are_accepted() -> None:
    gmail = FakeGmail("Sam@Owner.example", NOON, aliases=("Sam.Okafor@work.example",))
    mailbox = gmail_mailbox(gmail, "Old@owner.example")
    assert mailbox.identities() == (
        Identity("old@owner.example", instead="sam@owner.example"),
        Identity("sam.okafor@work.example"),
        Identity("sam@owner.example"),
    )


def test_addresses_come_with_the_signature_that_gmail_keeps_for_them() -> None:
    mailbox = gmail_mailbox(FakeGmail("sam@owner.example", NOON, signature="<b>Sam</b>"), "old@owner.example")
    assert mailbox.identities() == (
        Identity("old@owner.example", instead="sam@owner.example"),
        Identity("sam@owner.example", "<b>Sam</b>"),
    )


def test_nothing_new_is_one_cheap_request(gmail: FakeGmail) -> None:
    mailbox = gmail_mailbox(gmail)
    cursor = mailbox.cursor()
    gmail.called.clear()
    assert mailbox.changes(cursor).arrived == ()
    assert gmail.called == ["users.history.list"]


def test_a_history_that_is_forgotten_means_start_over(gmail: FakeGmail) -> None:
    mailbox = gmail_mailbox(gmail)
    cursor = mailbox.cursor()
    gmail.forget_cursors()
    with pytest.raises(CursorForgotten):
        mailbox.changes(cursor)


def test_stars_and_labels_are_no_news_but_the_bin_is(gmail: FakeGmail) -> None:
    mailbox = gmail_mailbox(gmail)
    one, other = gmail.deliver(mail(1)), gmail.deliver(mail(2))
    cursor = mailbox.cursor()
    gmail.star(one)
    assert mailbox.changes(cursor).arrived == ()
    gmail.move(other, Folder.TRASH)
    assert mailbox.changes(cursor).arrived == (other,)
    gmail.move(other, Folder.INBOX)
    assert mailbox.changes(cursor).arrived == (other,)


def test_mail_that_a_filter_archived_at_once_is_mail(gmail: FakeGmail) -> None:
    mailbox = gmail_mailbox(gmail)
    cursor = mailbox.cursor()
    bare = gmail._add(mail(1), (), NOON).id  # no label at all: Gmail leaves the list of labels out
    draft = gmail._add(mail(2), ("DRAFT",), NOON)
    gmail.history[-1][1]["messagesAdded"] = [{"message": {"id": draft.id, "threadId": draft.thread}}]
    assert mailbox.changes(cursor).arrived == (bare,)
    assert header(next(mailbox.headers([bare]))).folder is Folder.OTHER


def test_what_came_and_went_meanwhile_only_went(gmail: FakeGmail) -> None:
    mailbox = gmail_mailbox(gmail)
    cursor = mailbox.cursor()
    one = gmail.deliver(mail(1))
    gmail.remove(one)
    changes = mailbox.changes(cursor)
    assert (changes.arrived, changes.removed) == ((), (one,))


def test_the_cursor_is_of_the_first_page_so_nothing_falls_between_pages(gmail: FakeGmail) -> None:
    gmail.page = 1
    mailbox = gmail_mailbox(gmail)
    cursor = mailbox.cursor()
    gmail.deliver(mail(1))
    gmail.deliver(mail(2))
    listed = gmail._users_history_list

    def busy(values: Any, query: Any, body: Any) -> Any:
        answer = listed(values, query, body)
        if len(gmail.messages) == 2:
            gmail.deliver(mail(3))
        return answer

    gmail._users_history_list = busy
    first = mailbox.changes(cursor)
    again = mailbox.changes(first.cursor)
    ids = {one.id for one in gmail.messages.values()}
    assert set(first.arrived) | set(again.arrived) == ids


def test_an_edited_and_sent_draft_is_sent_mail_and_nothing_else(gmail: FakeGmail) -> None:
    mailbox = gmail_mailbox(gmail)
    cursor = mailbox.cursor()
    saved = mailbox.save(mail(9), None)
    gmail.edit_draft(saved.ref, mail(9, text="My own words"))
    sent = gmail.send_draft(saved.ref)
    changes = mailbox.changes(cursor)
    assert (changes.arrived, changes.removed) == ((sent,), ())
    assert header(next(mailbox.headers([sent]))).folder is Folder.SENT
    assert mailbox.draft(saved.ref) is None


def test_a_draft_keeps_its_ref_and_changes_its_version_each_time(gmail: FakeGmail) -> None:
    mailbox = gmail_mailbox(gmail)
    first = mailbox.save(mail(9), None)
    second = mailbox.replace(first.ref, first.version, mail(9))
    assert (second.ref, second.raw) == (first.ref, first.raw)
    assert second.version != first.version


@pytest.mark.parametrize("labels", [{"SENT"}, {"DRAFT", "SENT"}, {"DRAFT", "TRASH"}, {"INBOX"}])
def test_only_what_is_a_draft_still_is_touched(gmail: FakeGmail, labels: set[str]) -> None:
    """Gmail has been seen to keep a draft's wrapper around a message that was sent."""
    mailbox = gmail_mailbox(gmail)
    saved = mailbox.save(mail(9), None)
    gmail._relabel(gmail.held[saved.ref], labels)
    gmail.called.clear()
    assert mailbox.draft(saved.ref) is None
    with pytest.raises(DraftGone):
        mailbox.discard(saved.ref, saved.version)
    with pytest.raises(DraftGone):
        mailbox.replace(saved.ref, saved.version, mail(8))
    assert set(gmail.called) == {"users.drafts.get"}


ANSWER = {"In_Reply_To": "<1@acme.example>", "References": "<1@acme.example>", "Subject": "Re: Message 1"}


def test_an_answer_stands_in_the_thread_it_answers(gmail: FakeGmail) -> None:
    mailbox = gmail_mailbox(gmail)
    thread = gmail.messages[gmail.deliver(mail(1))].thread
    saved = mailbox.save(mail(9, **ANSWER), thread)
    assert saved.thread == thread
    assert mailbox.replace(saved.ref, saved.version, mail(9, **ANSWER, text="Better")).thread == thread
    assert len(mailbox.thread(thread)) == 1


def test_a_draft_gmail_put_elsewhere_is_moved_once_and_then_left(gmail: FakeGmail) -> None:
    mailbox = gmail_mailbox(gmail)
    thread = gmail.messages[gmail.deliver(mail(1))].thread
    elsewhere = mailbox.save(mail(9, Subject="Something else"), thread)
    assert elsewhere.thread != thread
    assert [one.ref for one in mailbox.drafts()] == [elsewhere.ref]
    assert gmail.called.count("users.drafts.update") == 1


def test_a_thread_deleted_meanwhile_is_no_reason_to_write_nothing(gmail: FakeGmail) -> None:
    mailbox = gmail_mailbox(gmail)
    one = gmail.deliver(mail(1))
    thread = gmail.messages[one].thread
    gmail.remove(one)
    saved = mailbox.save(mail(9, **ANSWER), thread)
    assert [draft.ref for draft in mailbox.drafts()] == [saved.ref]


def test_the_thread_of_a_known_message_is_found_however_old_it_began(gmail: FakeGmail) -> None:
    old = gmail.deliver(mail(1), received=NOON - timedelta(days=300))
    new = gmail.deliver(mail(2, **ANSWER))
    found = gmail_mailbox(gmail).search(Query(NOON - timedelta(days=30), message_ids=("1@acme.example",)))
    assert list(found) == [new]
    assert gmail.messages[old].thread == gmail.messages[new].thread


def test_heads_come_decoded_and_are_read_as_they_are(gmail: FakeGmail) -> None:
    raw = mail(1, Subject="=?utf-8?q?Vorstellungsgespr=C3=A4ch?=", From="=?utf-8?b?SsO2cmc=?= <joerg@acme.example>")
    one = gmail.deliver(raw)
    message = read_header(header(next(gmail_mailbox(gmail).headers([one]))), Owner(frozenset(), UTC), "mail")
    assert message.subject == "Vorstellungsgespräch"
    assert message.sender == Person("Jörg", "joerg@acme.example")


def test_a_header_value_cannot_make_another_header() -> None:
    told = {"id": "m1", "internalDate": "0", "payload": {"headers": [{"name": "Subject", "value": "a\r\nBcc: b\nc"}]}}
    assert header_of(told).head == b"Subject: a Bcc: b c"


@pytest.mark.parametrize("text", ["SGkgPz8_", "SGkgPz8_IQ==", "SGkgPz8_IQ", "SGkgPz8_ISE="])
def test_raw_comes_with_or_without_padding(text: str) -> None:
    assert raw_of({"raw": text}).startswith(b"Hi ???")


@pytest.mark.parametrize("message", [{}, {"raw": 5}, {"raw": "a"}, {"raw": "**"}, {"raw": "SGk gPz8"}])
def test_garbled_text_is_a_value(message: Any) -> None:
    with pytest.raises(Garbled):
        raw_of(message)


WORDS = [f"word{number} and more" for number in range(400)]


def test_questions_are_short_enough_and_leave_nothing_out() -> None:
    query = Query(NOON, words=tuple(WORDS), addresses=("a@b.example",), domains=("acme.example",), invitations=True)
    asked = list(questions(query))
    assert len(asked) > 5
    assert all(len(quote_plus(one)) <= 1400 for one in asked)
    whole = " ".join(asked)
    for term in (*(f'"{word}"' for word in WORDS), 'from:"a@b.example"', 'cc:"acme.example"', "filename:ics"):
        assert term in whole
    assert all(one.endswith(f"}} after:{int(NOON.timestamp()) - 1} -in:drafts") for one in asked)


@pytest.mark.parametrize(
    ("word", "asked"),
    [
        ("next steps", ['{"next steps"} -in:drafts']),
        ('a" OR in:anywhere "b', ['{"a  OR in:anywhere  b"} -in:drafts']),
        ("{x} (y)", ['{"x   y"} -in:drafts']),
        ('"', []),
        ("x" * 5000, []),
    ],
)
def test_a_term_stays_a_term(word: str, asked: list[str]) -> None:
    assert list(questions(Query(datetime(1970, 1, 1, tzinfo=UTC), words=(word,)))) == asked


def test_the_search_words_of_the_agent_fit_into_few_questions() -> None:
    assert len(list(questions(Query(NOON, words=SEARCH_WORDS, invitations=True)))) <= 2


def test_the_pace_keeps_within_the_quota() -> None:
    now = 0.0
    spent: list[tuple[float, int]] = []

    def wait(seconds: float) -> None:
        nonlocal now
        now += seconds

    pace = Pace(clock=lambda: now, wait=wait)
    for _ in range(2000):
        pace.spend(20)
        spent.append((now, 20))
    for start in {at for at, _ in spent}:
        assert sum(units for at, units in spent if start <= at < start + 60) <= 5700
    assert now == 60 * (40_000 // 5700)  # and no slower than that


class ReadOnlyWorld(GmailWorld):
    """Gmail that may only be read: drafts are files in a folder, which the owner opens and throws away there."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self.mailbox = GmailMailbox(gmail_calls(self.gmail), (), EmlDrafts(folder))

    def edit_draft(self, ref: str, raw: bytes) -> None:
        (self.folder / ref).write_bytes(raw)

    def delete_draft(self, ref: str) -> None:
        (self.folder / ref).unlink()


class TestReadOnlyGmail(Contract):
    @pytest.fixture
    def world(self, tmp_path: Path) -> Iterator[ReadOnlyWorld]:
        world = ReadOnlyWorld(tmp_path / "drafts")
        yield world
        assert {method for method, _ in world.gmail.ledger} <= {"GET"}

    def test_other_files_in_the_folder_are_nobodys_drafts(self, world: ReadOnlyWorld) -> None:
        saved = world.mailbox.save(mail(9), None)
        (world.folder / "cv.eml").write_bytes(mail(8))
        assert [draft.ref for draft in world.mailbox.drafts()] == [saved.ref]
        assert world.mailbox.draft("../cv.eml") is None
        assert oct((world.folder / saved.ref).stat().st_mode)[-3:] == "600"


def test_who_is_found_by_two_searches_is_got_once_a_pass(gmail: FakeGmail) -> None:
    mailbox = gmail_mailbox(gmail)
    one = gmail.deliver(mail(1))
    cursor = mailbox.cursor()
    gmail.called.clear()
    first = list(mailbox.headers([one]))
    assert list(mailbox.headers([one])) == first
    assert gmail.called == ["users.messages.get"]
    gmail.move(one, Folder.TRASH)
    assert mailbox.changes(cursor).arrived == (one,)
    assert header(next(mailbox.headers([one]))).folder is Folder.TRASH
