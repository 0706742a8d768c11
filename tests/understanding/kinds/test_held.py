"""Words of a meeting that has been, and of none."""

from __future__ import annotations

from datetime import date

import pytest

from agent.understanding.kinds.held import by_letter, day_of, went
from agent.understanding.people.lexicon import lexicon

TABLE = lexicon("held")
MONDAY = date(2026, 11, 2)


@pytest.mark.parametrize("text", TABLE["went"]["examples"])
def test_it_has_been(text: str) -> None:
    assert went(text)
    assert not by_letter(text)


@pytest.mark.parametrize("text", [*TABLE["other"]["examples"], *TABLE["by_letter"]["examples"]])
def test_it_has_not(text: str) -> None:
    assert not went(text)


@pytest.mark.parametrize("text", TABLE["by_letter"]["examples"])
def test_only_letters(text: str) -> None:
    assert by_letter(text)


@pytest.mark.parametrize("text", TABLE["by_letter"]["kept"])
def test_more_than_letters(text: str) -> None:
    assert not by_letter(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Great talking to you today!", MONDAY),
        ("Thanks for coming in yesterday", date(2026, 11, 1)),
        ("Lovely to meet you on Friday", date(2026, 10, 30)),
        ("feedback from Thursday's chat", date(2026, 10, 29)),
        ("It was good to see you on Monday", MONDAY),
        ("That went well", None),
        ("Thanks for coming in yesterday, on Monday we decide", None),
        ("Every Friday we meet", None),
    ],
)
def test_when(text: str, day: date | None) -> None:
    assert day_of(text, MONDAY) == day
