"""Business days: which days offices work, and how to count them.

Weekends everywhere; public holidays only where the country is known (docs/timelines.md, 3 and 5). The calendars
come from the package `holidays`, imported only when a country is given because it is slow to load.
"""

from __future__ import annotations

from collections.abc import Container
from datetime import date, timedelta
from functools import lru_cache

DAY = timedelta(days=1)


def is_business_day(day: date, country: str | None) -> bool:
    """True when offices in `country` (ISO 3166 code; None or unknown: weekends only) work on `day`."""
    if day.weekday() >= 5:
        return False
    return country is None or day not in _public_holidays(country.upper())


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


_REGIONS = {"GB": "ENG", "UK": "ENG"}
"""Where the calendar without a region lacks days that nearly every office takes (the August bank holiday)."""


@lru_cache(maxsize=32)
def _public_holidays(country: str) -> Container[date]:
    """The public holidays of a country; none when the code is unknown."""
    import holidays

    try:
        return holidays.country_holidays(country, subdiv=_REGIONS.get(country))
    except NotImplementedError:
        return frozenset()
