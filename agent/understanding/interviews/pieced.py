"""A slot of which the text holds only a part: the rest stands in the subject, or in the mail that is answered.

"Tomorrow's interview" above "8 am, don't forget"; "the same time" below "Tuesday 7am". Only where one reading is left.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from agent.reading.records import Reading
from agent.understanding.dates import find_slots
from agent.understanding.dates.records import Slot
from agent.understanding.dates.zones import iana
from agent.understanding.findings import Kind
from agent.understanding.interviews.apart import (
    GRACE,
    READ,
    asked_or_stated,
    at_time,
    day_elsewhere,
    one_time,
)
from agent.understanding.interviews.manners import Manner, Spoken
from agent.understanding.interviews.new_hour import new_hour
from agent.understanding.interviews.spoken import spoken
from agent.understanding.interviews.text import Text
from agent.understanding.interviews.wording import says
from agent.understanding.people.locale import Locale
from agent.understanding.sentences import lowered

PIECED = frozenset(
    {Kind.INTERVIEW_INVITE, Kind.CONFIRMATION, Kind.REMINDER, Kind.RESCHEDULE, Kind.NEXT_ROUND}
)  # fmt: skip
"""Kinds whose slot may stand in pieces."""

_AHEAD = timedelta(days=60)


def pieced(text: Text, days_told: tuple[Slot, ...]) -> Spoken | None:
    """The one slot of text, subject and quotation together; None when they do not settle one.

    `days_told` are the days of the text on which one may meet, none with an hour.
    """
    reading, quoted, kinds, locale = text.reading, text.quoted, text.kinds, text.locale
    if not kinds & PIECED or Kind.CANCELLATION in kinds:
        return None
    days = {slot.start.date() for slot in days_told if slot.date_only}
    timed = _one([slot for slot in text.subject if not slot.date_only])
    is_new = Kind.RESCHEDULE not in kinds or says("moves", "new_subject", lowered(reading.subject))
    if timed is not None and is_new and (not days or days == {timed.start.date()}):
        return _told(timed, reading, reading.subject)
    if len(days) == 1:
        day = next(slot for slot in days_told if slot.date_only)
        return (
            _at_the_new_hour(reading, day, quoted, locale)
            or _at_the_old_hour(reading, day, quoted)
            or _at_the_one_hour(text, day)
        )
    if days:
        return None
    old = _one([slot for slot in quoted if not slot.date_only])
    if Kind.RESCHEDULE in kinds and old is not None and (new := _at_the_new_hour(reading, old, quoted, locale)):
        return new
    return _on_a_day_elsewhere(text)


def as_the_subject_says(told: list[Spoken], text: Text) -> list[Spoken]:
    """Of a move's two times the new one, where the subject names its day: "Interview moved to Feb 12"."""
    reading, locale = text.reading, text.locale
    timed = [one for one in told if not one.slot.date_only]
    if len({one.slot.start for one in timed}) != 2 or not says("moves", "new_subject", lowered(reading.subject)):
        return told
    sent, country = reading.message.at, locale.country
    found = find_slots(reading.subject, sent, locale.zone, day_first=locale.day_first, country=country)
    days = {slot.start.date() for slot in found}
    if len(days) != 1 or len({one.slot.start for one in timed if one.slot.start.date() in days}) != 1:
        return told
    return [
        replace(one, manner=Manner.STATED if one.slot.start.date() in days else Manner.WAS) if one in timed else one
        for one in told
    ]


def _one(slots: list[Slot]) -> Slot | None:
    return slots[0] if len({slot.start for slot in slots}) == 1 else None


def _told(slot: Slot, reading: Reading, sentence: str) -> Spoken | None:
    """The slot as its own words speak of it, unless it is past or far off."""
    sent = reading.message.at
    if not sent - GRACE <= slot.start <= sent + _AHEAD:
        return None
    return Spoken(slot, asked_or_stated(sentence), sentence)


def _at_the_new_hour(reading: Reading, day: Slot, quoted: tuple[Slot, ...], locale: Locale) -> Spoken | None:
    """The one day of a move at its new hour: "on Wednesday ... Come for 1 instead of 9"."""
    new = new_hour(reading.said[:READ], (), reading.message.at)
    old = _one([slot for slot in quoted if not slot.date_only])
    if new is None or (new.hour.past and old is None):
        return None
    noon = day.start.replace(hour=12, minute=0)
    start = new.hour.on_the_day_of(old.start if old is not None and old.start.date() == day.start.date() else noon)
    if new.zone is not None:
        start = start.replace(tzinfo=new.zone)
    slot = replace(
        day, start=start, end=None, date_only=False, zone=iana(new.zone or locale.zone), sure=new.zone is not None
    )
    found = _told(slot, reading, new.sentence)
    return replace(found, manner=Manner.ASKED) if found is not None and new.asked else found


def _at_the_old_hour(reading: Reading, day: Slot, quoted: tuple[Slot, ...]) -> Spoken | None:
    """A new day "at the same time" as the one slot of the quotation."""
    low = lowered(reading.said[:READ])
    old = _one([slot for slot in quoted if not slot.date_only])
    if old is None or not says("moves", "same_time", low):
        return None
    start = day.start.replace(hour=old.start.hour, minute=old.start.minute)
    slot = replace(day, start=start, date_only=False)
    told = next(iter(spoken(reading.said, (day,), reading.message.at, moving=True)), None)
    return _told(slot, reading, told.sentence if told else reading.said[:200])


def _at_the_one_hour(text: Text, day: Slot) -> Spoken | None:
    """The one day of the text at its one time, in another sentence: "It slides to 5:30. It stays on Tuesday".

    A time that its own words put on another day is none of it: "I need the list on Tuesday by noon".
    """
    said = text.said[:READ]
    no_meeting = (one.slot for one in text.timed if one.manner is Manner.NONE)
    elsewhere = (slot.span for slot in no_meeting if slot.start.date() != day.start.date())
    timed = one_time(said, tuple(sorted((day.span, *elsewhere))), text.sent)
    if timed is None:
        return None
    return _told(at_time(said, timed[0], day.start.date(), text.locale), text.reading, timed[1].text)


def _on_a_day_elsewhere(text: Text) -> Spoken | None:
    """A time in the text whose day is said in the subject, by "in an hour", or by the one day of the quotation."""
    said = text.said[:READ]
    timed = one_time(said, (), text.sent)
    day = day_elsewhere(f"{text.reading.subject}\n{said}", text.subject, text.quoted, text.sent) if timed else None
    if timed is None or day is None:
        return None
    return _told(at_time(said, timed[0], day, text.locale), text.reading, timed[1].text)
