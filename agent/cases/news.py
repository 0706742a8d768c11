"""What one message of theirs is to the process as a whole, and whether it is news at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from agent.cases.openings import ADVANCES
from agent.cases.slots import WEAK_BELOW, told_by_owner
from agent.cases.state import Said
from agent.understanding.findings import (
    Advanced,
    Assessed,
    Evidence,
    Kind,
    Offered,
    OnHold,
    Promised,
    Reconsidered,
    Rejected,
    Scheduled,
    Sender,
    Status,
    Understanding,
)

BELIEVED_FROM = 0.5
"""A no or an offer read with less certainty than this is not acted on: the owner is asked."""

PLAIN_WORDS = 0.7
"""A no beside another kind of message needs words as plain as this."""


def news_of(one: Understanding) -> Said | None:
    """What a message does to the process; None when it is no news, or a no that is not sure enough."""
    no, hold = _no(one), [f for f in one.findings if isinstance(f, OnHold)]
    if no is not None and all(f.evidence.confidence < no for f in hold):
        return Said.NO if no >= BELIEVED_FROM else None
    if any(isinstance(f, Offered) for f in one.findings):
        return Said.OFFER if not _doubtful_offer(one) else Said.WORD
    if hold:
        return Said.HOLD if all(f.until is None for f in hold) else Said.WORD
    if any(isinstance(f, Reconsidered) for f in one.findings):
        return Said.RECONSIDERED
    if _goes_on(one) and not late_notice(one):
        return Said.ADVANCE
    return Said.WORD if one.answers else None


def _goes_on(one: Understanding) -> bool:
    """Whether a message takes the process further: a slot or a task shows it, or the kind is more than a guess.

    A few kind words after an interview are easily taken for an invitation, and would undo what they said they will do.
    """
    shown = any(isinstance(f, Scheduled | Assessed | Reconsidered) for f in one.findings)
    sure = one.kind in ADVANCES and one.confidence >= WEAK_BELOW
    return bool({one.kind, *one.also} & ADVANCES) and (shown or sure)


def doubtful_end(one: Understanding) -> str | None:
    """A sentence for the owner when a message may be a no or an offer; None when it is neither, or clear."""
    no = _no(one)
    if no is not None and no < BELIEVED_FROM:
        what = "a no"
    elif _doubtful_offer(one):
        what = "an offer"
    else:
        return None
    return f"a message of {one.message.at:%A} {one.message.at.day} {one.message.at:%B} may be {what}"


def _doubtful_offer(one: Understanding) -> bool:
    offered = any(isinstance(f, Offered) for f in one.findings)
    return offered and one.kind is Kind.OFFER and one.confidence < BELIEVED_FROM


def _no(one: Understanding) -> float | None:
    """How sure a no is; None when the message holds none.

    The words alone do not make it sure: a message that is as likely something else is no surer than its kind, and
    beside another kind the words must be plain.
    """
    found = max((f.evidence.confidence for f in one.findings if isinstance(f, Rejected)), default=None)
    if one.kind is Kind.REJECTION and one.confidence < PLAIN_WORDS and {*one.also} & ADVANCES:
        return one.confidence / 2  # as likely an invitation: nobody says no and goes on
    if one.kind is Kind.REJECTION and not any(isinstance(f, OnHold) for f in one.findings):
        return one.confidence if found is None or one.confidence < BELIEVED_FROM else found
    if found is None or one.kind is Kind.REJECTION or found >= PLAIN_WORDS:
        return found
    return min(found, one.confidence / 2)


def moves_news_alone(one: Understanding) -> bool:
    """Whether, where no interview is to come, the news is put off: "tomorrow won't happen; you'll hear by Friday"."""
    news = Kind.TIMELINE_UPDATE in {one.kind, *one.also}
    return news and any(isinstance(f, Promised) for f in one.findings)


def without_moves(one: Understanding) -> Understanding:
    """The mail as news alone, without the interviews that it only puts off."""
    kept = [f for f in one.findings if not (isinstance(f, Scheduled) and f.status is Status.MOVED and f.start is None)]
    return replace(one, kind=Kind.TIMELINE_UPDATE if one.kind is Kind.RESCHEDULE else one.kind, findings=tuple(kept))


def evidence_of(one: Understanding) -> Evidence:
    """The words behind a kind that has no finding of its own."""
    first = next((f.evidence for f in one.findings), None)
    return first or Evidence(one.message.message_id, one.message.subject, one.confidence)


def late_notice(one: Understanding) -> bool:
    """A robot's notice of a time that has passed when it comes, or an interview the owner adds afterwards: no news."""
    slots = [f for f in one.findings if isinstance(f, Scheduled)]
    return (
        bool(slots)
        and len(slots) == len([f for f in one.findings if not isinstance(f, Advanced)])
        and (one.sender is Sender.MACHINE or told_by_owner(one))
        and all(slot.start is not None and slot.start + timedelta(minutes=1) <= one.message.at for slot in slots)
    )
