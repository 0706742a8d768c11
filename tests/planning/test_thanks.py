"""Thank-yous: docs/etiquette.md; behaviours 1, 4, 10-14, 20-22, 24, 26, 43, 50, 55, 100, 101."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from agent.cases.records import Contact, State
from agent.planning.records import Step
from agent.understanding.findings import Part, Status
from tests.planning.paper import BO, DANA, INVITE, LEE, ROBOT, SEEN, at, case, fresh, mail, meeting, steps, t, why

MIA = Contact("Mia Brandt", "mia@acme.example", Part.INTERVIEWER, None, SEEN)
ROOM = Contact("Room 4", "list-all@acme.example", Part.INTERVIEWER, None, SEEN, "mailing list")
TO_LEE = [("thank_you", "lee@acme.example")]
TO_DANA = [("thank_you", "dana@acme.example")]


def met(*people: Contact, **more: Any) -> Any:
    return case(interview_held=meeting(people=people, **more))


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("11-03 15:59", []),
        ("11-03 16:00", TO_LEE),
        ("11-03 23:30", TO_LEE),
        ("11-04 22:00", TO_LEE),
        ("11-06 16:00", TO_LEE),
        ("11-06 16:01", []),
    ],
)
def test_from_the_end_for_72_hours(now: str, expected: list[tuple[str, str]]) -> None:
    assert steps(case() if now >= "11-03 16:00" else case(state=State.SCHEDULED, interview_held=None, wait=None,
                 interviews=(meeting(),), interview_ahead=meeting()), now) == expected  # fmt: skip


@pytest.mark.parametrize(
    ("start", "last"),
    [
        ("11-06 15:00", "11-10 23:59"),  # Friday: Tuesday's end is later than 72 h
        ("2027-03-25 15:00", "2027-03-31 23:59"),  # Thursday before Easter: Friday and Monday are holidays
        ("12-23 15:00", "12-29 23:59"),  # the 25th and the 28th (Boxing Day in lieu) are holidays
    ],
)
def test_until_the_end_of_the_second_business_day(start: str, last: str) -> None:
    until = at(case(interview_held=meeting(start), wait=None), "2027-04-20 12:00").due[0].until
    assert until is not None
    assert until.astimezone(t(last).tzinfo).strftime("%Y-%m-%d %H:%M") == t(last).strftime("%Y-%m-%d %H:%M")


def test_a_due_past_its_until_still_serves_a_draft() -> None:
    planned = at(case(), "11-07 12:00")
    assert [due.step for due in planned.due] == [Step.THANK_YOU]
    assert not fresh(planned, "11-07 12:00")


def test_what_a_due_says() -> None:
    (due,) = at(case(), "11-03 17:00").due
    assert due.id == "thank_you/2026-11-03/lee@acme.example"
    assert "Tue 3 Nov, 16:00" in due.because
    assert (due.sender, due.account, due.case) == ("sam@owner.example", "main", "acme-1")


def test_who_was_not_on_a_message_gets_a_message_of_their_own() -> None:
    assert at(case(), "11-03 17:00").due[0].parent is None
    shared = mail("invite", DANA, SEEN, ["sam@owner.example", "lee@acme.example"])
    due = at(case(messages=(shared,)), "11-03 17:00").due[0]
    assert due.parent is not None
    assert due.parent.message_id == "invite"


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ((LEE, MIA), [*TO_LEE, ("thank_you", "mia@acme.example")]),
        ((), TO_DANA),
        ((BO,), TO_DANA),
        ((LEE, BO), TO_LEE),
        ((LEE, ROOM), TO_LEE),
        ((ROBOT,), TO_DANA),
        ((replace(LEE, unreachable="bounced"),), TO_DANA),
    ],
)
def test_to_whom(people: tuple[Contact, ...], expected: list[tuple[str, str]]) -> None:
    assert steps(met(*people), "11-03 17:00") == expected


def test_through_the_arranger_names_those_met() -> None:
    (due,) = at(met(BO), "11-03 17:00").due
    assert due.thanks == (BO,)
    assert due.parent == INVITE
    assert "Bo Lind" in due.because


def test_nobody_known_is_said() -> None:
    planned = at(case(contacts=(ROBOT,), interview_held=meeting(people=(BO,), arranged_by=ROBOT.email)), "11-03 17:00")
    assert not planned.due
    assert "nobody is known" in why(planned).lower()


def test_a_panel_day() -> None:
    slots = (
        meeting("11-03 10:00", people=(LEE,)),
        meeting("11-03 11:00", people=(MIA,)),
        meeting("11-03 14:00", people=(LEE,)),
        meeting("11-03 15:00", people=(BO,)),
    )
    whole = case(interviews=slots, interview_held=slots[3])
    assert sorted(steps(whole, "11-03 17:00")) == sorted([*TO_LEE, *TO_DANA, ("thank_you", "mia@acme.example")])
    noon = case(interviews=slots, interview_held=slots[1], interview_ahead=slots[2], wait=None, state=State.SCHEDULED)
    assert steps(noon, "11-03 12:30") == [("thank_you", "mia@acme.example")]
    assert at(noon, "11-03 12:30").wake == t("11-03 15:00")


def test_older_rounds_lapse() -> None:
    slots = (meeting("11-03 15:00", people=(LEE,)), meeting("11-05 10:00", people=(MIA,)))
    assert steps(case(interviews=slots, interview_held=slots[1]), "11-05 12:00") == [("thank_you", "mia@acme.example")]


ROUNDS = (meeting("11-03 15:00", people=(LEE,)), meeting("11-05 10:00", people=(MIA,)))
TO_MIA = ("thank_you", "mia@acme.example")


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, [*TO_LEE, TO_MIA]),
        ({"thanked": frozenset({"mia@acme.example"})}, TO_LEE),
        ({"thanked": frozenset({"lee wong"})}, [TO_MIA]),
        ({"thanked_all": True}, []),
        ({"declined": frozenset({"thank_you/2026-11-03/lee@acme.example"})}, [TO_MIA]),
        ({"interviews": (replace(ROUNDS[0], happened=False), ROUNDS[1])}, [TO_MIA]),
        ({"state": State.OFFER}, []),
    ],
)
def test_an_unsent_thank_you_of_an_earlier_round_may_stay(more: dict[str, Any], expected: list[Any]) -> None:
    planned = at(case(**{"interviews": ROUNDS, "interview_held": ROUNDS[1], **more}), "11-05 12:00")
    assert sorted((due.step.value, due.to.email) for due in planned.due) == sorted(expected)
    assert ("thank_you", "lee@acme.example") not in [(d.step.value, d.to.email) for d in fresh(planned, "11-05 12:00")]


def test_who_is_met_again_is_thanked_for_the_later_round_alone() -> None:
    again = (ROUNDS[0], meeting("11-05 10:00", people=(MIA, LEE)))
    planned = at(case(interviews=again, interview_held=again[1]), "11-05 12:00")
    assert [due.id for due in planned.due] == ["thank_you/2026-11-05/lee@acme.example",
                                              "thank_you/2026-11-05/mia@acme.example"]  # fmt: skip


def test_an_earlier_round_does_not_make_the_question_carry_thanks_twice() -> None:
    one = case(interviews=ROUNDS, interview_held=ROUNDS[1], thanked=frozenset({"mia@acme.example"}))
    (due,) = at(one, "11-10 12:00").due
    assert due.step is Step.FOLLOW_UP
    assert not due.carries_thanks


@pytest.mark.parametrize(
    "more",
    [
        {"interview_held": meeting(confirmed=False)},
        {"interview_held": None, "interviews": (meeting(robot=True),)},
        {"interview_held": None, "interviews": (meeting(happened=False),)},
        {"interview_held": None, "interviews": (meeting(happened=False, status=Status.CANCELLED),)},
        {"thanked_all": True},
        {"thanked": frozenset({"lee@acme.example"})},
        {"thanked": frozenset({"lee wong"})},
        {"state": State.OFFER, "wait": None},
        {"state": State.WITHDRAWN, "wait": None},
        {"state": State.CLOSED, "wait": None},
        {"muted": True},
        {"no_contact": True},
        {"declined": frozenset({"thank_you/2026-11-03/lee@acme.example"})},
        {"unsure": ("It is not clear which of two processes this belongs to.",)},
    ],
)
def test_not_written(more: dict[str, Any]) -> None:
    assert steps(case(**more), "11-03 17:00") == []


def test_an_unsure_interview_is_asked_about() -> None:
    (question,) = at(case(interview_held=meeting(confirmed=False)), "11-03 17:00").questions
    assert question.command == "followup add acme-1 --on 2026-11-03T15:00"
    assert "followup close acme-1" in question.text


@pytest.mark.parametrize("state", [State.ARRANGING, State.YOUR_TURN, State.ON_HOLD, State.WAITING])
def test_other_states_do_not_stop_thanks(state: State) -> None:
    assert steps(case(state=state, wait=None), "11-03 17:00") == TO_LEE


def test_thanks_for_the_round_before_do_not_count_for_the_next() -> None:
    late = meeting("11-05 10:00")
    one = case(thanked=frozenset({LEE.email}), thanked_all=True, interviews=(meeting(), late), interview_ahead=late,
               state=State.SCHEDULED, wait=None)  # fmt: skip
    planned = at(one, "11-04 12:00")
    assert planned.next is not None
    assert planned.next.on == t("11-05 11:00")
    assert planned.wake == t("11-05 11:00")


def test_a_reply_to_that_is_not_theirs_is_not_followed() -> None:
    strange = replace(mail("m", LEE, SEEN), reply_to=(replace(INVITE.sender, email="x@elsewhere.example"),))
    planned = at(case(messages=(INVITE, strange)), "11-03 17:00")
    assert not planned.due
    assert "x@elsewhere.example" in why(planned)
