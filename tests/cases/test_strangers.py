"""Who writes of a process with nothing that ties them to it: what is heard, and what waits for the owner."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from agent.cases.persons import printed_name
from agent.understanding.findings import Part, Participant, Sender, Status
from tests.cases.mailbag import (
    ASK,
    DANA,
    DO_NOT_WRITE,
    HOLD,
    LEE,
    NO,
    OFFER,
    SAM,
    K,
    by,
    fold_at,
    ics,
    mail,
    met_by,
    sam,
    slot,
    t,
    the_case,
    was_met,
)

FIRST = mail(
    "m1",
    "1",
    K.INTERVIEW_INVITE,
    ics("3 15:00", "3 16:00", "u1", LEE),
    role="Data Engineer",
    people=(Participant("Dana Reyes", "dana@acme.example", Part.RECRUITER),),
)
MAL = "Mal Fox <mal@elsewhere.test>"
OFF = slot(None, None, Status.CANCELLED)


def letter(kind: Any, *findings: Any, sender: str = MAL, at: str = "2", **more: Any) -> Any:
    return mail("m2", at, kind, *findings, sender=sender, role=more.pop("role", "Data Engineer"), **more)


WAITS = [
    ("a cancellation", letter(K.CANCELLATION, OFF)),
    ("a no", letter(K.REJECTION, NO, at="5")),
    ("an offer", letter(K.OFFER, OFFER, at="5")),
    ("another time", letter(K.RESCHEDULE, slot("4 15:00", None, Status.MOVED))),
    ("a hold", letter(K.TIMELINE_UPDATE, HOLD)),
    ("a word not to write", letter(K.TIMELINE_UPDATE, DO_NOT_WRITE)),
    ("the known event, called off", letter(K.CANCELLATION, ics("3 15:00", "3 16:00", "u1", status=Status.CANCELLED))),
    (
        "the known event, called off in a known name",
        letter(
            K.CANCELLATION,
            ics("3 15:00", "3 16:00", "u1", sequence=5, status=Status.CANCELLED),
            sender="Dana Reyes <dana@elsewhere.test>",
        ),
    ),
    (
        "the known event, with an address of theirs for the interviewer",
        letter(K.INTERVIEW_INVITE, ics("3 15:00", "3 16:00", "u1", "Lee Wong <mal@elsewhere.test>", sequence=5)),
    ),
    (
        "another event in the name of somebody of the process",
        letter(K.INTERVIEW_INVITE, ics("3 15:00", "3 16:00", "u2", DANA, MAL)),
    ),
    ("another event at another time", letter(K.INTERVIEW_INVITE, ics("9 15:00", "9 16:00", "u2", MAL))),
]


@pytest.mark.parametrize("other", [one[1] for one in WAITS], ids=[one[0] for one in WAITS])
def test_it_changes_nothing_and_waits_for_the_owner(other: Any) -> None:
    before, case = the_case("6", FIRST), the_case("6", FIRST, other)
    assert case.state == before.state
    assert case.interviews == before.interviews
    assert case.contacts == before.contacts
    assert len(case.unsure) == 1
    assert other.message.sender.email in case.unsure[0]


HEARD = [
    ("a colleague at the house's domain", letter(K.CANCELLATION, OFF, sender="Max Hall <max@acme.example>")),
    ("the house's other domain", letter(K.CANCELLATION, OFF, sender="Max Hall <max@getacme.test>")),
    ("in answer to a message of the process", letter(K.CANCELLATION, OFF, answers="m1")),
    ("with a copy to somebody of the process", letter(K.CANCELLATION, OFF, cc=(DANA,))),
    ("a known name at a private address", letter(K.CANCELLATION, OFF, sender="Dana Reyes <dana.reyes@post.test>")),
    ("a calendar's robot", letter(K.CANCELLATION, OFF, sender="Calendly <notifications@calendly.com>")),
    ("a hiring system", letter(K.CANCELLATION, OFF, sender="Acme <no-reply@us.greenhouse-mail.io>")),
]


@pytest.mark.parametrize("other", [one[1] for one in HEARD], ids=[one[0] for one in HEARD])
def test_it_is_heard(other: Any) -> None:
    case = the_case("6", FIRST, other)
    assert [one.happened for one in case.interviews] == [False]
    assert not case.unsure


def test_whom_the_owner_wrote_to_is_of_the_process() -> None:
    written = sam("m0", "1 12:00", to=(MAL,), answers="m1")
    case = the_case("6", FIRST, written, letter(K.CANCELLATION, OFF))
    assert [one.happened for one in case.interviews] == [False]


def test_a_strangers_word_does_not_vouch_for_their_next() -> None:
    kind = letter(K.TIMELINE_UPDATE, by("20"))
    off = mail("m3", "2 12:00", K.CANCELLATION, OFF, sender=MAL, role="Data Engineer", answers="m2")
    case = the_case("2 15:00", FIRST, kind, off)
    assert case.interview_ahead is not None
    assert case.unsure


def test_other_words_of_an_unknown_address_are_heard_and_told() -> None:
    case = the_case("6", FIRST, letter(K.TIMELINE_UPDATE, by("20"), at="5"))
    assert case.wait is not None
    assert case.wait.promise is not None
    assert [one.message_id for one in case.unproven] == ["m2"]
    assert any("mal@elsewhere.test" in line.what for line in case.story)
    assert not the_case("6", FIRST, letter(K.TIMELINE_UPDATE, by("20"), at="5", sender=DANA)).unproven


def test_an_address_that_comes_up_after_the_meeting_gets_no_thanks() -> None:
    private = "Lee Wong <lee.wong@post.test>"
    after = letter(K.TIMELINE_UPDATE, by("20"), was_met(), sender=private, at="3 17:00")
    case = the_case("4", FIRST, after)
    assert [one.email for one in case.interviews[0].people] == ["lee@acme.example"]


def test_an_address_from_which_the_meeting_was_arranged_gets_them() -> None:
    private = "Lee Wong <lee.wong@post.test>"
    moved = slot("4 15:00", "4 16:00", Status.MOVED, private, was="3 15:00")
    case = the_case("5", FIRST, letter(K.RESCHEDULE, moved, sender=private))
    assert [one.email for one in case.interviews[0].people] == ["lee.wong@post.test"]


def test_a_booking_page_that_nobody_knows_books_moves_and_calls_off_its_own() -> None:
    first = mail("m1", "1", K.SCHEDULING_REQUEST, ASK, role="Data Engineer")
    page = "TimeSlots <notifications@timeslots.test>"

    def event(name: str, at: str, kind: Any, start: str, **more: Any) -> Any:
        found = ics(start, start[:-2] + "45", "u2", DANA, **more)
        return mail(name, at, kind, found, sender=page, who=Sender.MACHINE, company=None)

    booked = event("m2", "2", K.CONFIRMATION, "5 14:00")
    moved = event("m3", "3", K.RESCHEDULE, "6 14:00", sequence=1)
    case = the_case("4", first, booked, moved)
    assert [one.start for one in case.interviews] == [t("6 14:00")]
    off = event("m4", "3 12:00", K.CANCELLATION, "6 14:00", sequence=2, status=Status.CANCELLED)
    case = the_case("4", first, booked, moved, off)
    assert [one.happened for one in case.interviews] == [False]
    assert not case.unsure


def test_who_was_named_without_an_address_may_send_the_event() -> None:
    told = slot("3 15:00", "3 16:00", Status.BOOKED)
    first = mail("m1", "1", K.INTERVIEW_INVITE, told, role="Data Engineer", people=met_by("Dagny Holm"))
    event = letter(
        K.CONFIRMATION,
        ics("3 15:00", "3 16:00", "u2", "Dagny Holm <dagny@client.test>", DANA),
        sender="Dagny Holm <dagny@client.test>",
    )
    case = the_case("4", first, event)
    assert not case.unsure
    assert "dagny@client.test" in {one.email for one in case.contacts}


def test_an_event_that_names_the_house_and_the_hour_of_its_interview_begins_no_process_beside_it() -> None:
    event = mail(
        "m2",
        "2",
        K.INTERVIEW_INVITE,
        ics("3 15:00", "3 16:00", "u2", MAL),
        sender=MAL,
        company="Elsewhere",
        role="Data Engineer",
        subject="Invitation: Interview Data Engineer Acme",
    )
    case = the_case("4", FIRST, replace(event, company_by_address=True))
    assert case.unsure
    assert len(fold_at("4", FIRST, event)) == 2  # another employer that the mail itself names has its own hour


def test_a_person_may_be_first_at_an_address() -> None:
    first = mail("m1", "1", K.INTERVIEW_INVITE, slot("3 15:00"), sender=MAL, to=(SAM,))
    assert not the_case("2", first).unproven


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("Dana Reyes", "Dana Reyes"),
        ("Dana Reyes (via Lever)", "Dana Reyes (via Lever)"),
        ("Click https://bad.test/x now", None),
        ("{{7*7}}", None),
        ("D" * 300, None),
        ("Dana " * 40, ("Dana " * 40)[:79].rstrip() + "…"),
        (None, None),
    ],
)
def test_names_as_they_are_shown(name: str | None, printed: str | None) -> None:
    assert printed_name(name) == printed
