"""What one message means: its kind and findings, and whom and what it is about."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

from agent.messages import Message
from agent.reading.records import Remark
from agent.understanding.findings.owners import (
    Hires,
    Nudged,
    PerhapsNudged,
    PerhapsThanked,
    Replied,
    Submitted,
    Thanked,
    Took,
    Withdrew,
)
from agent.understanding.findings.theirs import (
    Accepted,
    Advanced,
    Applies,
    Approached,
    Asked,
    Assessed,
    Away,
    Bounced,
    Elsewhere,
    Gone,
    Met,
    Missed,
    NoContact,
    Offered,
    OnHold,
    Promised,
    Reconsidered,
    Rejected,
    Scheduled,
    SteppedIn,
)
from agent.understanding.findings.words import ANSWERS, Kind, Participant, Purpose, Sender

Finding = (
    Scheduled | Accepted | Promised | Asked | Assessed | Advanced | Rejected | Offered | OnHold | Reconsidered | Met
    | Missed | Away | Gone | Bounced | NoContact | Elsewhere | Approached | Thanked | Nudged | PerhapsThanked
    | PerhapsNudged | Replied | Submitted
    | Withdrew | Took | Hires | Applies | SteppedIn
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
    `company_by_address`: the message writes `company` nowhere, only the sender's address spells it.
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
    company_by_address: bool = False

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
