"""A new hour without a day gets its day from the interview that it moves: "so 10.30 now", about Tuesday at ten.

Which one: the one told in the message that it answers, else the only one of the next interview day; where none is
booked, the only slot that is proposed. Without one of them an hour is nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta, tzinfo

from agent.cases.entries import Entry
from agent.cases.offers import Offer
from agent.cases.threads import replied_to
from agent.understanding.findings import Kind, Scheduled, Status, Understanding
from agent.zones import zone_of

_LATE = timedelta(hours=2)
"""So long after its start an interview of today can still be put off: "running late, 10.30 now"."""

_NOWHERE = frozenset({"UTC", "Etc/UTC"})
"""The zone in which calendars write and hardly anybody speaks."""

_WITHOUT = {Kind.RESCHEDULE: Status.MOVED, Kind.CANCELLATION: Status.CANCELLED}
"""What a message does as a whole, whichever interview its hour is for."""

Told = tuple[Entry | Scheduled, Sequence[str]]
"""An interview or a proposed slot, and the messages in which it was told."""


def with_its_day(
    slot: Scheduled, said: Understanding, entries: Iterable[Entry], offers: Iterable[Offer]
) -> Scheduled | None:
    """The slot at its hour on the day of the interview it moves; None when it is nothing."""
    at = said.message.at
    booked: list[Told] = [(e, e.messages) for e in entries if e.alive and not e.robot and _is_to_come(e, at)]
    proposed: list[Told] = [(o.slot, [o.said.message.message_id]) for o in offers if _is_to_come(o.slot, at)]
    meant = _meant(booked or proposed, replied_to(said)[:1])
    moved = _moved(slot, meant) if meant is not None else None
    if meant is not None and moved is not None and moved.start is not None and moved.start > at:
        if isinstance(meant, Entry):
            return replace(moved, was=meant.start)
        people, label = slot.people or meant.people, slot.label or meant.label
        return replace(moved, status=Status.REQUESTED, people=people, label=label)
    whole = _WITHOUT.get(said.kind) if slot.status is Status.MOVED else None
    return replace(slot, status=whole, hour=None) if whole is not None else None


def _is_to_come(one: Entry | Scheduled, at: datetime) -> bool:
    return one.start is not None and not one.robot and (one.end if one.all_day and one.end else one.start) > at - _LATE


def _meant(known: Sequence[Told], answered: Sequence[str]) -> Entry | Scheduled | None:
    """The one that was told in the message answered; else the only one of the first day."""
    named = [one for one, told in known if any(name in told for name in answered)] or [one for one, _ in known]
    days = {one.start.date() for one in named if one.start is not None}
    first = [one for one in named if one.start is not None and one.start.date() == min(days)]
    return first[0] if len(first) == 1 else None


def _moved(slot: Scheduled, known: Entry | Scheduled) -> Scheduled:
    """The slot at its hour on the day of what is known, as long as that was to last."""
    assert slot.hour is not None
    assert known.start is not None
    zone, own = _clock(slot, known.start, known.zone)
    noon = datetime.combine(known.start.date(), time(12), zone)
    start = slot.hour.on_the_day_of(noon if known.all_day else known.start.astimezone(zone))
    return replace(
        slot,
        start=start,
        end=start + (known.end - known.start) if known.end and not known.all_day else None,
        zone=known.zone if own else slot.zone,
        sure=slot.sure or (own and known.sure),
        hour=None,
    )


def _clock(slot: Scheduled, start: datetime, zone: str | None) -> tuple[tzinfo | None, bool]:
    """The zone in which the hour is meant, and whether it is the interview's own."""
    if slot.sure or zone in _NOWHERE:
        return zone_of(slot.zone) or start.tzinfo, False
    return zone_of(zone) or start.tzinfo, True
