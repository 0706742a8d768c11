"""The same things for people: short lines, the owner's own time, colour only where it helps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, NamedTuple

import click

from agent.cases.records import Case, State
from agent.drafts.entries import LIVE, Entry, Fate
from agent.planning.records import Due, Plan, Step
from agent.view import View

if TYPE_CHECKING:
    from agent.cycle import Outcome

STEPS = {
    Step.THANK_YOU: "a thank-you",
    Step.FOLLOW_UP: "a follow-up",
    Step.SECOND_FOLLOW_UP: "a second follow-up",
    Step.REJECTION_REPLY: "a reply to their no",
}


class _Verbs(NamedTuple):
    """How a line tells what became of a draft."""

    saved: str
    rewritten: str
    taken_back: str


_DID = _Verbs("Draft saved", "Draft rewritten", "taken back")
_WOULD = _Verbs("Would save a draft", "Would rewrite the draft", "would be taken back")

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

NOT_YET_READ = "`followup run` looks through your mail; a dry run keeps nothing of it."


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


def outcome(one: Outcome, zone: tzinfo, *, dry: bool = False) -> Iterator[str]:
    """What a pass did, or a dry one would have done, and what it would have saved at another hour."""
    cases = {case.key: case for case in one.view.cases}
    yield _looked_at(one)
    for action in one.actions:
        line = _action(action, cases, _WOULD if dry else _DID)
        if line:
            yield line
    later = [] if one.failed else list(_later(one.view))
    yield from later
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
    yield from _too_many(one)
    told = (one.actions, later, one.notices, one.problems, one.notes, one.failed)
    if not any(told):
        yield "Nothing to do."


def _looked_at(one: Outcome) -> str:
    if not one.looked_at:
        return "No new messages."
    new = "1 new message" if one.looked_at == 1 else f"{one.looked_at} new messages"
    return f"Looked at {new}; {one.mattered} {'belongs' if one.mattered == 1 else 'belong'} to your job hunt."


def _too_many(one: Outcome) -> Iterator[str]:
    from agent.drafts.records import Hold

    count = sum(isinstance(action, Hold) and action.too_many for action in one.actions)
    if not count:
        return
    yield "No new drafts are saved: there would be too many at once. Look at them, then allow them:"
    yield f"  followup run --dry-run --allow {count}"
    yield f"  followup run --allow {count}"


def _later(seen: View) -> Iterator[str]:
    """What is due and has no draft yet, because its hour has not come: when it will be saved, and why not now."""
    for case, plan in zip(seen.cases, seen.plans, strict=True):
        due = plan.next
        if due is None or all(one.id != due.id for one in plan.due):
            continue
        if not any(entry.due_id == due.id and entry.anchor in case.message_ids for entry in seen.entries):
            yield f"  . Not yet: {STEPS[due.step]} to {due.to.name or due.to.email} ({title(case)}). {due.because}"


def _action(action: object, cases: dict[str, Case], verbs: _Verbs) -> str | None:
    from agent.drafts.records import Hold, Replace, Save, Settle, Tell, Withdraw  # `status` shows no actions

    if isinstance(action, Save | Replace):
        due = action.draft.due
        verb = verbs.saved if isinstance(action, Save) else verbs.rewritten
        about = title(cases[due.case]) if due.case in cases else ""
        return (
            click.style("  + ", fg="green")
            + f"{verb}: {STEPS[due.step]} to {due.to.name or due.to.email} ({about}). {action.because}"
        )
    if isinstance(action, Withdraw):
        return f"  - Draft to {action.entry.to[0]} {verbs.taken_back}. {action.because}"
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
        yield f"No hiring process found yet. {NOT_YET_READ}"
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
    if plan.next is not None and _drafted(case, plan.next, entries) is None:
        yield f"      next: {STEPS[plan.next.step]} on {day(plan.next.on, zone)}"


def _drafted(case: Case, due: Due, entries: Sequence[Entry]) -> Entry | None:
    """The draft for a step that is in Drafts already: outside working hours the step lies ahead again."""
    live = (entry for entry in entries if entry.fate in LIVE and entry.anchor in case.message_ids)
    return next((entry for entry in live if entry.due_id == due.id), None)


def why(case: Case, plan: Plan, zone: tzinfo, now: datetime, entries: Sequence[Entry] = ()) -> Iterator[str]:
    """The story of one case, with the sentences behind it, and what follows. `entries` are the drafts of all cases."""
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
        if _drafted(case, due, entries) is None:
            yield f"  Due now: {STEPS[due.step]} to {due.to.name or due.to.email}. {due.because}"
    for entry in entries:
        if entry.fate in LIVE and entry.anchor in case.message_ids:
            yield f"  In Drafts: {STEPS[Step(entry.step)]} to {entry.to[0]}. {entry.because}"
    if plan.next is not None and _drafted(case, plan.next, entries) is None:
        due = plan.next
        yield f"  Next: {STEPS[due.step]} to {due.to.email} on {day(due.on, zone)}. {due.because}"
    for held in plan.held:
        yield f"  Not {STEPS[held.step]}: {held.because}"
    for question in plan.questions:
        yield f"  {question.text}\n    -> {question.command}"
    if not plan.due and plan.next is None and not plan.held:
        yield "  Nothing is due."
