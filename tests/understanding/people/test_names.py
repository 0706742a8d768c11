"""Display names as people and systems write them, and the first name to greet."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from agent.understanding.people import greeting_name
from agent.understanding.people.matching import fits, likely_same, same_person
from agent.understanding.people.met.naming import names_in

NAMES = tomllib.loads(Path(__file__).with_name("names.toml").read_text(encoding="utf-8"))["names"]


@pytest.mark.parametrize(("name", "email", "expected"), NAMES)
def test_greeting(name: str, email: str, expected: str) -> None:
    assert (greeting_name(name, email) or "") == expected


def test_no_name_no_greeting() -> None:
    assert greeting_name(None, None) is None
    assert greeting_name(None, "dana.reyes@acme.example") is None


@pytest.mark.parametrize(
    "name", ["(" * 5000, "a " * 5000, "-" * 5000, "\x00\ud7ff", "a.b.c.d." * 900, ", , ,", "()", '""']
)
def test_hostile_names_are_nobody_or_somebody_but_no_error(name: str) -> None:
    greeting_name(name, name)


@pytest.mark.parametrize(
    ("name", "email", "expected"),
    [
        ("Lee Wong", "lee.wong@acme.example", True),
        ("Lee Wong", "lwong@acme.example", True),
        ("Lee Wong", "wong.lee@acme.example", True),
        ("Lee Wong", "lee@acme.example", True),
        ("Lee", "lee@acme.example", True),
        ("Lee Wong", "leslie@acme.example", False),
        ("Lee Wong", "dana@acme.example", False),
    ],
)
def test_an_address_fits_a_name(name: str, email: str, expected: bool) -> None:
    assert fits(name, email) is expected


@pytest.mark.parametrize(("right", "same"), [("Subhash Iyer", True), ("Iyer Dental", False), ("Nandini Rao", False)])
def test_a_title_may_stand_before_a_first_name(right: str, same: bool) -> None:
    assert likely_same("Dr. Subhash", right) is same
    assert not same_person("Mr Wilton", "Wilton Builders")


def test_same_person() -> None:
    assert same_person("Wei Liang", "Goh Wei Liang")
    assert not same_person("Wei Ling", "Goh Wei Liang")
    assert same_person("CA Priti Nair", "Priti Nair")
    assert same_person("Dr P. Nair", "Priti Nair")
    assert not same_person("P. Nair", "Anil Nair")
    assert same_person("Lee Wong", "Wong Lee")
    assert same_person("Lee", "Lee Wong")
    assert not same_person("Lee Wong", "Lee Chan")
    assert not same_person("", "Lee")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("You will meet with St. Brendan Health on Monday.", []),
        ("It is at St. Anne's on Monday, ask for Lee Wong.", ["Lee Wong"]),
        ("Thanks to Priti Nair. Brendan Lowe joins us.", ["Priti Nair", "Brendan Lowe"]),
    ],
)
def test_a_saint_is_a_house_and_nobody_to_meet(text: str, names: list[str]) -> None:
    assert [one.name for one, _ in names_in(text)] == names
