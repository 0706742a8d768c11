"""The contract, for Outlook; and what only Outlook does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from agent.drafts.mime import digest, glance
from providers.eml_drafts import EmlDrafts
from providers.errors import (
    CursorForgotten,
    DraftChanged,
    DraftGone,
    MailboxUnavailable,
    OutcomeUnknown,
    RequestRefused,
)
from providers.mailbox import Folder, Header, Query, RawMessage, SavedDraft
from providers.outlook import OutlookMailbox
from tests.fakes.graph import FakeGraph
from tests.fakes.loopback import Loopback, ToLoopback
from tests.providers.contract import Contract, World, mail
from tests.support.scenario import _with_attachment
from tests.support.services import outlook_calls, outlook_mailbox

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


class OutlookWorld:
    def __init__(self, page: int = 500) -> None:
        self.graph = FakeGraph("Sam@Owner.example", NOON, page=page, foreign=True)
        self.mailbox = outlook_mailbox(self.graph)

    def deliver(self, raw: bytes, folder: Folder) -> None:
        self.graph.deliver(raw, folder)

    def remove(self, subject: str) -> None:
        for message in list(self.graph.messages.values()):
            if message.told["subject"] == subject:
                self.graph.remove(message.id)

    def edit_draft(self, ref: str, raw: bytes) -> None:
        self.graph.edit_draft(ref, raw)

    def delete_draft(self, ref: str) -> None:
        self.graph.delete_draft(ref)


class TestOutlook(Contract):
    @pytest.fixture(params=[500, 1], ids=["whole pages", "pages of one"])
    def world(self, request: pytest.FixtureRequest) -> OutlookWorld:
        return OutlookWorld(request.param)

    def test_a_saved_draft_comes_back_as_it_was(self, world: World) -> None:
        """Outlook keeps what a draft says, not its bytes."""
        saved = world.mailbox.save(mail(9), None)
        assert world.mailbox.draft(saved.ref) == saved
        assert [draft.ref for draft in world.mailbox.drafts()] == [saved.ref]
        assert digest(saved.raw) == digest(mail(9))
        assert glance(saved.raw).message_id == glance(mail(9)).message_id


class TestOutlookOverASocket(TestOutlook):
    """The same, as bytes on a real connection."""

    @pytest.fixture
    def world(self) -> Iterator[OutlookWorld]:
        world = OutlookWorld()
        loopback = Loopback(world.graph, "graph.microsoft.com")
        world.mailbox = outlook_mailbox(ToLoopback(loopback))
        yield world
        world.mailbox.close()
        loopback.stop()


class ReadOnlyWorld(OutlookWorld):
    """Outlook that may only be read: drafts are files in a folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self.mailbox = OutlookMailbox(outlook_calls(self.graph), (), EmlDrafts(folder))

    def edit_draft(self, ref: str, raw: bytes) -> None:
        (self.folder / ref).write_bytes(raw)

    def delete_draft(self, ref: str) -> None:
        (self.folder / ref).unlink()


class TestReadOnlyOutlook(Contract):
    @pytest.fixture
    def world(self, tmp_path: Path) -> ReadOnlyWorld:
        return ReadOnlyWorld(tmp_path / "drafts")


@pytest.fixture
def graph() -> FakeGraph:
    return FakeGraph("sam@owner.example", NOON)


ANSWER = {
    "From": "Sam <sam@owner.example>", "To": "Dana Reyes <dana@acme.example>", "In_Reply_To": "<1@acme.example>",
    "References": "<1@acme.example>", "Subject": "Re: Message 1", "Message_ID": "<ours@owner.example>",
}  # fmt: skip


def answered(graph: FakeGraph, mailbox: OutlookMailbox, text: str = "Our words") -> SavedDraft:
    thread = graph.messages[graph.deliver(mail(1, text="Their words"))].told["conversationId"]
    return mailbox.save(mail(9, **ANSWER, text=text), thread)


def body(graph: FakeGraph, ref: str) -> str:
    return str(graph.messages[ref].told["body"]["content"])


