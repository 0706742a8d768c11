"""The JSON the commands print: one place for every shape that others rely on. Dates are ISO 8601 with their offset."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from agent.cases.records import Case, Interview
from agent.drafts.entries import LIVE, Entry
from agent.planning.records import Due, Held, Plan
from agent.understanding.findings import Accepted, Away, Promised, Scheduled, Sender, Status, Understanding
from agent.view import View

if TYPE_CHECKING:
    from agent.cycle import Outcome
    from agent.drafts.records import Action

SCHEMA = 1
Json = dict[str, Any]


def moment(at: datetime | date | None) -> str | None:
    """A time or a date as text."""
    return at.isoformat() if at else None


def understanding(one: Understanding) -> Json:
    """What `read` prints for a message."""
    slots = [found for found in one.findings if isinstance(found, Scheduled)]
    single = [found for found in slots if found.status is not Status.CANCELLED and not found.options]
    single = [found for found in single if found.start is not None] or single  # a move whose new slot is only asked for
    promise = next((found for found in one.findings if isinstance(found, Promised)), None)
    away = next((found for found in one.findings if isinstance(found, Away)), None)
    return {
        "schema": SCHEMA,
        "message_id": one.message.message_id,
        "kind": one.kind.value,
        "also": [kind.value for kind in one.also],
        "confidence": round(one.confidence, 3),
        "sender": one.sender.value,
        "company": one.company,
        "role": one.role,
        "people": [{"name": p.name, "email": p.email, "part": p.part.value} for p in one.people],
        "interview": _slot(single[0]) if len(single) == 1 else _loop(single) or _agreed(one),
        "interviews": [_slot(found) for found in slots],
        "promise": None if promise is None else _promise(promise),
        "away_until": moment(away.back) if away else None,
        "answers": one.answers,
        "remarks": [{"code": remark.code, "text": remark.text} for remark in one.remarks],
        "evidence": [
            {
                "finding": type(found).__name__.lower(),
                "sentence": found.evidence.sentence,
                "confidence": round(found.evidence.confidence, 3),
            }
            for found in one.findings
        ],
    }


def _slot(found: Scheduled) -> Json:
    return {
        "start": moment(found.start),
        "end": moment(found.end),
        "zone": found.zone,
        "status": found.status.value,
        "uid": found.uid,
    }


def _agreed(one: Understanding) -> Json | None:
    """The slot of the owner's to which they say yes without naming it."""
    yes = next((found.start for found in one.findings if isinstance(found, Accepted) and found.start), None)
    if yes is None or one.sender is Sender.OWNER:
        return None
    return {"start": moment(yes), "end": None, "zone": None, "status": Status.BOOKED.value, "uid": None}


def _loop(slots: list[Scheduled]) -> Json | None:
    """A day of several sessions is one interview: from the start of the first to the end of the last."""
    timed = [found for found in slots if found.start is not None]
    days = {found.start.date() for found in timed if found.start is not None}
    if len(timed) < 2 or len(days) != 1:
        return None
    first = min(timed, key=lambda found: found.start.timestamp() if found.start else 0.0)
    ends = [found.end for found in timed if found.end is not None]
    return {**_slot(first), "end": moment(max(ends)) if ends else None}


def _promise(found: Promised) -> Json:
    return {
        "from": moment(found.start),
        "by": moment(found.by),
        "phrase": found.phrase,
        "open_ended": found.open_ended,
        "alternative": moment(found.alternative),
    }


def interview(one: Interview) -> Json:
    """An interview of a case."""
    return {
        "start": moment(one.start),
        "end": moment(one.end),
        "zone": one.zone,
        "status": one.status.value,
        "uid": one.uid,
    }


def case(one: Case, plan: Plan) -> Json:
    """A case in `replay`'s last line, and the core of `status`."""
    promise = one.wait.promise if one.wait else None
    return {
        "company": one.employer or one.agency,
        "role": one.role,
        "state": one.state.value,
        "interviews": [interview(i) for i in one.interviews],
        "promise": None if promise is None else _promise(promise),
        "next": None if plan.next is None else {"step": plan.next.step.value, "on": moment(plan.next.on)},
    }


