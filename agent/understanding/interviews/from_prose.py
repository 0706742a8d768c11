"""Interviews from what the hiring side writes: asked for, booked, moved, called off (docs/etiquette.md)."""

from __future__ import annotations

from agent.reading.records import Reading
from agent.understanding.dates.records import Slot
from agent.understanding.findings import Accepted, Evidence, Kind, Scheduled
from agent.understanding.interviews.choosing import (
    agreed,
    as_long_as_said,
    distinct,
    is_open_hours,
    is_window,
    met_at,
    settled,
    whole_day,
)
from agent.understanding.interviews.manners import Manner, Spoken
from agent.understanding.interviews.new_hour import new_hour
from agent.understanding.interviews.pieced import as_the_subject_says, pieced
from agent.understanding.interviews.replacing import without_the_known
from agent.understanding.interviews.rows import without_rows_before
from agent.understanding.interviews.schedule import sessions
from agent.understanding.interviews.short_yes import hour_it_is, short_yes
from agent.understanding.interviews.telling import Telling, status_of
from agent.understanding.interviews.text import Text
from agent.understanding.interviews.wording import pointed_place
from agent.understanding.sentences import lowered

_SPEAKS_OF_SLOTS = frozenset(
    {
        Kind.INTERVIEW_INVITE,
        Kind.SCHEDULING_REQUEST,
        Kind.CONFIRMATION,
        Kind.REMINDER,
        Kind.RESCHEDULE,
        Kind.CANCELLATION,
        Kind.NEXT_ROUND,
        Kind.ASSESSMENT,
    }
)
_MAY_NAME_ONE = frozenset({Kind.TIMELINE_UPDATE, Kind.INFO_REQUEST, Kind.APPLICATION_ACK, Kind.OTHER_HUMAN_REPLY})
"""What else the hiring side writes of; the interview may be named by the way: "your interview on Monday stands"."""

_ANSWERS = frozenset({Kind.OTHER_HUMAN_REPLY})
_NAMES_NO_HOUR = frozenset({Kind.NEXT_ROUND, Kind.ASSESSMENT, Kind.APPLICATION_ACK})
"""What begins something else, and moves no interview by the way."""

_SETTLE = frozenset({Kind.INTERVIEW_INVITE, Kind.CONFIRMATION, Kind.REMINDER, Kind.RESCHEDULE})


def from_prose(text: Text, telling: Telling) -> list[Scheduled | Accepted]:
    """What the text says about interview slots by rule."""
    reading, slots, quoted, kinds = text.reading, text.slots, text.quoted, text.kinds
    if not may_speak_of_slots(kinds):
        return []
    by_the_way = not kinds & _SPEAKS_OF_SLOTS
    hour = new_hour(reading.said, slots, reading.message.at) if not kinds & _NAMES_NO_HOUR else None
    if by_the_way and hour is not None:
        return [telling.at_hour(hour)]
    if by_the_way and not slots:
        return _in_short(reading) if kinds <= _ANSWERS else []
    if by_the_way:
        return telling.by_the_way(distinct([one for one in text.told if settled(one)]))
    told = [one for one in text.told if one.manner is not Manner.NONE]
    told = without_rows_before(told, reading.said)
    told = [one for one in _with_pieces(told, text) if not is_open_hours(one)]
    told = met_at(told) if not text.moving else as_the_subject_says(told, text)
    if hour is not None and not told:
        return [telling.at_hour(hour)]
    if Kind.CANCELLATION in kinds and Kind.RESCHEDULE not in kinds:
        return telling.called_off(told)
    if Kind.RESCHEDULE in kinds:
        return telling.moved(without_the_known(told, {slot.start for slot in quoted}), _agreed_before(quoted))
    day = sessions(reading.said, slots, reading.message.at, telling.never)
    if len(day) > 1:
        return [telling.session(session) for session in day]
    return _set(told, telling, kinds) or _agreed_to(told, quoted, telling, kinds)


def may_speak_of_slots(kinds: frozenset[Kind]) -> bool:
    """Whether mail of these kinds is about slots, or may name one by the way."""
    return bool(kinds & _SPEAKS_OF_SLOTS) or kinds <= _MAY_NAME_ONE


def _in_short(reading: Reading) -> list[Scheduled | Accepted]:
    """A message that says yes and nothing else; "Great, thanks" may only say that they have read it."""
    yes = short_yes(reading)
    if yes is None:
        return []
    evidence = Evidence(reading.message.message_id, reading.said.strip()[:400], 0.75 if yes.sure else 0.5)
    return [Accepted(evidence, hour=yes.hour, short=True)]


def _with_pieces(told: list[Spoken], text: Text) -> list[Spoken]:
    """`told`, and where it has no time ahead, one pieced together from what else the mail shows."""
    if any(not one.slot.date_only and one.manner is not Manner.WAS for one in told):
        return told
    bare = tuple(one.slot for one in told if one.manner is not Manner.WAS)
    whole = pieced(text, bare)
    old = [one for one in told if one.manner is Manner.WAS]
    return [*old, whole] if whole and whole.slot.start not in {one.slot.start for one in old} else told


def _set(told: list[Spoken], telling: Telling, kinds: frozenset[Kind]) -> list[Scheduled | Accepted]:
    """The times that are booked or asked for, or the one whole day; none where the text names neither."""
    asks = Kind.SCHEDULING_REQUEST in kinds and not kinds & _SETTLE
    timed = distinct([one for one in told if not one.slot.date_only])
    if timed:
        return telling.told(as_long_as_said(timed, telling.reading.said), window=asks)
    days = [one for one in told if one.slot.date_only and whole_day(one)]
    if days and not any(is_window(one) for one in days):
        return [telling.scheduled(days[0], status_of(days[0].manner), all_day=True)]
    return []


def _agreed_before(quoted: tuple[Slot, ...]) -> Slot | None:
    """The one time of the quotation, which a move leaves."""
    timed = [slot for slot in quoted if not slot.date_only]
    return timed[0] if len({slot.start for slot in timed}) == 1 else None


def _agreed_to(
    told: list[Spoken], quoted: tuple[Slot, ...], telling: Telling, kinds: frozenset[Kind]
) -> list[Scheduled | Accepted]:
    """A yes without a time of its own."""
    if Kind.CONFIRMATION not in kinds:
        return []
    start, yes = agreed(told, quoted, telling.reading.said), short_yes(telling.reading)
    low = lowered(telling.reading.said)
    hour = None if pointed_place(low) is not None else yes.hour if yes is not None else hour_it_is(low)
    if start is not None and hour is not None:
        start = hour.on_the_day_of(start)  # "6 it is", below "6 would be better than 5 tonight"
    days = {one.slot.start.date() for one in told if one.slot.date_only and one.manner is not Manner.WAS}
    return [
        Accepted(
            telling.evidence(telling.reading.said.strip().split("\n")[0], 0.7),
            start,
            day=next(iter(days)) if start is None and len(days) == 1 else None,
            hour=hour if start is None else None,
        )
    ]
