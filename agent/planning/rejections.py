"""A gracious reply to a no, once per process, and only to people the owner has met (docs/etiquette.md)."""

from __future__ import annotations

from datetime import datetime, timedelta

from agent.cases.records import Case
from agent.messages import Message, Owner
from agent.planning.considered import NOTHING, Considered
from agent.planning.in_words import day_of, sentence, writer
from agent.planning.parents import parent_for, written_from
from agent.planning.recipients import Recipient, known_contact, process_speaker, recipient, why_not
from agent.planning.records import Due, Held, Step
from agent.planning.visible import is_visible
from agent.planning.working_hours import in_hours, next_opening
from agent.policy import Policy

_STEP = Step.REJECTION_REPLY


def rejection_reply(case: Case, owner: Owner, policy: Policy, now: datetime) -> Considered:
    """The reply to the no that ended `case`, or why there is none."""
    no = case.rejected_by
    if case.answered_no:
        return NOTHING
    if case.interview_held is None:
        return _held("They said no before any interview: no reply is needed.")
    if not case.interview_held.confirmed:
        return _held("They said no, and it is not certain that an interview took place.")
    if no is None or not is_visible(no):
        return _held("They said no, and there is no message of theirs to answer.")
    if _STEP.value in case.declined:
        return _held("You did not want this draft.")
    to = _to(no, case, owner)
    if isinstance(to, str):
        return _held(sentence(f"{to}."))
    return in_hours(Considered((_due(no, to, case, owner, policy),)), owner, policy, now)


def _held(because: str) -> Considered:
    return Considered(held=(Held(_STEP, because),))


def _to(no: Message, case: Case, owner: Owner) -> Recipient | str:
    """Who said no, when that is a person who can be written to; else whoever speaks for the process."""
    contact = known_contact(no.sender.email if no.sender is not None else None, case.contacts)
    if contact is None or why_not(contact, case, owner) is not None:
        return process_speaker(case, owner)
    return recipient(contact, case, owner)


def _due(no: Message, to: Recipient, case: Case, owner: Owner, policy: Policy) -> Due:
    said_it = no.sender is not None and to.contact.email == no.sender.email
    parent = no if said_it else parent_for(to, case)
    sender, account = written_from(parent, case, owner)
    on = next_opening(no.at, owner, policy)
    return Due(
        id=_STEP.value,
        case=case.key,
        step=_STEP,
        on=on,
        until=on + timedelta(days=policy.rejection_reply_days),
        to=to.person,
        thanks=(),
        parent=parent,
        interview=case.interview_held,
        sender=sender,
        account=account,
        because=f"{sentence(writer(no))} said no on {day_of(no.at, owner.zone)}, and you had met them.",
    )
