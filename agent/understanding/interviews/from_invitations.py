"""Interviews from the calendar parts of one message (RFC 5545, RFC 5546): booked, moved, called off, declined."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from agent.messages import Direction, Owner
from agent.reading.records import Invitation, Reading
from agent.understanding.findings import Accepted, Evidence, Kind, Part, Participant, Scheduled, Status
from agent.understanding.interviews.wording import label_of, meets_nobody
from agent.understanding.people.attending import attendees
from agent.understanding.people.parts import meets_writer_too

_CALENDAR = 0.97


def from_invitations(
    reading: Reading, owner: Owner, kind: Kind, people: tuple[Participant, ...]
) -> Iterator[Scheduled | Accepted]:
    """What the invitations of a message say about interviews; `people` are those the whole message shows.

    An event that the owner organises is one in which the owner interviews or meets on their own account: nothing.
    """
    view = _View(reading, owner, people)
    for invitation in reading.invitations:
        organizer = invitation.organizer
        if organizer is not None and organizer.email in owner.addresses and invitation.method != "REPLY":
            continue
        found = view.of(invitation, kind)
        if found is not None:
            yield found


@dataclass(frozen=True, slots=True)
class _View:
    """One message, whose mailbox it is in and whom it shows: what every finding here is made from."""

    reading: Reading
    owner: Owner
    people: tuple[Participant, ...]

    def of(self, invitation: Invitation, kind: Kind) -> Scheduled | Accepted | None:
        """What one invitation says; None for somebody else's answer to one, which says nothing about the owner's."""
        answer = self._owners_answer(invitation)
        if invitation.method == "REPLY":
            theirs = self.reading.message.direction is not Direction.OWNER and not answer
            if theirs or answer not in {"DECLINED", "ACCEPTED"}:
                return None
            if answer == "ACCEPTED":
                return Accepted(self._evidence(invitation), invitation.start)
            return self._scheduled(invitation, Status.DECLINED)
        if invitation.method == "CANCEL" or invitation.cancelled:
            return Scheduled(
                self._evidence(invitation),
                Status.CANCELLED,
                uid=invitation.uid,
                sequence=invitation.sequence,
                zone=invitation.zone,
                was=invitation.start,
            )
        if answer == "DECLINED":
            return self._scheduled(invitation, Status.DECLINED)
        if invitation.method == "COUNTER":
            return self._scheduled(invitation, Status.REQUESTED)
        return self._scheduled(invitation, Status.MOVED if kind is Kind.RESCHEDULE else Status.BOOKED)

    def _evidence(self, invitation: Invitation) -> Evidence:
        return Evidence(self.reading.message.message_id, f"calendar: {invitation.summary}".strip(), _CALENDAR)

    def _owners_answer(self, invitation: Invitation) -> str:
        return next((a.partstat for a in invitation.attendees if a.person.email in self.owner.addresses), "")

    def _scheduled(self, invitation: Invitation, status: Status) -> Scheduled:
        words = f"{invitation.summary}\n{invitation.description}"
        return Scheduled(
            self._evidence(invitation),
            status,
            start=invitation.start,
            end=invitation.end,
            zone=invitation.zone,
            sure=invitation.sure,
            all_day=invitation.all_day,
            uid=invitation.uid or None,
            sequence=invitation.sequence,
            people=self._people(invitation),
            label=label_of(words),
            robot=meets_nobody(words) and not attendees(invitation, self.owner),
        )

    def _people(self, invitation: Invitation) -> tuple[Participant, ...]:
        """The invitation's people, with the fuller names by which the whole message knows them.

        Who sends it and writes "Tom and I will see you" is met, though the calendar shows only who arranges.
        """
        listed = attendees(invitation, self.owner)
        known = {person.email: person for person in self.people if person.email}
        names = {person.name for person in self.people}
        sender = self.reading.message.sender
        there = sender.email if sender is not None and meets_writer_too(self.reading.said) else None
        return tuple(
            Participant(
                (known[p.email].name if p.email in known else None) or p.name,
                p.email,
                Part.INTERVIEWER if p.email is not None and p.email == there else p.part,
            )
            for p in listed
            if p.email or p.name in names
        )
