"""Who steps in for whom, and whether the time stays."""

from __future__ import annotations

import pytest

from agent.understanding.people.lexicon import lexicon
from agent.understanding.people.standing_in import moves_besides, repeats_the_time, stand_in

TABLE = lexicon("standing_in")


@pytest.mark.parametrize(("text", "who", "other"), [*TABLE["steps_in"]["examples"], *TABLE["because"]["examples"]])
def test_who_steps_in(text: str, who: str, other: str) -> None:
    found = stand_in(text)
    assert found is not None
    assert (" + ".join(found.who), found.other) == (who, other)


@pytest.mark.parametrize("text", TABLE["refused"]["examples"])
def test_nobody_steps_in(text: str) -> None:
    assert stand_in(text, ("Acme", "Globex")) is None


@pytest.mark.parametrize(
    ("text", "moves"),
    [
        ("Petra will step in for Sophie, everything else stays.", False),
        ("Petra will step in for Sophie. The time and the link stay the same, nothing is moved.", False),
        ("Rather than postponing, Petra will step in for Sophie.", False),
        ("We did not want to reschedule, so Petra will step in for Sophie.", False),
        ("Petra will step in for Sophie. We still need to find another time.", True),
        ("Petra will step in for Sophie and we have to postpone by a week.", True),
    ],
)
def test_whether_the_time_changes_too(text: str, moves: bool) -> None:
    assert moves_besides(text) is moves


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("Petra will step in for Sophie. Still 2 PM today.", True),
        ("Petra will step in for Sophie, still on Thursday at 10.", True),
        ("Petra will step in for Sophie at 3 PM today.", False),
        ("Petra will step in for Sophie. Still on Thursday, but at 11.", False),
        ("Petra will step in for Sophie at 11. There are still 3 candidates to see.", False),
        ("Petra will step in for Sophie. We still need 15 minutes more, so it is 3 PM.", False),
    ],
)
def test_whether_the_hour_is_the_old_one(text: str, stands: bool) -> None:
    assert repeats_the_time(text) is stands
