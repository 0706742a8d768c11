"""Which messages may begin a hiring process, and which only look like it (docs/etiquette.md, "What counts")."""

from __future__ import annotations

from agent.cases.sifting import hidden, hiring_side
from agent.cases.threads import replied_to
from agent.understanding.findings import (
    Accepted,
    Approached,
    Kind,
    Purpose,
    Scheduled,
    Sender,
    Status,
    Understanding,
    Withdrew,
)

OPENS = frozenset(
    {
        Kind.INTERVIEW_INVITE, Kind.CONFIRMATION, Kind.REMINDER, Kind.SCHEDULING_REQUEST, Kind.RESCHEDULE,
        Kind.CANCELLATION, Kind.NEXT_ROUND, Kind.ASSESSMENT, Kind.INFO_REQUEST, Kind.OFFER, Kind.TIMELINE_UPDATE,
        Kind.REJECTION,
    }
)  # fmt: skip
"""The kinds that begin a process when nothing is known yet. An acknowledgement or a friendly word does not."""

ADVANCES = frozenset(
    {
        Kind.INTERVIEW_INVITE, Kind.CONFIRMATION, Kind.SCHEDULING_REQUEST, Kind.RESCHEDULE, Kind.NEXT_ROUND,
        Kind.ASSESSMENT, Kind.OFFER,
    }
)  # fmt: skip
"""The kinds that show a process going on: after an end they begin it anew."""


LIKELY_ENOUGH, SURELY_ENOUGH, TAKEN_UP = 0.7, 0.8, 0.35
"""So likely must mail be hiring mail that names a job; mail in which none is named; and mail that names one, where the
owner says yes to its hour (docs/cases.md)."""


def opens(one: Understanding) -> bool:
    """Whether a message by its kind may begin a process; in spam or trash, or where it is unsure, it does not."""
    return hiring_side(one) and not hidden(one) and one.kind in OPENS and clear_enough(one)


def clear_enough(one: Understanding) -> bool:
    """Whether a message is likely enough hiring mail: a guess about some interview begins nothing.

    Where no job is named a no does not, either: landlords and choirs say it in the same words. Nor does an answer,
    unless it or what it answers has a word of a candidacy: "can you pop in on Thursday at 2?" may be about a cake.
    """
    if one.purpose is Purpose.JOB:
        return one.hiring >= LIKELY_ENOUGH
    if one.purpose is Purpose.OTHER or one.kind is Kind.REJECTION or (replied_to(one) and not one.candidacy):
        return False
    return one.hiring >= SURELY_ENOUGH


def clear_once_taken_up(one: Understanding) -> bool:
    """Whether a message is likely enough hiring mail where the owner says yes to an hour in answer to it."""
    return clear_enough(one) or (one.purpose is Purpose.JOB and one.hiring >= TAKEN_UP)


def cold(one: Understanding) -> bool:
    """Whether an opening message is outreach to a stranger, so that only the owner's answer makes it a process."""
    slots = [finding for finding in one.findings if isinstance(finding, Scheduled)]
    if any(slot.status is not Status.REQUESTED for slot in slots):
        return False
    return any(isinstance(finding, Approached) for finding in one.findings)


def owner_takes_up(one: Understanding) -> bool:
    """Whether the owner's mail answers an approach: then what they answered is a process."""
    if one.sender is not Sender.OWNER or hidden(one):
        return False
    return not any(isinstance(finding, Withdrew) for finding in one.findings)


def owner_accepts(one: Understanding) -> bool:
    """Whether the owner's mail says yes to a slot."""
    return owner_takes_up(one) and any(isinstance(finding, Accepted) and not finding.short for finding in one.findings)
