"""A slot of which the text holds only a part: the rest stands in the subject, or in the mail that is answered.

"Tomorrow's interview" above "8 am, don't forget"; "the same time" below "Tuesday 7am". Only where one reading is left.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta

from agent.reading.records import Reading
from agent.understanding.dates import find_slots
from agent.understanding.dates.clock import Clock, clocks
from agent.understanding.dates.records import Slot
from agent.understanding.dates.zones import iana
from agent.understanding.findings import Kind
from agent.understanding.interviews.choosing import clearest, distinct
from agent.understanding.interviews.likely import Background, times_told, weighed
from agent.understanding.interviews.manners import Manner, Spoken
from agent.understanding.interviews.new_hour import new_hour
from agent.understanding.interviews.opening import are_opening_hours
from agent.understanding.interviews.rows import first_of_a_plan, leading_up
from agent.understanding.interviews.spoken import spoken
from agent.understanding.interviews.wording import says
from agent.understanding.people.locale import Locale
from agent.understanding.sentences import Sentence, lowered, normalise, sentences

_PIECED = frozenset(
    {Kind.INTERVIEW_INVITE, Kind.CONFIRMATION, Kind.REMINDER, Kind.RESCHEDULE, Kind.NEXT_ROUND}
)  # fmt: skip
_READ = 8000
_AHEAD = timedelta(days=60)
_GRACE = timedelta(hours=12)
_DAY = timedelta(hours=24)
_SOON = re.compile(
    r"\b(?:starts?|starting|begins?|is|coming up|in)\b[^.\n]{0,24}\bin (?P<n>an|one|\d{1,2}) (?P<unit>hour|minute)s?\b"
)


def pieced(
    reading: Reading,
    slots: tuple[Slot, ...],
    quoted: tuple[Slot, ...],
    kinds: frozenset[Kind],
    locale: Locale,
    others: tuple[Slot, ...] = (),
) -> Spoken | None:
    """The one slot of text, subject and quotation together; None when they do not settle one.

    `slots` are those of the text: at most days without a time. `others` are its times that are no meeting.
    """
    if not kinds & _PIECED or Kind.CANCELLATION in kinds:
        return None
    subject = _in_subject(reading, locale)
    days = {slot.start.date() for slot in slots if slot.date_only}
    timed = _one([slot for slot in subject if not slot.date_only])
    is_new = Kind.RESCHEDULE not in kinds or says("moves", "new_subject", lowered(reading.subject))
    if timed is not None and is_new and (not days or days == {timed.start.date()}):
        return _told(timed, reading, reading.subject)
    if len(days) == 1:
        day = next(slot for slot in slots if slot.date_only)
        return (
            _at_the_new_hour(reading, day, quoted, locale)
            or _at_the_old_hour(reading, day, quoted)
            or _at_the_one_hour(reading, day, locale, others)
            or _at_the_likeliest_hour(reading, slots, quoted, kinds, locale)
        )
    if days:
        return None
    old = _one([slot for slot in quoted if not slot.date_only])
    if Kind.RESCHEDULE in kinds and old is not None and (new := _at_the_new_hour(reading, old, quoted, locale)):
        return new
    elsewhere = _on_a_day_elsewhere(reading, subject, quoted, locale)
    return elsewhere or _at_the_likeliest_hour(reading, slots, quoted, kinds, locale)


def hours_apart(
    reading: Reading, slots: tuple[Slot, ...], quoted: tuple[Slot, ...], kinds: frozenset[Kind], locale: Locale
) -> tuple[tuple[Spoken, ...], Background] | None:
    """The hours of a text on the one day that it, its subject or the quotation names; None where none names one.

    `slots` are the days of the text; with what is known of the text, so that the hours can be weighed.
    """
    if not kinds & _PIECED or Kind.CANCELLATION in kinds:
        return None
    sent, said = reading.message.at, reading.said[:_READ]
    days = {slot.start.date() for slot in slots if slot.start >= sent - _DAY}
    if not days:
        elsewhere = _day(f"{reading.subject}\n{said}", _in_subject(reading, locale), quoted, sent)
        days = {elsewhere} if elsewhere is not None else set()
    if len(days) != 1:
        return None
    taken = tuple(slot.span for slot in slots)
    hours = clocks(lowered(said), sent, taken, normalise(said))
    timed = tuple(_at_time(said, clock, next(iter(days)), locale) for clock in hours)
    return times_told(reading, timed, quoted, kinds, apart=True) if timed else None


def _at_the_likeliest_hour(
    reading: Reading, slots: tuple[Slot, ...], quoted: tuple[Slot, ...], kinds: frozenset[Kind], locale: Locale
) -> Spoken | None:
    """Of several hours apart from their day the one that clearly is the meeting's."""
    apart = hours_apart(reading, slots, quoted, kinds, locale)
    found = clearest(distinct(list(weighed(*apart)))) if apart else None
    return _told(found.slot, reading, found.sentence) if found is not None else None


def as_the_subject_says(told: list[Spoken], reading: Reading, locale: Locale) -> list[Spoken]:
    """Of a move's two times the new one, where the subject names its day: "Interview moved to Feb 12"."""
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


def _in_subject(reading: Reading, locale: Locale) -> tuple[Slot, ...]:
    """The times of the subject that are not past."""
    sent, country = reading.message.at, locale.country
    found = find_slots(reading.subject, sent, locale.zone, day_first=locale.day_first, country=country)
    return tuple(slot for slot in found if slot.start >= sent - _DAY)


def _one(slots: list[Slot]) -> Slot | None:
    return slots[0] if len({slot.start for slot in slots}) == 1 else None


