"""Every entry of lexicon/dates.toml is read as what it says."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from agent.understanding.dates import Grain, find_dates, find_slots
from agent.understanding.dates.words import lexicon

SENT = datetime(2026, 10, 28, 10, 0, tzinfo=ZoneInfo("America/New_York"))


@pytest.mark.parametrize("name", [name for entry in lexicon()["holiday"] for name in entry["names"]])
def test_holidays(name: str) -> None:
    found = find_dates(f"We will write by {name}.", SENT)
    assert [when.grain for when in found] == [Grain.HOLIDAY]
    assert found[0].by >= SENT.date()


@pytest.mark.parametrize(
    ("name", "zone"), [(name, entry["zone"]) for entry in lexicon()["zone"] for name in entry["names"]]
)
def test_zones(name: str, zone: str) -> None:
    found = find_slots(f"Tuesday 3 November at 3 pm {name}", SENT, UTC)
    assert [(slot.zone, slot.sure) for slot in found] == [(zone, True)]


@pytest.mark.parametrize(("city", "zone"), lexicon()["cities"].items())
def test_cities(city: str, zone: str) -> None:
    found = find_slots(f"Tuesday 3 November at 15:00 ({city.title()})", SENT, UTC)
    assert [(slot.zone, slot.sure) for slot in found] == [(zone, True)]


@pytest.mark.parametrize(("name", "number"), sorted(lexicon()["months_abroad"].items()))
def test_months_of_other_languages_follow_the_day(name: str, number: int) -> None:
    assert [when.by.month for when in find_dates(f"le 12 {name} 2027", SENT)] == [number]
    assert not list(find_dates(f"we met at {name} and on", SENT))


@pytest.mark.parametrize("name", [name for name in lexicon()["months"] if name.isascii()])
def test_months(name: str) -> None:
    assert [when.by.month for when in find_dates(f"by 12 {name} 2027", SENT)] == [lexicon()["months"][name]]


@pytest.mark.parametrize("name", lexicon()["weekdays"])
def test_weekdays(name: str) -> None:
    assert [when.by.weekday() for when in find_dates(f"by {name}", SENT)] == [lexicon()["weekdays"][name]]
