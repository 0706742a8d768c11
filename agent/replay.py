"""The agent over past mail, as if day by day: what it would have drafted, and when.

The mail is delivered to a mailbox in memory at its own times and the real pass runs over it. What the owner sent
counts as sent at its date, and as what became of an open draft to the same people in that conversation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count

from agent.cycle import Outcome, run
from agent.drafts.mime import glance
from agent.store import Store
from agent.view import Settings, View, view
from providers.mailbox import Folder, RawMessage
from providers.memory import MemoryMailbox

ACCOUNT = "replay"


@dataclass
class Replay:
    """One replay. `every` is the time between passes."""

    messages: Sequence[RawMessage]
    settings: Settings
    start: datetime
    until: datetime
    every: timedelta

    def __post_init__(self) -> None:
        self.mailbox = MemoryMailbox(self.settings.owner.addresses, self.start)
        self.store = Store()
        self._ids = count(1)

    def passes(self) -> Iterator[Outcome]:
        """Every pass in which something happened, in order of time."""
        waiting = sorted(self.messages, key=lambda message: message.received)
        at = self.start
        while at <= self.until:
            while waiting and waiting[0].received <= at:
                self._deliver(waiting.pop(0))
            self.mailbox.now = at
            outcome = run({ACCOUNT: self.mailbox}, self.store, self.settings, at, self._new_id)
            if outcome is not None:
                yield outcome
            at += self.every

    def end(self) -> View:
        """How things stand at the end."""
        return view(self.store, self.settings, self.until)

    def _new_id(self) -> str:
        return f"replay-{next(self._ids):06d}"

    def _deliver(self, message: RawMessage) -> None:
        if message.folder is Folder.DRAFTS:
            return
        if message.folder is Folder.SENT:
            self._take_for_a_draft(message)
        self.mailbox.deliver(message.raw, message.folder, message.received, message.thread)

    def _take_for_a_draft(self, message: RawMessage) -> None:
        """The owner sent something: an open draft of ours to the same people in that conversation is what they sent."""
        gone_out = glance(message.raw)
        people = {*gone_out.to, *gone_out.cc}
        answered = {gone_out.in_reply_to, *gone_out.references} - {""}
        for saved in list(self.mailbox.drafts()):
            draft = glance(saved.raw)
            same_place = draft.in_reply_to in answered or draft.subject.casefold() == gone_out.subject.casefold()
            if people & set(draft.to) and same_place:
                self.mailbox.delete_draft(saved.ref)
                return


def whole_hour(at: datetime) -> datetime:
    """The full hour at or before `at`."""
    return at.replace(minute=0, second=0, microsecond=0)
