"""Which of the times that a text speaks of is the meeting, and how long it takes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from agent.understanding.dates.records import Slot
from agent.understanding.interviews.ends import stated_length
from agent.understanding.interviews.manners import Manner, Spoken
from agent.understanding.interviews.wording import label_of, pointed_place, says
from agent.understanding.likeness import likeness
from agent.understanding.sentences import lowered

_PLAINLY = 0.85
"""More like sentences that set a meeting than this is one, where its words are firm, too."""


def agreed(told: list[Spoken], quoted: tuple[Slot, ...], said: str) -> datetime | None:
    """The slot of the quotation that a yes without a time means: the only one, the one pointed to ("option B is
    yours"), or the only one of its day.
    """
    days = {one.slot.start.date() for one in told}
    timed = [slot for slot in quoted if not slot.date_only and (not days or slot.start.date() in days)]
    place = pointed_place(lowered(said))
    if place is not None and len(timed) > 1:
        return timed[place].start if -len(timed) <= place < len(timed) else None
    starts = {slot.start for slot in timed}
    return next(iter(starts)) if len(starts) == 1 else None


def are_options(timed: list[Spoken]) -> bool:
    """Are these several times to choose from?

    As many stated as asked for on one day are its parts: "would you teach at 9:15? From ten to eleven we talk".
    """
    asked = sum(one.manner is Manner.ASKED for one in timed) * 2
    return len(timed) > 1 and (asked > len(timed) or (asked == len(timed) and not _are_parts(timed)))


def _are_parts(timed: list[Spoken]) -> bool:
    """Whether what is stated goes on where what is asked for leaves off, as no other choice."""
    stated = [one for one in timed if one.manner is not Manner.ASKED]
    one_day = len({one.slot.start.date() for one in timed}) == 1
    return one_day and not any(says("asks", "alternative", lowered(one.sentence)) for one in stated)


def whole_day(one: Spoken) -> bool:
    """Does the meeting of this sentence take a day, so that a date without a time is one?"""
    return label_of(one.sentence) in {"onsite", "panel"} or says("asks", "whole_day", one.sentence.lower())


def settled(one: Spoken) -> bool:
    """Does the sentence say outright that the owner has an interview then, in a mail that is about something else?"""
    if one.slot.date_only or one.manner is not Manner.STATED:
        return False
    low = lowered(one.sentence)
    return says("not_a_slot", "owners", low) or (says("asks", "firm", low) and _meets(one.sentence) > _PLAINLY)


def _meets(sentence: str) -> float:
    """How like sentences that set, move or recall a meeting it is."""
    like = likeness(sentence)
    return sum(like.get(signal, 0.0) for signal in ("invite", "confirm", "remind", "move"))


def is_window(one: Spoken) -> bool:
    """Does the sentence only say between which hours or days somebody is free?"""
    return says("asks", "window", lowered(one.sentence))


def is_open_hours(one: Spoken) -> bool:
    """Are these only the hours in which one may come: "any time between 7 and 15"?"""
    return one.slot.end is not None and says("not_a_slot", "any_hour", lowered(one.sentence)) and not whole_day(one)


def met_at(told: list[Spoken]) -> list[Spoken]:
    """Without the times that lead up to the meeting: when to arrive, which train to take; unless there is no other."""
    kept = [one for one in told if not one.beside]
    return kept if any(not one.slot.date_only for one in kept) else told


def distinct(told: list[Spoken]) -> list[Spoken]:
    """One of each start: a text often names its slot twice; what is stated outweighs what is asked."""
    kept: dict[datetime, Spoken] = {}
    for one in told:
        other = kept.get(one.slot.start)
        if other is None or (other.slot.end is None and one.slot.end is not None):
            kept[one.slot.start] = (
                one if other is None or other.manner is one.manner else Spoken(one.slot, Manner.STATED, one.sentence)
            )
        elif one.manner is Manner.STATED:
            kept[one.slot.start] = Spoken(other.slot, Manner.STATED, other.sentence)
    return list(kept.values())


def as_long_as_said(told: list[Spoken], said: str) -> list[Spoken]:
    """The one slot with its end, where the text says how long it takes ("an hour with me", "allow 90 minutes")."""
    if len(told) != 1 or told[0].slot.end is not None:
        return told
    length = stated_length(lowered(said))
    slot = told[0].slot
    return (
        [replace(told[0], slot=replace(slot, end=(slot.start.astimezone(UTC) + length).astimezone(slot.start.tzinfo)))]
        if length
        else told
    )
