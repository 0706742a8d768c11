"""What crosses processes: one person met in two of them is never written to about the wrong one.

Each process keeps a draft of its own. A message that belongs to two is answered only for the job its subject names; a
question that would not show which job it is about is held. Source: docs/etiquette.md, "Two processes with one person".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from agent.cases.records import Case
from agent.messages import Owner
from agent.planning.considered import closed
from agent.planning.follow_ups import NUDGES
from agent.planning.in_words import who
from agent.planning.parents import written_from
from agent.planning.recipients import known_contact
from agent.planning.records import Due, Held, Plan, Step
from agent.policy import Policy

_ONE_REPLY = "The same message said no to another process of yours; one reply answers both."


def combine(
    plans: Sequence[Plan], cases: Sequence[Case], owner: Owner, policy: Policy, now: datetime
) -> tuple[Plan, ...]:
    """The plans of all cases (in the order of `cases`), held against each other at `now` (aware)."""
    pairs = [(_on_its_own(one, case, cases, owner), case) for one, case in zip(plans, cases, strict=True)]
    combined = []
    for place, (one, case) in enumerate(pairs):
        stopped = _unclear(one, case, pairs, timedelta(days=policy.quiet_days), now)
        if _answered_by_another(place, pairs):
            stopped += [(due, _ONE_REPLY) for due in one.due if due.step is Step.REJECTION_REPLY]
        combined.append(_held(one, stopped))
    return tuple(combined)


def _on_its_own(plan: Plan, case: Case, cases: Sequence[Case], owner: Owner) -> Plan:
    """The plan with messages of their own in place of answers to mail that another open process shares."""
    shared = {id for other in cases if other.key != case.key and not other.ended for id in other.message_ids}

    def apart(due: Due) -> Due:
        if due.parent is None or due.parent.message_id not in shared or due.step is Step.REJECTION_REPLY:
            return due
        if case.role is not None and case.role.lower() in due.parent.subject.lower():
            return due
        sender, account = written_from(None, case, owner)
        return replace(due, parent=None, sender=sender, account=account)

    following = apart(plan.next) if plan.next is not None else None
    return replace(plan, due=tuple(map(apart, plan.due)), next=following)


def _unclear(
    plan: Plan, case: Case, pairs: Sequence[tuple[Plan, Case]], near: timedelta, now: datetime
) -> list[tuple[Due, str]]:
    """The questions that would leave open which of two processes they are about, each with the reason."""
    found = []
    for due in plan.due:
        if due.step not in NUDGES or not due.may_be_written(now):
            continue
        rivals = [
            other
            for theirs, other in pairs
            if other.key != case.key and any(_rivals(due, one, near) for one in _all(theirs))
        ]
        if any(not _tells_apart(case, other) for other in rivals):
            person = who(known_contact(due.to.email, case.contacts))
            found.append((due, f"{person} is in two of your processes, and the mail does not show which job this is."))
    return found


def _answered_by_another(place: int, pairs: Sequence[tuple[Plan, Case]]) -> bool:
    """True when the no that ended a case said no to another one too, and that one is answered or comes first."""
    no = pairs[place][1].rejected_by
    if no is None:
        return False
    for other, (theirs, case) in enumerate(pairs):
        if other == place or case.rejected_by is None or case.rejected_by.message_id != no.message_id:
            continue
        replies = any(due.step is Step.REJECTION_REPLY for due in theirs.due)
        if case.answered_no or Step.REJECTION_REPLY.value in case.declined or (replies and other < place):
            return True
    return False


def _held(plan: Plan, stopped: Sequence[tuple[Due, str]]) -> Plan:
    """The plan in which these dues are only served by drafts that are there, and why."""
    dues = [due for due, _ in stopped]
    held = tuple(Held(due.step, because) for due, because in stopped)
    return replace(plan, due=tuple(closed(one) if one in dues else one for one in plan.due), held=plan.held + held)


def _all(plan: Plan) -> tuple[Due, ...]:
    return plan.due if plan.next is None else (*plan.due, plan.next)


def _rivals(due: Due, other: Due, near: timedelta) -> bool:
    """True for two questions to one person at about the same time."""
    return other.step in NUDGES and other.to.email == due.to.email and abs(other.on - due.on) <= near


def _tells_apart(case: Case, other: Case) -> bool:
    """True when a draft for `case` names something that `other` is not: the employer, or the job."""
    if case.employer is not None and other.employer is not None and case.employer.lower() != other.employer.lower():
        return True
    return case.role is not None and (other.role is None or case.role.lower() != other.role.lower())