def test_an_answer_stands_in_the_conversation_above_the_history(graph: FakeGraph) -> None:
    mailbox = outlook_mailbox(graph)
    saved = answered(graph, mailbox)
    (original,) = mailbox.thread(str(saved.thread))
    assert graph.messages[saved.ref].told["conversationId"] == graph.messages[original].told["conversationId"]
    html = body(graph, saved.ref)
    assert html.index("<body>") < html.index("Our words") < html.index("divRplyFwdMsg") < html.index("Their words")
    assert digest(saved.raw) == digest(mail(9, **ANSWER, text="Our words"))
    assert glance(saved.raw).in_reply_to == "1@acme.example"
    assert glance(saved.raw).message_id == "ours@owner.example"


@pytest.mark.parametrize("read", [True, False])
def test_the_original_stays_as_it_was(graph: FakeGraph, read: bool) -> None:
    mailbox = outlook_mailbox(graph)
    one = graph.deliver(mail(1))
    told = graph.messages[one].told
    told |= {"isRead": read, "categories": ["Red category"], "flag": {"flagStatus": "flagged"}}
    before = dict(told)
    list(mailbox.headers([one]))
    list(mailbox.fetch([one]))
    mailbox.save(mail(9, **ANSWER), told["conversationId"])
    assert graph.messages[one].told == before


@pytest.mark.parametrize("method", ["REQUEST", "CANCEL", "REPLY", "COUNTER"])
def test_what_calendars_send_comes_with_its_calendar_part(graph: FakeGraph, method: str) -> None:
    """Graph's list of attachments does not show it; the mail as it came does."""
    mailbox = outlook_mailbox(graph)
    event = f"BEGIN:VCALENDAR\nMETHOD:{method}\nBEGIN:VEVENT\nUID:1\nSEQUENCE:2\nEND:VEVENT\nEND:VCALENDAR"
    one = graph.deliver(mail(1, Content_Type=f"text/calendar; method={method}", text=event))
    graph.ledger.clear()
    (whole,) = mailbox.fetch([one])
    assert isinstance(whole, RawMessage)
    assert whole.raw == graph.messages[one].raw
    assert f"METHOD:{method}".encode() in whole.raw
    assert not graph.messages[one].told["isRead"]
    assert {verb for verb, _ in graph.ledger} == {"GET"}


def test_another_text_keeps_the_history(graph: FakeGraph) -> None:
    mailbox = outlook_mailbox(graph)
    saved = answered(graph, mailbox)
    second = mailbox.replace(saved.ref, saved.version, mail(9, **ANSWER, text="Better words"))
    html = body(graph, saved.ref)
    assert "Our words" not in html
    assert html.index("Better words") < html.index("Their words")
    assert digest(second.raw) == digest(mail(9, **ANSWER, text="Better words"))


def test_a_word_written_into_the_history_is_the_owners(graph: FakeGraph) -> None:
    mailbox = outlook_mailbox(graph)
    saved = answered(graph, mailbox)
    html = body(graph, saved.ref)
    written = {"contentType": "html", "content": html.replace("Their", "[No!] Their")}
    graph._write(graph.messages[saved.ref], {"body": written})
    seen = mailbox.draft(saved.ref)
    assert seen is not None
    assert digest(seen.raw) != digest(saved.raw)
    assert b"[No!]" in seen.raw
    with pytest.raises(DraftChanged):
        mailbox.discard(saved.ref, saved.version)


@pytest.mark.parametrize("times", [1, 2])
def test_the_servers_own_touch_is_no_reason_to_give_up(graph: FakeGraph, times: int) -> None:
    graph.restless = times
    saved = answered(graph, outlook_mailbox(graph))
    assert "Our words" in body(graph, saved.ref)
    assert len(list(outlook_mailbox(graph).drafts())) == 1


def test_what_never_holds_still_is_left(graph: FakeGraph) -> None:
    graph.restless = 99
    with pytest.raises(OutcomeUnknown):
        answered(graph, outlook_mailbox(graph))


def test_a_meeting_request_gets_a_message_that_names_it(graph: FakeGraph) -> None:
    mailbox = outlook_mailbox(graph)
    one = graph.deliver(mail(1, Content_Type="text/calendar; method=REQUEST"))
    saved = mailbox.save(mail(9, **ANSWER), graph.messages[one].told["conversationId"])
    assert glance(saved.raw).in_reply_to == "1@acme.example"
    assert [draft.ref for draft in mailbox.drafts()] == [saved.ref]


