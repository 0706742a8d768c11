"""One pattern of many names: what it matches is what the longest of them would."""

import re

import pytest

from agent.understanding.alternatives import alternation

_NAMES = ("new york", "new york time", "newark", "york", "mon", "monday", "a.m", "st. ives")


@pytest.mark.parametrize("name", _NAMES)
def test_each_name_is_matched_whole(name: str) -> None:
    assert re.fullmatch(alternation(_NAMES), name)


@pytest.mark.parametrize(
    ("text", "longest"),
    [
        ("new york times", "new york time"),
        ("new york tim", "new york"),
        ("mondays", "monday"),
        ("mond", "mon"),
        ("a.m.", "a.m"),
    ],
)
def test_the_longest_counts(text: str, longest: str) -> None:
    found = re.match(alternation(_NAMES), text)
    assert found
    assert found[0] == longest


@pytest.mark.parametrize("text", ["new yor", "new", "acm", "mo", "st, ives", ""])
def test_what_only_begins_so_is_none(text: str) -> None:
    assert re.match(alternation(_NAMES), text) is None


def test_shorter_ones_are_tried_where_what_follows_needs_it() -> None:
    found = re.match(rf"{alternation(_NAMES)} time\b", "new york time")
    assert found
    assert found[0] == "new york time"
