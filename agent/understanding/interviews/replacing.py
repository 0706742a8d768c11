"""Which of several times in a text its own words put in the place of others: corrections, and the two of a move."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from agent.understanding.interviews.manners import Manner, Spoken
from agent.understanding.interviews.wording import says

_REACH = 90
_AHEAD = (Manner.ASKED, Manner.STATED)


def corrected(found: tuple[Spoken, ...], low: str) -> tuple[Spoken, ...]:
    """Without the times that are taken back at once: "Wednesday at 4! Oh no wait, Wednesday at 5"."""
    taken_back = {
        one.slot.start
        for one, other in pairwise(_timed(found))
        if other.slot.span[0] - one.slot.span[1] < _REACH
        and says("moves", "corrected", low[one.slot.span[1] : other.slot.span[0]])
    }
    if not taken_back:
        return found
    return tuple(replace(one, manner=Manner.NONE) if one.slot.start in taken_back else one for one in found)


def restated(found: tuple[Spoken, ...], low: str) -> tuple[Spoken, ...]:
    """Without the times that only say the one before them by another clock."""
    again = {
        other.slot.start
        for one, other in pairwise(_timed(found))
        if says("moves", "restated_before", low[one.slot.span[1] : other.slot.span[0]].strip() + " ")
        and says("moves", "restated_after", low[other.slot.span[1] : other.slot.span[1] + _REACH])
    }
    return tuple(replace(one, manner=Manner.NONE) if one.slot.start in again else one for one in found)


def settled(found: tuple[Spoken, ...], low: str) -> tuple[Spoken, ...]:
    """Of a booking's times the one that another only leads to: "The bell goes at five to three, so call it 3pm"."""
    called = {one.slot.start for one in _timed(found) if says("moves", "called", low[: one.slot.span[0]][-_REACH:])}
    if len(called) != 1:
        return found
    timed = _timed(found)
    return tuple(
        replace(one, manner=Manner.NONE) if one in timed and one.slot.start not in called else one for one in found
    )


def replaced(found: tuple[Spoken, ...], low: str) -> tuple[Spoken, ...]:
    """A move's times with the old one told from the new: by two columns, by "is now", by "so I have put you in at"."""
    left = {
        one.slot.start
        for one, other in pairwise(found)
        if says("moves", "becomes", low[one.slot.span[1] : other.slot.span[0]])
    }
    timed = [one for one in _timed(found) if one.manner in _AHEAD]
    if len(timed) == 2 and says("moves", "columns", low[: timed[0].slot.span[0]][-_REACH:]):
        left = {timed[0].slot.start}
    if left:
        return tuple(replace(one, manner=Manner.WAS) if one.slot.start in left else one for one in found)
    if len({one.slot.start for one in timed}) < 2:
        return found
    new = {one.slot.start for one in timed if _is_new(one, low)}
    if len(new) != 1 or timed[-1].slot.start not in new:
        return found
    # What stands before it may be the old time or what is in the way of it: no slot of ours to name.
    return tuple(
        replace(one, manner=Manner.NONE) if one in timed and one.slot.start not in new else one for one in found
    )


def without_the_known(told: list[Spoken], known: set[object]) -> list[Spoken]:
    """A move's times, where one that the quotation has already is the old one, and another is left."""
    ahead = [one for one in told if one.manner in _AHEAD and not one.slot.date_only]
    new = [one for one in ahead if one.slot.start not in known]
    if not new or len(new) == len(ahead):
        return told
    return [replace(one, manner=Manner.WAS) if one in ahead and one not in new else one for one in told]


def _is_new(one: Spoken, low: str) -> bool:
    begin, end = one.slot.span
    before, behind = low[max(0, begin - _REACH) : begin], low[end : end + 16]
    return says("moves", "new_before", before) or says("moves", "new_after", behind)


def _timed(found: tuple[Spoken, ...]) -> list[Spoken]:
    return [one for one in found if not one.slot.date_only]
