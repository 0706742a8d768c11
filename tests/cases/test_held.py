"""What a later mail that speaks of a meeting proves: a proposed slot, a booked one, or none."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from agent.understanding.findings import Met, Status
from tests.cases.mailbag import LEE, NO, K, asked_for, e, mail, options, sam, slot, t, the_case


def spoke(at: str, on: int | None = None, *, known: bool = False, kind: K = K.OTHER_HUMAN_REPLY, more: Any = ()) -> Any:
    met = Met(e("Great talking to you today!"), date(2026, 11, on) if on else None, known=known)
    return mail("m9", at, kind, met, *more, answers="m1")


PROPOSED = mail("m1", "1", K.INTERVIEW_INVITE, asked_for("3 14:00"))
TWO = mail("m1", "1", K.SCHEDULING_REQUEST, *options("3 14:00", "4 10:00"))
HELD = mail("m1", "1", K.INTERVIEW_INVITE, slot("2 10:00", None, Status.BOOKED, LEE))
NEXT = mail("m2", "2 15:00", K.NEXT_ROUND, asked_for("4 10:00"), answers="m1")
WANTS_TO_MOVE = mail("m2", "2", K.RESCHEDULE, asked_for("3 16:00"), answers="m1")
AT_TEN = mail("m1", "1", K.INTERVIEW_INVITE, slot("3 10:00"))

# (what it is, the mail before, what speaks of the meeting, starts of the interviews that were held)
TABLE = [
    ("on its day", [PROPOSED], spoke("3 16:00", 3), ["3 14:00"]),
    ("in words that alone show none", [PROPOSED], spoke("3 16:00", known=True), ["3 14:00"]),
    ("a day later", [PROPOSED], spoke("4 09:00", 3), ["3 14:00"]),
    ("before its time", [PROPOSED], spoke("3 13:00", 3, known=True), []),
    ("on another day", [PROPOSED], spoke("4 09:00", 4, known=True), []),
    ("long ago", [PROPOSED], spoke("28", known=True), []),
    ("of two the one of the day", [TWO], spoke("4 12:00", 4), ["4 10:00"]),
    ("of two either", [TWO], spoke("4 12:00", known=True), []),
    ("nothing was proposed", [mail("m1", "1", K.SCHEDULING_REQUEST)], spoke("3 16:00", 3, known=True), []),
    ("the one before is meant", [HELD, NEXT], spoke("5 09:00", 2), ["2 10:00"]),
    ("which is not said", [HELD, NEXT], spoke("5 09:00"), ["2 10:00"]),
    ("the next is meant", [HELD, NEXT], spoke("4 12:00", 4), ["2 10:00", "4 10:00"]),
    ("it was to be moved and was", [AT_TEN, WANTS_TO_MOVE], spoke("3 18:00", 3), ["3 16:00"]),
    ("with an invitation to the next", [PROPOSED], spoke("3 16:00", 3, known=True, kind=K.NEXT_ROUND), ["3 14:00"]),
]


@pytest.mark.parametrize(("before", "said", "held"), [one[1:] for one in TABLE], ids=[one[0] for one in TABLE])
def test_which_was_held(before: list[Any], said: Any, held: list[str]) -> None:
    case = the_case("29", *before, said)
    shown = [i for i in case.interviews if i.happened and i.status is not Status.REQUESTED]
    assert [i.start for i in shown] == [t(one) for one in held]
    assert all(i.confirmed for i in shown if i.start != t("2 10:00"))


def test_it_is_held_by_the_clock_and_no_longer_asked_about() -> None:
    case = the_case("3 18:00", PROPOSED, spoke("3 16:00", 3))
    assert case.interview_held is not None
    assert case.interview_held.start == t("3 14:00")
    assert case.proposed == ()


def test_what_was_called_off_that_day_was_not_held() -> None:
    """ "Sorry about yesterday" speaks of it."""
    booked, off = mail("m1", "1", K.INTERVIEW_INVITE, slot("3 14:00")), slot(None, None, Status.CANCELLED)
    called_off = mail("m2", "3 08:00", K.CANCELLATION, off)
    assert the_case("5", booked, called_off, spoke("4 10:00", 3)).interview_held is None
    assert the_case("5", booked, called_off, spoke("4 10:00", 2)).interview_held is not None


def test_who_said_no_to_the_slot_was_not_there() -> None:
    no = slot("3 14:00", None, Status.DECLINED)
    assert the_case("4", PROPOSED, sam("m2", "2", no), spoke("3 16:00", 3, known=True)).interview_held is None


def test_a_no_that_thanks_for_the_talk_shows_it_too() -> None:
    case = the_case("4", PROPOSED, spoke("3 16:00", kind=K.REJECTION, more=(NO,)))
    assert [(i.start, i.confirmed) for i in case.interviews] == [(t("3 14:00"), True)]
