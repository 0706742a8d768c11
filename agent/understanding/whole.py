"""The parts of the stage, joined: one reading in, one understanding out.

dates and promises -> kind -> people, employer, role -> interviews -> findings
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import datetime

from agent.messages import Direction, Owner
from agent.reading.records import Reading
from agent.understanding.dates.records import Slot
from agent.understanding.findings import (
    Accepted,
    Evidence,
    Finding,
    IfKnown,
    Kind,
    OnHold,
    Participant,
    Promised,
    Purpose,
    Scheduled,
    SteppedIn,
    Understanding,
)
from agent.understanding.interviews import find_interviews
from agent.understanding.kinds import Classified, classify
from agent.understanding.kinds import findings as kind_findings
from agent.understanding.people.company import Employer, find_employer
from agent.understanding.people.company_lines import is_written
from agent.understanding.people.language import language_of
from agent.understanding.people.locale import Locale, sender_locale
from agent.understanding.people.participants import find_participants, owner_names, with_met
from agent.understanding.people.role import find_role
from agent.understanding.people.standing_in import moves_besides, repeats_the_time, stand_in, who_is_met
from agent.understanding.people.topics import find_topics
from agent.understanding.promises import after_meeting, on_return
from agent.understanding.times import however_unlikely, slots_below, slots_in, stating, sure, times_and_likely

ANSWERS_A_SLOT = frozenset({Kind.CONFIRMATION, Kind.REMINDER, Kind.RESCHEDULE})
"""What may repeat or move a time of the mail it answers."""

_NOTHING_SAID = frozenset({Kind.NOT_JOB, Kind.BOUNCE})
_SAYS_NOTHING = _NOTHING_SAID | {Kind.AUTO_REPLY, Kind.APPLICATION_ACK}
_MOVES = frozenset({Kind.RESCHEDULE, Kind.CANCELLATION})
_PLAIN = 0.8
"""So sure a promise counts though its sentence books a meeting on that day: "you'll hear when we meet at 2"."""

_STEPS_IN = 0.85


def understood(reading: Reading, owner: Owner) -> Understanding:
    """What one message means; `agent.understanding.understand` catches what this may raise."""
    locale = sender_locale(reading, owner)
    slots, likely = times_and_likely(reading, locale)
    promised = tuple(one for one in likely if sure(one))
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
    about = _about(reading, owner, classified)
    stepped = _stepped_in(reading, owner, classified, told, about)
    stays = all(slot.date_only for slot in told.slots) or repeats_the_time(reading.said)
    stays = stays or classified.kind is Kind.CANCELLATION  # it takes place, at the time named, with somebody else
    if stepped and stays and not moves_besides(reading.said):
        classified = _unmoved(classified)
    interviews = _interviews(reading, owner, classified, told, about.people)
    promised = _promised(reading, classified, told, _meeting(interviews, reading.message.at))
    promised = _but_meetings(reading, promised, interviews)
    said = kind_findings(reading, owner, classified)
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
        (*said, *interviews, *stepped, *(promised if _may_promise(classified, said) else ())),
        topics=find_topics(reading) if interviews else (),
        unsure=_unsure(interviews, promised, told.locale),
        language=language_of(reading.said) or language_of(reading.subject),
        candidacy=classified.job or about.role is not None,
        hiring=classified.hiring,
        purpose=Purpose.JOB if about.role is not None else classified.purpose,
        company_by_address=about.employer.company is not None and not is_written(about.employer.company, reading),
    )


def _stepped_in(
    reading: Reading, owner: Owner, classified: Classified, told: _Told, about: _About
) -> tuple[SteppedIn, ...]:
    """Who is met in another's place."""
    sender = reading.message.sender
    if reading.message.direction is Direction.OWNER or sender is None or classified.kinds & _SAYS_NOTHING:
        return ()
    never = tuple(filter(None, (about.employer.company, about.employer.agency, *owner_names(reading, owner))))
    stand = stand_in(reading.said, never)
    who, other = who_is_met(stand, about.people, sender.email) if stand is not None else ((), None)
    if stand is None or not who or other is None:
        return ()
    inside = (slot for slot in told.slots if stand.sentence.start <= slot.span[0] < stand.sentence.end)
    days = {slot.start.date() for slot in inside}
    evidence = Evidence(reading.message.message_id, stand.sentence.text[:400], _STEPS_IN)
    return (SteppedIn(evidence, who, other, days.pop() if len(days) == 1 else None),)


def _unmoved(classified: Classified) -> Classified:
    """The same message, in which somebody steps in: its words are not those of a move without a time."""
    kind = Kind.OTHER_HUMAN_REPLY if classified.kind in _MOVES else classified.kind
    return replace(classified, kind=kind, also=tuple(one for one in classified.also if one not in {*_MOVES, kind}))


def _interviews(
    reading: Reading, owner: Owner, classified: Classified, told: _Told, people: tuple[Participant, ...]
) -> tuple[Scheduled | Accepted, ...]:
    """The interviews it speaks of."""
    own = reading.message.direction is Direction.OWNER
    # What is quoted below their yes is the owner's; below the owner's it is theirs, from an unknown zone.
    quoted: tuple[Slot, ...] = ()
    if own:
        quoted = slots_in(reading.quoted[:4000], reading, owner.zone, told.locale)
    elif classified.kinds & ANSWERS_A_SLOT:
        quoted = slots_below(reading, owner.zone, told.locale)
    return find_interviews(reading, owner, classified.kinds, told.slots, quoted, told.locale, people)


def _promised(reading: Reading, classified: Classified, told: _Told, meeting: datetime | None) -> tuple[Promised, ...]:
    """What a message of this kind promises; "within a week of your visit" counts from the meeting it books."""
    promised = told.promised
    if classified.kind is Kind.TIMELINE_UPDATE:
        promised = promised or told.likely
    elif classified.kind is Kind.AUTO_REPLY:
        promised = on_return(however_unlikely(reading, told.locale))
    if meeting is None:
        return promised
    return after_meeting(promised, meeting, stating(reading, told.locale).said, day_first=told.locale.day_first)


def _but_meetings(
    reading: Reading, promised: tuple[Promised, ...], interviews: tuple[Scheduled | Accepted, ...]
) -> tuple[Promised, ...]:
    """Promises, but for "I'll ring you on Wednesday at half 4": where that is the talk itself, no news is promised.

    So it is where the subject says it ("Ring you in the morning").
    """
    timed = [one for one in interviews if isinstance(one, Scheduled) and one.start is not None and not one.all_day]
    hours = {(one.evidence.sentence, one.start.date()) for one in timed if one.start is not None}
    above = {(reading.subject, day) for _, day in hours}
    return tuple(
        one
        for one in promised
        if (one.evidence.sentence, one.by) not in above
        and (one.evidence.confidence >= _PLAIN or (one.evidence.sentence, one.by) not in hours)
    )


def _may_promise(classified: Classified, said: tuple[Finding, ...]) -> bool:
    """Whether a promise in it counts: not in what is nobody's business, nor after a no that is no hold."""
    ended = classified.kind is Kind.REJECTION and not any(isinstance(one, OnHold) for one in said)
    return not classified.kinds & _NOTHING_SAID and not ended


def _meeting(interviews: tuple[Scheduled | Accepted, ...], at: datetime) -> datetime | None:
    """The start of the last meeting a message books or asks for, by the writer's clock; None for mere options."""
    ahead = [
        one.start.astimezone(at.tzinfo)
        for one in interviews
        if isinstance(one, Scheduled) and one.start is not None and one.start > at and not one.options
    ]
    return max(ahead, default=None)


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
