"""Business days, with and without a country's holidays."""

from __future__ import annotations

from datetime import date

import pytest

from agent.calendar import (
    add_business_days,
    is_business_day,
    last_business_day,
    next_business_day,
    on_or_after_business_day,
)

WEDNESDAY = date(2026, 11, 25)  # the day before Thanksgiving


@pytest.mark.parametrize(
    ("n", "country", "day"),
    [
        (0, None, date(2026, 11, 25)),
        (1, None, date(2026, 11, 26)),
        (1, "US", date(2026, 11, 27)),
        (1, "us", date(2026, 11, 27)),
        (3, None, date(2026, 11, 30)),
        (3, "US", date(2026, 12, 1)),
        (3, "XX", date(2026, 11, 30)),
    ],
)
def test_counting(n: int, country: str | None, day: date) -> None:
    assert add_business_days(WEDNESDAY, n, country) == day


def test_weekends_and_neighbours() -> None:
    saturday = date(2026, 10, 31)
    assert not is_business_day(saturday, None)
    assert next_business_day(saturday, None) == date(2026, 11, 2)
    assert on_or_after_business_day(saturday, None) == date(2026, 11, 2)
    assert last_business_day(saturday, None) == date(2026, 10, 30)


def test_a_regional_holiday_that_offices_take() -> None:
    assert not is_business_day(date(2026, 8, 31), "GB")
    assert is_business_day(date(2026, 8, 31), None)
    assert not is_business_day(date(2026, 10, 12), "CA")
    assert not is_business_day(date(2026, 6, 8), "AU")
    assert not is_business_day(date(2026, 4, 6), "CH")
