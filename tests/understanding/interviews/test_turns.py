"""A list of candidates with their hours holds one turn of the owner's, and nobody to meet."""

import pytest

from agent.understanding.dates import find_slots
from agent.understanding.interviews.turns import own_turn
from tests.understanding.people.mails import OWNER, reading


def _kept(text: str) -> list[str]:
    read = reading({"from": "Norma Fitch <norma@hall.example>", "text": text})
    slots = tuple(find_slots(text, read.message.at, OWNER.zone, day_first=True, country="GB"))
    return [line for line in own_turn(read, slots, ["Sam Okafor"])[0].said.splitlines() if line.strip()]


@pytest.mark.parametrize("own", ["Sam", "Sam O.", "Sam Okafor"])
def test_the_lines_of_other_candidates_are_blank(own: str) -> None:
    assert _kept(f"Friday 13 November\n09:15 Amelia\n10:15 Jon\n11:15 {own}\n13:30 Kirsten") == [
        "Friday 13 November",
        f"11:15 {own}",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Friday 13 November\n09:15 Amelia\n10:15 Jon\n11:15 Priya",
        "Friday 13 November\n09:15 Amelia\n11:15 Sam",
        "Friday 13 November\n09:15 Amelia\n10:15 Sam\n11:15 Sam",
    ],
)
def test_a_schedule_without_the_owners_line_stays(text: str) -> None:
    assert _kept(text) == text.splitlines()
