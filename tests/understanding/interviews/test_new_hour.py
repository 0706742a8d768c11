"""A new hour without a day: what names one, what only asks for it, and what is none."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from agent.understanding.dates import find_slots
from agent.understanding.findings import ClockTime
from agent.understanding.interviews.new_hour import NewHour, new_hour
from agent.understanding.people.lexicon import lexicon

SENT = datetime(2026, 11, 2, 9, tzinfo=UTC)  # a Monday


def read(text: str) -> NewHour | None:
    return new_hour(text, tuple(find_slots(text, SENT, UTC)), SENT)


@pytest.mark.parametrize("text", lexicon("new_hour")["moves"]["stated"])
def test_stated(text: str) -> None:
    found = read(text)
    assert found is not None
    assert not found.asked


@pytest.mark.parametrize("text", lexicon("new_hour")["moves"]["asked"])
def test_asked(text: str) -> None:
    found = read(text)
    assert found is not None
    assert found.asked


@pytest.mark.parametrize("text", lexicon("new_hour")["refused"]["examples"])
def test_none(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("so 10.30 now", ClockTime(630)),
        ("We need to push to 3pm.", ClockTime(900, half=True)),
        ("it'll have to be half past instead", ClockTime(30, past=True)),
        ("can we say ten past instead of on the hour?", ClockTime(10, past=True)),
        ("Change of plan, it's 4 o'clock now not 2.", ClockTime(240)),
        ("Sorry, can't do 3 now, is 5 ok?", ClockTime(300)),
        ("Could we push to four?", ClockTime(240)),
        ("It has to be noon, I'm afraid.", ClockTime(720, half=True)),
        ("so half ten now", ClockTime(630)),
    ],
)
def test_the_hour(text: str, hour: ClockTime) -> None:
    found = read(text)
    assert found is not None
    assert found.hour == hour


def test_a_zone_that_is_said() -> None:
    found = read("We need to push to 3pm PST.")
    assert found is not None
    assert found.zone is not None


def test_a_day_in_another_sentence_takes_nothing_away() -> None:
    assert read("So 10.30 now. I am off on Friday.") is not None
    assert read("So 10.30 now. I am off on Friday from 2pm.") is None


def test_an_empty_text_names_none() -> None:
    assert read("") is None


def test_two_new_hours_are_none() -> None:
    assert read("So 10.30 now. Or make it 11.") is None


@pytest.mark.parametrize(
    ("hour", "start", "moved"),
    [
        (ClockTime(540), (16, 0), (9, 0)),
        (ClockTime(180), (10, 0), (15, 0)),
        (ClockTime(480), (15, 0), (8, 0)),
        (ClockTime(540), (20, 30), (21, 0)),
        (ClockTime(30, past=True), (10, 0), (10, 30)),
        (ClockTime(15, past=True), (10, 45), (10, 15)),
    ],
)
def test_the_half_of_the_day(hour: ClockTime, start: tuple[int, int], moved: tuple[int, int]) -> None:
    at = hour.on_the_day_of(datetime(2026, 11, 3, *start, tzinfo=UTC))
    assert (at.hour, at.minute) == moved
