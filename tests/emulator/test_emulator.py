"""Gmail once more, on an emulator that nobody here wrote: @emulators/google 0.4.1 (npm). Only where it is installed.

    npm install --prefix FOLDER @emulators/google@0.4.1
    EMULATOR=FOLDER/node_modules pytest tests/emulator

Where it differs from Google's documents (docs/architecture.md has the list), the documents decide, and it is not asked.
"""

from __future__ import annotations

import base64
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from requests.adapters import HTTPAdapter

from providers.errors import DraftChanged, DraftGone
from providers.gmail import GmailMailbox
from providers.mailbox import Folder, Header, RawMessage, Unreadable
from tests.providers.contract import mail
from tests.support.services import gmail_mailbox

MODULES = os.environ.get("EMULATOR", "")
ADDRESS = "sam@owner.example"
pytestmark = pytest.mark.skipif(not MODULES, reason="EMULATOR does not name a node_modules with @emulators/google")


class ToEmulator(HTTPAdapter):
    """The real wire, ending on this computer."""

    def __init__(self, port: int) -> None:
        super().__init__()
        self.base = f"http://127.0.0.1:{port}"

    def send(self, request: requests.PreparedRequest, **more: Any) -> requests.Response:
        here = request.copy()
        here.url = (request.url or "").replace("https://gmail.googleapis.com", self.base)
        return super().send(here, **more)

    def world(self, method: str, path: str, raw: bytes, **more: Any) -> dict[str, Any]:
        """What mail servers and the owner's hands do."""
        message = {"raw": base64.urlsafe_b64encode(raw).decode(), **more}
        answer = self.asked(method, path, {"message": message} if path.startswith("drafts") else message)
        answer.raise_for_status()
        told: dict[str, Any] = answer.json()
        return told

    def asked(self, method: str, path: str, body: object = None, **query: str) -> requests.Response:
        """Ask without our mailbox."""
        token = {"Authorization": "Bearer token-0"}
        url = f"{self.base}/gmail/v1/users/me/{path}"
        return requests.request(method, url, json=body, params=query, headers=token, timeout=10)


@pytest.fixture(scope="module")
def emulator() -> Iterator[ToEmulator]:
    script = Path(__file__).with_name("serve.mjs")
    command = ["node", str(script), str(Path(MODULES).absolute()), ADDRESS]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield ToEmulator(int(process.stdout.readline()))
        process.terminate()


@pytest.fixture
def mailbox(emulator: ToEmulator) -> Iterator[GmailMailbox]:
    mailbox = gmail_mailbox(emulator)
    yield mailbox
    for draft in list(mailbox.drafts()):
        mailbox.discard(draft.ref, draft.version)


def test_messages_come_back_as_they_are(emulator: ToEmulator, mailbox: GmailMailbox) -> None:
    one = emulator.world("POST", "messages", mail(1), labelIds=["INBOX"])["id"]
    head, gone = mailbox.headers([one, "18c2f0a1b2c3d4e5"])
    assert isinstance(head, Header)
    assert head.folder is Folder.INBOX
    assert b"1@acme.example" in head.head
    assert isinstance(gone, Unreadable)
    (whole,) = mailbox.fetch([one])
    assert isinstance(whole, RawMessage)
    assert b"Subject: Message 1" in whole.raw
    assert whole.thread is not None
    assert mailbox.thread(whole.thread) == (one,)


def test_history_tells_of_mail_and_not_of_drafts(emulator: ToEmulator, mailbox: GmailMailbox) -> None:
    cursor = f"gmail:{emulator.world('POST', 'messages', mail(2), labelIds=['INBOX'])['historyId']}"
    saved = mailbox.save(mail(3), None)
    new = emulator.world("POST", "messages", mail(4), labelIds=["INBOX"])["id"]
    changes = mailbox.changes(cursor)
    assert changes.arrived == (new,)
    mailbox.discard(saved.ref, saved.version)
    assert mailbox.changes(changes.cursor).arrived == ()


def test_a_draft_is_saved_replaced_and_discarded(mailbox: GmailMailbox) -> None:
    first = mailbox.save(mail(8), None)
    assert mailbox.draft(first.ref) == first
    second = mailbox.replace(first.ref, first.version, mail(9))
    assert second.version != first.version
    assert [b"Message 9" in draft.raw for draft in mailbox.drafts()] == [True]
    mailbox.discard(second.ref, second.version)
    assert list(mailbox.drafts()) == []
    with pytest.raises(DraftGone):
        mailbox.discard(second.ref, second.version)


def test_a_draft_the_owner_changed_is_left_alone(emulator: ToEmulator, mailbox: GmailMailbox) -> None:
    saved = mailbox.save(mail(8), None)
    emulator.world("PUT", f"drafts/{saved.ref}", mail(8, text="My own words"))
    with pytest.raises(DraftChanged):
        mailbox.replace(saved.ref, saved.version, mail(9))
    with pytest.raises(DraftChanged):
        mailbox.discard(saved.ref, saved.version)
    assert [b"My own words" in draft.raw for draft in mailbox.drafts()] == [True]


def test_an_answer_stands_in_its_thread(emulator: ToEmulator, mailbox: GmailMailbox) -> None:
    thread = emulator.world("POST", "messages", mail(5), labelIds=["INBOX"])["threadId"]
    answer = {"In_Reply_To": "<5@acme.example>", "References": "<5@acme.example>", "Subject": "Re: Message 5"}
    saved = mailbox.save(mail(6, **answer), thread)
    assert saved.thread == thread
    assert len(mailbox.thread(thread)) == 1


def test_it_differs_where_the_docs_say(emulator: ToEmulator, mailbox: GmailMailbox) -> None:
    """So that the list in docs/architecture.md is true, and a newer emulator that differs less is noticed."""
    first = emulator.world("POST", "messages", mail(7, text="the interview"), labelIds=["INBOX"])
    assert emulator.asked("GET", "profile").status_code == 404
    assert emulator.asked("GET", "history", startHistoryId="1").status_code == 200
    saved = emulator.world("POST", "drafts", mail(8), threadId=first["threadId"])
    assert saved["message"]["threadId"] == first["threadId"]  # another subject, and nothing that it answers
    again = emulator.world("PUT", f"drafts/{saved['id']}", mail(9))
    assert again["message"]["id"] == saved["message"]["id"]
    assert (
        emulator.asked("GET", "history", startHistoryId=saved["message"]["historyId"]).json().get("history", []) == []
    )
    assert emulator.asked("GET", "messages", q="interview").json()["messages"]
    for question in ("{interview banana}", "rfc822msgid:7@acme.example"):
        assert emulator.asked("GET", "messages", q=question).json()["messages"] == []
    assert "payload" in emulator.asked("GET", f"messages/{first['id']}", format="metadata", fields="id").json()
