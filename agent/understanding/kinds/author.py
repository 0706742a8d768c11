"""Who wrote a message: somebody of the hiring side, a machine, or anybody else."""

from __future__ import annotations

from agent.messages import Direction
from agent.reading.records import Automatic, Reading
from agent.senders import ROBOTS, nature
from agent.understanding.findings import Kind, Sender
from agent.understanding.kinds.records import Verdict
from agent.understanding.people.impersonal import house_speaks, nobody_speaks


def by_person(reading: Reading) -> bool:
    """Whether somebody else, no robot, sent it themselves."""
    sender = reading.message.sender
    return (
        reading.message.direction is Direction.THEIRS
        and reading.automatic in (None, Automatic.BULK)
        and sender is not None
        and nature(sender.email, sender.name) not in ROBOTS
    )


def sender_of(reading: Reading, verdict: Verdict) -> Sender:
    """Who wrote. A weak NOT_JOB from a person may be the hiring side's: the case will tell."""
    if not by_person(reading) or verdict.kind in (Kind.AUTO_REPLY, Kind.BOUNCE) or _only_calendar(reading):
        return Sender.MACHINE
    if verdict.kind is Kind.NOT_JOB and verdict.confidence >= 0.5:
        return Sender.MACHINE if nobody_speaks(reading) else Sender.OTHER
    return Sender.MACHINE if verdict.kind is not Kind.NOT_JOB and house_speaks(reading) else Sender.PERSON


def _only_calendar(reading: Reading) -> bool:
    """A calendar part whose text is the calendar's own, or none."""
    return bool(reading.invitations) and not reading.said.strip()
