"""What a later mail shows of a meeting: it took place, also where it was only proposed, or it did not."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta, tzinfo

from agent.cases.offers import Offer
from agent.cases.pages import REPLACES_WITHIN, Pages
from agent.cases.sifting import hidden
from agent.understanding.findings import Met, Scheduled, Status, Understanding

_EARLY = timedelta(minutes=15)
_MISSED_WITHIN = timedelta(days=10)
THANKED_WITHIN = timedelta(days=3)


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


def took_place(pages: Pages, met: Met, said: Understanding, on: datetime | None, *, sure: bool) -> None:
    """Their mail shows that an interview has taken place: it proves a booked one, or one the mail never showed."""
    at = said.message.at
    last = pages.last_begun(at, REPLACES_WITHIN)
    if last is not None and last.start is not None and not (met.known and on and not same_day(last.start, on)):
        last.confirmed = True
        last.add_message(said)
        return
    if met.known or any(e.alive and e.over and at - e.over <= REPLACES_WITHIN for e in pages.entries):
        return
    if on is not None and any(not e.alive and e.start and same_day(e.start, on) for e in pages.entries):
        return  # "sorry about yesterday": what was called off that day
    over = min(on, at) if on else at
    unsettled = [e for e in pages.entries if e.unsettled and not e.robot]
    if unsettled:
        unsettled[0].over, unsettled[0].confirmed = over, sure
        unsettled[0].evidence = met.evidence
        unsettled[0].add_message(said)
        return
    slot = Scheduled(met.evidence, Status.BOOKED)
    entry = pages.new(slot, said)
    entry.take(slot, said, sure)
    entry.over = over


def thanked_for(pages: Pages, said: Understanding) -> None:
    """The owner thanks for an interview soon after its time: it took place, whatever else the mail shows of it."""
    last = pages.last_begun(said.message.at, THANKED_WITHIN)
    if last is not None and not last.doubted:
        last.confirmed = last.thanked = True


def missed(pages: Pages, said: Understanding, by: str) -> None:
    """An interview did not take place though it was booked: the last that has begun, unless long ago or thanked for."""
    at = said.message.at
    booked = [e for e in pages.by_time() if e.alive and not e.robot and e.start]
    entry = next((e for e in reversed(booked) if e.start and e.start - _EARLY <= at), None)
    if entry is None or entry.start is None or at - entry.start > _MISSED_WITHIN or entry.thanked:
        return
    if hidden(said):
        entry.doubt()  # it stops; a word that is seen may yet prove the interview
        return
    entry.fall(entry.status, at)
    entry.missed_by = by


def same_day(start: datetime, on: datetime) -> bool:
    """Whether a start is on a day, where the day is told."""
    return start.astimezone(on.tzinfo).date() == on.date()
