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
from tests.cases.mailbag import OFFER, asked_for, by, e, mail, sam, slot, t, the_case

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
        ("2 09:00", Accepted(e()), "I accept with pleasure.", False),
        ("2 09:00", Accepted(e()), "I accept the post with pleasure.", True),
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
        "accepted, at a time",
        "the post accepted, and a time",
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


ASKED = mail("m1", "1 10:00", Kind.SCHEDULING_REQUEST, asked_for("3 15:00"), role="Data Engineer")


@pytest.mark.parametrize(
    "beside",
    [(), (Accepted(e(), t("3 15:00")),), (slot("3 15:00", status=Status.REQUESTED),)],
    ids=["alone", "beside a yes to it", "beside its hour"],
)
def test_who_would_love_to_join_says_yes_to_the_interview_that_was_asked_for(beside: Any) -> None:
    words = sam("s", "2 09:00", *beside, Took(e("Yes please, I'd be delighted to join you.")), answers="m1")
    case = the_case("2 12:00", ASKED, words)
    assert case.state is State.SCHEDULED
    assert [one.start for one in case.interviews] == [t("3 15:00")]


def test_who_would_love_to_join_at_another_hour_takes_neither_the_job_nor_the_hour_that_was_asked() -> None:
    other = slot("4 11:00", status=Status.REQUESTED)
    words = sam("s", "2 09:00", other, Took(e("I'd be delighted to join you.")), answers="m1")
    assert the_case("2 12:00", ASKED, words).state is State.ARRANGING


def test_who_would_love_to_join_does_not_take_the_job_before_the_interview_for_it() -> None:
    words = sam("s", "2 09:00", Took(e("I'd be delighted to join you.")), answers="m1")
    assert the_case("2 12:00", INVITED, words).state is State.SCHEDULED


@pytest.mark.parametrize("beside", [Accepted(e(), t("9 15:00")), slot("9 15:00", status=Status.REQUESTED)])
def test_who_would_love_to_join_takes_the_job_that_was_offered_whatever_hour_they_name(beside: Finding) -> None:
    offer = mail("m2", "5", Kind.OFFER, OFFER, answers="m1")
    words = sam("s", "6", beside, Took(e("I'd love to join you.")), answers="m2")
    case = the_case("6 12:00", INVITED, offer, words)
    assert case.state is State.OFFER
    assert "You said yes to the job" in [one.what for one in case.story]
