"""Whole passes of the agent over Outlook, seen where the wire would be: what is asked, and what is written."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from email import message_from_bytes
from email.policy import default
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from agent.cycle import run
from agent.store import Store
from providers.eml_drafts import EmlDrafts
from providers.mailbox import Folder
from providers.outlook import OutlookMailbox
from tests.fakes.graph import FakeGraph
from tests.providers.contract import mail
from tests.providers.wires import response
from tests.support.mail import raw_message
from tests.support.services import outlook_calls, outlook_mailbox
from tests.test_gmail_passes import ADDRESS, AFTER, ALIAS, BEGIN, INVITED, SETTINGS

Json = dict[str, Any]
Answers = Callable[[requests.PreparedRequest], requests.Response | None]
ONE = "graph.microsoft.com/v1.0/me/messages/"
LATER = timedelta(minutes=15)


class Hunt:
    """An Outlook that takes requests, and the agent's store. `asked` are the requests of the last pass."""

    def __init__(self, **graph: Any) -> None:
        self.graph = FakeGraph(ADDRESS, BEGIN, **graph)
        self.store = Store()
        self.asked: list[requests.PreparedRequest] = []
        self._given = self.graph.send
        self.befalls()
        self._numbers = count(1)

    def come(self, table: Json, folder: Folder = Folder.INBOX) -> str:
        return self.graph.deliver(raw_message(table, ADDRESS, {"m1": INVITED}), folder, table["at"])

    def befalls(self, answers: Answers = lambda _: None) -> None:
        """From now on some requests are answered so; the others by Outlook."""

        def send(request: requests.PreparedRequest, **more: Any) -> requests.Response:
            self.asked.append(request)
            answer = answers(request)
            return self._given(request, **more) if answer is None else answer

        self.graph.send = send  # type: ignore[method-assign]

    def one_pass(self, now: datetime, mailbox: OutlookMailbox | None = None) -> tuple[int, int]:
        """The exit code that a run would have, and how many messages it could not have."""
        self.graph.now = now
        self.asked.clear()
        mine = {"mail": mailbox or outlook_mailbox(self.graph)}
        outcome = run(mine, self.store, SETTINGS, now, lambda: f"id{next(self._numbers):05d}")
        return (0, 0) if outcome is None else (outcome.exit_code, len(outcome.problems))

    def written(self) -> list[tuple[str, str, Json]]:
        """What the last pass changed: the method, the path after /me/messages, what was said."""
        changes = [one for one in self.asked if one.method != "GET"]
        paths = [urlsplit(one.url or "").path.removeprefix("/v1.0/me/messages") for one in changes]
        return [
            (one.method or "", path, json.loads(one.body or b"{}")) for one, path in zip(changes, paths, strict=True)
        ]

    def whole(self) -> set[str]:
        """The messages that the last pass got whole."""
        return {path_of(one).split("/")[-2] for one in self.asked if path_of(one).endswith("/$value")}

    def drafts(self) -> list[str]:
        return [one.id for one in self.graph.messages.values() if one.draft]


def path_of(request: requests.PreparedRequest) -> str:
    return urlsplit(request.url or "").path


def test_a_draft_as_outlook_gets_it() -> None:
    hunt = Hunt(foreign=True, aliases=(ALIAS,))
    invited = hunt.come({**INVITED, "to": [ALIAS]})
    hunt.one_pass(AFTER)
    reply, filled, unread = hunt.written()
    (draft,) = hunt.drafts()
    assert reply == ("POST", f"/{invited}/createReply", {})
    assert unread == ("PATCH", f"/{invited}", {"isRead": False})
    assert filled[:2] == ("PATCH", f"/{draft}")
    said = filled[2]
    assert said.keys() == {
        "subject",
        "body",
        "toRecipients",
        "ccRecipients",
        "bccRecipients",
        "from",
        "internetMessageId",
    }
    assert said["subject"] == "Re: Interview for Data Engineer at Acme"
    assert said["from"] == {"emailAddress": {"address": ALIAS}}
    assert [one["emailAddress"]["address"] for one in said["toRecipients"]] == ["dana@acme.example"]
    assert said["ccRecipients"] == said["bccRecipients"] == []
    text = said["body"]["content"]
    assert text.index("Thank you") < text.index("divRplyFwdMsg") < text.index("is confirmed for Tuesday")
    change = next(one for one in hunt.asked if path_of(one).endswith(draft) and one.method == "PATCH")
    assert change.headers["If-Match"].startswith('W/"')
    for later in (AFTER + timedelta(hours=1), AFTER + timedelta(hours=14)):
        hunt.one_pass(later)
        assert hunt.written() == []


