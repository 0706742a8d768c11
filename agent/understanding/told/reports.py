"""Every report of the owner's as the understanding it comes to."""

from __future__ import annotations

from agent.choices import Choice, Verb
from agent.messages import Direction, Owner
from agent.understanding.findings import (
    Kind,
    Part,
    Participant,
    Scheduled,
    Status,
    Thanked,
    Understanding,
)
from agent.understanding.interviews.wording import label_of
from agent.understanding.told.hearing import heard
from agent.understanding.told.letters import evidence_of, letter


def told(choice: Choice, owner: Owner, *, employer: str | None = None) -> Understanding | None:
    """The understanding of what the owner reported; None for choices that are no report (mute, close, notes, ...).

    `employer` is the case's, as `company` of the result; an ADD may name its own. Times without a zone are the owner's.
    """
    if choice.verb is Verb.HEARD:
        return heard(choice, owner, employer)
    if choice.verb is Verb.THANKED:
        names = (choice.person,) if choice.person else ()
        return letter(
            choice, Direction.OWNER, Kind.NOT_JOB, employer, (Thanked(evidence_of(choice, "thanked"), names),)
        )
    if choice.verb is Verb.ADD:
        return _added(choice, owner, employer)
    if choice.verb is Verb.NOT_INTERVIEW:
        off = Scheduled(evidence_of(choice, "not an interview"), Status.CANCELLED, was=choice.on)
        return letter(choice, Direction.OWNER, Kind.NOT_JOB, employer, (off,))
    return None


def _added(choice: Choice, owner: Owner, employer: str | None) -> Understanding:
    """An interview that the owner adds, or confirms."""
    people = (Participant(choice.person, None, Part.INTERVIEWER),) if choice.person and "@" not in choice.person else ()
    if choice.person and "@" in choice.person:
        people = (Participant(None, choice.person.lower(), Part.INTERVIEWER),)
    start = choice.on.astimezone(owner.zone) if choice.on else None
    booked = Scheduled(
        evidence_of(choice, choice.text or "added by you"),
        Status.BOOKED if start else Status.REQUESTED,
        start=start,
        end=choice.end.astimezone(owner.zone) if choice.end else None,
        zone=getattr(owner.zone, "key", None),
        people=people,
        label=label_of(choice.text),
    )
    company = choice.employer or employer or choice.text or None
    return letter(choice, Direction.THEIRS, Kind.INTERVIEW_INVITE, company, (booked,), people)
