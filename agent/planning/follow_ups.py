"""The first and the second question of a wait; there is no third (docs/etiquette.md, "When to ask")."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from agent.cases.records import Case, Interview, State, Wait
from agent.cases.waits import QUIET_AFTER
from agent.messages import Direction, Owner
from agent.planning.absences import absence
from agent.planning.considered import Considered, closed, hold
from agent.planning.in_words import day, day_of, sentence, time_of
from agent.planning.parents import parent_for, written_from
from agent.planning.recipients import Recipient, process_speaker
from agent.planning.records import Due, Held, Step
from agent.planning.timing import Timing, first_timing, second_timing
from agent.planning.working_hours import in_hours, midnight
from agent.policy import Policy

NUDGES = frozenset({Step.FOLLOW_UP, Step.SECOND_FOLLOW_UP})

_NOT_WAITING = {
    State.ARRANGING: "The next interview is being arranged",
    State.SCHEDULED: "An interview lies ahead",
    State.YOUR_TURN: "They wait for an answer from you",
    State.ON_HOLD: "They put it on hold",
}


def follow_ups(case: Case, owner: Owner, policy: Policy, now: datetime, *, unthanked: bool) -> Considered:
    """The question that is due or comes next, or why there is none. `unthanked`: thanks are still to be given."""
    refused = _not_asked(case, owner)
    held, wait = case.interview_held, case.wait
    if refused is not None:
        return _held(refused)
    if held is None or wait is None:
        return _held(Held(Step.FOLLOW_UP, "The mail does not show that it is their turn to write."))
    if len(wait.nudges) >= 2:
        asked = day_of(wait.nudges[-1], owner.zone)
        told = Held(Step.SECOND_FOLLOW_UP, f"You have asked twice, last on {asked}; there is no third time.")
        return Considered(held=(told,), wakes=(wait.nudges[1] + QUIET_AFTER,))
    step = Step.SECOND_FOLLOW_UP if wait.nudges else Step.FOLLOW_UP
    timing = (second_timing if wait.nudges else first_timing)(wait, owner, policy)
    found = process_speaker(case, owner, first=_asked_before(case, wait, owner))
    if isinstance(found, str):
        return _held(Held(step, sentence(f"{found}.")))
    due = _due(case, wait, held, step, timing, found, owner, policy)
    if due.id in case.declined:
        return _held(Held(step, "You did not want this draft."))
    carries = step is Step.FOLLOW_UP and unthanked and found.person.email not in case.thanked
    considered = _when_they_are_back(replace(due, carries_thanks=carries), found, owner, policy, now)
    if case.elsewhere is not None:
        told = Held(step, f"An answer may be waiting on {case.elsewhere}.")
        return hold(considered, NUDGES, now) + Considered(held=(told,))
    considered += _stale(considered, owner, policy, now)
    return in_hours(considered, owner, policy, now)


def _not_asked(case: Case, owner: Owner) -> Held | None:
    """What stands against asking at all, as a sentence."""
    step = Step.FOLLOW_UP
    held, ahead = case.interview_held, case.interview_ahead
    if ahead is not None and ahead.over is not None:
        when = time_of(ahead.start or ahead.over, owner.zone)
        return Held(step, f"An interview lies ahead, on {when}.", ahead.over)
    if case.state in _NOT_WAITING:
        return Held(step, f"{_NOT_WAITING[case.state]} (since {day_of(case.state_since, owner.zone)}).")
    if held is None:
        return Held(step, "No interview has taken place yet.")
    if not held.confirmed:
        return Held(step, "It is not certain that the interview took place.")
    if case.silent_no_on is not None:
        end = midnight(case.silent_no_on + timedelta(days=1), owner)
        return Held(step, f"They said that no news by {day(case.silent_no_on)} means no; nobody is asked.", end)
    return None


def _held(held: Held) -> Considered:
    return Considered(held=(held,), wakes=(held.until,) if held.until is not None else ())


def _asked_before(case: Case, wait: Wait, owner: Owner) -> str | None:
    """The address that the owner's first question of this wait went to."""
    if not wait.nudges:
        return None
    for message in case.messages:
        if message.direction is Direction.OWNER and message.at == wait.nudges[0]:
            return next((person.email for person in message.to if person.email not in owner.addresses), None)
    return None


def _due(
    case: Case,
    wait: Wait,
    held: Interview,
    step: Step,
    timing: Timing,
    to: Recipient,
    owner: Owner,
    policy: Policy,
) -> Due:
    parent = parent_for(to, case)
    sender, account = written_from(parent, case, owner)
    return Due(
        id=f"{step.value}/{wait.id}",
        case=case.key,
        step=step,
        on=timing.on,
        until=timing.on + timedelta(days=policy.stale_days),
        to=to.person,
        thanks=(),
        parent=parent,
        interview=held,
        sender=sender,
        account=account,
        because=timing.because,
    )


def _when_they_are_back(due: Due, to: Recipient, owner: Owner, policy: Policy, now: datetime) -> Considered:
    """The due, moved behind an absence of its recipient; a draft that is there already may stay."""
    away = absence(to.contact, owner, policy)
    if away is None or away.ends <= due.on:
        return Considered((due,))
    later = replace(
        due,
        on=away.ends,
        until=away.ends + timedelta(days=policy.stale_days),
        because=f"{due.because} {away.because}",
    )
    if now >= away.ends:
        return Considered((later,))
    kept = (closed(due),) if due.on <= now else ()
    return Considered((*kept, later), held=(Held(due.step, away.because, away.ends),), wakes=(away.ends,))


def _stale(considered: Considered, owner: Owner, policy: Policy, now: datetime) -> Considered:
    """A word on a question that came due too long ago."""
    late = [due for due in considered.dues if due.until is not None and due.on <= due.until < now]
    return Considered(
        held=tuple(
            Held(
                due.step,
                f"It fell due on {day_of(due.on, owner.zone)}, over {policy.stale_days} days ago: too late to ask.",
            )
            for due in late
        )
    )
