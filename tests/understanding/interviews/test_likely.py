"""Which of several times is when one meets: what is done with how likely each is, and what was learnt."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from agent.understanding.dates.records import Slot
from agent.understanding.interviews.choosing import likeliest, meant
from agent.understanding.interviews.likely.traits import among_others
from agent.understanding.interviews.manners import Manner, Spoken


def _slot(hour: int, minute: int = 0, end: int | None = None) -> Slot:
    start = datetime(2026, 11, 3, hour, minute, tzinfo=UTC)
    return Slot(start, start.replace(hour=end) if end else None, "UTC", True, (0, 1), str(hour))


def _at(hour: int, likely: float | None, manner: Manner = Manner.STATED) -> Spoken:
    return Spoken(_slot(hour), manner, "", likely=likely)


def _hours(told: list[Spoken]) -> list[int]:
    return [one.slot.start.hour for one in told]


@pytest.mark.parametrize(
    ("told", "hours"),
    [
        ([_at(9, 0.05), _at(10, 0.8)], [10]),
        ([_at(9, 0.8), _at(10, 0.7)], [9, 10]),
        ([_at(9, 0.3), _at(10, 0.05)], [9, 10]),
        ([_at(9, None), _at(10, 0.9)], [9, 10]),
        ([_at(9, 0.05)], []),
        ([_at(9, 0.2)], [9]),
        ([_at(9, None)], [9]),
        ([], []),
    ],
)
def test_one_time_is_chosen_when_it_is_clearly_likelier(told: list[Spoken], hours: list[int]) -> None:
    assert _hours(likeliest(told)) == hours


@pytest.mark.parametrize(
    ("told", "hours"),
    [
        ([_at(9, 0.9, Manner.NONE)], [9]),
        ([_at(9, 0.6, Manner.NONE)], []),
        ([_at(9, 0.9, Manner.NONE), _at(10, 0.2)], [10]),
        ([_at(9, 0.9, Manner.NONE), _at(10, 0.2, Manner.WAS)], [10, 9]),
        ([_at(9, None, Manner.NONE)], []),
    ],
)
def test_a_time_whose_words_say_otherwise_is_meant_when_no_other_is_and_it_surely_is(
    told: list[Spoken], hours: list[int]
) -> None:
    assert _hours(meant(told)) == hours


def test_a_time_stands_among_the_others_of_its_day() -> None:
    gate, talk, home = _slot(8, 45), _slot(9, 0, end=10), _slot(10)
    assert list(among_others(talk, [gate, talk, home])) == [
        "3 times",
        "amid its day",
        "behind another by 1",
        "before another by 4",
    ]
    assert "ends another" in among_others(home, [gate, talk, home])
    assert list(among_others(gate, [gate])) == ["1 times"]