def _told(slot: Slot, reading: Reading, sentence: str) -> Spoken | None:
    """The slot as its own words speak of it, unless it is past or far off."""
    sent = reading.message.at
    if not sent - _GRACE <= slot.start <= sent + _AHEAD:
        return None
    asked = "?" in sentence or says("asks", "patterns", lowered(sentence))
    return Spoken(slot, Manner.ASKED if asked else Manner.STATED, sentence)


def _at_the_new_hour(reading: Reading, day: Slot, quoted: tuple[Slot, ...], locale: Locale) -> Spoken | None:
    """The one day of a move at its new hour: "on Wednesday ... Come for 1 instead of 9"."""
    new = new_hour(reading.said[:_READ], (), reading.message.at)
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
    low = lowered(reading.said[:_READ])
    old = _one([slot for slot in quoted if not slot.date_only])
    if old is None or not says("moves", "same_time", low):
        return None
    start = day.start.replace(hour=old.start.hour, minute=old.start.minute)
    slot = replace(day, start=start, date_only=False)
    told = next(iter(spoken(reading.said, (day,), reading.message.at, moving=True)), None)
    return _told(slot, reading, told.sentence if told else reading.said[:200])


def _at_the_one_hour(reading: Reading, day: Slot, locale: Locale, others: tuple[Slot, ...]) -> Spoken | None:
    """The one day of the text at its one time, in another sentence: "It slides to 5:30. It stays on Tuesday".

    A time that its own words put on another day is none of it: "I need the list on Tuesday by noon".
    """
    said = reading.said[:_READ]
    elsewhere = tuple(one.span for one in others if one.start.date() != day.start.date())
    timed = _one_time(said, tuple(sorted((day.span, *elsewhere))), reading.message.at)
    return _told(_at_time(said, timed[0], day.start.date(), locale), reading, timed[1].text) if timed else None


def _on_a_day_elsewhere(
    reading: Reading, subject: tuple[Slot, ...], quoted: tuple[Slot, ...], locale: Locale
) -> Spoken | None:
    """A time in the text whose day is said in the subject, by "in an hour", or by the one day of the quotation."""
    said = reading.said[:_READ]
    timed = _one_time(said, (), reading.message.at)
    day = _day(f"{reading.subject}\n{said}", subject, quoted, reading.message.at) if timed else None
    if timed is None or day is None:
        return None
    return _told(_at_time(said, timed[0], day, locale), reading, timed[1].text)


def _one_time(said: str, taken: tuple[tuple[int, int], ...], sent: datetime) -> tuple[Clock, Sentence] | None:
    """The one time of day at which something may begin, and its sentence; `taken` are the places of dates."""
    low = lowered(said)
    parts = sentences(said)
    times = [(clock, part) for clock in clocks(low, sent, taken, normalise(said)) if (part := _at(parts, clock))]
    times = [(clock, part) for clock, part in times if not _is_no_start(low, clock, part)]
    times = _but_what_leads_up(said, low, times)
    return times[0] if len({clock.begin for clock, _ in times}) == 1 else None


def _but_what_leads_up(said: str, low: str, times: list[tuple[Clock, Sentence]]) -> list[tuple[Clock, Sentence]]:
    """Of several times the one of "we begin at twenty past", else those that are no sign-in."""
    begun = [one for one in times if says("rows", "we_begin", low[one[1].start : one[0].start])]
    if len(begun) == 1:
        return begun
    before = leading_up(said, [clock.start for clock, _ in times])
    kept = [one for one in times if one[0].start not in before and not _is_beside(low, *one)]
    first = first_of_a_plan(said, [clock.start for clock, _ in kept])
    return [one for one in kept if one[0].start == first] or kept or times


def _is_beside(low: str, clock: Clock, part: Sentence) -> bool:
    return says("not_a_slot", "beside", low[max(part.start, clock.start - 40) : clock.start])


def _at_time(said: str, clock: Clock, day: date, locale: Locale) -> Slot:
    zone = clock.zone or locale.zone
    start = datetime.combine(day, clock.begin, zone)
    end = datetime.combine(day, clock.until, zone) if clock.until and clock.until > clock.begin else None
    return Slot(start, end, iana(zone), clock.zone is not None, (clock.start, clock.end), said[clock.start : clock.end])


def _at(parts: tuple[Sentence, ...], clock: Clock) -> Sentence | None:
    return next((part for part in parts if part.start <= clock.start < part.end), None)


def _is_no_start(low: str, clock: Clock, part: Sentence) -> bool:
    if are_opening_hours(low, clock.start, clock.end, ranged=clock.until is not None):
        return True
    if low.startswith("by ", clock.start) and says("not_a_slot", "over_by", low[part.start : clock.start + 3]):
        return True
    return says("not_a_slot", "before", low[max(part.start, clock.start - 40) : clock.start]) or says(
        "not_a_slot", "sentence", low[part.start : part.end]
    )


def _day(words: str, subject: tuple[Slot, ...], quoted: tuple[Slot, ...], sent: datetime) -> date | None:
    days = {slot.start.date() for slot in subject}
    if not days and (soon := _SOON.search(lowered(words))):
        count = 1 if soon["n"] in ("an", "one") else int(soon["n"])
        ahead = timedelta(hours=count) if soon["unit"] == "hour" else timedelta(minutes=count)
        return (sent + ahead).date()
    if not days:
        days = {slot.start.date() for slot in quoted if slot.start >= sent - _GRACE}
    return next(iter(days)) if len(days) == 1 else None
