"""The meeting times and the promises of a text, whatever kind of message it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo

from agent.messages import Direction, Owner
from agent.reading.history import earlier
from agent.reading.records import Reading
from agent.understanding.dates import Grain, find_dates, find_slots
from agent.understanding.dates.records import Slot
from agent.understanding.findings import Promised
from agent.understanding.interviews.ends import with_ends
from agent.understanding.people.locale import Locale, sender_locale
from agent.understanding.promises import Candidate, candidates, promises
from agent.understanding.promises.lexicon import found_in
from agent.understanding.sentences import lowered

_TILL = re.compile(r"\s*(?:to|till?|until|through)\s*", re.IGNORECASE)
_JUST_BEGUN = timedelta(hours=12)
_LONGEST_AGO = timedelta(days=90)
_DAYS = (Grain.DAY, Grain.WEEKDAY)
_SURE = 0.4
"""Less likely than this a promise is doubtful."""


def times_and_promises(reading: Reading, owner: Owner) -> tuple[tuple[Slot, ...], tuple[Promised, ...]]:
    """The meeting times and the promises of a message, by which its kind is told, too."""
    slots, likely = times_and_likely(reading, sender_locale(reading, owner))
    return slots, tuple(one for one in likely if sure(one))


def times_and_likely(reading: Reading, locale: Locale) -> tuple[tuple[Slot, ...], tuple[Promised, ...]]:
    """The owner promises themselves nothing. Doubtful promises are among these: what the message is decides on them."""
    slots = slots_in(reading.said, reading, locale.zone, locale)
    if reading.message.direction is Direction.OWNER:
        return slots, ()
    text = stating(reading, locale)
    written = (reading.message.message_id, reading.message.at)
    stated = promises(text.said, *written, day_first=locale.day_first, country=locale.country, told=text.told)
    if any(sure(one) for one in stated) or not states_a_timeline(reading):
        return slots, stated
    above = promises(reading.subject, *written, day_first=locale.day_first, country=locale.country)
    return slots, (*(one for one in above if sure(one)), *stated)


def however_unlikely(reading: Reading, locale: Locale) -> tuple[Promised, ...]:
    """The best date of each of its sentences as a promise, likely or not."""
    text = stating(reading, locale)
    written = (reading.message.message_id, reading.message.at)
    return promises(text.said, *written, day_first=locale.day_first, country=locale.country, told=text.told, least=0.0)


def states_a_timeline(reading: Reading) -> bool:
    """Whether the subject says that news comes: "you'll know on Friday". That of an answer says what was, "Re: ..."."""
    return _is_own(reading) and bool(found_in("cue", lowered(reading.subject)))


def _is_own(reading: Reading) -> bool:
    """Whether the subject is this message's own, no "Re: ..."."""
    return " ".join(reading.message.subject.split()) == " ".join(reading.subject.split())


def dated(reading: Reading, locale: Locale) -> Iterator[Candidate]:
    """Every date of its text by which a message may promise news: what `times_and_likely` weighs."""
    text = stating(reading, locale)
    at = reading.message.at
    return candidates(text.said, at, day_first=locale.day_first, country=locale.country, told=text.told)


@dataclass(frozen=True, slots=True)
class Stating:
    """The text that states a timeline, and the day that the calendar part beside it tells, or the subject."""

    said: str
    told: date | None


def stating(reading: Reading, locale: Locale) -> Stating:
    """Where a message states its timeline: in what it says, or in its invitation."""
    event = next((one for one in reading.invitations if one.start is not None and not one.cancelled), None)
    said = reading.said if reading.said.strip() or event is None else event.description
    start = event.start if event is not None else None
    told = start.astimezone(reading.message.at.tzinfo).date() if start is not None else _in_subject(reading, locale)
    return Stating(said, told)


def _in_subject(reading: Reading, locale: Locale) -> date | None:
    """The one day that its own subject names, as in "Interview, Thursday 21 May": "the same evening" is meant by it."""
    if not _is_own(reading):
        return None
    at = reading.message.at
    named = find_dates(reading.subject, at, day_first=locale.day_first, country=locale.country)
    days = {when.by for when in named if when.grain in _DAYS and not when.past}
    return days.pop() if len(days) == 1 and min(days) > at.date() else None


def sure(promise: Promised) -> bool:
    """Whether a promise counts whatever kind of message it stands in."""
    return promise.evidence.confidence >= _SURE


def slots_in(text: str, reading: Reading, zone: tzinfo, locale: Locale) -> tuple[Slot, ...]:
    """The meeting times in a text, read as its writer means them."""
    if not text:
        return ()
    found = find_slots(
        text, reading.message.at, zone, day_first=locale.day_first, country=locale.country, reader=locale.reader
    )
    return tuple(_with_their_ends(text, found))


def slots_below(reading: Reading, zone: tzinfo, locale: Locale) -> tuple[Slot, ...]:
    """The times ahead that the newest quoted mail with such times names, else its days, as read when it was written."""
    at = reading.message.at
    days: tuple[Slot, ...] = ()
    for mail in earlier(reading.quoted):
        sent = _written(mail.head, at, zone, locale)
        found = find_slots(mail.said, sent, zone, day_first=locale.day_first, country=locale.country)
        whole = with_ends(lowered(mail.said), tuple(_with_their_ends(mail.said, found)))
        ahead = tuple(slot for slot in whole if slot.start > at - _JUST_BEGUN)
        if any(not slot.date_only for slot in ahead):
            return ahead
        days = days or ahead
    return days


def _written(head: str, at: datetime, zone: tzinfo, locale: Locale) -> datetime:
    """When a quoted mail was written, by its head; the time of the answer where the head does not tell."""
    found = find_slots(head, at, zone, day_first=locale.day_first, country=locale.country) if head else ()
    return next((slot.start for slot in found if at - _LONGEST_AGO < slot.start < at), at)


def _with_their_ends(text: str, slots: tuple[Slot, ...]) -> list[Slot]:
    """Slots whose end was taken for one more: "8 am to", with "1 pm" on the next line."""
    kept: list[Slot] = []
    for slot in slots:
        last = kept[-1] if kept else None
        behind = text[last.span[1] : slot.span[0]] if last else ""
        if last is None or last.date_only or slot.date_only or slot.end or slot.start.date() != last.start.date():
            kept.append(slot)
        elif last.end is None and last.start < slot.start and _TILL.fullmatch(behind):
            kept[-1] = replace(last, end=slot.start, span=(last.span[0], slot.span[1]))
        else:
            kept.append(slot)
    return kept
