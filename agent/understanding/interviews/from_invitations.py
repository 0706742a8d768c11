"""Interviews from the calendar parts of one message (RFC 5545, RFC 5546): booked, moved, called off, declined."""

from __future__ import annotations

from collections.abc import Iterator

from agent.messages import Direction, Owner
from agent.reading.records import Invitation, Reading
from agent.understanding.findings import Accepted, Evidence, Kind, Participant, Scheduled, Status
from agent.understanding.interviews.wording import label_of, meets_nobody
from agent.understanding.people.participants import attendees

_CALENDAR = 0.97


def from_invitations(
    reading: Reading, owner: Owner, kind: Kind, people: tuple[Participant, ...]
) -> Iterator[Scheduled | Accepted]:
    """What the invitations of a message say about interviews; `people` are those the whole message shows.

    An event that the owner organises is one in which the owner interviews or meets on their own account: nothing.
    """
    for invitation in reading.invitations:
        organizer = invitation.organizer
        if organizer is not None and organizer.email in owner.addresses and invitation.method != "REPLY":
            continue
        found = _of(reading, invitation, owner, kind, people)
        if found is not None:
            yield found


def _of(
    reading: Reading, invitation: Invitation, owner: Owner, kind: Kind, people: tuple[Participant, ...]
) -> Scheduled | Accepted | None:
    evidence = Evidence(reading.message.message_id, f"calendar: {invitation.summary}".strip(), _CALENDAR)
    answer = _owners_answer(invitation, owner)
    if invitation.method == "REPLY":
        # Somebody else's answer to an invitation says nothing about the owner's interview.
        theirs = reading.message.direction is not Direction.OWNER and not answer
        if theirs or answer not in {"DECLINED", "ACCEPTED"}:
            return None
        return (
            Accepted(evidence, invitation.start)
            if answer == "ACCEPTED"
            else _scheduled(invitation, evidence, Status.DECLINED, owner, people)
        )
    if invitation.method == "CANCEL" or invitation.cancelled:
        return Scheduled(
            evidence,
            Status.CANCELLED,
            uid=invitation.uid,
            sequence=invitation.sequence,
            zone=invitation.zone,
            was=invitation.start,
        )
    if answer == "DECLINED":
        return _scheduled(invitation, evidence, Status.DECLINED, owner, people)
    if invitation.method == "COUNTER":
        return _scheduled(invitation, evidence, Status.REQUESTED, owner, people)
    return _scheduled(invitation, evidence, Status.MOVED if kind is Kind.RESCHEDULE else Status.BOOKED, owner, people)


def _owners_answer(invitation: Invitation, owner: Owner) -> str:
    return next((a.partstat for a in invitation.attendees if a.person.email in owner.addresses), "")


def _scheduled(
    invitation: Invitation, evidence: Evidence, status: Status, owner: Owner, people: tuple[Participant, ...]
) -> Scheduled:
    words = f"{invitation.summary}\n{invitation.description}"
    return Scheduled(
        evidence,
        status,
        start=invitation.start,
        end=invitation.end,
        zone=invitation.zone,
        sure=invitation.sure,
        all_day=invitation.all_day,
        uid=invitation.uid or None,
        sequence=invitation.sequence,
        people=_people(invitation, owner, people),
        label=label_of(words),
        robot=meets_nobody(words) and not any(True for _ in attendees(invitation, owner)),
    )


def _people(invitation: Invitation, owner: Owner, people: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """The invitation's people, with the fuller names by which the whole message knows them."""
    listed = [p for p in attendees(invitation, owner) if p.email or any(p.name == known.name for known in people)]
    known = {person.email: person for person in people if person.email}
    attending = [Participant(known[p.email].name or p.name, p.email, p.part) if p.email in known else p for p in listed]
    return tuple(attending)
