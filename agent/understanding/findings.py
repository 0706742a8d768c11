"""The fourth stage's records: what one message means for a hiring process, each with its evidence.

mailbox -> message -> reading -> **findings** -> case -> due -> draft

Findings are about one message alone. What they mean together is the business of `agent.cases`.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from enum import StrEnum

from agent.messages import Message, Person
from agent.reading.records import Remark


class Kind(StrEnum):
    """What the new text of a message does. See docs/kinds.md."""

    INTERVIEW_INVITE = "interview_invite"
    SCHEDULING_REQUEST = "scheduling_request"
    CONFIRMATION = "confirmation"
    REMINDER = "reminder"
    RESCHEDULE = "reschedule"
    CANCELLATION = "cancellation"
    NEXT_ROUND = "next_round"
    ASSESSMENT = "assessment"
    INFO_REQUEST = "info_request"
    TIMELINE_UPDATE = "timeline_update"
    REJECTION = "rejection"
    OFFER = "offer"
    OTHER_HUMAN_REPLY = "other_human_reply"
    APPLICATION_ACK = "application_ack"
    AUTO_REPLY = "auto_reply"
    BOUNCE = "bounce"
    NOT_JOB = "not_job"


ANSWERS = frozenset(Kind) - {Kind.APPLICATION_ACK, Kind.AUTO_REPLY, Kind.BOUNCE, Kind.NOT_JOB}
"""The kinds that end the current wait (a hold does not: see `Understanding.answers`)."""


class Purpose(StrEnum):
    """What an interview is for: a job that is named, or perhaps something else (a podcast, a home, a study)."""

    JOB = "job"
    OTHER = "other"


class Sender(StrEnum):
    """Who wrote: a person on the hiring side, a machine, the owner, or any other person."""

    PERSON = "person"
    MACHINE = "machine"
    OWNER = "owner"
    OTHER = "other"


class Part(StrEnum):
    """The part somebody plays in a hiring process."""

    INTERVIEWER = "interviewer"
    RECRUITER = "recruiter"
    COORDINATOR = "coordinator"
    AGENCY = "agency"
    OTHER = "other"


class Status(StrEnum):
    """How firm an interview slot is."""

    REQUESTED = "requested"  # a question, or one of several options
    BOOKED = "booked"  # an invitation or a statement of one definite slot
    MOVED = "moved"  # a known interview has this new slot (start None: not yet known)
    CANCELLED = "cancelled"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why we believe a finding: the sentence it was read from, and how sure we are (0 to 1).

    `message` is the Message-ID. For a calendar part the sentence is "calendar: SUMMARY".
    """

    message: str
    sentence: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who takes part in the process, as one message shows them. An address is never guessed.

    `guessed`: neither title nor words tell the part; it is what such a writer most often plays.
    """

    name: str | None
    email: str | None
    part: Part
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Scheduled:
    """An interview slot was asked for, booked, moved, called off or declined.

    `start`/`end` are aware with the stated zone's offset; either may be None. `sure` is False when the zone was
    not stated and a guess was needed. `uid` is the calendar's, `sequence` its revision (0 for prose). `was` is the
    old start when a move or cancellation names it. `people` are those the owner will meet. `label` is what they
    call it ("phone screen", "panel"). `robot` is True where no person is met (one-way video, test). `options` is
    True when this slot is one of several offered.
    """

    evidence: Evidence
    status: Status
    start: datetime | None = None
    end: datetime | None = None
    zone: str | None = None
    sure: bool = True
    all_day: bool = False
    uid: str | None = None
    sequence: int = 0
    was: datetime | None = None
    people: tuple[Participant, ...] = ()
    label: str | None = None
    robot: bool = False
    options: bool = False


@dataclass(frozen=True, slots=True)
class Accepted:
    """The owner (or they) said yes to a slot: `start` where the text names it, None for "that works".

    `day` is the day named without an hour ("Tuesday is fine"), or with a number that may be the hour or the day of
    the month ("Tuesday 3 works"): what was offered decides.
    """

    evidence: Evidence
    start: datetime | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Promised:
    """They said when news will come. Plain dates in the sender's calendar.

    `start` is the first day of a stated range, or None; `by` the last; `alternative` another plausible `by`;
    `open_ended` for "after the 14th", "or so". `silence` is "means_no" for "if you don't hear by X, assume no",
    "ask" for "ping me if you haven't heard by X", else None. `who` is the person who is said to write. `country` is
    the sender's, when known.
    """

    evidence: Evidence
    start: date | None
    by: date
    phrase: str
    open_ended: bool = False
    alternative: date | None = None
    silence: str | None = None
    who: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """They asked the owner for something; the ball is with the owner. `by` is the owner's deadline, if stated."""

    evidence: Evidence
    by: date | None = None


@dataclass(frozen=True, slots=True)
class Assessed:
    """A test, one-way video or take-home was set. `by` is the owner's deadline, if stated."""

    evidence: Evidence
    by: date | None = None


