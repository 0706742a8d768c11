"""Until when somebody who is away is not asked (docs/etiquette.md, "Away")."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from agent.calendar import add_business_days
from agent.cases.records import Contact
from agent.messages import Owner
from agent.planning.in_words import business_days, day, day_of, who
from agent.planning.working_hours import local_day, opening
from agent.policy import Policy


@dataclass(frozen=True, slots=True)
class Absence:
    """Nothing is asked before `ends`, the opening of a business day; `because` is a sentence."""

    ends: datetime
    because: str


def absence(contact: Contact, owner: Owner, policy: Policy) -> Absence | None:
    """The absence of `contact`, also one that has passed; None when none is known.

    One business day after the stated return; five after an absence without a date.
    """
    if contact.away_since is None:
        return None
    if contact.back is not None:
        until = add_business_days(contact.back, policy.away_business_days, owner.country)
        reason = (
            f"{who(contact)} is away until {day(contact.back)}; they get "
            f"{business_days(policy.away_business_days)} after that, to {day(until)}."
        )
    else:
        until = add_business_days(
            local_day(contact.away_since, owner), policy.away_undated_business_days, owner.country
        )
        reason = (
            f"{who(contact)} has been away since {day_of(contact.away_since, owner.zone)} and named no day of return; "
            f"they get {business_days(policy.away_undated_business_days)}, to {day(until)}."
        )
    return Absence(opening(until, owner, policy), reason)
