"""Which messages may begin a hiring process, and which only look like it (docs/etiquette.md, "What counts")."""

from __future__ import annotations

from agent.cases.lexicon import pattern
from agent.cases.sifting import hidden, hiring_side
from agent.understanding.findings import (
    Accepted,
    Evidence,
    Kind,
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

_MAY_BE_OUTREACH = frozenset({Kind.INTERVIEW_INVITE, Kind.SCHEDULING_REQUEST, Kind.INFO_REQUEST, Kind.NEXT_ROUND})


def opens(one: Understanding) -> bool:
    """Whether a message by its kind may begin a process. Mail in spam or trash never does."""
    return hiring_side(one) and not hidden(one) and one.kind in OPENS


def cold(one: Understanding) -> bool:
    """Whether an opening message reads like outreach to a stranger, so that only the owner's answer makes it one."""
    if one.sender is not Sender.PERSON or one.kind not in _MAY_BE_OUTREACH or one.message.in_reply_to:
        return False
    slots = [finding for finding in one.findings if isinstance(finding, Scheduled)]
    if any(slot.status is not Status.REQUESTED for slot in slots):
        return False
    text = " ".join([one.message.subject, *(_sentence(finding.evidence) for finding in one.findings)])[:4000]
    text = text.replace("’", "'")
    return bool(pattern("outreach").search(text)) and not pattern("applied").search(text)


def owner_takes_up(one: Understanding) -> bool:
    """Whether the owner's mail answers an approach: then what they answered is a process."""
    if one.sender is not Sender.OWNER or hidden(one):
        return False
    return not any(isinstance(finding, Withdrew) for finding in one.findings)


def owner_accepts(one: Understanding) -> bool:
    """Whether the owner's mail says yes to a slot."""
    return owner_takes_up(one) and any(isinstance(finding, Accepted) for finding in one.findings)


def _sentence(evidence: Evidence) -> str:
    return evidence.sentence
