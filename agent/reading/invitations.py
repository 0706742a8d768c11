"""Calendar parts: what is invited to, moved or called off, at which moment in the world (RFC 5545, RFC 5546).

icalendar reads the lines; the zones are worked out here, because it leaves unknown and floating times naive and
knows no X-WR-TIMEZONE. Repeats are not expanded: interviews do not recur, and calendar bombs do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice

from agent.messages import Owner, Person
from agent.reading import events, vtimezones, zones
from agent.reading.charsets import decode
from agent.reading.events import Event, Time
from agent.reading.html import to_text
from agent.reading.parts import Part
from agent.reading.records import Attendee, Invitation, Remark
from agent.reading.remarks import remark
from agent.reading.texts import tidy
from agent.senders import Nature, nature

MAX_CALENDAR = 256 * 1024
MAX_EVENTS = 20
MAX_ATTENDEES = 200
MAX_PARTS = 6
MAX_TAGS = 500

_HTML = re.compile(r"<(?:br|p|div|a|span|html|b|ul|table)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Calendar:
    """One calendar part: its method, its zones, and whose zone counts where it names none."""

    method: str
    owner: Owner
    default: zones.Zone | None
    defined: dict[str, list[vtimezones.Observance]]
    places: dict[str, str]


def invitations(parts: list[Part], owner: Owner) -> tuple[tuple[Invitation, ...], list[Remark]]:
    """The events of all calendar parts, each once, and plain sentences about what could not be read."""
    found: dict[tuple[object, ...], Invitation] = {}
    problems: list[Remark] = [remark("calendars_cut", limit=MAX_PARTS)] if len(parts) > MAX_PARTS else []
    every = (each for part in parts[:MAX_PARTS] for each in _of_part(part, owner, problems))
    for invitation, recurrence in islice(every, MAX_EVENTS * 2):
        found.setdefault((invitation.uid, invitation.sequence, invitation.method, recurrence), invitation)
    stated = {(uid, sequence, instance) for uid, sequence, method, instance in found if method}
    once = (each for key, each in found.items() if key[2] or (key[0], key[1], key[3]) not in stated)
    return tuple(islice(once, MAX_EVENTS)), problems


def _of_part(part: Part, owner: Owner, problems: list[Remark]) -> Iterator[tuple[Invitation, str]]:
    """The events of one part, each with the instance of a repeat it is about."""
    raw = part.content()
    if len(raw) > MAX_CALENDAR:
        problems.append(remark("calendar_cut", limit=MAX_CALENDAR // 1024))
    text = decode(raw[:MAX_CALENDAR], part.parameter("charset") or "utf-8")
    lines = events.unfolded(text.lstrip("\ufeff"))
    calendar = _calendar(lines, part, owner)
    count = 0
    for event in events.parse(lines, problems):
        count += 1
        if count > MAX_EVENTS:
            problems.append(remark("events_cut", limit=MAX_EVENTS))
            return
        try:
            yield _invitation(event, calendar, problems), str(event.times.get("RECURRENCE-ID", ""))
        except (ValueError, TypeError, OverflowError, AttributeError) as error:  # what icalendar reads only when asked
            problems.append(remark("event_unreadable", error=type(error).__name__))
    if not count and "BEGIN:VEVENT" in text.upper():
        problems.append(remark("calendar_unreadable"))


def _calendar(lines: list[str], part: Part, owner: Owner) -> _Calendar:
    def first(name: str) -> str:
        values = (line.partition(":")[2].strip() for line in lines if line.upper().startswith((name + ":", name + ";")))
        return next(values, "")

    defined, places = vtimezones.parse(lines)
    method = (first("METHOD") or part.parameter("method")).upper()[:20]
    stated = first("X-WR-TIMEZONE")
    return _Calendar(method, owner, zones.resolve(stated) if stated else None, defined, places)


def _invitation(event: Event, calendar: _Calendar, problems: list[Remark]) -> Invitation:
    start = event.times.get("DTSTART")
    begin, zone, sure = _place(start, calendar) if start else (None, None, True)
    if start and not sure:
        problems.append(remark("zone_unknown"))
    end = _end(event, start, begin, calendar)
    if begin and end and end < begin:
        end = None
        problems.append(remark("ends_before_it_begins"))
    organizer = next(iter(events.persons(event.component.get("ORGANIZER"))), None)
    return Invitation(
        method=calendar.method,
        uid=events.text_of(event, "UID")[:500],
        sequence=events.number(event.component.get("SEQUENCE")),
        start=begin,
        end=end,
        all_day=_all_day(event, start),
        zone=zone,
        sure=sure,
        summary=" ".join(events.text_of(event, "SUMMARY").split())[:500],
        description=_prose(events.text_of(event, "DESCRIPTION")),
        location=" ".join(events.text_of(event, "LOCATION").split())[:1000],
        organizer=organizer[0] if organizer else None,
        attendees=tuple(_attendee(*each) for each in events.persons(event.component.get("ATTENDEE")))[:MAX_ATTENDEES],
        cancelled=calendar.method == "CANCEL" or events.text_of(event, "STATUS").upper() == "CANCELLED",
    )


def _place(time: Time, calendar: _Calendar) -> tuple[datetime, str | None, bool]:
    """The moment in the world, its zone's IANA name (None: none stated), and whether the zone is sure."""
    if time.day:
        return time.naive.replace(tzinfo=calendar.owner.zone), None, True
    if time.utc:
        return time.naive.replace(tzinfo=UTC), "UTC", True
    known = zones.resolve(time.tzid) if time.tzid else calendar.default
    if known is None and time.tzid in calendar.places:
        known = zones.resolve(calendar.places[time.tzid])
    defined = vtimezones.place(time.naive, calendar.defined.get(time.tzid, []))
    if defined is not None and (known is None or not known.sure):
        return defined, None, True
    if known is not None:
        return time.naive.replace(tzinfo=known.tz), known.name, known.sure
    return time.naive.replace(tzinfo=calendar.owner.zone), None, False


def _end(event: Event, start: Time | None, begin: datetime | None, calendar: _Calendar) -> datetime | None:
    """The end by DTEND, else by DURATION; a day without an end is that day (RFC 5545 3.6.1)."""
    if start is None or begin is None:
        return None
    if end := event.times.get("DTEND"):
        zoned = Time(end.naive, end.tzid or start.tzid, end.utc, end.day and start.day)
        return _place(zoned, calendar)[0]
    duration = getattr(event.component.get("DURATION"), "dt", None)
    if isinstance(duration, timedelta) and timedelta(0) < duration < timedelta(days=60):
        return (begin.astimezone(UTC) + duration).astimezone(begin.tzinfo)
    if start.day:
        return _place(Time(start.naive + timedelta(days=1), "", utc=False, day=True), calendar)[0]
    return None


def _all_day(event: Event, start: Time | None) -> bool:
    """True for a date without a time, or Outlook's mark of the same."""
    return bool(start and start.day) or events.text_of(event, "X-MICROSOFT-CDO-ALLDAYEVENT").upper() == "TRUE"


def _prose(text: str) -> str:
    """A description as plain text: some calendars write HTML into it."""
    return tidy(to_text(text, MAX_TAGS)[0] if _HTML.search(text) else text)


def _attendee(person: Person, given: dict[str, str]) -> Attendee:
    kind = given.get("CUTYPE", "").upper()
    room = kind in ("ROOM", "RESOURCE", "GROUP") or nature(person.email, person.name) is Nature.ROOM
    return Attendee(person, given.get("PARTSTAT", "").upper()[:20], room)
