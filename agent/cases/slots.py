"""When two slots are one, and which source of a slot is enough to believe it."""

from __future__ import annotations

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


def strong(slot: Scheduled, said: Understanding) -> bool:
    """Whether one source is enough to believe a slot: clear words, a known zone, and not the owner's mail alone.

    A zone that had to be guessed is believed when the writer's clock and the guess agree: both sit in one zone.
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
    return said.sender is Sender.PERSON and sent is not None and sent.utcoffset() == _offset_then(slot, sent)


def told_by_owner(said: Understanding) -> bool:
    """True for what the owner told the program (`followup add`, `heard`): no mail, and their word is enough."""
    return said.message.message_id.startswith("choice-")


def _offset_then(slot: Scheduled, sent: datetime) -> timedelta | None:
    """The offset of the guessed zone on the day of writing: a change of the clocks may lie between.

    A stored start has kept its offset only; the zone's name tells the rest.
    """
    zone = zone_of(slot.zone) or (slot.start.tzinfo if slot.start else None)
    return sent.astimezone(zone).utcoffset()
