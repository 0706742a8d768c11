"""The parts of the stage, joined: one reading in, one understanding out.

dates and promises -> kind -> people, employer, role -> interviews -> findings
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import datetime, tzinfo

from agent.messages import Direction, Owner
from agent.reading.records import Reading
from agent.understanding.dates import find_slots
from agent.understanding.dates.records import Slot
from agent.understanding.findings import (
    Accepted,
    Finding,
    IfKnown,
    Kind,
    OnHold,
    Participant,
    Promised,
    Purpose,
    Scheduled,
    Understanding,
)
from agent.understanding.interviews import find_interviews
from agent.understanding.kinds import Classified, classify
from agent.understanding.kinds import findings as kind_findings
from agent.understanding.people.company import Employer, find_employer
from agent.understanding.people.language import language_of
from agent.understanding.people.locale import Locale, sender_locale
from agent.understanding.people.participants import find_participants, with_met
from agent.understanding.people.role import find_role
from agent.understanding.people.topics import find_topics
from agent.understanding.promises import after_meeting, on_return, promises

_ANSWERS_A_SLOT = frozenset({Kind.CONFIRMATION, Kind.REMINDER, Kind.RESCHEDULE})
_NOTHING_SAID = frozenset({Kind.NOT_JOB, Kind.BOUNCE})
_SURE = 0.45
_NO_PROMISE = frozenset({Kind.NOT_JOB, Kind.BOUNCE})


def understood(reading: Reading, owner: Owner) -> Understanding:
    """What one message means; `agent.understanding.understand` catches what this may raise."""
    locale = sender_locale(reading, owner)
    slots, likely = _times_and_promises(reading, locale)
    promised = tuple(one for one in likely if _sure(one))
    classified = classify(reading, owner, slots=len(slots), promised=promised)
    told = _Told(locale, slots, promised, likely)
    found = _meaning(reading, owner, classified, told)
    if classified.if_known is None:
        return found
    meant = _meaning(reading, owner, classified.if_known, told)
    return replace(found, if_known=IfKnown(**{one.name: getattr(meant, one.name) for one in fields(IfKnown)}))


@dataclass(frozen=True, slots=True)
class _Told:
    """The times and promises of a text, whatever kind of message it is; `likely` holds doubtful promises, too."""

    locale: Locale
    slots: tuple[Slot, ...]
    promised: tuple[Promised, ...]
    likely: tuple[Promised, ...]


def _meaning(reading: Reading, owner: Owner, classified: Classified, told: _Told) -> Understanding:
    """What a message of this kind means."""
    locale, slots, promised = told.locale, told.slots, told.promised
    own = reading.message.direction is Direction.OWNER
    if classified.kind is Kind.TIMELINE_UPDATE:
        promised = promised or told.likely
    elif classified.kind is Kind.AUTO_REPLY:
        promised = on_return(told.likely)
    kinds = frozenset({classified.kind, *classified.also})
    about = _about(reading, owner, classified)
    # What is quoted below their yes is the owner's; below the owner's it is theirs, from an unknown zone.
    quoted = _slots(reading.quoted[:4000], reading, owner.zone, locale) if own or kinds & _ANSWERS_A_SLOT else ()
    interviews = find_interviews(reading, owner, kinds, slots, quoted, locale, about.people)
    meeting = _meeting(interviews, reading.message.at)
    if meeting is not None:
        promised = after_meeting(promised, meeting, day_first=locale.day_first)
    said = kind_findings(reading, owner, classified)
    ended = classified.kind is Kind.REJECTION and not any(isinstance(one, OnHold) for one in said)
    findings: tuple[Finding, ...] = (
        *said,
        *interviews,
        *(promised if not kinds & _NO_PROMISE and not ended else ()),
    )
    return Understanding(
        reading.message,
        classified.kind,
        classified.also,
        classified.confidence,
        classified.sender,
        about.employer.company,
        about.employer.agency,
        about.role,
        with_met(about.people, (p for one in interviews if isinstance(one, Scheduled) for p in one.people)),
        findings,
        topics=find_topics(reading) if interviews else (),
        unsure=_unsure(interviews, promised, locale),
        language=language_of(reading.said) or language_of(reading.subject),
        candidacy=classified.job or about.role is not None,
        hiring=classified.hiring,
        purpose=Purpose.JOB if about.role is not None else classified.purpose,
    )


def times_and_promises(reading: Reading, owner: Owner) -> tuple[tuple[Slot, ...], tuple[Promised, ...]]:
    """The meeting times and the promises of a message, by which its kind is told, too."""
    slots, likely = _times_and_promises(reading, sender_locale(reading, owner))
    return slots, tuple(one for one in likely if _sure(one))


def _times_and_promises(reading: Reading, locale: Locale) -> tuple[tuple[Slot, ...], tuple[Promised, ...]]:
    """The owner promises themselves nothing. Doubtful promises are among these: what the message is decides on them."""
    slots = _slots(reading.said, reading, locale.zone, locale)
    if reading.message.direction is Direction.OWNER:
        return slots, ()
    at = reading.message.at
    event = next((one for one in reading.invitations if one.start is not None and not one.cancelled), None)
    said = reading.said if reading.said.strip() or event is None else event.description
    day = event.start.astimezone(at.tzinfo).date() if event is not None and event.start is not None else None
    return slots, promises(
        said, reading.message.message_id, at, day_first=locale.day_first, country=locale.country, told=day
    )


def _meeting(interviews: tuple[Scheduled | Accepted, ...], at: datetime) -> datetime | None:
    """The start of the last meeting a message books or asks for, by the writer's clock; None for mere options."""
    ahead = [
        one.start.astimezone(at.tzinfo)
        for one in interviews
        if isinstance(one, Scheduled) and one.start is not None and one.start > at and not one.options
    ]
    return max(ahead, default=None)


def _sure(promise: Promised) -> bool:
    return promise.evidence.confidence >= _SURE


def _slots(text: str, reading: Reading, zone: tzinfo, locale: Locale) -> tuple[Slot, ...]:
    if not text:
        return ()
    return tuple(find_slots(text, reading.message.at, zone, day_first=locale.day_first, country=locale.country))


@dataclass(frozen=True, slots=True)
class _About:
    """Whom and what a message is about."""

    employer: Employer
    role: str | None
    people: tuple[Participant, ...]


def _about(reading: Reading, owner: Owner, classified: Classified) -> _About:
    """Employer, role and people; nobody for mail that is not about a job (the owner's own mail has that kind too)."""
    if classified.kind in _NOTHING_SAID and reading.message.direction is not Direction.OWNER:
        return _About(Employer(None, None), None, ())
    employer = find_employer(reading, owner)
    people = find_participants(reading, owner, employer, classified.kind)
    names = tuple(person.name for person in people if person.name)
    return _About(employer, find_role(reading, employer.company, names), people)


def _unsure(
    interviews: tuple[Scheduled | Accepted, ...], promised: tuple[Promised, ...], locale: Locale
) -> tuple[str, ...]:
    """Plain sentences about what was ambiguous."""
    said = []
    if any(isinstance(one, Scheduled) and one.start is not None and not one.sure for one in interviews):
        said.append("The time of the interview names no time zone; yours was assumed.")
    said += [
        f'"{promise.phrase}" can mean {promise.by:%d %b %Y} or {promise.alternative:%d %b %Y}.'
        for promise in promised
        if promise.alternative is not None
    ]
    return tuple(said)
