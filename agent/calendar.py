"""Business days: which days offices work, and how to count them.

Weekends everywhere; public holidays only where the country is known (docs/timelines.md, 3). The calendars
come from the package `holidays`. It takes longer to load than everything else a command does together, so the days of
one country and year may be kept on a shelf, under the version of the package that named them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, timedelta
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

DAY = timedelta(days=1)


def is_business_day(day: date, country: str | None) -> bool:
    """True when offices in `country` (ISO 3166 code; None or unknown: weekends only) work on `day`."""
    if day.weekday() >= 5:
        return False
    return country is None or day not in _public_holidays(country.upper(), day.year)


def add_business_days(day: date, n: int, country: str | None) -> date:
    """The `n`th business day after `day`: day 1 is the next business day after it. `n` below 1 gives `day` itself."""
    for _ in range(n):
        day = next_business_day(day, country)
    return day


def next_business_day(day: date, country: str | None) -> date:
    """The first business day strictly after `day`."""
    return on_or_after_business_day(day + DAY, country)


def on_or_after_business_day(day: date, country: str | None) -> date:
    """`day` itself when it is a business day, else the first one after it."""
    while not is_business_day(day, country):
        day += DAY
    return day


def last_business_day(day: date, country: str | None) -> date:
    """`day` itself when it is a business day, else the last one before it."""
    while not is_business_day(day, country):
        day -= DAY
    return day


_REGIONS = {"GB": "ENG", "UK": "ENG", "CA": "ON", "AU": "NSW", "CH": "ZH"}
"""Where the calendar without a region lacks days that most offices take (the August bank holiday, Thanksgiving, the
King's birthday, Easter Monday): that of the region where most of them are. A question a day later harms nobody."""


class Shelf(Protocol):
    """Where holidays may be kept between runs, as a few named texts."""

    def value(self, name: str) -> str | None:
        """The text kept under `name`."""

    def remember(self, name: str, value: str) -> None:
        """Keep a text under `name`, in the place of an older one."""


_shelf: ContextVar[Shelf | None] = ContextVar("_shelf", default=None)


@contextmanager
def holidays_kept_on(shelf: Shelf) -> Iterator[None]:
    """Inside, holidays are taken from `shelf` and put there. It changes how fast the answers come, never which."""
    token = _shelf.set(shelf)
    try:
        yield
    finally:
        _shelf.reset(token)


@lru_cache(maxsize=256)
def _public_holidays(country: str, year: int) -> frozenset[date]:
    """The public holidays of a country in one year; none when the code is unknown."""
    shelf, region, by = _shelf.get(), _REGIONS.get(country), _edition()
    if shelf is None or by is None:
        return _worked_out(country, region, year)
    name = f"holidays {country} {region or '-'} {year}"
    kept = json.loads(shelf.value(name) or "{}")
    if kept.get("by") == by:
        return frozenset(map(date.fromisoformat, kept["days"]))
    days = _worked_out(country, region, year)
    shelf.remember(name, json.dumps({"by": by, "days": sorted(day.isoformat() for day in days)}))
    return days


@cache
def _edition() -> str | None:
    """The version of the package, told without loading it by the folder of its metadata; None when there is none."""
    package = find_spec("holidays")
    if package is None or package.origin is None:
        return None
    return next((path.name for path in Path(package.origin).parents[1].glob("holidays-*.dist-info")), None)


def _worked_out(country: str, region: str | None, year: int) -> frozenset[date]:
    import holidays

    try:
        return frozenset(holidays.country_holidays(country, subdiv=region, years=year))
    except NotImplementedError:  # how `holidays` says that it knows no such country: then no day is a holiday
        return frozenset()
