"""What the owner's mail perhaps does counts where it is due, and nowhere else."""

from typing import Any

import pytest

from agent.understanding.findings import Kind, PerhapsNudged, PerhapsThanked, Replied
from tests.cases.mailbag import e, mail, sam, slot, the_case

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


def test_words_that_may_be_both_are_what_is_due_and_no_other_answer() -> None:
    words = sam("s", "4 09:00", Replied(e()), PerhapsThanked(e()), PerhapsNudged(e()), answers="m1")
    case = the_case("12", INVITED, words)
    assert case.thanked
    assert case.wait is not None
    assert case.wait.nudges == ()
