"""Gmail and Outlook for tests: our real mailboxes and guard in front of a fake that stands where the wire would."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import requests
from requests.adapters import BaseAdapter

from providers.gmail import GmailMailbox
from providers.gmail_calls import Calls
from providers.gmail_client import SessionHttp
from providers.gmail_pace import Pace
from providers.gmail_requests import GMAIL
from providers.mailbox import Folder
from providers.outlook import OutlookMailbox
from providers.outlook_calls import Calls as OutlookCalls
from providers.outlook_requests import OUTLOOK
from providers.session import Session
from tests.fakes.gmail import FakeGmail
from tests.fakes.graph import FakeGraph
from tests.providers.wires import FixedPermission
from tests.support.world import Fault, Trouble


def gmail_mailbox(wire: BaseAdapter, *addresses: str) -> GmailMailbox:
    """A mailbox whose requests end in `wire`. Nobody waits."""
    return GmailMailbox(gmail_calls(wire), addresses)


def gmail_calls(wire: BaseAdapter) -> Calls:
    session = Session(GMAIL, wire=wire, wait=lambda _: None)
    return Calls(SessionHttp(session, FixedPermission()), Pace(clock=lambda: 0.0, wait=lambda _: None))


def outlook_mailbox(wire: BaseAdapter, *addresses: str) -> OutlookMailbox:
    """A mailbox whose requests end in `wire`. Nobody waits."""
    return OutlookMailbox(outlook_calls(wire), addresses)


def outlook_calls(wire: BaseAdapter) -> OutlookCalls:
    return OutlookCalls(Session(OUTLOOK, wire=wire, wait=lambda _: None), FixedPermission())


@dataclass
class TroubledWire(BaseAdapter):
    """The network of a scenario: it loses a request or an answer, or is not there."""

    service: FakeGmail | FakeGraph
    trouble: Trouble = field(default_factory=Trouble)

    def send(self, request: requests.PreparedRequest, **more: Any) -> requests.Response:
        if self.trouble.unreadable and (request.path_url.split("?")[0].endswith(("/history", "/profile", "/delta"))):
            raise requests.ConnectionError  # as in memory: a pass cannot start, but the scenario can look at Drafts
        fault: Fault | None = None
        if request.method == "POST":
            fault, self.trouble.save = self.trouble.save, None
        if fault is Fault.REQUEST_LOST:
            raise requests.ReadTimeout
        answer = self.service.send(request, **more)
        if fault is Fault.ANSWER_LOST:
            raise requests.ReadTimeout
        return answer

    def close(self) -> None: ...


class Hands:
    """The hands of the world on the fake behind a mailbox."""

    world: FakeGmail | FakeGraph
    _wire: TroubledWire

    @property
    def now(self) -> datetime:
        return self.world.now

    @now.setter
    def now(self, at: datetime) -> None:
        self.world.now = at

    def trouble(self) -> Trouble:
        return self._wire.trouble

    def deliver(self, raw: bytes, folder: Folder, received: datetime) -> str:
        return self.world.deliver(raw, folder, received)

    def remove(self, id: str) -> None:
        self.world.remove(id)

    def forget_cursors(self) -> None:
        self.world.forget_cursors()

    def write_draft(self, raw: bytes) -> None:
        self.world.write_draft(raw)

    def edit_draft(self, ref: str, raw: bytes) -> None:
        self.world.edit_draft(ref, raw)

    def delete_draft(self, ref: str) -> None:
        self.world.delete_draft(ref)

    def send_draft(self, ref: str, raw: bytes) -> None:
        self.world.send_draft(ref, raw)


class PlayedGmail(GmailMailbox, Hands):
    """The Gmail of a scenario: the agent's mailbox, and the hands of the world in the same object."""

    def __init__(self, own: Sequence[str], now: datetime) -> None:
        self.world = FakeGmail(own[0], now, aliases=tuple(own[1:]))
        self._wire = TroubledWire(self.world)
        super().__init__(gmail_calls(self._wire))


class PlayedOutlook(OutlookMailbox, Hands):
    """The Outlook of a scenario, in the same way."""

    def __init__(self, own: Sequence[str], now: datetime) -> None:
        self.world = FakeGraph(own[0], now, aliases=tuple(own[1:]), foreign=True)
        self._wire = TroubledWire(self.world)
        super().__init__(outlook_calls(self._wire))

    def edit_draft(self, ref: str, raw: bytes, send_at: datetime | None = None) -> None:
        self.world.edit_draft(ref, raw, send_at)
