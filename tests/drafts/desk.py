"""A desk for tests of the drafts stage: a mailbox in memory, a ledger in a dictionary, and what is wanted by hand."""

from __future__ import annotations

import email
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.policy import SMTP
from itertools import count

from agent.cases.records import Case
from agent.drafts import ActResult, Sent, Wanted, act, glance, reconcile
from agent.drafts.records import LIVE, Action, Entry, Hold, Tell
from agent.messages import Direction, Message, Person
from agent.planning.records import Due, Step
from agent.policy import Policy
from agent.writing.records import Draft
from providers.mailbox import Folder, SavedDraft
from providers.memory import MemoryMailbox
from tests.planning.paper import case, mail

ACCOUNT = "main"
OWNER = "sam@owner.example"
NOON = datetime(2026, 11, 4, 12, 0, 0, 123456, tzinfo=UTC)


def want(
    due_id: str = "thank_you/2026-11-03/lee@acme.example",
    to: str = "lee@acme.example",
    text: str = "Thank you for the talk.\n",
    *,
    step: Step = Step.THANK_YOU,
    key: str = "acme-1",
    anchor: str = "invite",
    may_create: bool = True,
    account: str = ACCOUNT,
) -> Wanted:
    """A step that is due, with its words."""
    person = Person("Lee Wong", to)
    due = Due(due_id, key, step, NOON, None, person, (), None, None, OWNER, account, "It is due.")
    html = f"<p>{text.strip()}</p>"
    sender = Person("Sam Okafor", OWNER)
    draft = Draft(due, "t1", "invite", ("invite",), sender, (person,), "Re: Interview", text, html)
    return Wanted(draft, anchor, key, may_create, "It is due.")


FOLLOW_UP = want("follow_up/interview/2026-11-03", text="Is there any news?\n", step=Step.FOLLOW_UP)


@dataclass
class Book:
    """A ledger that remembers every line and the order of writing."""

    lines: dict[str, Entry] = field(default_factory=dict)

    def write(self, entry: Entry) -> None:
        """Keep one line."""
        self.lines[entry.id] = entry


@dataclass
class Desk:
    """One account, with hands: a pass of ours, and what the owner does in between."""

    mailbox: MemoryMailbox = field(default_factory=lambda: MemoryMailbox([OWNER], NOON))
    book: Book = field(default_factory=Book)
    now: datetime = NOON
    sent: list[Sent] = field(default_factory=list)
    cases: tuple[Case, ...] = (case(),)
    numbers: count[int] = field(default_factory=lambda: count(1))
    result: ActResult = field(default_factory=ActResult)

    def decide(self, *wanted: Wanted, allow: int | None = None) -> tuple[Action, ...]:
        """What would be done."""
        saved = [(ACCOUNT, one) for one in self.mailbox.drafts()]
        entries = list(self.book.lines.values())
        return reconcile(wanted, entries, saved, self.cases, self.now, Policy(), sent=self.sent, allow=allow)

    def go(self, *wanted: Wanted, allow: int | None = None) -> tuple[Action, ...]:
        """Decide and do."""
        actions = self.decide(*wanted, allow=allow)
        self.result = act(actions, {ACCOUNT: self.mailbox}, self.book, self.now, lambda: f"id{next(self.numbers):05d}")
        return actions

    def later(self, **by: float) -> None:
        """Time passes; two hours unless said."""
        self.now += timedelta(**(by or {"hours": 2}))
        self.mailbox.now = self.now

    def drafts(self) -> list[SavedDraft]:
        """What stands in Drafts."""
        return list(self.mailbox.drafts())

    def only(self) -> SavedDraft:
        """The one draft there is."""
        (one,) = self.drafts()
        return one

    def texts(self) -> list[str]:
        """The words in Drafts, sorted."""
        return sorted(glance(one.raw).text for one in self.drafts())

    def live(self) -> list[Entry]:
        """Open lines of the ledger."""
        return [entry for entry in self.book.lines.values() if entry.fate in LIVE]

    def line(self) -> Entry:
        """The one line of the ledger."""
        (one,) = self.book.lines.values()
        return one

    def send(self, ref: str, message: Message) -> None:
        """The owner presses Send; the message that is seen in Sent."""
        self.mailbox.send_draft(ref)
        self.sent.append(Sent(message, None))


def went_out(at: datetime, **more: object) -> Message:
    """A message of the owner's to Lee with ids of its own, in another thread."""
    base = mail("out-1", OWNER, at, ("lee@acme.example",))
    changes = {"subject": "Hello", "thread": "other", "folder": Folder.SENT, "direction": Direction.OWNER, **more}
    return replace(base, **changes)  # type: ignore[arg-type]  # a table of fields


def edited(raw: bytes, **fields: str) -> bytes:
    """A draft as the owner leaves it: header fields changed or added (`text`: the body)."""
    parsed = email.message_from_bytes(raw, policy=SMTP)
    text = fields.pop("text", None)
    attached = fields.pop("attached", None)
    for name, value in fields.items():
        del parsed[name]
        parsed[name] = value
    if text is not None:
        parsed.clear_content()
        parsed.set_content(text)
    if attached is not None:
        parsed.add_attachment(attached.encode(), maintype="application", subtype="pdf", filename="cv.pdf")
    return parsed.as_bytes()


def deeds(actions: Sequence[Action]) -> list[str]:
    """The names of what is done to mailbox or ledger."""
    return [type(one).__name__ for one in actions if not isinstance(one, Hold | Tell)]