@pytest.mark.parametrize(("foreign", "sender"), [(True, "sam@alias.example"), (False, "sam@owner.example")])
def test_from_an_alias_where_outlook_lets(graph: FakeGraph, foreign: bool, sender: str) -> None:
    graph.foreign = foreign
    mailbox = outlook_mailbox(graph)
    fresh = mailbox.save(mail(9, From="Sam <sam@alias.example>"), None)
    thread = graph.messages[graph.deliver(mail(1))].told["conversationId"]
    answer = mailbox.save(mail(9, **{**ANSWER, "From": "Sam <sam@alias.example>"}), thread)
    assert [glance(one.raw).sender for one in (fresh, answer)] == [(sender,), (sender,)]


@pytest.mark.parametrize("folder", [Folder.TRASH, Folder.OTHER, Folder.SENT])
def test_a_draft_that_is_not_in_drafts_is_none_of_ours(graph: FakeGraph, folder: Folder) -> None:
    mailbox = outlook_mailbox(graph)
    saved = mailbox.save(mail(9), None)
    graph.move(saved.ref, folder)
    assert mailbox.draft(saved.ref) is None
    assert list(mailbox.drafts()) == []
    with pytest.raises(DraftGone):
        mailbox.discard(saved.ref, saved.version)


def test_a_draft_that_is_set_to_leave_later_says_when(graph: FakeGraph) -> None:
    mailbox = outlook_mailbox(graph)
    saved = mailbox.save(mail(9), None)
    graph.edit_draft(saved.ref, mail(9), send_at=NOON)
    seen = mailbox.draft(saved.ref)
    assert seen is not None
    assert seen.send_at == NOON
    assert seen.version != saved.version


def test_a_file_added_to_a_draft_is_seen(graph: FakeGraph) -> None:
    mailbox = outlook_mailbox(graph)
    saved = mailbox.save(mail(9), None)
    graph.edit_draft(saved.ref, _with_attachment(mail(9)))
    seen = mailbox.draft(saved.ref)
    assert seen is not None
    assert glance(seen.raw).attachments


# Changes.


def test_nothing_new_is_one_request_a_folder(graph: FakeGraph) -> None:
    mailbox = outlook_mailbox(graph)
    graph.deliver(mail(1))
    cursor = mailbox.cursor()
    graph.ledger.clear()
    assert mailbox.changes(cursor).arrived == ()
    rounds = [address for _, address in graph.ledger if address.endswith("/delta")]
    assert len(set(rounds)) == 5  # inbox, sent, deleted, junk, and the folder that rules fill; each an empty page more
    assert len(graph.ledger) - len(rounds) == 2  # the folders, and those within the inbox
    assert {method for method, _ in graph.ledger} == {"GET"}


def test_what_moved_is_there_and_what_went_is_not(graph: FakeGraph) -> None:
    mailbox = outlook_mailbox(graph)
    moved, gone = graph.deliver(mail(1)), graph.deliver(mail(2))
    cursor = mailbox.cursor()
    graph.move(moved, Folder.OTHER)
    graph.remove(gone)
    came = graph.deliver(mail(3))
    graph.remove(came)
    changes = mailbox.changes(cursor)
    assert changes.arrived == (moved,)
    assert set(changes.removed) == {gone, came}


def test_a_folder_made_meanwhile_is_followed(graph: FakeGraph) -> None:
    mailbox = outlook_mailbox(graph)
    cursor = mailbox.cursor()
    graph.folders["AAMkF-new"] = "AAMkF-rules"
    one = graph.deliver(mail(1))
    graph._put(graph.messages[one], "AAMkF-new")
    changes = outlook_mailbox(graph).changes(cursor)
    assert changes.arrived == (one,)
    assert outlook_mailbox(graph).changes(changes.cursor).arrived == ()


def test_a_round_that_is_forgotten_means_start_over(graph: FakeGraph) -> None:
    mailbox = outlook_mailbox(graph)
    cursor = mailbox.cursor()
    graph.forget_cursors()
    with pytest.raises(CursorForgotten):
        mailbox.changes(cursor)


