"""What the hiring side's mail may say: of interviews, of the decision, and of where to write."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from agent.messages import Person
from agent.understanding.findings.words import ClockTime, Evidence, Participant, Status


@dataclass(frozen=True, slots=True)
class Scheduled:
    """An interview slot was asked for, booked, moved, called off or declined.

    `start`/`end` are aware with the stated zone's offset; either may be None. `sure` is False when the zone was
    not stated and a guess was needed. `uid` is the calendar's, `sequence` its revision (0 for prose). `was` is the
    old start when a move or cancellation names it. `people` are those the owner will meet. `label` is what they
    call it ("phone screen", "panel"). `robot` is True where no person is met (one-way video, test). `options` is
    True when this slot is one of several offered. `hour` is a new hour named without a day ("so 10.30 now"); `start` is
    then None: which interview is meant, and so its day, the process tells.
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
    hour: ClockTime | None = None


@dataclass(frozen=True, slots=True)
class Accepted:
    """The owner (or they) said yes to a slot: `start` where the text names it, None for "that works".

    `day` is the day named without an hour ("Tuesday is fine"), or with a number that may be the hour or the day of
    the month ("Tuesday 3 works"): what was offered decides. `hour` is one named without a day ("4 is fine").
    `short`: the message says nothing else ("Sure!"), so that only the message it answers tells what is meant.
    """

    evidence: Evidence
    start: datetime | None = None
    day: date | None = None
    hour: ClockTime | None = None
    short: bool = False


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
    """The text shows that an interview has taken place ("thank you for speaking with us"). `on` when it says when.

    `known`: it proves one that is known or was proposed, and by itself shows none ("that went well").
    """

    evidence: Evidence
    on: date | None = None
    known: bool = False


@dataclass(frozen=True, slots=True)
class SteppedIn:
    """Somebody is met in another's place, at the same time: `who` is met, `other` is not.

    `on` is the day of the interview, when the sentence names it.
    """

    evidence: Evidence
    who: tuple[Participant, ...]
    other: Participant
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


@dataclass(frozen=True, slots=True)
class Applies:
    """Somebody applies to the owner: they, and what follows from them, are no house that hires."""

    evidence: Evidence
