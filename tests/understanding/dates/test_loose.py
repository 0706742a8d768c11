"""Numbers that may be hours by the sense of their text alone, and such that count or name something."""

from __future__ import annotations

import pytest

from agent.understanding.dates.loose import loose_hours


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("come up thursday about ten when we're washed down", ["10:00"]),
        ("we've you down with torquil and me for 11. if it's blowing", ["11:00"]),
        ("all set for 3 with shannonside?", ["15:00"]),
        ("let's say then, 11 bells, in the library", ["11:00"]),
        ("as for the hour: so nine, please.", ["09:00"]),
        ("would you mind making it 3 instead?", ["15:00"]),
        ("yep 11. see you there", ["11:00"]),
        ("sunday.\n\nnine. we'll be out on the water", ["09:00"]),
        ("the 16h of tomorrow, perfect", ["16:00"]),
        ("interview\t0700, craig stather", ["07:00"]),
        ("ten rather than half nine because of drop-off", ["10:00", "09:00"]),
    ],
)
def test_may_be_an_hour(text: str, hours: list[str]) -> None:
    assert [f"{one.begin:%H:%M}" for one in loose_hours(text, ())] == hours


@pytest.mark.parametrize(
    "text",
    [
        "1. bring your id\n2. come early",
        "there are three of us, two people you know",
        "room 4, floor 2, item 4.",
        "call 0151 234 5678 or 0117 496 0000",
        "a salary of 30 to 40k, £9 an hour, 10% more",
        "the two, both of them 4th",
        "on march 3. we close",
        "in 2026 we were 120",
        "half of 7.5 and 1,200",
        "see you on monday, plot 14, sam will be waving",
    ],
)
def test_counts_or_names_something(text: str) -> None:
    assert not list(loose_hours(text, ()))


def test_no_hour_where_a_date_or_time_stands() -> None:
    assert not list(loose_hours("so nine, please", [(3, 7)]))


def test_places_may_overlap_and_come_in_any_order() -> None:
    text = "so nine, please, or for 3, or yep 11."
    nine, three, eleven = (text.index(word) for word in ("nine", "3", "11"))
    taken = [(eleven, eleven + 2), (0, nine + 1), (three - 4, three), (2, 4)]
    assert [one.start for one in loose_hours(text, taken)] == [three]


def test_a_text_of_nothing_but_hours_is_gone_through_once() -> None:
    text = "for nine, " * 6_000
    taken = [(at, at + 4) for at in range(4, len(text), 10)]
    assert not list(loose_hours(text, taken))