@pytest.mark.parametrize(
    "link",
    ["https://evil.example/v1.0/me/mailFolders/AAMkF-inbox/messages/delta?$deltatoken=x",
     "https://graph.microsoft.com.evil.example/v1.0/me/mailFolders/AAMkF-inbox/messages/delta?$deltatoken=x",
     "https://graph.microsoft.com@evil.example/v1.0/me/mailFolders/AAMkF-inbox/messages/delta",
     "http://graph.microsoft.com/v1.0/me/mailFolders/AAMkF-inbox/messages/delta?$deltatoken=x",
     "https://graph.microsoft.com/beta/me/mailFolders/AAMkF-inbox/messages/delta?$deltatoken=x",
     "https://graph.microsoft.com/v1.0/users/eve/messages?$skip=1",
     "https://graph.microsoft.com/v1.0/me/sendMail", "/v1.0/me/messages?$skip=1"],
)  # fmt: skip
@pytest.mark.parametrize("name", ["@odata.nextLink", "@odata.deltaLink"])
def test_a_link_to_elsewhere_does_not_get_the_token(graph: FakeGraph, link: str, name: str) -> None:
    def astray(id: str, **_: object) -> dict[str, object]:
        return {"value": [], name: link}

    mailbox = outlook_mailbox(graph)
    graph._get_delta = astray
    with pytest.raises((RequestRefused, MailboxUnavailable)):
        mailbox.changes(mailbox.cursor())
    assert {address.split("/")[0] for _, address in graph.ledger} == {"graph.microsoft.com"}
    assert not [address for _, address in graph.ledger if "beta" in address or "users" in address or "send" in address]


# Searching.


def test_heads_come_with_the_hits(graph: FakeGraph) -> None:
    mailbox = outlook_mailbox(graph)
    ids = [graph.deliver(mail(n, text="alpha")) for n in range(5)]
    found = list(mailbox.search(Query(NOON - timedelta(days=9), words=("alpha",))))
    graph.ledger.clear()
    told = list(mailbox.headers(found))
    assert {one.id for one in told if isinstance(one, Header)} == set(ids)
    assert graph.ledger == []


def test_heads_are_got_one_by_one_where_they_do_not_come_with_the_hits(graph: FakeGraph) -> None:
    graph.plain_lists = True
    plain, listed = outlook_mailbox(graph), outlook_mailbox(graph)
    for n in range(3):
        graph.deliver(mail(n, text="alpha"))
    question = Query(NOON - timedelta(days=9), words=("alpha",))
    got = list(plain.headers(plain.search(question)))
    graph.plain_lists = False
    assert got == list(listed.headers(listed.search(question)))
    assert len(got) == 3


def test_a_question_with_too_many_hits_is_cut_in_two(graph: FakeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    graph.most_hits = 2
    monkeypatch.setattr("providers.outlook.MOST_HITS", 2)
    mailbox = outlook_mailbox(graph)
    ids = [graph.deliver(mail(n, text=word)) for n, word in enumerate(["alpha", "alpha", "beta", "gamma"])]
    found = set(mailbox.search(Query(NOON, words=("alpha", "beta", "gamma"))))
    assert found == set(ids)


@pytest.mark.parametrize("word", ['a" OR from:b "', "(x) <y>", "back\\slash", "*", '"'])
def test_a_term_stays_a_term(graph: FakeGraph, word: str) -> None:
    assert list(outlook_mailbox(graph).search(Query(NOON, words=(word, "o'clock")))) == []


def test_a_message_id_with_a_quote_in_it(graph: FakeGraph) -> None:
    one = graph.deliver(mail(1, Message_ID="<o'clock@acme.example>"))
    assert list(outlook_mailbox(graph).search(Query(NOON, message_ids=("o'clock@acme.example",)))) == [one]


def test_the_head_of_the_owners_own_mail_is_put_together(graph: FakeGraph) -> None:
    one = graph.deliver(mail(2, From="Sam <sam@owner.example>", In_Reply_To="<1@acme.example>"), Folder.SENT)
    (head,) = outlook_mailbox(graph).headers([one])
    assert isinstance(head, Header)
    assert b"In-Reply-To: <1@acme.example>" in head.head
    assert b"From:" in head.head
    assert b"Message-ID: <2@acme.example>" in head.head
