"""When a follow-up falls due in a wait, and why (docs/etiquette.md, "When to ask").

A stated timeline comes first: the business days of whoever stated it. Then the day must suit the owner too; the later
of the two wins.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from agent.calendar import add_business_days
from agent.cases.records import Began, Wait
from agent.messages import Owner
from agent.planning.in_words import business_days, day, day_of, days, quote
from agent.planning.working_hours import common_business_day, local_day, opening
from agent.policy import Policy
from agent.understanding.findings import Promised


@dataclass(frozen=True, slots=True)
class Timing:
    """`on` is the opening of a business day in the owner's zone; `because` is a sentence with the dates."""

    on: datetime
    because: str


def first_timing(wait: Wait, owner: Owner, policy: Policy) -> Timing:
    """When the first follow-up of a wait falls due."""
    if wait.promise is not None:
        return _after_promise(wait.promise, wait.promised_at, owner, policy)
    count, began = _undated(wait, policy)
    on = common_business_day(local_day(wait.since, owner) + timedelta(days=count), owner.country)
    since = day_of(wait.since, owner.zone)
    reason = f"{began} on {since} and no day was named, so the question falls due after {days(count)}, on {day(on)}."
    return Timing(opening(on, owner, policy), reason)


def second_timing(wait: Wait, owner: Owner, policy: Policy) -> Timing:
    """When the second falls due: a week after the owner asked, and not before what was promised has passed."""
    asked = wait.nudges[0]
    after = local_day(asked, owner) + timedelta(days=policy.second_follow_up_days)
    suits = common_business_day(after, owner.country)
    on = opening(suits, owner, policy)
    again = (
        f"without an answer the second question falls due after {days(policy.second_follow_up_days)}, on {day(suits)}"
    )
    reason = f"You asked on {day_of(asked, owner.zone)}; {again}."
    if wait.promise is not None:
        promised = _after_promise(wait.promise, wait.promised_at, owner, policy)
        if promised.on > on:
            return Timing(promised.on, f"You asked on {day_of(asked, owner.zone)}. {promised.because}")
    return Timing(on, reason)


def _undated(wait: Wait, policy: Policy) -> tuple[int, str]:
    """How many days a wait without a timeline lasts, and what it began with."""
    match wait.began:
        case Began.INTERVIEW:
            return policy.quiet_days, "The last interview was"
        case Began.ANSWER:
            return policy.undated_answer_days, "They last wrote"
        case Began.OWNER_ANSWERED:
            return policy.owner_answered_days, "You answered them"


def _after_promise(promise: Promised, said: datetime | None, owner: Owner, policy: Policy) -> Timing:
    """The first business day after full business days of grace; both countries must be at work on it.

    An open end is given its days once: behind the day named, or by the later day that the words can mean.
    """
    grace = policy.grace_business_days
    longer = grace + (policy.open_ended_business_days if promise.open_ended else 0)
    ways = [(_past_grace(promise.by, longer, promise, owner), longer)]
    if promise.alternative is not None:
        ways.append((_past_grace(promise.alternative, grace, promise, owner), grace))
    on, grace = max(ways)
    on = common_business_day(on, promise.country, owner.country)
    told = f" on {day_of(said, owner.zone)}" if said is not None else ""
    reason = (
        f"They said {quote(promise.phrase)}{told}, which {_read_as(promise)}; "
        f"with {business_days(grace)} of grace the question falls due on {day(on)}."
    )
    return Timing(opening(on, owner, policy), reason)


def _read_as(promise: Promised) -> str:
    """The last day they can mean; where the words can mean two, both are shown and the later counts."""
    if promise.alternative is None or promise.alternative == promise.by:
        return f"is {day(promise.by)} at the latest"
    first, last = sorted((promise.by, promise.alternative))
    return f"can be {day(first)} or {day(last)}, and the later counts"


def _past_grace(last: date, grace: int, promise: Promised, owner: Owner) -> date:
    """The first business day behind the grace; where their country is not known, offices rest as the owner's do."""
    return add_business_days(last, max(grace, 0) + 1, promise.country or owner.country)
