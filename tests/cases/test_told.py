"""What the owner told the program, as `agent.understanding.told` hands it over (situations 9, 103, 104)."""

from __future__ import annotations

from typing import Any

import pytest

from agent.choices import Verb
from agent.understanding.told import told
from tests.cases.mailbag import INVITE, LEE, NO, OWNER, K, choice, fold_at, mail, slot, t, the_case

WEAK = mail("m1", "1", K.INTERVIEW_INVITE, slot("3 15:00", None, confidence=0.5), role="Data Engineer")


def with_told(now: Any, *said: Any, choices: Any) -> Any:
    reported = [one for one in (told(made, OWNER) for made in choices) if one is not None]
    return fold_at(now, *said, *reported, choices=choices)


def the_told(now: Any, *said: Any, choices: Any) -> Any:
    (case,) = with_told(now, *said, choices=choices)
    return case


def test_09_added_afterwards_without_any_mail() -> None:
    add = choice(
        "a",
        "3 18:00",
        Verb.ADD,
        None,
        on=t("3 15:00"),
        end=t("3 15:45"),
        person="lee@acme.example",
        employer="Acme",
        role="Data Engineer",
    )
    case = the_told("3 19:00", choices=[add])
    assert (case.employer, case.role, case.state) == ("Acme", "Data Engineer", "waiting")
    assert case.interview_held.confirmed
    assert case.wait.id == "interview/2026-11-03"
    assert [p.email for p in case.interview_held.people] == ["lee@acme.example"]
    assert case.root == add.id


def test_09_then_everything_else_works() -> None:
    add = choice("a", "3 18:00", Verb.ADD, None, on=t("3 15:00"), employer="Acme", role="Data Engineer")
    word = mail("m1", "5", K.TIMELINE_UPDATE, sender=LEE)
    case = the_told("6", word, choices=[add])
    assert case.wait.id == "m1"
    assert case.account == "home"


def test_09_added_ahead() -> None:
    add = choice("a", "1 18:00", Verb.ADD, None, on=t("3 15:00"), employer="Acme")
    assert the_told("2", choices=[add]).state == "scheduled"


def test_an_added_case_without_mail_has_the_owners_usual_address() -> None:
    other = mail("x", "1", K.INTERVIEW_INVITE, slot("3 15:00"), company="Globex", sender="Ann <ann@globex.example>")
    add = choice("a", "1 18:00", Verb.ADD, None, on=t("3 17:00"), employer="Initech")
    case = next(c for c in with_told("2", other, choices=[add]) if c.employer == "Initech")
    assert (case.owner_address, case.account) == ("sam@owner.example", "home")


@pytest.mark.parametrize("text", ["", "phone screen with Lee", "Acme"])
def test_added_to_a_known_case_settles_it_and_renames_nothing(text: Any) -> None:
    add = choice("a", "3 18:00", Verb.ADD, on=t("3 15:00"), text=text)
    case = the_told("3 19:00", WEAK, choices=[add])
    assert [i.confirmed for i in case.interviews] == [True]
    assert (case.employer, case.role) == ("Acme", "Data Engineer")
    assert case.wait.began == "interview"


@pytest.mark.parametrize("on", [None, "3 15:00", "3 12:00"])
@pytest.mark.parametrize("at", ["2", "5"])
def test_not_an_interview(on: Any, at: Any) -> None:
    off = choice("n", at, Verb.NOT_INTERVIEW, on=t(on) if on else None)
    case = the_told("6", WEAK, choices=[off])
    assert case.interview_held is None


def test_103_heard() -> None:
    heard = choice("h", "5", Verb.HEARD, text="by next Friday")
    case = the_told("6", INVITE, choices=[heard])
    assert (case.wait.began, case.wait.promise.by) == ("answer", t("13").date())
    assert not any(c.email is None and c.spoke for c in case.contacts)


def test_103_heard_a_no() -> None:
    case = the_told(
        "6", INVITE, choices=[choice("h", "5", Verb.HEARD, text="they said no, they went with another candidate")]
    )
    assert case.state == "rejected"
    assert case.last_word.email == "dana@acme.example"


def test_103_heard_settles_what_was_unclear() -> None:
    unclear = mail("m2", "4", K.REJECTION, NO, confidence=0.3)
    vague = mail("m3", "4", K.REJECTION, confidence=0.3)
    assert the_told("6", INVITE, vague, choices=[]).unsure
    assert not the_told("6", INVITE, vague, choices=[choice("h", "5", Verb.HEARD, text="by next Friday")]).unsure
    assert unclear.kind is K.REJECTION


@pytest.mark.parametrize(("person", "everybody"), [(None, True), ("Lee", False), ("lee@acme.example", False)])
def test_thanked(person: Any, everybody: Any) -> None:
    case = the_told("5", INVITE, choices=[choice("k", "4", Verb.THANKED, person=person)])
    assert case.thanked_all is everybody
    if person:
        assert {"lee@acme.example", "lee wong"} <= case.thanked


def test_104_choices_reach_a_case_by_the_id_of_another_choice() -> None:
    add = choice("a", "3 18:00", Verb.ADD, None, on=t("3 15:00"), employer="Acme")
    case = the_told("6", choices=[add, choice("c", "4", Verb.CLOSE, anchor=add.id)])
    assert case.state == "closed"
    assert the_case("6", INVITE).state == "waiting"
