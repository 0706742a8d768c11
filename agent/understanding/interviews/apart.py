"""Times of day that stand apart from their day: which there are, and on which day they are.

"I have you down for 8:15, right after the bus goes out at 7:40", below a subject with the day.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date, datetime, timedelta

from agent.reading.records import Reading
from agent.understanding.dates import find_slots
from agent.understanding.dates.clock import Clock, clocks
from agent.understanding.dates.records import Slot
from agent.understanding.dates.zones import iana
from agent.understanding.interviews.manners import Manner
from agent.understanding.interviews.opening import are_opening_hours
from agent.understanding.interviews.rows import first_of_a_plan, leading_up
from agent.understanding.interviews.wording import says
from agent.understanding.people.locale import Locale
from agent.understanding.sentences import Sentence, lowered, normalise, sentences

READ = 8000
"""No more letters of a text are looked at."""

GRACE = timedelta(hours=12)
_DAY = timedelta(hours=24)
_BEGINNING = 120
_SOON = re.compile(
    r"\b(?:starts?|starting|begins?|is|coming up|in)\b[^.\n]{0,24}\bin (?P<n>an|one|\d{1,2}) (?P<unit>hour|minute)s?\b"
)


def asked_or_stated(sentence: str) -> Manner:
    """How a time is spoken of by its sentence alone."""
    return Manner.ASKED if "?" in sentence or says("asks", "patterns", lowered(sentence)) else Manner.STATED


def one_time(said: str, taken: tuple[tuple[int, int], ...], sent: datetime) -> tuple[Clock, Sentence] | None:
    """The one time of day at which something may begin, and its sentence; `taken` are the places of dates."""
    low = lowered(said)
    parts = sentences(said)
    times = [(clock, part) for clock in clocks(low, sent, taken, normalise(said)) if (part := _at(parts, clock))]
    other = {part for part in {part for _, part in times} if says("not_a_slot", "sentence", low[part.start : part.end])}
    times = [(clock, part) for clock, part in times if part not in other and not _is_no_start(low, clock, part)]
    times = _but_what_leads_up(said, low, times)
    return times[0] if len({clock.begin for clock, _ in times}) == 1 else None


def _but_what_leads_up(said: str, low: str, times: list[tuple[Clock, Sentence]]) -> list[tuple[Clock, Sentence]]:
    """Of several times the one of "we begin at twenty past", else those that are no sign-in."""
    begun = [one for one in times if says("rows", "we_begin", _lead(low, *one, _BEGINNING))]
    if len(begun) == 1:
        return begun
    before = leading_up(said, [clock.start for clock, _ in times])
    kept = [one for one in times if one[0].start not in before and not _is_beside(low, *one)]
    first = first_of_a_plan(said, [clock.start for clock, _ in kept])
    return [one for one in kept if one[0].start == first] or kept or times


def _lead(low: str, clock: Clock, part: Sentence, reach: int = 40) -> str:
    """What stands before a time in its sentence, as far back as is looked."""
    return low[max(part.start, clock.start - reach) : clock.start]


def _is_beside(low: str, clock: Clock, part: Sentence) -> bool:
    return says("not_a_slot", "beside", _lead(low, clock, part))


def _is_no_start(low: str, clock: Clock, part: Sentence) -> bool:
    if are_opening_hours(low, clock.start, clock.end, ranged=clock.until is not None):
        return True
    if low.startswith("by ", clock.start) and says("not_a_slot", "over_by", low[part.start : clock.start + 3]):
        return True
    return says("not_a_slot", "before", _lead(low, clock, part))


def _at(parts: tuple[Sentence, ...], clock: Clock) -> Sentence | None:
    """The sentence in which a time begins; they stand in order."""
    place = bisect_right(parts, clock.start, key=lambda part: part.start) - 1
    return parts[place] if place >= 0 and clock.start < parts[place].end else None


def at_time(said: str, clock: Clock, day: date, locale: Locale) -> Slot:
    """The slot of a time of day of `said`, on that day by the sender's clock."""
    zone = clock.zone or locale.zone
    start = datetime.combine(day, clock.begin, zone)
    end = datetime.combine(day, clock.until, zone) if clock.until and clock.until > clock.begin else None
    place = (clock.start, clock.end)
    return Slot(start, end, iana(zone), clock.zone is not None, place, said[slice(*place)], open=clock.open)


def day_elsewhere(words: str, subject: tuple[Slot, ...], quoted: tuple[Slot, ...], sent: datetime) -> date | None:
    """The one day that the subject names, "in an hour" (`words`), or the quotation; None without one."""
    days = {slot.start.date() for slot in subject}
    if not days and (soon := _SOON.search(lowered(words))):
        count = 1 if soon["n"] in ("an", "one") else int(soon["n"])
        ahead = timedelta(hours=count) if soon["unit"] == "hour" else timedelta(minutes=count)
        return (sent + ahead).date()
    if not days:
        days = {slot.start.date() for slot in quoted if slot.start >= sent - GRACE}
    return next(iter(days)) if len(days) == 1 else None


def in_subject(reading: Reading, locale: Locale) -> tuple[Slot, ...]:
    """The times of the subject that are not past."""
    sent, country = reading.message.at, locale.country
    found = find_slots(reading.subject, sent, locale.zone, day_first=locale.day_first, country=country)
    return tuple(slot for slot in found if slot.start >= sent - _DAY)
