"""The sixth stage's record: what is due, when, to whom - and why, or why not.

mailbox -> message -> reading -> findings -> case -> **due** -> draft
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from agent.cases.records import Contact, Interview
from agent.messages import Message, Person


class Step(StrEnum):
    """The four things the agent ever writes."""

    THANK_YOU = "thank_you"
    FOLLOW_UP = "follow_up"
    SECOND_FOLLOW_UP = "second_follow_up"
    REJECTION_REPLY = "rejection_reply"


@dataclass(frozen=True, slots=True)
class Due:
    """One step that is due (or will be) in one case.

    `id` is stable within the case: "thank_you/2026-11-03/dana@acme.example", "follow_up/<wait id>",
    "second_follow_up/<wait id>", "rejection_reply". `on` is from when a draft may appear, `until` after which it is
    no longer newly written (None: no limit); both aware. An `until` before `on` means that only a draft that is
    already there may serve it: it is outside working hours, or the step is held. `to` is whom the draft goes to
    (one person). `thanks` are people to be thanked through `to` when their own address is unknown. `parent` is the
    message it answers; None asks for a message of its own. `carries_thanks`: this follow-up replaces an unsent
    thank-you.
    """

    id: str
    case: str
    step: Step
    on: datetime
    until: datetime | None
    to: Person
    thanks: tuple[Contact, ...]
    parent: Message | None
    interview: Interview | None
    sender: str
    account: str
    because: str
    carries_thanks: bool = False

    @property
    def only_if_there(self) -> bool:
        """True when it is never newly written: its time was over before it began."""
        return self.until is not None and self.until < self.on

    def may_be_written(self, now: datetime) -> bool:
        """True when a new draft for it may appear at `now` (aware)."""
        return self.on <= now and (self.until is None or now <= self.until)


@dataclass(frozen=True, slots=True)
class Held:
    """A step that would be next but is not drafted, and why."""

    step: Step
    because: str
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """Something only the owner knows, and the one command that settles it."""

    about: str
    text: str
    command: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What one case asks for now.

    `due` are the steps whose time has come (`on` <= now), including ones past `until` that only an existing draft
    may still serve. `next` is the step that comes next (its `on` lies ahead), None when nothing does. `wake` is when
    the plan can change without any mail: the earliest of next.on, an interview's end, a hold's end; None when never.
    `notices` are told to the owner once ("Acme made an offer"). `unsure`: planning broke on this case (a bug of ours),
    so nothing of it is drafted or taken back.
    """

    case: str
    due: tuple[Due, ...]
    next: Due | None
    held: tuple[Held, ...]
    questions: tuple[Question, ...]
    notices: tuple[str, ...]
    wake: datetime | None
    unsure: bool = False
