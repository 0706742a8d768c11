"""Understandings for tests, in a line each, and the fold of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from email.utils import parseaddr
from typing import Any
from zoneinfo import ZoneInfo

from agent.cases import fold
from agent.cases.records import Case
from agent.choices import Choice, Verb
from agent.messages import Direction, Message, Owner, Person
from agent.policy import Policy
from agent.understanding.findings import (
    Accepted,
    Advanced,
    Asked,
    Assessed,
    Away,
    Bounced,
    Elsewhere,
    Evidence,
    Finding,
    Gone,
    Kind,
    Met,
    Missed,
    NoContact,
    Nudged,
    Offered,
    OnHold,
    Part,
    Participant,
    Promised,
    Purpose,
    Reconsidered,
    Rejected,
    Replied,
    Scheduled,
    Sender,
    Status,
    Submitted,
    Thanked,
    Understanding,
    Withdrew,
)
from providers.mailbox import Folder

LONDON = ZoneInfo("Europe/London")
OWNER = Owner(frozenset({"sam@owner.example", "sam.okafor@second.example"}), LONDON, "GB", "Sam Okafor")
POLICY = Policy()
DANA = "Dana Reyes <dana@acme.example>"
LEE = "Lee Wong <lee@acme.example>"
ROBOT = "Acme Hiring <no-reply@acme.example>"
SAM = "Sam Okafor <sam@owner.example>"


def t(text: str) -> datetime:
    """ "3 15:00" is that day of November 2026, London; "2026-12-01 09:00" any other."""
    if text[:4].isdigit() and "-" in text:
        return datetime.fromisoformat(text).replace(tzinfo=LONDON)
    day, _, clock = text.partition(" ")
    hour, minute = (clock or "09:00").split(":")
    return datetime(2026, 11, 1, int(hour), int(minute), tzinfo=LONDON) + timedelta(days=int(day) - 1)


def person(text: str) -> Person:
    name, email = parseaddr(text)
    return Person(name or None, email)


def e(sentence: str = "sentence", confidence: float = 0.9) -> Evidence:
    return Evidence("m", sentence, confidence)


def met_by(*people: str) -> tuple[Participant, ...]:
    """Interviewers: "Lee Wong <lee@acme.example>", or a bare name."""
    found = []
    for one in people:
        name, email = parseaddr(one) if "<" in one else (one, "")
        found.append(Participant(name, email or None, Part.INTERVIEWER))
    return tuple(found)


def slot(
    start: str | None,
    end: str | None = None,
    status: Status = Status.BOOKED,
    *people: str,
    confidence: float = 0.9,
    sentence: str = "sentence",
    was: str | None = None,
    zone: str | None = "Europe/London",
    **more: Any,
) -> Scheduled:
    return Scheduled(
        e(sentence, confidence),
        status,
        t(start) if start else None,
        t(end) if end else None,
        zone,
        was=t(was) if was else None,
        people=met_by(*people),
        **more,
    )


def ics(start: str, end: str, uid: str, *people: str, sequence: int = 0, status: Status = Status.BOOKED) -> Scheduled:
    return slot(start, end, status, *people, uid=uid, sequence=sequence, sentence="calendar: Interview")


def asked_for(start: str, **more: Any) -> Scheduled:
    return slot(start, None, Status.REQUESTED, **more)


def options(*starts: str) -> tuple[Scheduled, ...]:
    return tuple(asked_for(start, options=True) for start in starts)


def by(day: str, phrase: str = "by then", **more: Any) -> Promised:
    return Promised(e(phrase), None, t(day).date(), phrase, **more)


def mail(
    name: str,
    at: str,
    kind: Kind,
    *findings: Finding,
    sender: str = DANA,
    who: Sender | None = None,
    to: Iterable[str] = (SAM,),
    cc: Iterable[str] = (),
    answers: str | None = None,
    thread: str | None = None,
    folder: Folder | None = None,
    account: str = "home",
    company: str | None = "Acme",
    role: str | None = None,
    agency: str | None = None,
    also: tuple[Kind, ...] = (),
    people: tuple[Participant, ...] = (),
    confidence: float = 0.9,
    language: str | None = "en",
    subject: str = "Interview",
    topics: tuple[str, ...] = (),
    purpose: Purpose | None = None,
) -> Understanding:
    """One message of the hiring side, which names a job where it has a role or says no."""
    when = t(at)
    writer = person(sender)
    if who is None:
        who = Sender.MACHINE if "no-reply" in sender else Sender.PERSON
    direction = {Sender.OWNER: Direction.OWNER, Sender.MACHINE: Direction.MACHINE}.get(who, Direction.THEIRS)
    message = Message(
        id=f"{account}-{name}",
        account=account,
        message_id=name,
        in_reply_to=(answers,) if answers else (),
        references=(answers,) if answers else (),
        thread=thread,
        folder=folder or (Folder.SENT if who is Sender.OWNER else Folder.INBOX),
        sender=writer,
        reply_to=(),
        to=tuple(person(one) for one in to),
        cc=tuple(person(one) for one in cc),
        bcc=(),
        subject=subject,
        sent=when,
        received=when.astimezone(UTC),
        direction=direction,
        automatic=None,
    )
    return Understanding(
        message,
        kind,
        also,
        confidence,
        who,
        company,
        agency,
        role,
        people,
        findings,
        topics=topics,
        language=language,
        purpose=purpose or (Purpose.JOB if role or kind is Kind.REJECTION else None),
    )


def sam(name: str, at: str, *findings: Finding, to: Iterable[str] = (DANA,), **more: Any) -> Understanding:
    """One message of the owner."""
    more.setdefault("company", None)
    return mail(name, at, Kind.NOT_JOB, *findings, sender=SAM, who=Sender.OWNER, to=to, **more)


def choice(name: str, at: str, verb: Verb, anchor: str | None = "m1", **more: Any) -> Choice:
    return Choice(f"choice-{name}", t(at), verb, anchor, **more)


def told(name: str, at: str, kind: Kind, *findings: Finding, anchor: str | None = "m1", owners: bool = False) -> Any:
    """What the owner told, as `agent.understanding.told` hands it over."""
    who = Sender.OWNER if owners else Sender.PERSON
    return mail(f"choice-{name}", at, kind, *findings, sender=SAM, who=who, to=(), answers=anchor, company=None)


def fold_at(
    now: str,
    *said: Understanding,
    choices: Iterable[Choice] = (),
    ours: Mapping[str, str] | None = None,
    owner: Owner = OWNER,
) -> tuple[Case, ...]:
    return fold(list(said), list(choices), owner, POLICY, t(now), ours or {})


def the_case(now: str, *said: Understanding, **more: Any) -> Case:
    """The only case there is."""
    cases = fold_at(now, *said, **more)
    assert len(cases) == 1, [(case.key, case.role, case.state) for case in cases]
    return cases[0]


E = e()
K = Kind
YES = Accepted(E)
THANKS = Thanked(E)
NUDGE = Nudged(E)
REPLY = Replied(E)
NO = Rejected(E)
OFFER = Offered(E)
HOLD = OnHold(E)
BACK_ON = Reconsidered(E)
ASK = Asked(E)
TASK = Assessed(E)
DONE = Submitted(E)
QUIT = Withdrew(E)
FORWARD = Advanced(E)
DO_NOT_WRITE = NoContact(E)


def away(back: date | None) -> Away:
    return Away(E, back)


def gone(sentence: str = "I no longer work at Acme", successor: str | None = None) -> Gone:
    return Gone(e(sentence), person(successor) if successor else None)


def bounced(address: str) -> Bounced:
    return Bounced(E, address)


def missed(who: str) -> Missed:
    return Missed(E, who)


def was_met(on: date | None = None, confidence: float = 0.9) -> Met:
    return Met(e("Thank you for speaking with us", confidence), on)


def on_site(where: str, who: str | None = None) -> Elsewhere:
    return Elsewhere(E, where, who)


INVITE = mail(
    "m1",
    "1 10:00",
    K.INTERVIEW_INVITE,
    slot("3 15:00", "3 16:00", Status.BOOKED, LEE),
    role="Data Engineer",
    people=(Participant("Dana Reyes", "dana@acme.example", Part.RECRUITER),),
)
"""Dana of Acme invites the owner on 1 November to meet Lee on Tuesday 3 November, 15:00 to 16:00."""
