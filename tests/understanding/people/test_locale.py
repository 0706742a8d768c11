"""Whose zone bare times are in, and how 3/4 is read (docs/kinds.md; docs/timelines.md, 6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from agent.understanding.people.locale import sender_locale
from tests.understanding.people.mails import OWNER, reading

DANA = "Dana Reyes <dana@acme.example>"
CASES: list[tuple[str, dict[str, Any], str, bool, str | None, bool | None]] = [
    ("a person at +0000 shows nothing", {}, "Europe/London", False, None, True),
    ("New York in winter", {"sent": "2026-11-02T09:00:00-05:00"}, "America/New_York", True, None, False),
    ("New York in summer", {"sent": "2026-10-30T09:00:00-04:00"}, "America/New_York", True, None, False),
    ("Los Angeles", {"sent": "2026-11-02T09:00:00-08:00"}, "America/Los_Angeles", True, None, False),
    ("the owner's own offset in summer", {"sent": "2026-07-01T09:00:00+01:00"}, "Europe/London", True, None, True),
    ("Berlin in winter", {"sent": "2026-11-02T09:00:00+01:00"}, "Europe/Berlin", True, None, True),
    ("a city in the signature", {"signature": "Dana\nAcme, Chicago"}, "America/Chicago", True, "US", False),
    (
        "a town in the signature, not a street",
        {"signature": "Dana\n14 London Road, Sydney"},
        "Australia/Sydney",
        True,
        "AU",
        True,
    ),
    (
        "a surname",
        {"from": "Ida Berlin <i@acme.example>", "signature": "Ida Berlin"},
        "Europe/London",
        False,
        None,
        True,
    ),
    ("somebody's surname", {"signature": "Dana\nfor Dr Berlin"}, "Europe/London", False, None, True),
    (
        "a surname, and a town",
        {"from": "I. Berlin <i@a.example>", "signature": "I. Berlin, Paris"},
        "Europe/Paris",
        True,
        "FR",
        True,
    ),
    ("a country in the signature", {"signature": "Dana\nMünchen, Germany"}, "Europe/Berlin", True, "DE", True),
    ("a dialling code", {"signature": "Dana\n+49 30 1234567"}, "Europe/Berlin", True, "DE", True),
    ("a British domain", {"from": "Dana <dana@acme.co.uk>"}, "Europe/London", True, "GB", True),
    ("a note about all times", {"text": "All times are in Pacific Time."}, "America/Los_Angeles", True, "US", False),
    ("a robot's +0000 is no zone", {"from": "Acme <no-reply@acme.example>"}, "Europe/London", False, None, True),
    (
        "a robot's offset is none either",
        {"from": "Acme <no-reply@acme.example>", "sent": "2026-11-02T09:00:00-08:00"},
        "Europe/London",
        False,
        None,
        None,
    ),
    (
        "an invitation's zone",
        {"invite": [{"start": "2026-11-03T15:00", "zone": "America/Denver"}]},
        "America/Denver",
        True,
        "US",
        False,
    ),
    (
        "an invitation in UTC says nothing",
        {"invite": [{"start": "2026-11-03T15:00", "zone": "UTC"}]},
        "Europe/London",
        False,
        None,
        True,
    ),
    ("the owner", {"from": "Sam Okafor <sam@owner.example>"}, "Europe/London", True, "GB", True),
]


@pytest.mark.parametrize(
    ("title", "mail", "zone", "sure", "country", "day_first"),
    CASES,
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_locale(
    title: str, mail: dict[str, Any], zone: str, sure: bool, country: str | None, day_first: bool | None
) -> None:
    found = sender_locale(reading({"from": DANA, **mail}), OWNER)
    assert (getattr(found.zone, "key", str(found.zone)), found.sure, found.country, found.day_first) == (
        zone,
        sure,
        country,
        day_first,
    )


def test_summer_time_between_sending_and_meeting_is_right() -> None:
    found = sender_locale(reading({"from": DANA, "sent": "2026-10-30T09:00:00-04:00"}), OWNER)
    assert datetime(2026, 11, 3, 15, tzinfo=found.zone).isoformat() == "2026-11-03T15:00:00-05:00"


def test_a_robot_that_shows_nothing_of_where_it_is_writes_dates_as_the_owner_does() -> None:
    robot = {"from": "Acme <no-reply@acme.example>"}
    american = replace(OWNER, country="US")
    assert sender_locale(reading(robot), american).day_first is False
    assert sender_locale(reading({"from": DANA}), american).day_first is True
