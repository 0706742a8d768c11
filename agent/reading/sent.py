"""The Date header: RFC 5322 (3.3), and what programs write instead: ISO 8601, 12 hours, other languages, 3/11/2026."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import cache

from agent.tables import read_table

_LONGEST = 200
_NEAR = timedelta(days=2)
_OLDEST = 1990  # before e-mail was common
_ISO = re.compile(
    r"\s*(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?)\s*(Z|[+-]\d\d:?\d\d)?\s*$", re.IGNORECASE
)
_HALF_DAY = re.compile(r"\b(\d{1,2})(:\d\d(?::\d\d)?)\s*([ap])\.?m\b\.?", re.IGNORECASE)
_SLASHED = re.compile(r"\s*(\d{1,2})/(\d{1,2})/(\d{4})\b,?(.*)$")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAY_MONTH = re.compile(r"(?:^|[\s,])(\d{1,2})[.\s]+([^\W\d_]{3,10})\.?\s+(\d{4}.*)$")
_LEAP = re.compile(r"(\d:\d\d):60\b")


def sent_at(value: str, received: datetime) -> datetime | None:
    """The moment of a Date header with its own offset (none: UTC); None for what is unreadable or impossible.

    Impossible: before 1990, or more than a day after `received` (aware), the arrival. 3/11/2026 is the day of the two
    that lies near the arrival, and unreadable when both or neither do.
    """
    text = value[:_LONGEST]
    leap = _LEAP.search(text) is not None
    text = _HALF_DAY.sub(_of_24_hours, _LEAP.sub(r"\1:59", text))
    slashed = _SLASHED.match(text)
    read = {when for each in _slashed(slashed) if (when := _moment(each))} if slashed else {_moment(text)}
    possible = [when for when in read if when is not None and when.year >= _OLDEST and _before(when, received)]
    if slashed and len(possible) > 1:
        possible = [when for when in possible if abs(when - received) <= _NEAR]
    if len(possible) != 1:
        return None
    return possible[0] + timedelta(seconds=1) if leap else possible[0]


def _before(when: datetime, received: datetime) -> bool:
    return when - received <= timedelta(days=1)


def _moment(text: str) -> datetime | None:
    """ISO 8601, or what the standard library makes of it with the month in English."""
    try:
        iso = _ISO.match(text)
        if iso:
            when = datetime.fromisoformat(f"{iso[1]}T{iso[2]}{(iso[3] or '').upper()}")
        else:
            when = parsedate_to_datetime(_in_english(text))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def _in_english(text: str) -> str:
    """A day and a month of another language as "3 Nov 2026 ..."; any other text as it is."""
    found = _DAY_MONTH.search(text)
    word = found[2].lower() if found else ""
    known = next((english for foreign, english in _foreign() if word.startswith(foreign)), None)
    if found is None or (known is None and word[:3].capitalize() not in _MONTHS):
        return text
    return f"{found[1]} {known or word[:3].capitalize()} {found[3]}"


def _of_24_hours(found: re.Match[str]) -> str:
    """Turn "04:05:00 PM" into "16:05:00"; hours that no half day has stay."""
    hour = int(found[1])
    if 1 <= hour <= 12:
        hour = hour % 12 + (12 if found[3].lower() == "p" else 0)
    return f"{hour:02}{found[2]}"


def _slashed(found: re.Match[str]) -> list[str]:
    """Both readings of "3/11/2026 16:05": day first and month first."""
    one, two = int(found[1]), int(found[2])
    pairs = {(day, month) for day, month in ((one, two), (two, one)) if 1 <= month <= 12}
    return [f"{day} {_MONTHS[month - 1]} {found[3]} {found[4].strip()}" for day, month in sorted(pairs)]


@cache
def _foreign() -> tuple[tuple[str, str], ...]:
    months: dict[str, str] = read_table(__file__, "sent.toml")["months"]
    return tuple(sorted(months.items(), key=lambda entry: -len(entry[0])))
