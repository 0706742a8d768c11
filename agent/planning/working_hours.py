"""When a draft may appear: 09:00 to 18:00 on business days of the owner's country, in the owner's zone.

Thank-yous do not wait for these hours. Source: docs/etiquette.md, "When drafts appear".
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from agent.calendar import is_business_day, on_or_after_business_day
from agent.messages import Owner
from agent.planning.considered import Considered, closed
from agent.planning.in_words import day_of
from agent.policy import Policy

_ONE_DAY = timedelta(days=1)


def local_day(moment: datetime, owner: Owner) -> date:
    """The owner's calendar day at an aware moment."""
    return moment.astimezone(owner.zone).date()


def midnight(day: date, owner: Owner) -> datetime:
    """The start of a day where the owner is."""
    return datetime.combine(day, time(0), owner.zone)


def opening(day: date, owner: Owner, policy: Policy) -> datetime:
    """The moment from which drafts may appear on a day, in the owner's zone (09:00 by default)."""
    return datetime.combine(day, time(policy.day_start_hour), owner.zone)


def is_open(moment: datetime, owner: Owner, policy: Policy) -> bool:
    """True in the working hours of a business day, the first minute included and the last not."""
    local = moment.astimezone(owner.zone)
    end = max(policy.day_end_hour, policy.day_start_hour + 1)
    return policy.day_start_hour <= local.hour < end and is_business_day(local.date(), owner.country)


def next_opening(moment: datetime, owner: Owner, policy: Policy) -> datetime:
    """The first moment at or after `moment` that lies in working hours."""
    if is_open(moment, owner, policy):
        return moment
    day = local_day(moment, owner)
    if opening(day, owner, policy) < moment:
        day += _ONE_DAY
    return opening(on_or_after_business_day(day, owner.country), owner, policy)


def common_business_day(day: date, *countries: str | None) -> date:
    """The first day at or after `day` that is a business day in every one of the countries (None: weekends only)."""
    while not all(is_business_day(day, country) for country in countries):
        day += _ONE_DAY
    return day


def _wait(start: datetime, owner: Owner, policy: Policy) -> str:
    """Why nothing is saved now, and when it will be; `start` is an opening."""
    hours = f"from {policy.day_start_hour:02d}:00 to {policy.day_end_hour:02d}:00 on business days"
    return f"Drafts appear {hours}: it will be saved at {start:%H:%M} on {day_of(start, owner.zone)}."


def in_hours(considered: Considered, owner: Owner, policy: Policy, now: datetime) -> Considered:
    """The same, with everything that has come due waiting for working hours.

    Outside them no new draft is written, one that is there stays, and what comes next is the same step at the next
    opening.
    """
    if is_open(now, owner, policy):
        return considered
    start = next_opening(now, owner, policy)
    dues = []
    for due in considered.dues:
        if not due.may_be_written(now):
            dues.append(due)
            continue
        dues.append(closed(due))
        if due.until is None or start <= due.until:
            dues.append(replace(due, on=start, because=f"{due.because} {_wait(start, owner, policy)}"))
    return replace(considered, dues=tuple(dues))
