"""What the owner reports counts like mail: heard by phone, thanked elsewhere, an interview the mail does not show.

A choice becomes the understanding of a synthetic message: its Message-ID is the choice's id, it refers to the choice's
anchor, so cases place it like an answer in the thread (docs/behaviours.md, 9 and 103).
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from functools import cache

from agent.choices import Choice, Verb
from agent.messages import Direction, Message, Owner, Person
from agent.understanding.dates import find_dates, find_slots
from agent.understanding.dates.records import Slot
from agent.understanding.findings import (
    Advanced,
    Asked,
    Evidence,
    Finding,
    Kind,
    NoContact,
    Offered,
    OnHold,
    Part,
    Participant,
    Promised,
    Reconsidered,
    Rejected,
    Scheduled,
    Sender,
    Status,
    Thanked,
    Understanding,
)
from agent.understanding.interviews.wording import label_of
from agent.understanding.people.lexicon import lexicon
from agent.understanding.people.mentioned import mentioned
from agent.understanding.promises import promises
from agent.understanding.sentences import normalise
from providers.folder import Folder

_BARE = "You will hear from us "
_KINDS = {
    "no_contact": Kind.OTHER_HUMAN_REPLY,
    "reconsidered": Kind.NEXT_ROUND,
    "hold": Kind.REJECTION,
    "offer": Kind.OFFER,
    "rejection": Kind.REJECTION,
    "cancelled": Kind.CANCELLATION,
    "moved": Kind.RESCHEDULE,
    "advanced": Kind.NEXT_ROUND,
    "asked": Kind.INFO_REQUEST,
}
"""The kind of each news in `lexicon/interviews_told.toml`."""


def told(choice: Choice, owner: Owner, *, employer: str | None = None) -> Understanding | None:
    """The understanding of what the owner reported; None for choices that are no report (mute, close, notes, ...).

    `employer` is the case's, as `company` of the result; an ADD may name its own. Times without a zone are the owner's.
    """
    if choice.verb is Verb.HEARD:
        return _heard(choice, owner, employer)
    if choice.verb is Verb.THANKED:
        names = (choice.person,) if choice.person else ()
        return _understanding(
            choice, Direction.OWNER, Kind.NOT_JOB, employer, (Thanked(_evidence(choice, "thanked"), names),)
        )
    if choice.verb is Verb.ADD:
        return _added(choice, owner, employer)
    if choice.verb is Verb.NOT_INTERVIEW:
        off = Scheduled(_evidence(choice, "not an interview"), Status.CANCELLED, was=choice.on)
        return _understanding(choice, Direction.OWNER, Kind.NOT_JOB, employer, (off,))
    return None


def _heard(choice: Choice, owner: Owner, employer: str | None) -> Understanding:
    """News by phone: an answer, a slot, a date, or all of them."""
    text = choice.text[:2000]
    at = (choice.on or choice.at).astimezone(owner.zone)
    news = _news(text)
    never = tuple(filter(None, (employer, owner.name)))
    people = tuple(
        Participant(m.name, None, Part.INTERVIEWER) for m in mentioned(f"meet {text}", never) or mentioned(text, never)
    )
    slots = tuple(
        s for s in find_slots(text, at, owner.zone, day_first=_day_first(owner), country=owner.country) if s.start >= at
    )
    meetings = _meetings(choice, news, slots, people)
    promised = () if meetings or news == "rejection" else _promised(choice, text, at, owner)
    findings: list[Finding] = [*_said(choice, news, promised), *meetings]
    if news != "hold":
        findings += promised
    kind = _KINDS.get(
        news or "", Kind.INTERVIEW_INVITE if meetings else Kind.TIMELINE_UPDATE if promised else Kind.OTHER_HUMAN_REPLY
    )
    return _understanding(choice, Direction.THEIRS, kind, employer, tuple(findings), people)


def _said(choice: Choice, news: str | None, promised: tuple[Promised, ...]) -> list[Finding]:
    """The finding that the news itself is."""
    evidence = _evidence(choice, choice.text)
    made: dict[str, Finding] = {
        "no_contact": NoContact(evidence),
        "reconsidered": Reconsidered(evidence),
        "hold": OnHold(evidence, promised[0].by if promised else None),
        "offer": Offered(evidence),
        "rejection": Rejected(evidence),
        "advanced": Advanced(evidence),
        "asked": Asked(evidence),
    }
    return [made[news]] if news in made else []


def _meetings(
    choice: Choice, news: str | None, slots: tuple[Slot, ...], people: tuple[Participant, ...]
) -> list[Scheduled]:
    """The slots that were told; the first of a cancellation is the old one."""
    evidence = _evidence(choice, choice.text)
    if news in {"offer", "rejection", "hold", "no_contact"}:
        return []
    if news == "cancelled":
        return [
            Scheduled(evidence, Status.CANCELLED, was=slots[0].start if slots and not slots[0].date_only else choice.on)
        ]
    timed = [slot for slot in slots if not slot.date_only]
    if news == "moved":
        new = timed[-1] if timed else None
        was = timed[0].start if len(timed) > 1 else None
        return [
            Scheduled(
                evidence,
                Status.MOVED,
                start=new.start if new else None,
                end=new.end if new else None,
                zone=new.zone if new else None,
                was=was,
                people=people,
            )
        ]
    return [
        Scheduled(
            evidence, Status.BOOKED, start=s.start, end=s.end, zone=s.zone, people=people, label=label_of(choice.text)
        )
        for s in timed
    ]


def _promised(choice: Choice, text: str, at: datetime, owner: Owner) -> tuple[Promised, ...]:
    """When news will come: what is said outright, else any date in the text is meant so."""
    dates = find_dates(text, at, day_first=_day_first(owner), country=owner.country)
    named = [f"{_BARE}{date.text}" for date in reversed(dates)]
    for words in (text, f"{_BARE}{text[:1].lower()}{text[1:]}", f"{_BARE}by {text}", *named):
        found = promises(words, choice.id, at, day_first=_day_first(owner), country=owner.country)
        if found:
            return tuple(replace(one, evidence=_evidence(choice, text), country=owner.country) for one in found)
    return ()


def _added(choice: Choice, owner: Owner, employer: str | None) -> Understanding:
    """An interview that the owner adds, or confirms."""
    people = (Participant(choice.person, None, Part.INTERVIEWER),) if choice.person and "@" not in choice.person else ()
    if choice.person and "@" in choice.person:
        people = (Participant(None, choice.person.lower(), Part.INTERVIEWER),)
    start = choice.on.astimezone(owner.zone) if choice.on else None
    booked = Scheduled(
        _evidence(choice, choice.text or "added by you"),
        Status.BOOKED if start else Status.REQUESTED,
        start=start,
        end=choice.end.astimezone(owner.zone) if choice.end else None,
        zone=getattr(owner.zone, "key", None),
        people=people,
        label=label_of(choice.text),
    )
    company = choice.employer or employer or choice.text or None
    return _understanding(choice, Direction.THEIRS, Kind.INTERVIEW_INVITE, company, (booked,), people)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str] | None], ...]:
    entries = lexicon("interviews_told")["news"]
    return tuple(
        (e["kind"], re.compile("|".join(e["patterns"])), re.compile(e["veto"]) if "veto" in e else None)
        for e in entries
    )


def _news(text: str) -> str | None:
    """What kind of news the words are, by `lexicon/interviews_told.toml`; None for a mere date or chat."""
    low = normalise(text).lower().strip()
    return next(
        (kind for kind, pattern, veto in _patterns() if pattern.search(low) and not (veto and veto.search(low))), None
    )


def _day_first(owner: Owner) -> bool | None:
    return None if owner.country is None else owner.country != "US"


def _evidence(choice: Choice, sentence: str) -> Evidence:
    return Evidence(choice.id, sentence[:400], 1.0)


def _understanding(
    choice: Choice,
    direction: Direction,
    kind: Kind,
    company: str | None,
    findings: tuple[Finding, ...],
    people: tuple[Participant, ...] = (),
) -> Understanding:
    """The understanding of the synthetic message that stands for a choice."""
    sent = choice.on if choice.verb is Verb.HEARD and choice.on is not None else choice.at
    anchor = (choice.anchor,) if choice.anchor else ()
    to = (Person(None, choice.person.lower()),) if choice.person and "@" in choice.person else ()
    message = Message(
        id=choice.id,
        account="",
        message_id=choice.id,
        in_reply_to=anchor,
        references=anchor,
        thread=None,
        folder=Folder.OTHER,
        sender=None,
        reply_to=(),
        to=to,
        cc=(),
        bcc=(),
        subject=choice.text[:200],
        sent=sent,
        received=choice.at,
        direction=direction,
        automatic=None,
    )
    sender = Sender.OWNER if direction is Direction.OWNER else Sender.PERSON
    return Understanding(message, kind, (), 1.0, sender, company, None, choice.role, people, findings)