def test_who_was_in_no_conversation_gets_a_message_of_their_own() -> None:
    hunt = Hunt()
    met = "You will speak with Lee Wong (lee@acme.example) for an hour."
    invited = hunt.come({**INVITED, "text": INVITED["text"].replace("You will speak with me for an hour.", met)})
    hunt.one_pass(AFTER)
    created = [said for method, path, said in hunt.written() if (method, path) == ("POST", "")]
    (said,) = [one for one in created if one["toRecipients"][0]["emailAddress"]["address"] == "lee@acme.example"]
    assert not said["subject"].lower().startswith("re:")
    assert "singleValueExtendedProperties" not in said  # it answers nothing
    threads = {hunt.graph.messages[one].told["conversationId"] for one in hunt.drafts()}
    assert threads != {hunt.graph.messages[invited].told["conversationId"]}


def test_a_thank_you_for_what_only_a_meeting_request_told_names_it() -> None:
    """Outlook makes no reply to a meeting request, so the message says by itself what it answers."""
    event = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:1@acme.example\r\n"
        "DTSTAMP:20261102T090000Z\r\nDTSTART:20261103T140000Z\r\nDTEND:20261103T150000Z\r\nSEQUENCE:0\r\n"
        "SUMMARY:Interview for Data Engineer at Acme\r\nORGANIZER;CN=Dana Reyes:mailto:dana@acme.example\r\n"
        f"ATTENDEE;CN=Sam Okafor:mailto:{ADDRESS}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    hunt = Hunt()
    hunt.graph.deliver(
        mail(1, text=event, From="Dana Reyes <dana@acme.example>", To=ADDRESS, Subject="Interview for Data Engineer",
             Content_Type='text/calendar; method=REQUEST; charset="utf-8"'),
        Folder.INBOX, BEGIN,
    )  # fmt: skip
    hunt.one_pass(AFTER)
    refused, made = (one for one in hunt.written() if one[0] == "POST")
    assert refused[1].endswith("/createReply")
    assert made[1] == ""
    assert {"id": "String 0x1042", "value": "<1@acme.example>"} in made[2]["singleValueExtendedProperties"]
    assert len(hunt.drafts()) == 1
    hunt.one_pass(AFTER + timedelta(hours=14))
    assert hunt.written() == []


def test_with_leave_to_read_only_a_draft_is_a_file_and_outlook_is_only_asked(tmp_path: Path) -> None:
    hunt = Hunt()
    hunt.come(INVITED)
    mailbox = OutlookMailbox(outlook_calls(hunt.graph), (), EmlDrafts(tmp_path))
    hunt.one_pass(AFTER, mailbox)
    assert {one.method for one in hunt.asked} == {"GET"}
    (file,) = tmp_path.glob("*.eml")
    assert message_from_bytes(file.read_bytes(), policy=default)["In-Reply-To"] == "<m1@scenario.example>"
    hunt.one_pass(AFTER + timedelta(hours=14), mailbox)
    assert [file] == list(tmp_path.glob("*.eml"))


def test_a_first_pass_lets_outlook_search_and_gets_nothing_else() -> None:
    hunt = Hunt()
    others = {
        hunt.graph.deliver(mail(number, text="The cat is fine.", From="kim@family.example")) for number in range(40)
    }
    invited = hunt.come(INVITED)
    silent = hunt.come({**INVITED, "id": "m2", "subject": "One more thing", "text": "Please bring your ID."})
    hunt.one_pass(AFTER)
    assert hunt.whole() == {invited, silent}  # the second by who wrote it
    assert not [one for one in hunt.asked if path_of(one).split("/")[-1] in others]
    listed = [parse_qs(urlsplit(one.url or "").query) for one in hunt.asked if path_of(one) == "/v1.0/me/messages"]
    assert all("$search" in one or "$filter" in one for one in listed)
    assert any("dana@acme.example" in one.get("$search", [""])[0] for one in listed)


def test_one_request_at_a_time_and_none_in_a_bundle() -> None:
    hunt, under_way, most = Hunt(), 0, 0
    hunt.come(INVITED)

    def counted(request: requests.PreparedRequest) -> requests.Response:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        answer = hunt._given(request)
        under_way -= 1
        return answer

    hunt.befalls(counted)
    hunt.one_pass(AFTER)
    assert hunt.drafts()
    assert most == 1
    assert not [one for one in hunt.asked if "batch" in (one.url or "")]


