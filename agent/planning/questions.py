"""What only the owner knows: whether an interview was agreed or took place, and what was written elsewhere.

Whenever no draft is written because the mail leaves this open, the owner is asked (docs/etiquette.md, "What counts").
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from agent.cases.records import Case, Interview, State
from agent.messages import Owner
from agent.planning.in_words import company, day_of, quote, time_of
from agent.planning.records import Question
from agent.policy import Policy

_BEING_ARRANGED = frozenset({State.ARRANGING, State.WAITING})


def questions(case: Case, owner: Owner, policy: Policy, now: datetime) -> tuple[Question, ...]:
    """What is to be asked about `case` at `now` (aware), each with the command that settles it."""
    if case.muted or (case.ended and not _may_be_answered(case, policy, now)):
        return ()
    return tuple(_asked(case, owner, policy, now))


def _asked(case: Case, owner: Owner, policy: Policy, now: datetime) -> Iterator[Question]:
    latest = (case.interview_held, case.interview_ahead)
    yield from (_is_it_real(one, case, owner) for one in latest if one is not None and not one.confirmed)
    if (proposed := _passed(case, policy, now)) and (case.ended or case.state in _BEING_ARRANGED):
        yield _was_it_agreed(proposed, case, owner)
    elif _left_open(case, policy, now):
        yield _has_it_a_time(case, owner)
    if case.ended:
        return
    yield from (_what_is_it(doubt, case) for doubt in case.unsure)
    if case.elsewhere is not None:
        yield _what_came(case.elsewhere, case)


def moments(case: Case, policy: Policy) -> tuple[datetime, ...]:
    """When there may be something to ask though no mail has come."""
    ends = [one.over for one in case.proposed if one.over is not None]
    return (*ends, _quiet_from(case, policy)) if case.state is State.ARRANGING else tuple(ends)


def _may_be_answered(case: Case, policy: Policy, now: datetime) -> bool:
    """Whether a no could still be replied to, if it were known that an interview took place."""
    no = case.rejected_by
    open_still = no is not None and now <= no.at + timedelta(days=policy.rejection_reply_days)
    return case.state is State.REJECTED and open_still and not case.answered_no


def _passed(case: Case, policy: Policy, now: datetime) -> tuple[Interview, ...]:
    """The slots that were proposed and not settled, once all have passed and nothing later was held or is ahead."""
    over = [one.over for one in case.proposed if one.over is not None]
    if not over or case.interview_ahead is not None:
        return ()
    last, held = max(over), case.interview_held
    later = held is not None and held.over is not None and held.over >= min(over)
    return case.proposed if last <= now <= last + timedelta(days=policy.stale_days) and not later else ()


def _left_open(case: Case, policy: Policy, now: datetime) -> bool:
    """Whether an interview is being arranged without a time, and nobody has written for a while."""
    quiet = _quiet_from(case, policy)
    nothing_named = not case.proposed and case.interview_ahead is None
    return case.state is State.ARRANGING and nothing_named and quiet <= now <= quiet + timedelta(days=policy.stale_days)


def _quiet_from(case: Case, policy: Policy) -> datetime:
    return max(message.at for message in case.messages) + timedelta(days=policy.quiet_days)


def _is_it_real(interview: Interview, case: Case, owner: Owner) -> Question:
    at = (interview.start or interview.over or case.state_since).astimezone(owner.zone)
    close = "" if case.ended else f"; if not: followup close {case.key}"
    return Question(
        about=f"interview/{interview.id}",
        text=(
            f"Is there an interview with {company(case)} on {day_of(at, owner.zone)}, {at:%H:%M}? "
            f"The mail is not clear: {quote(interview.evidence.sentence)} "
            f"If so, confirm it{close}"
        ),
        command=_add(case, at),
    )


def _was_it_agreed(proposed: tuple[Interview, ...], case: Case, owner: Owner) -> Question:
    times = [one.start.astimezone(owner.zone) for one in proposed if one.start is not None]
    named = " or ".join(time_of(at, owner.zone) for at in times)
    return Question(
        about=f"proposed/{proposed[-1].id}/{times[-1]:%Y-%m-%dT%H:%M}",
        text=(
            f"Did you meet {company(case)} on {named}? It was proposed, and the mail does not show that it was agreed: "
            f"{quote(proposed[-1].evidence.sentence)} If you did, say when; until then nothing is drafted."
        ),
        command=_add(case, times[-1]),
    )


def _has_it_a_time(case: Case, owner: Owner) -> Question:
    last = max(message.at for message in case.messages)
    return Question(
        about=f"arranging/{last:%Y-%m-%d}",
        text=(
            f"Is there a time for the interview with {company(case)}? It is being arranged, and nobody has written "
            f"since {day_of(last, owner.zone)}. If there is one, say when; if it came to nothing: "
            f"followup close {case.key}"
        ),
        command=f"followup add {case.key} --on YYYY-MM-DDTHH:MM",
    )


def _add(case: Case, at: datetime) -> str:
    return f"followup add {case.key} --on {at:%Y-%m-%dT%H:%M}"


def _what_is_it(doubt: str, case: Case) -> Question:
    return Question(
        about=f"unclear/{doubt}",
        text=f"Unclear: {doubt}. Until it is known, nothing is drafted. If it is over: followup close {case.key}",
        command=f'followup heard {case.key} "no news yet"',
    )


def _what_came(site: str, case: Case) -> Question:
    return Question(
        about=f"elsewhere/{site}",
        text=f"What did {company(case)} write on {site}? Say it in your own words.",
        command=f'followup heard {case.key} "no news yet"',
    )
