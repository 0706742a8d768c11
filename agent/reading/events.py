"""The lines of a calendar part and the events in them, as icalendar reads each one for itself.

Repeats are left out before parsing: interviews do not recur, and calendar bombs do. A broken event does not take the
others with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from agent.messages import Person
from agent.reading.addresses import words
from agent.reading.records import Remark
from agent.reading.remarks import remark
from agent.reading.texts import visible

MAX_LINES = 300
MAX_TEXT = 16 * 1024

_PROPERTY = re.compile(r"[A-Za-z0-9-]{1,60}[;:]")
_UNUSED = re.compile(r"(?:RRULE|RDATE|EXDATE|EXRULE|ATTACH|X-ALT-DESC|X-MICROSOFT-LOCATIONS)[;:]", re.IGNORECASE)
_MOMENT = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:T(\d\d):?(\d\d):?(\d\d)?(Z)?)?\s*", re.IGNORECASE)
_TIMED = re.compile(r"(DTSTART|DTEND|RECURRENCE-ID)[;:]", re.IGNORECASE)
_TZID = re.compile(r";\s?TZID=(\"[^\"]{0,200}\"|[^;]{0,200})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Time:
    """A moment as an event gives it. `naive` is the local time; `day` says that it is a date only."""

    naive: datetime
    tzid: str
    utc: bool
    day: bool


def unfolded(text: str) -> list[str]:
    """The content lines: folded ones joined, lines that are no property left out."""
    lines: list[list[str]] = []
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if line[:1] in (" ", "\t") and lines:
            lines[-1].append(line[1:])
        elif _PROPERTY.match(line):
            lines.append([line])
    return ["".join(pieces) for pieces in lines]


@dataclass(frozen=True, slots=True)
class Event:
    """One event: its moments by property name, and everything else as icalendar's component."""

    times: dict[str, Time]
    component: Any


def parse(lines: list[str], problems: list[Remark]) -> Iterator[Event]:
    """The events, each parsed for itself."""
    block: list[str] = []
    depth = 0  # inside a component of an event (an alarm)
    for line in lines:
        head = line.strip().upper()
        if head == "BEGIN:VEVENT":
            block, depth = [line], 0
        elif block and head.startswith("BEGIN:"):
            depth += 1
        elif block and head == "END:VEVENT":
            try:
                yield _event(block)
            except Exception as error:  # noqa: BLE001 - a parser fed by strangers: whatever it raises is a bad event
                problems.append(remark("event_unreadable", error=type(error).__name__))
            block = []
        elif block and head.startswith("END:"):
            depth -= 1
        elif block and depth == 0 and not _UNUSED.match(line):
            if len(block) < MAX_LINES:
                block.append(line[: MAX_TEXT * 2])
            elif (cut := remark("event_cut", limit=MAX_LINES)) not in problems:
                problems.append(cut)


def _event(block: list[str]) -> Event:
    """The event of a block. The moments are read here: zone names hold signs that make icalendar guess or stumble."""
    import warnings

    from icalendar import Event as Component

    timed = [line for line in block if _TIMED.match(line)]
    found = ((line[: line.index(sign[0])].upper(), time(line)) for line in timed if (sign := re.search("[;:]", line)))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what is odd in a stranger's calendar is no concern of the owner's
        rest = [line for line in block if not _TIMED.match(line)]
        component = Component.from_ical("\r\n".join([*rest, "END:VEVENT"]))
    return Event({name: moment for name, moment in found if moment}, component)


def time(line: str) -> Time | None:
    """The moment on a DTSTART or DTEND line as it is written; None when it is impossible."""
    given, _, written = line.rpartition(":")
    found = _MOMENT.fullmatch(written.strip()[:40])
    if not found:  # the colons of "2026-11-05T10:00:00"
        given, _, written = line.partition(":")
        found = _MOMENT.fullmatch(written.strip()[:40])
    if not found:
        return None
    try:
        year, month, day, hour, minute, second = (int(group or 0) for group in found.groups()[:6])
        naive = datetime(year, month, day, hour, minute, min(second, 59))  # noqa: DTZ001 - the zone is worked out later
    except ValueError:
        return None
    zone = _TZID.search(given)
    possible = 1971 <= year <= 2200
    return Time(naive, zone[1].strip('"') if zone else "", bool(found[7]), day=found[4] is None) if possible else None


def text_of(event: Event, name: str) -> str:
    """A text of the event; "" when it is missing. Of several the first."""
    value = event.component.get(name)
    value = value[0] if isinstance(value, list) and value else value
    if hasattr(value, "to_ical") and not isinstance(value, str):
        raw = value.to_ical()
        value = raw.decode("utf-8", "replace") if isinstance(raw, bytes) else raw
    return visible(str(value or "")[:MAX_TEXT]).strip()


def number(value: object) -> int:
    """A SEQUENCE as a number from 0 up; 0 for anything else."""
    try:
        return max(0, min(int(str(value)), 10**9)) if value is not None else 0
    except ValueError:
        return 0


def persons(values: Any) -> Iterator[tuple[Person, dict[str, str]]]:  # noqa: ANN401 - icalendar is imported late
    """The people of ORGANIZER or ATTENDEE who have an address, with their parameters."""
    for value in values if isinstance(values, list) else [values] if values is not None else []:
        given = {str(key).upper(): str(one) for key, one in getattr(value, "params", {}).items()}
        address = re.sub(r"(?i)^\s*mailto:\s*", "", str(value)).strip(" <>\"'").lower()
        address = address if "@" in address else given.get("EMAIL", "").lower()
        if "@" in address and not re.search(r"[\s/<>]", address):
            name = words(given.get("CN", "")).strip("\"' ")[:200]
            yield Person(name=name if name and name.lower() != address else None, email=address[:320]), given
