"""Whom the owner meets when somebody steps in for somebody else."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from agent.cases.persons import alike
from agent.understanding.findings import Part, Participant, Status, SteppedIn
from tests.cases.mailbag import LEE, YES, K, asked_for, e, ics, mail, met_by, sam, slot, the_case

ANA = "Ana Diaz <ana@acme.example>"
PETRA = "Petra Novak <petra@acme.example>"
DANA_ARRANGES = (Participant("Dana Reyes", "dana@acme.example", Part.RECRUITER),)


def steps_in(who: str, other: str, on: date | None = None, at: str = "2", people: Any = ()) -> Any:
    finding = SteppedIn(e(f"{who} steps in for {other}"), met_by(who), Participant(other, None, Part.OTHER), on)
    return mail("m9", at, K.OTHER_HUMAN_REPLY, finding, answers="m1", people=people)


def booked(*people: str, name: str = "m1", start: str = "3 10:00") -> Any:
    return mail(name, "1", K.INTERVIEW_INVITE, slot(start, None, Status.BOOKED, *people), people=DANA_ARRANGES)


LATER = booked(LEE, name="m2", start="5 10:00")
EVENT = mail("m1", "1", K.INTERVIEW_INVITE, ics("3 10:00", "3 11:00", "u1", LEE))
AGAIN = mail("m3", "2 15:00", K.INTERVIEW_INVITE, ics("3 10:00", "3 11:00", "u1", LEE, sequence=1))
SAID_AGAIN = mail("m3", "2 15:00", K.CONFIRMATION, slot("3 10:00", None, Status.BOOKED, LEE), answers="m1")
ASKED = mail("m1", "1", K.INTERVIEW_INVITE, asked_for("3 10:00"), people=(*DANA_ARRANGES, *met_by(LEE)))

# (what it is, the mail in order, who is met in each interview)
TABLE = [
    ("the other is not met", [booked(LEE), steps_in(PETRA, "Lee")], [["Petra Novak"]]),
    ("the others stay", [booked(LEE, ANA), steps_in(PETRA, "Lee Wong")], [["Ana Diaz", "Petra Novak"]]),
    ("Mr Wong", [booked(LEE), steps_in(PETRA, "Mr Wong")], [["Petra Novak"]]),
    ("an event", [EVENT, steps_in(PETRA, "Lee")], [["Petra Novak"]]),
    ("an event that repeats itself", [EVENT, steps_in(PETRA, "Lee"), AGAIN], [["Petra Novak"]]),
    ("a person names them again", [booked(LEE), steps_in(PETRA, "Lee"), SAID_AGAIN], [["Lee Wong", "Petra Novak"]]),
    ("only on the next day", [booked(LEE), LATER, steps_in(PETRA, "Lee")], [["Petra Novak"], ["Lee Wong"]]),
    (
        "on the day that is named",
        [booked(LEE), LATER, steps_in(PETRA, "Lee", date(2026, 11, 5))],
        [["Lee Wong"], ["Petra Novak"]],
    ),
    ("nobody was known to be met", [booked(), steps_in(PETRA, "Lee")], [["Petra Novak"]]),
    ("somebody else is met", [booked(ANA), steps_in(PETRA, "Lee")], [["Ana Diaz"]]),
    ("who arranges", [booked(), steps_in(PETRA, "Dana", people=DANA_ARRANGES)], [[]]),
    ("what has been stays", [booked(LEE), steps_in(PETRA, "Lee", at="3 12:00")], [["Lee Wong"]]),
    ("a slot that is agreed later", [ASKED, steps_in(PETRA, "Lee"), sam("m4", "2 15:00", YES)], [["Petra Novak"]]),
]


@pytest.mark.parametrize(("messages", "met"), [one[1:] for one in TABLE], ids=[one[0] for one in TABLE])
def test_who_is_met(messages: list[Any], met: list[list[str]]) -> None:
    case = the_case("6", *messages)
    assert [sorted(str(one.name) for one in interview.people) for interview in case.interviews] == met


def test_it_stays_at_its_time() -> None:
    plain, changed = (the_case("2 12:00", booked(LEE), *more).interviews[0] for more in ([], [steps_in(PETRA, "Lee")]))
    assert (plain.start, plain.status, plain.confirmed) == (changed.start, changed.status, changed.confirmed)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Lee Wong", "Lee", True),
        ("Lee Wong", "Wong", True),
        ("Lee Wong", "Mr Wong", True),
        ("Lee Wong", "Prof. Dr. Wong", True),
        ("José Ruiz", "Jose", True),
        ("Lee Wong", "Lee Adams", False),
        ("Lee Wong", "Ana", False),
        ("Lee Wong", "", False),
    ],
)
def test_alike(one: str, other: str, same: bool) -> None:
    assert alike(Participant(one, "lee@acme.example", Part.INTERVIEWER), Participant(other, None, Part.OTHER)) is same
