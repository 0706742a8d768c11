"""The fifth stage's record: one hiring process, as all its messages together tell it.

mailbox -> message -> reading -> findings -> **case** -> due -> draft
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from agent.messages import Message
from agent.understanding.findings import Evidence, Part, Promised, Status


class State(StrEnum):
    """Where a process stands. The last five are ends; a message from them may re-open any but CLOSED and WITHDRAWN."""

    ARRANGING = "arranging"  # an interview is being arranged, no slot yet
    SCHEDULED = "scheduled"  # an interview lies ahead
    WAITING = "waiting"  # the ball is with them
    YOUR_TURN = "your_turn"  # they asked the owner something, or set a test
    ON_HOLD = "on_hold"
    OFFER = "offer"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"  # by the owner
    CLOSED = "closed"  # by the owner's word, or "if you hear nothing by X, assume no" has passed
    QUIET = "quiet"  # both follow-ups sent, no answer: silence


ENDED = frozenset({State.OFFER, State.REJECTED, State.WITHDRAWN, State.CLOSED, State.QUIET})


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody on their side, as the mail of this case shows them.

    `email` None: known by name only. `spoke` is when they last wrote as a person (None: never), `seen` when they were
    last seen at all. `unreachable` says why no draft goes to them ("no-reply address", "bounced", "no longer with
    Acme", "mailing list"), or is None. `back` is the first day back when they are away (`away_since` without `back`:
    no date given).
    """

    name: str | None
    email: str | None
    part: Part
    spoke: datetime | None
    seen: datetime
    unreachable: str | None = None
    away_since: datetime | None = None
    back: date | None = None


@dataclass(frozen=True, slots=True)
class Interview:
    """One interview. `id` is stable within the case: the Message-ID or calendar UID that first named it.

    `over` is when it counts as ended (the end, or the rule for an unknown end); None while no start is known.
    `confirmed` False: weak evidence, the owner is asked before anything is drafted. `happened` False: missed,
    cancelled or declined. `people` are those the owner met or will meet; `arranged_by` the address of whoever
    arranged it. `messages` are the Message-IDs it was read from. `missed_by` is "owner" or "them" for a no-show.
    """

    id: str
    status: Status
    start: datetime | None
    end: datetime | None
    over: datetime | None
    zone: str | None
    sure: bool
    confirmed: bool
    happened: bool
    robot: bool
    people: tuple[Contact, ...]
    arranged_by: str | None
    label: str | None
    topics: tuple[str, ...]
    uid: str | None
    messages: tuple[str, ...]
    evidence: Evidence
    missed_by: str | None = None


class Began(StrEnum):
    """What a wait began with."""

    INTERVIEW = "interview"  # the last interview ended
    ANSWER = "answer"  # they wrote something that ended the wait before
    OWNER_ANSWERED = "owner_answered"  # the owner answered a question of theirs, or handed in a test


@dataclass(frozen=True, slots=True)
class Wait:
    """The time in which the ball is with them. A new wait has a fresh count of follow-ups.

    `id` is stable: the Message-ID that began it, or "interview/DATE". `promise` is the stated timeline that holds in
    it and `promised_at` when they said so. `nudges` are when the owner asked in it.
    """

    id: str
    began: Began
    since: datetime
    promise: Promised | None
    promised_at: datetime | None
    nudges: tuple[datetime, ...]


@dataclass(frozen=True, slots=True)
class Happened:
    """One line of a case's story, for `why`: what, when, and the sentence behind it."""

    at: datetime
    what: str
    evidence: Evidence | None


@dataclass(frozen=True, slots=True)
class Case:
    """One hiring process as of a moment.

    `key` is short and stable; `root` the Message-ID it derives from. `messages` are all its messages in time order,
    the owner's included. `interview_held` is the latest interview that has taken place (None: nobody was met yet).
    `wait` is None unless the ball is with them, and where mail found in spam or trash has ended it. `last_word` is who
    on their side last spoke for the process. `rejected_by` is the message that said no, when one did that may be
    answered and nothing re-opened it. `thanked` are the addresses and lower-case names the owner has thanked since the
    last interview; `thanked_all` True when that stands for everybody.
    `answered_no` True when the owner has answered the rejection. `no_contact`: they asked not to be contacted.
    `muted`: the owner wants no drafts here. `notes` are the owner's, for the next draft. `declined` are ids of dues the
    owner did not want. `owner_address` is the address they write to. `unsure` are sentences for the owner.
    `elsewhere` names a site where an answer may be waiting. `language` is that of their last human mail.
    `imitators` are messages that were left out because their domain only reads like one of theirs. `unproven` are
    messages that were heard though nothing but their words ties the sender to this process.
    `silent_no_on` is the day at which silence means no, if they said so. `open_ask`: what they asked, if it is open;
    `unclear` when that is a message which is not understood. `proposed` are the slots with people that one side named
    and the mail does not show to be agreed.
    """

    key: str
    root: str
    employer: str | None
    agency: str | None
    role: str | None
    state: State
    state_since: datetime
    contacts: tuple[Contact, ...]
    interviews: tuple[Interview, ...]
    interview_held: Interview | None
    interview_ahead: Interview | None
    wait: Wait | None
    last_word: Contact | None
    rejected_by: Message | None
    answered_no: bool
    thanked: frozenset[str]
    thanked_all: bool
    no_contact: bool
    muted: bool
    silent_no_on: date | None
    open_ask: Evidence | None
    elsewhere: str | None
    owner_address: str
    account: str
    language: str | None
    notes: tuple[str, ...]
    declined: frozenset[str]
    messages: tuple[Message, ...]
    story: tuple[Happened, ...]
    unsure: tuple[str, ...]
    imitators: tuple[Message, ...] = ()
    unproven: tuple[Message, ...] = ()
    unclear: bool = False
    proposed: tuple[Interview, ...] = ()

    @property
    def message_ids(self) -> frozenset[str]:
        """The Message-IDs of everything in the case: how drafts and choices find it again."""
        return frozenset(m.message_id for m in self.messages) | {self.root}

    @property
    def ended(self) -> bool:
        """True when nothing more is expected."""
        return self.state in ENDED
