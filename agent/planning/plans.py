"""One case, all rules: what is due, what comes next, what is held, and when to look again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from agent.cases.records import Case, State
from agent.messages import Owner
from agent.planning.considered import NOTHING, Considered, closed, hold
from agent.planning.follow_ups import NUDGES, follow_ups
from agent.planning.in_words import day_of
from agent.planning.notices import notices
from agent.planning.questions import moments as moments_to_ask
from agent.planning.questions import questions
from agent.planning.records import Due, Held, Plan, Step
from agent.planning.rejections import rejection_reply
from agent.planning.thanks import thank_yous
from agent.planning.timing import first_timing
from agent.policy import Policy

_ENDS = {
    State.OFFER: "They made an offer",
    State.REJECTED: "They said no",
    State.WITHDRAWN: "You withdrew",
    State.CLOSED: "It is closed",
    State.QUIET: "You asked twice and no answer came; it has been quiet",
}


def plan(case: Case, owner: Owner, policy: Policy, now: datetime) -> Plan:
    """What `case` asks for at `now` (aware): the stage's one question. See docs/etiquette.md."""
    considered = _considered(case, owner, policy, now)
    due = tuple(sorted((one for one in considered.dues if one.on <= now), key=_order))
    ahead = min((one for one in considered.dues if one.on > now), key=_order, default=None)
    moments = [
        *considered.wakes,
        *moments_to_ask(case, policy),
        *(held.until for held in considered.held if held.until is not None),
    ]
    if ahead is not None:
        moments.append(ahead.on)
    return Plan(
        case=case.key,
        due=due,
        next=ahead,
        held=considered.held,
        questions=questions(case, owner, policy, now),
        notices=notices(case, owner),
        wake=min((moment for moment in moments if moment > now), default=None),
    )


def no_plan(case: Case, because: str) -> Plan:
    """The plan of a case that planning broke on: nothing, and why."""
    return Plan(case.key, (), None, (Held(Step.FOLLOW_UP, because),), (), (), None, unsure=True)


def hold_nudges(plans: Sequence[Plan], because: str) -> tuple[Plan, ...]:
    """The same plans without new questions to anybody; `because` is a sentence. Drafts that exist may stay."""
    return tuple(_without_nudges(one, because) for one in plans)


def _without_nudges(plan_: Plan, because: str) -> Plan:
    open_ones = [due for due in plan_.due if due.step in NUDGES and not due.only_if_there]
    held = tuple(Held(step, because) for step in dict.fromkeys(due.step for due in open_ones))
    due = tuple(closed(one) if one in open_ones else one for one in plan_.due)
    return replace(plan_, due=due, held=plan_.held + held)


def _order(due: Due) -> tuple[datetime, str]:
    return due.on, due.id


def _considered(case: Case, owner: Owner, policy: Policy, now: datetime) -> Considered:
    silent = _silent(case)
    if silent is not None:
        return Considered(held=(Held(Step.FOLLOW_UP, silent),))
    if case.state is State.REJECTED:
        considered = rejection_reply(case, owner, policy, now)
    elif case.ended:
        since = day_of(case.state_since, owner.zone)
        return Considered(held=(Held(Step.FOLLOW_UP, f"{_ENDS[case.state]} (since {since})."),))
    else:
        considered = _open(case, owner, policy, now)
    return _in_doubt(considered, case, now)


def _in_doubt(considered: Considered, case: Case, now: datetime) -> Considered:
    """The same without new drafts while something about the case is unclear; every doubt is named."""
    if not case.unsure:
        return considered
    steps = tuple(dict.fromkeys(due.step for due in considered.dues)) or (Step.FOLLOW_UP,)
    quiet = hold(considered, frozenset(Step), now)
    return quiet + Considered(held=tuple(Held(step, doubt) for step in steps for doubt in case.unsure))


def _silent(case: Case) -> str | None:
    """Why nothing at all is written here."""
    if case.muted:
        return "You asked for no drafts here."
    if case.no_contact:
        return "They asked not to be contacted."
    return None


def _open(case: Case, owner: Owner, policy: Policy, now: datetime) -> Considered:
    """Thanks and questions of a process that goes on; thanks give way when a question falls due."""
    thanks = thank_yous(case, owner, policy, now)
    pending = [due for due in thanks.dues if due.on <= now and not due.only_if_there]
    unthanked = not case.thanked_all and bool(pending or not case.thanked)
    asked = follow_ups(case, owner, policy, now, unthanked=unthanked)
    return _giving_way(thanks, asked, case, owner, policy, now) + asked + _interview_end(case)


def _giving_way(
    thanks: Considered, asked: Considered, case: Case, owner: Owner, policy: Policy, now: datetime
) -> Considered:
    """The thanks without those that a question replaces. A question that is held replaces nothing."""
    late = [due for due in thanks.dues if due.on <= now]
    in_force = bool(asked.dues) or (case.wait is not None and len(case.wait.nudges) >= 1)
    waits = any(held.step in NUDGES for held in asked.held) and not (case.wait and case.wait.nudges)
    if not late or not in_force or waits or case.unsure or case.wait is None:
        return thanks
    falls_due = first_timing(case.wait, owner, policy).on
    if falls_due > now:
        return replace(thanks, wakes=(*thanks.wakes, falls_due))
    kept = tuple(due for due in thanks.dues if due not in late)
    gave_way = Held(Step.THANK_YOU, "The thank-you gave way to the question that has fallen due, which carries it.")
    return replace(thanks, dues=kept, held=(*thanks.held, gave_way))


def _interview_end(case: Case) -> Considered:
    """A process in which somebody is still to be met changes at the end of that interview, whatever it asks for."""
    ahead = case.interview_ahead
    return NOTHING if ahead is None or ahead.over is None else Considered(wakes=(ahead.over,))
