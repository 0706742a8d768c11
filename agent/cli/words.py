"""The same things for people: short lines, the owner's own time, colour only where it helps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

import click

from agent.cases.records import Case, State
from agent.drafts.entries import LIVE, Entry, Fate
from agent.planning.records import Plan, Step
from agent.view import View

if TYPE_CHECKING:
    from agent.cycle import Outcome

STEPS = {
    Step.THANK_YOU: "a thank-you",
    Step.FOLLOW_UP: "a follow-up",
    Step.SECOND_FOLLOW_UP: "a second follow-up",
    Step.REJECTION_REPLY: "a reply to their no",
}
_STATES = {
    State.ARRANGING: "being arranged",
    State.SCHEDULED: "interview ahead",
    State.WAITING: "waiting for them",
    State.YOUR_TURN: "your turn",
    State.ON_HOLD: "on hold",
    State.OFFER: "offer",
    State.REJECTED: "they said no",
    State.WITHDRAWN: "you withdrew",
    State.CLOSED: "closed",
    State.QUIET: "gone quiet",
}


def day(at: datetime, zone: tzinfo) -> str:
    """A moment in the owner's time: Tue 3 Nov 15:00."""
    local = at.astimezone(zone)
    return f"{local:%a} {local.day} {local:%b %H:%M}"


def draft(entry: Entry) -> str:
    """A draft in a line: a thank-you to lee@acme.example: Re: Interview."""
    return f"{STEPS[Step(entry.step)]} to {entry.to[0]}: {entry.subject}"


def title(case: Case) -> str:
    """What a case is called: Acme, Data Engineer."""
    return ", ".join(part for part in (case.employer or case.agency or "Unknown employer", case.role) if part)


def outcome(one: Outcome, zone: tzinfo) -> Iterator[str]:
    """What a pass did."""
    cases = {case.key: case for case in one.view.cases}
    yield f"Looked at {one.looked_at} new messages; {one.mattered} belong to your job hunt."
    for action in one.actions:
        line = _action(action, cases)
        if line:
            yield line
    for key, text in one.notices:
        yield click.style("  ! ", fg="yellow") + f"{title(cases[key])}: {text}"
    for problem in one.problems:
        yield f"  Could not read all: {problem}"
    for note in one.notes:
        yield f"  Odd mail: {note}"
    for account, error in one.failed.items():
        yield click.style(f"  {account}: {error} {getattr(error, 'remedy', '')}", fg="red")
    if one.failed:
        yield "  The answer may be there, so no new follow-up is drafted until it can be read again."
    if one.result.too_many:
        yield "No new drafts were saved: there would be too many at once. Look at them with `followup run --dry-run`,"
        yield "then allow them with `followup run --allow 40`."
    if not one.actions and not one.notices and not one.problems and not one.notes and not one.failed:
        yield "Nothing to do."


def _action(action: object, cases: dict[str, Case]) -> str | None:
    from agent.drafts.records import Hold, Replace, Save, Settle, Tell, Withdraw  # `status` shows no actions

    if isinstance(action, Save | Replace):
        due = action.draft.due
        verb = "Draft saved" if isinstance(action, Save) else "Draft rewritten"
        about = title(cases[due.case]) if due.case in cases else ""
        return (
            click.style("  + ", fg="green")
            + f"{verb}: {STEPS[due.step]} to {due.to.name or due.to.email} ({about}). {action.because}"
        )
    if isinstance(action, Withdraw):
        return f"  - Draft to {action.entry.to[0]} taken back. {action.because}"
    if isinstance(action, Settle) and action.fate in (Fate.SENT, Fate.DECLINED, Fate.OWNERS):
        return f"  = Draft to {action.entry.to[0]}: {action.because}"
    if isinstance(action, Hold):
        return f"  . Not drafted ({title(cases[action.case])}): {action.because}" if action.case in cases else None
    if isinstance(action, Tell):
        return click.style("  ! ", fg="yellow") + action.text
    return None


def status(view: View, zone: tzinfo, now: datetime) -> Iterator[str]:
    """What needs the owner, what waits, what ended."""
    if not view.cases:
        yield "No hiring process found yet. `followup run` looks through your mail."
        return
    pairs = list(zip(view.cases, view.plans, strict=True))
    asking = [(case, plan) for case, plan in pairs if _needs_owner(case, plan, view.entries)]
    waiting = [(case, plan) for case, plan in pairs if not case.ended and (case, plan) not in asking]
    ended = [(case, plan) for case, plan in pairs if case.ended and (case, plan) not in asking]
    for heading, group in (("Needs you", asking), ("Waiting", waiting), ("Ended", ended)):
        if group:
            yield click.style(heading, bold=True)
            for case, plan in group:
                yield from _case_lines(case, plan, view.entries, zone)
            yield ""
    yield "More about one: followup why NAME"


def _needs_owner(case: Case, plan: Plan, entries: Sequence[Entry]) -> bool:
    return (
        bool(plan.questions)
        or case.state in (State.YOUR_TURN, State.OFFER)
        or (not case.ended and bool(plan.notices))
        or any(entry.fate in LIVE and entry.anchor in case.message_ids for entry in entries)
    )


def _case_lines(case: Case, plan: Plan, entries: Sequence[Entry], zone: tzinfo) -> Iterator[str]:
    muted = " (muted)" if case.muted else ""
    yield f"  {title(case)}  [{case.key}]  {_STATES[case.state]}{muted}"
    for entry in entries:
        if entry.fate in LIVE and entry.anchor in case.message_ids:
            yield f"      in Drafts: {STEPS[Step(entry.step)]} to {entry.to[0]}"
    for notice in plan.notices:
        yield f"      {notice}"
    for question in plan.questions:
        yield f"      {question.text}"
        yield f"        -> {question.command}"
    if plan.next is not None:
        yield f"      next: {STEPS[plan.next.step]} on {day(plan.next.on, zone)}"


def why(case: Case, plan: Plan, zone: tzinfo, now: datetime) -> Iterator[str]:
    """The story of one case, with the sentences behind it, and what follows."""
    yield click.style(f"{title(case)}  [{case.key}]  {_STATES[case.state]}", bold=True)
    for happened in case.story:
        yield f"  {day(happened.at, zone)}  {happened.what}"
        if happened.evidence and happened.evidence.sentence:
            sentence = " ".join(happened.evidence.sentence.split())
            yield f'      "{sentence[:200]}"'
    yield ""
    for due in plan.due:
        if due.until is not None and due.until < now:
            continue
        yield f"  Due now: {STEPS[due.step]} to {due.to.name or due.to.email}. {due.because}"
    if plan.next is not None:
        due = plan.next
        yield f"  Next: {STEPS[due.step]} to {due.to.email} on {day(due.on, zone)}. {due.because}"
    for held in plan.held:
        yield f"  Not {STEPS[held.step]}: {held.because}"
    for question in plan.questions:
        yield f"  {question.text}\n    -> {question.command}"
    if not plan.due and plan.next is None and not plan.held:
        yield "  Nothing is due."