# Outlook breaks: github.com/microsoftgraph/microsoft-graph-docs-contrib, issue 7758.

BROKEN = json.dumps(
    {"error": {"code": "ErrorContentConversionFailed", "message": "Content conversion failed."}}
).encode()


def other(number: int) -> Json:
    return {**INVITED, "id": f"x{number}", "from": f"Kim Ode <kim@globex{number}.example>"}


@pytest.mark.parametrize(("status", "body"), [(500, BROKEN), (400, BROKEN), (500, b"<html>"), (504, b"")])
@pytest.mark.parametrize("what", ["all of it", "its text"])
def test_a_message_outlook_breaks_on_does_not_stop_the_others_and_is_asked_for_again(
    what: str, status: int, body: bytes
) -> None:
    hunt = Hunt(plain_lists=True)
    broken = hunt.come(other(1))
    hunt.come(INVITED)

    def breaks(request: requests.PreparedRequest) -> requests.Response | None:
        path = path_of(request)
        mine = path.endswith(f"/{broken}/$value") or (what == "all of it" and path.endswith(f"/{broken}"))
        return response(request, status, body) if mine else None

    hunt.befalls(breaks)
    assert hunt.one_pass(AFTER) == (0, 1)
    assert len(hunt.drafts()) == 1
    hunt.befalls()
    hunt.one_pass(AFTER + LATER)
    assert broken in hunt.whole()
    assert len(hunt.store.understandings()) == 2


def test_heads_that_make_no_sense_stop_nothing_either() -> None:
    hunt = Hunt(plain_lists=True)
    broken = hunt.come(other(1))
    hunt.come(INVITED)
    hunt.befalls(lambda request: response(request, 200, b"{}") if path_of(request).endswith(f"/{broken}") else None)
    assert hunt.one_pass(AFTER) == (0, 1)
    assert len(hunt.drafts()) == 1


def test_a_list_with_a_broken_message_in_it_is_asked_for_without_heads() -> None:
    hunt = Hunt()
    hunt.come(other(1))
    hunt.come(INVITED)

    def breaks(request: requests.PreparedRequest) -> requests.Response | None:
        heads = "internetMessageHeaders" in (request.url or "") and path_of(request) == "/v1.0/me/messages"
        return response(request, 500, BROKEN) if heads else None

    hunt.befalls(breaks)
    assert hunt.one_pass(AFTER) == (0, 0)
    assert len(hunt.store.understandings()) == 2
    assert (
        len([one for one in hunt.asked if breaks(one) is not None]) == 4
    )  # once, with its tries, and not for each question


@pytest.mark.parametrize("what", ["", "/$value"], ids=["heads", "texts"])
def test_when_outlook_breaks_on_every_message_the_pass_ends_and_nothing_is_lost(what: str) -> None:
    hunt = Hunt(plain_lists=True)
    ids = {hunt.come(other(number)) for number in range(5)}
    hunt.befalls(
        lambda request: response(request, 500) if any(path_of(request).endswith(f"/{id}{what}") for id in ids) else None
    )
    code, _ = hunt.one_pass(AFTER)
    broken = {path_of(one) for one in hunt.asked if any(path_of(one).endswith(f"/{id}{what}") for id in ids)}
    assert (code, len(broken)) == (75, 2)
    assert hunt.store.cursor("mail") is None
    hunt.befalls()
    hunt.one_pass(AFTER + LATER)
    assert hunt.whole() == ids


@pytest.mark.parametrize("missing", ["id", "@odata.etag", "conversationId", "parentFolderId", "receivedDateTime"])
def test_an_answer_that_lacks_what_it_must_hold_is_no_bug_of_ours(missing: str) -> None:
    hunt = Hunt()
    hunt.come(INVITED)

    def lacking(request: requests.PreparedRequest) -> requests.Response:
        answer = hunt._given(request)
        if b"{" in answer.content[:1]:
            told = json.loads(answer.content, object_hook=lambda one: {k: v for k, v in one.items() if k != missing})
            answer._content = json.dumps(told).encode()
        return answer

    hunt.befalls(lacking)
    for hours in range(3):
        assert hunt.one_pass(AFTER + timedelta(hours=hours))[0] in (0, 75)
    assert len(hunt.drafts()) <= 1
