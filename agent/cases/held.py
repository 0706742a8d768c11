"""A slot that was only proposed, and a later mail that speaks of the meeting: it was held."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, tzinfo

from agent.cases.entries import Offer
from agent.cases.pages import REPLACES_WITHIN
from agent.understanding.findings import Met


def proven(offers: Iterable[Offer], at: datetime, on: datetime | None, last: datetime | None) -> Offer | None:
    """The one proposed slot that a meeting spoken of at `at` was; None where there is none, or several.

    `on` is the day it is said to have been. Where an interview was held already (`last`), the day must be this slot's
    and not that one's: "after our conversation" may mean either.
    """
    past = [o for o in offers if o.slot.start and not o.slot.robot and _is_past(o.slot.start, at)]
    if on is not None:
        past = [o for o in past if o.slot.start and same_day(o.slot.start, on)]
    elif last is not None:
        past = [o for o in past if o.slot.start and o.slot.start > last and same_day(o.slot.start, at)]
    if on is not None and last is not None and same_day(last, on):
        past = [o for o in past if o.instead_of is not None]  # it was to move there
    return past[-1] if len({o.slot.start for o in past}) == 1 else None


def evening_of(met: Met, zone: tzinfo) -> datetime | None:
    """The end, for the owner, of the day on which a meeting is said to have been; None where no day is said."""
    return datetime.combine(met.on, time(18), zone) if met.on else None


def _is_past(start: datetime, at: datetime) -> bool:
    return start <= at and at - start <= REPLACES_WITHIN


def same_day(start: datetime, on: datetime) -> bool:
    """Whether a start is on a day, where the day is told."""
    return start.astimezone(on.tzinfo).date() == on.date()
