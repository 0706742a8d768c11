"""When two slots are one, and which source of a slot is enough to believe it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from agent.understanding.findings import Scheduled, Sender, Understanding
from agent.zones import zone_of

SAME_START = timedelta(minutes=5)
"""Two sources that name a start this close speak of one interview."""

WEAK_BELOW = 0.6
"""Evidence less sure than this is weak: the owner is asked before anything is drafted."""


def same_time(one: datetime, other: datetime) -> bool:
    """Whether two starts are one."""
    return abs(one - other) <= SAME_START


def same_clock(one: datetime, other: datetime) -> bool:
    """Whether two starts are told by the same hour of the same day, each in its own zone: whose clock, is left open."""
    return one.replace(tzinfo=None) == other.replace(tzinfo=None)


def strong(slot: Scheduled, said: Understanding, heard: Iterable[datetime] = ()) -> bool:
    """Whether one source is enough to believe a slot: clear words, a known zone, and not the owner's mail alone.

    A zone that had to be guessed is believed when the writer's clock and the guess agree: both sit in one zone. So do
    the clocks by which people of the process were `heard` (what their Date says), where a robot names the slot.
    """
    if slot.evidence.confidence < WEAK_BELOW:
        return False
    if told_by_owner(said):
        return True
    if said.sender is Sender.OWNER:
        return False
    if slot.sure or slot.start is None:
        return True
    sent = said.message.sent
    clocks = [sent] if said.sender is Sender.PERSON and sent is not None else list(heard)
    return any(in_zone(slot, clock) for clock in clocks)


def zone_in_doubt(slot: Scheduled, said: Understanding) -> bool:
    """Whether a robot's slot is doubtful for nothing but its zone."""
    clear = slot.evidence.confidence >= WEAK_BELOW and slot.start is not None
    return clear and not slot.sure and said.sender is Sender.MACHINE and not told_by_owner(said)


def in_zone(slot: Scheduled, clock: datetime) -> bool:
    """Whether somebody's clock agrees with the zone that was guessed for a slot."""
    return clock.utcoffset() == _offset_then(slot, clock)


def told_by_owner(said: Understanding) -> bool:
    """True for what the owner told the program (`followup add`, `heard`): no mail, and their word is enough."""
    return said.message.message_id.startswith("choice-")


def _offset_then(slot: Scheduled, sent: datetime) -> timedelta | None:
    """The offset of the guessed zone on the day of writing: a change of the clocks may lie between.

    A stored start has kept its offset only; the zone's name tells the rest.
    """
    zone = zone_of(slot.zone) or (slot.start.tzinfo if slot.start else None)
    return sent.astimezone(zone).utcoffset()
