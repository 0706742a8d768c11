"""What the owner's mail perhaps does counts where it is due, and nowhere else."""

from typing import Any

import pytest

from agent.cases.records import State
from agent.understanding.findings import (
    Accepted,
    Finding,
    Kind,
    PerhapsNudged,
    PerhapsThanked,
    Rejected,
    Replied,
    Status,
    Thanked,
    Took,
)
from tests.cases.mailbag import by, e, mail, sam, slot, the_case

INVITED = mail("m1", "1", Kind.INTERVIEW_INVITE, slot("3 15:00"))


@pytest.mark.parametrize(("at", "counts"), [("2 12:00", False), ("3 20:00", True), ("4 09:00", True), ("9", False)])
def test_words_that_may_be_thanks_are_in_the_days_after_an_interview(at: Any, counts: Any) -> None:
    words = sam("s", at, Replied(e()), PerhapsThanked(e()), answers="m1")
    assert bool(the_case("12", INVITED, words).thanked) is counts


@pytest.mark.parametrize(("at", "counts"), [("2 12:00", 0), ("4 09:00", 0), ("9", 1), ("11", 1)])
def test_words_that_may_ask_for_news_do_after_days_of_waiting(at: Any, counts: Any) -> None:
    words = sam("s", at, Replied(e()), PerhapsNudged(e()), answers="m1")
    wait = the_case("12", INVITED, words).wait
    assert wait is not None
    assert len(wait.nudges) == counts


@pytest.mark.parametrize(("at", "counts"), [("16 09:00", 0), ("17 09:00", 1), ("20 09:00", 1)])
def test_nobody_asks_for_news_before_the_day_named_for_it(at: Any, counts: Any) -> None:
    told = mail("m2", "4", Kind.TIMELINE_UPDATE, by("17"), answers="m1")
    words = sam("s", at, Replied(e()), PerhapsNudged(e()), answers="m2")
    wait = the_case("20 12:00", INVITED, told, words).wait
    assert wait is not None
    assert len(wait.nudges) == counts


@pytest.mark.parametrize(("beside", "state"), [(Accepted(e()), State.SCHEDULED), (Replied(e()), State.REJECTED)])
def test_a_yes_to_a_time_answers_no_no(beside: Finding, state: Any) -> None:
    words = sam("s", "2 09:00", Rejected(e("Thank you for your letter.")), beside, answers="m1")
    assert the_case("2 12:00", INVITED, words).state is state


def test_words_that_may_be_both_are_what_is_due_and_no_other_answer() -> None:
    words = sam("s", "4 09:00", Replied(e()), PerhapsThanked(e()), PerhapsNudged(e()), answers="m1")
    case = the_case("12", INVITED, words)
    assert case.thanked
    assert case.wait is not None
    assert case.wait.nudges == ()


@pytest.mark.parametrize(
    ("at", "beside", "sentence", "taken"),
    [
        ("4 09:00", Thanked(e()), "I would be delighted to work with you.", False),
        ("4 09:00", Thanked(e()), "I am happy to accept the offer you made on the telephone.", True),
        ("4 09:00", Thanked(e()), "I am happy to accept the interview.", False),
        ("2 09:00", Accepted(e()), "I would love to join you.", False),
        ("2 09:00", slot("3 15:00", status=Status.REQUESTED), "Yes!", False),
        ("2 09:00", slot("3 15:00", status=Status.REQUESTED), "I accept the offer.", True),
        ("9", Thanked(e()), "I would be delighted to work with you.", True),
        ("4 09:00", Replied(e()), "Yes, I would love to.", True),
    ],
    ids=[
        "a hope",
        "an offer",
        "an interview",
        "a yes to a time",
        "an hour",
        "an offer, and an hour",
        "long after",
        "no thanks",
    ],
)
def test_a_hope_in_thanks_or_in_a_yes_to_a_time_takes_no_job(
    at: Any, beside: Finding, sentence: Any, taken: Any
) -> None:
    words = sam("s", at, beside, Took(e(sentence)), answers="m1")
    assert (the_case("12", INVITED, words).state is State.OFFER) is taken