@dataclass(frozen=True, slots=True)
class Advanced:
    """They said the owner goes on to a next stage."""

    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Rejected:
    """A no. `role` is the job it is about when the text names it (one of several at one employer)."""

    evidence: Evidence
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Offered:
    """A job offer."""

    evidence: Evidence


@dataclass(frozen=True, slots=True)
class OnHold:
    """The role is on hold or frozen: not a no. With `until` it is a delay notice."""

    evidence: Evidence
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Reconsidered:
    """After a no they want to go on after all."""

    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Met:
    """The text shows that an interview has taken place ("thank you for speaking with us"). `on` when it says when."""

    evidence: Evidence
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Missed:
    """An interview did not happen though booked. `by` is "owner" (a no-show) or "them" ("sorry we missed you")."""

    evidence: Evidence
    by: str


@dataclass(frozen=True, slots=True)
class Away:
    """Out of office. `back` is the first day they are back (see etiquette), None when not said."""

    evidence: Evidence
    back: date | None = None


@dataclass(frozen=True, slots=True)
class Gone:
    """The person no longer works there. `successor` is who is named instead, if anybody."""

    evidence: Evidence
    successor: Person | None = None


@dataclass(frozen=True, slots=True)
class Bounced:
    """Mail to `address` did not arrive."""

    evidence: Evidence
    address: str


@dataclass(frozen=True, slots=True)
class NoContact:
    """They asked not to be contacted ("no need to follow up"): respected."""

    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A network or job site says that somebody wrote to the owner there."""

    evidence: Evidence
    where: str
    who: str | None = None


@dataclass(frozen=True, slots=True)
class Approached:
    """It reads like outreach to somebody who has not applied: only the owner's answer makes it a process."""

    evidence: Evidence


# What the owner's own mail does.


@dataclass(frozen=True, slots=True)
class Thanked:
    """The owner thanked somebody for an interview. `names` are those the text names beside the recipients."""

    evidence: Evidence
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Nudged:
    """The owner asked whether there is news."""

    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Replied:
    """The owner wrote something else to the hiring side: it answers an open question of theirs."""

    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Submitted:
    """The owner sent in a test or take-home."""

    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Withdrew:
    """The owner withdrew, or took another job."""

    evidence: Evidence


Finding = (
    Scheduled | Accepted | Promised | Asked | Assessed | Advanced | Rejected | Offered | OnHold | Reconsidered | Met
    | Missed | Away | Gone | Bounced | NoContact | Elsewhere | Approached | Thanked | Nudged | Replied | Submitted
    | Withdrew
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class IfKnown:
    """What a person's NOT_JOB means if they are known to take part in a process: "Bump it to Friday at 2?".

    The fields are those of `Understanding`; what is not here is the same for both.
    """

    kind: Kind
    also: tuple[Kind, ...]
    confidence: float
    company: str | None
    agency: str | None
    role: str | None
    people: tuple[Participant, ...]
    findings: tuple[Finding, ...]
    topics: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    purpose: Purpose | None = None


@dataclass(frozen=True, slots=True)
class Understanding:
    """What one message means: the findings, and whom and what it is about.

    `company` is the employer as written (not the hiring system; not the agency where the client is named, else
    None with `agency` set); `role` the job title as written. `topics` are subjects of the interview that the
    invitation names ("system design"). `unsure` are plain sentences for the owner about what was ambiguous.
    `language` is an ISO 639-1 code ("en"), or None when it cannot be told. `candidacy` is False when nothing in it,
    not its subject nor the history below, speaks of a job: "Your appointment is confirmed" may be anybody's.
    `purpose` is what its interview is for, as far as it says: podcasts and landlords have interviews too.
    `hiring` is how likely it is mail of a hiring process at all, whatever its kind.
    `if_known` is what it means from somebody who is known to take part in a process, where that is something else.
    `remarks` are the reading's: what could not be read, was cut or looks hostile.
    """

    message: Message
    kind: Kind
    also: tuple[Kind, ...]
    confidence: float
    sender: Sender
    company: str | None
    agency: str | None
    role: str | None
    people: tuple[Participant, ...]
    findings: tuple[Finding, ...]
    topics: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    language: str | None = None
    candidacy: bool = True
    purpose: Purpose | None = None
    hiring: float = 1.0
    remarks: tuple[Remark, ...] = ()
    if_known: IfKnown | None = None

    @property
    def answers(self) -> bool:
        """True when this ends the current wait. A hold is not an answer."""
        return self.kind in ANSWERS and not any(isinstance(f, OnHold) for f in self.findings)

    def from_known(self) -> Understanding:
        """What it means from somebody who is known to take part in a process."""
        if self.if_known is None:
            return self
        meant = {field.name: getattr(self.if_known, field.name) for field in fields(IfKnown)}
        return replace(self, **meant, sender=Sender.PERSON, candidacy=True, if_known=None)