def status(view: View, now: datetime) -> Json:
    """What `status` prints."""
    drafts = [entry for entry in view.entries if entry.fate in LIVE]
    return {
        "schema": SCHEMA,
        "at": moment(now),
        "cases": [
            {
                "key": one.key,
                **case(one, plan),
                "muted": one.muted,
                "due": [_due(due) for due in plan.due],
                "held": [_held(held) for held in plan.held],
                "questions": [{"text": q.text, "command": q.command} for q in plan.questions],
                "notices": list(plan.notices),
                "drafts": [entry_of(entry) for entry in drafts if entry.anchor in one.message_ids],
            }
            for one, plan in zip(view.cases, view.plans, strict=True)
        ],
    }


def why(one: Case, plan: Plan, now: datetime) -> Json:
    """What `why` prints."""
    return {
        "schema": SCHEMA,
        "at": moment(now),
        "key": one.key,
        **case(one, plan),
        "people": [{"name": c.name, "email": c.email, "part": c.part.value} for c in one.contacts],
        "story": [
            {"at": moment(h.at), "what": h.what, "sentence": h.evidence.sentence if h.evidence else None}
            for h in one.story
        ],
        "due": [_due(due) for due in plan.due],
        "held": [_held(held) for held in plan.held],
        "questions": [{"text": q.text, "command": q.command} for q in plan.questions],
    }


def _due(due: Due) -> Json:
    return {"step": due.step.value, "on": moment(due.on), "to": [due.to.email], "because": due.because}


def _held(held: Held) -> Json:
    return {"step": held.step.value, "because": held.because, "until": moment(held.until)}


def entry_of(entry: Entry) -> Json:
    """A draft that is waiting."""
    return {
        "step": entry.step,
        "to": list(entry.to),
        "in_reply_to": entry.parent,
        "subject": entry.subject,
        "text": entry.text,
        "since": moment(entry.made),
        "yours": entry.fate.value == "owners",
    }


def outcome(one: Outcome) -> Json:
    """What `run` prints."""
    names = {c.key: c for c in one.view.cases}
    shown = [action(a, names.get(_case_key(a)), one.at) for a in one.actions]
    return {
        "schema": SCHEMA,
        "at": moment(one.at),
        "looked_at": one.looked_at,
        "mattered": one.mattered,
        "actions": [a for a in shown if a is not None],
        "notices": [{"case": key, "text": text} for key, text in one.notices],
        "problems": list(one.problems),
        "notes": list(one.notes),
        "failed": {account: str(error) for account, error in one.failed.items()},
        "exit_code": one.exit_code,
    }


def _case_key(one: Action) -> str:
    from agent.drafts.records import Hold, Save, Tell  # `status` shows no actions

    if isinstance(one, Save):
        return one.draft.due.case
    return one.case if isinstance(one, Hold | Tell) else one.entry.case


def action(one: Action, about: Case | None, at: datetime) -> Json | None:
    """One action as `replay` prints it; None for bookkeeping nobody needs to see."""
    from agent.drafts.records import Hold, Replace, Save, Settle, Withdraw

    named = (
        {"company": about.employer or about.agency, "role": about.role} if about else {"company": None, "role": None}
    )
    if isinstance(one, Save | Replace):
        draft = one.draft
        verb, step, to = ("save" if isinstance(one, Save) else "replace"), draft.due.step.value, draft.due.to.email
        return _line(at, verb, step, named, [to], draft.in_reply_to, draft.subject, draft.text, one.because)
    if isinstance(one, Hold):
        return _line(at, "hold", one.step, named, [], None, "", "", one.because)
    if isinstance(one, Withdraw):
        verb = "expire" if one.fate.value == "expired" else "withdraw"
    elif isinstance(one, Settle) and one.fate.value in ("sent", "declined"):
        verb = one.fate.value
    else:
        return None
    entry = one.entry
    return _line(at, verb, entry.step, named, list(entry.to), entry.parent, entry.subject, entry.text, one.because)


def _line(
    at: datetime,
    verb: str,
    step: str,
    about: Json,
    to: list[str],
    parent: str | None,
    subject: str,
    text: str,
    because: str,
) -> Json:
    return {
        "at": moment(at),
        "action": verb,
        "step": step,
        "case": about,
        "to": to,
        "in_reply_to": parent,
        "subject": subject,
        "text": text,
        "because": because,
    }
