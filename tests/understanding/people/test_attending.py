"""The people of a calendar invitation."""

from datetime import UTC, datetime

import pytest

from agent.messages import Person
from agent.reading.records import Attendee, Invitation
from agent.understanding.findings import Part
from agent.understanding.people.attending import attendees
from tests.understanding.people.mails import OWNER


def _parts(organizer: Person, others: tuple[Person, ...], description: str = "") -> dict[str, Part]:
    guests = tuple(Attendee(person, "", False) for person in others)
    at = datetime(2026, 11, 2, 10, tzinfo=UTC)
    event = Invitation(
        "REQUEST", "u", 0, at, None, False, "UTC", True, "Panel", description, "", organizer, guests, False
    )
    return {person.email or "": person.part for person in attendees(event, OWNER)}


_ROSA, _JUDE = Person("Rosa Tam", "rosa@acme.example"), Person("Jude Stern", "jude@acme.example")


@pytest.mark.parametrize(
    ("description", "part"),
    [
        ("12:00 Writing sample - Jude Stern\n2:45 Values chat - Rosa Tam", Part.INTERVIEWER),
        ("12:00 Writing sample - Jude Stern\nQuestions: Rosa Tam", Part.COORDINATOR),
        ("", Part.COORDINATOR),
    ],
)
def test_who_invites_others_is_met_where_the_plan_gives_them_an_hour(description: str, part: Part) -> None:
    assert _parts(_ROSA, (_JUDE,), description) == {_JUDE.email: Part.INTERVIEWER, _ROSA.email: part}


def test_a_front_desk_that_invites_is_nobody_to_meet() -> None:
    desk = Person("Acme Dental", "frontdesk@acmedental.example")
    assert _parts(desk, ()) == {desk.email: Part.COORDINATOR}
    assert _parts(_ROSA, ()) == {_ROSA.email: Part.INTERVIEWER}
