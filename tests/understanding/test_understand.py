"""The whole stage on whole messages: what one mail means, and that it never raises."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from agent.understanding import understand
from agent.understanding.findings import (
    Accepted,
    Kind,
    Part,
    Promised,
    Purpose,
    Scheduled,
    Sender,
    Status,
    Understanding,
)
from agent.understanding.times import states_a_timeline
from tests.understanding.people.mails import OWNER, SAM, reading

DANA = "Dana Reyes <dana@acme.example>"


def understood(**mail: Any) -> Understanding:
    return understand(reading({"from": DANA, **mail}), OWNER)


def slots(found: Understanding) -> list[Scheduled]:
    return [finding for finding in found.findings if isinstance(finding, Scheduled)]


def test_an_invitation_in_prose() -> None:
    found = understood(
        subject="Interview for Data Engineer at Acme",
        text="Hi Sam,\n\nYour interview for the Data Engineer role is on Tuesday 3 November at 3pm GMT "
        "with Lee Wong, Staff Engineer. You will hear from us by Friday 13 November.",
        signature="Dana Reyes\nRecruiter",
    )
    assert (found.company, found.role, found.sender, found.language) == ("Acme", "Data Engineer", Sender.PERSON, "en")
    assert found.kind in {Kind.INTERVIEW_INVITE, Kind.CONFIRMATION}
    assert [(s.status, s.start.isoformat()) for s in slots(found) if s.start] == [
        (Status.BOOKED, "2026-11-03T15:00:00+00:00")
    ]
    assert [p.name for p in slots(found)[0].people] == ["Lee Wong"]
    assert [f.by.isoformat() for f in found.findings if isinstance(f, Promised)] == ["2026-11-13"]


@pytest.mark.parametrize(
    ("text", "by_address"),
    [
        ("Good talking to you. We will be in touch at Acme.", False),
        ("Your interview is on Tuesday 3 November at 3pm.", True),
    ],
)
def test_a_name_that_stands_nowhere_is_known_for_the_address_alone(text: str, by_address: bool) -> None:
    found = understood(subject="Your interview", text=text, signature="Dana")
    assert (found.company, found.company_by_address) == ("Acme", by_address)


def test_a_no_states_no_timeline() -> None:
    found = understood(
        subject="Your application to Acme",
        text="Hi Sam,\n\nUnfortunately we will not be moving forward with your application for Data Engineer. "
        "If you would like notes, ask and we will share them within ten business days.",
    )
    assert found.kind is Kind.REJECTION
    assert not [f for f in found.findings if isinstance(f, Promised)]


def test_a_schedule_names_everybody() -> None:
    found = understood(
        subject="Your onsite interview",
        text="Hi Sam, here is the schedule for your onsite interview on Thursday 5 November:\n\n"
        "10:00-10:45 Lee Wong, Staff Engineer\n10:45-11:30 Ana Diaz, Product Manager\n"
        "12:30-13:15 Priya Raman\n\nSee you then!",
    )
    assert {p.name for p in found.people if p.part is Part.INTERVIEWER} == {"Lee Wong", "Ana Diaz", "Priya Raman"}
    assert len(slots(found)) == 3


def test_a_calendar_part_alone() -> None:
    found = understood(
        subject="Invitation: Interview: Data Engineer",
        invite=[
            {
                "start": "2026-11-03T15:00",
                "end": "2026-11-03T16:00",
                "summary": "Interview: Data Engineer",
                "organizer": DANA,
                "attendees": ["Lee Wong <lee@acme.example>", "Sam Okafor <sam@owner.example>"],
            }
        ],
    )
    assert (found.company, found.role) == ("Acme", "Data Engineer")
    assert slots(found)[0].evidence.sentence == "calendar: Interview: Data Engineer"
    assert ("Lee Wong", "lee@acme.example", Part.INTERVIEWER) in {(p.name, p.email, p.part) for p in found.people}


def test_the_owner_accepts() -> None:
    found = understood(
        **{"from": SAM},
        subject="Re: Interview",
        text="Tuesday at 3pm works for me.",
        quoted="Could you do Tuesday at 3pm?",
    )
    accepted = [f for f in found.findings if isinstance(f, Accepted)]
    assert (found.sender, found.kind) == (Sender.OWNER, Kind.NOT_JOB)
    assert [a.start.isoformat() for a in accepted if a.start] == ["2026-11-03T15:00:00+00:00"]
    assert [p.email for p in found.people] == ["dana@acme.example"]


def test_the_owners_own_dates_are_no_promise() -> None:
    found = understood(
        **{"from": SAM}, text="I will send you my references by Friday. You will hear from me by Friday."
    )
    assert not any(isinstance(f, Promised) for f in found.findings)


def test_what_is_no_job_names_nobody() -> None:
    found = understood(
        **{"from": "Shop <newsletter@shop.example>"},
        subject="50% off this week only",
        text="Big sale! Unsubscribe here.",
    )
    assert (found.kind, found.people, found.company) == (Kind.NOT_JOB, (), None)
    assert not slots(found)


@pytest.mark.parametrize(
    "mail",
    [
        {"text": "with " * 13_000},
        {"text": "A" * 65_000},
        {"text": "Tuesday at 3 or " * 4_000},
        {"text": "10:00-10:45 Lee Wong\n" * 3_000},
        {"text": "(" * 65_000, "subject": "[" * 1_000, "signature": "-" * 5_000},
        {"text": "\x00\ud7ff\u202e", "subject": "\n\n"},
        {"text": "our CTO, " * 7_000, "quoted": "> " * 10_000},
        {"text": "", "subject": ""},
    ],
    ids=str,
)
def test_hostile_mail_is_understood_or_said_not_to_be(mail: dict[str, Any]) -> None:
    found = understood(**mail)
    assert not any("could not be understood" in sentence for sentence in found.unsure)


def test_a_failure_is_told_not_raised() -> None:
    broken = replace(reading({"from": DANA}), said=None)  # type: ignore[arg-type]
    found = understand(broken, OWNER)
    assert found.kind is Kind.NOT_JOB
    assert found.findings == ()
    assert "could not be understood" in found.unsure[0]


def test_a_ring_that_is_the_talk_itself_promises_no_news() -> None:
    found = understood(
        subject="Site joiner",
        text="Hi Sam,\n\nI'll give you a ring Wednesday 4 November at 4pm once I'm off site, 15 minutes, and ask you "
        "the usual about the site joiner job.",
    )
    assert [s.start.isoformat() for s in slots(found) if s.start] == ["2026-11-04T16:00:00+00:00"]
    assert not [f for f in found.findings if isinstance(f, Promised)]


def test_those_who_are_told_by_a_pronoun_are_met_beside_whom_the_sentence_names() -> None:
    found = understood(
        cc=["Rosa Hale <rosa@acme.example>", "Odell Briggs <odell@acme.example>"],
        subject="Interview for Data Engineer at Acme",
        text="Hi Sam,\n\nRosa Hale asked for you by name. She'd like you back for a second interview this Friday, "
        "6 November, at 9:30, with her and Odell Briggs (both copied). Does that work?",
    )
    assert {p.email for p in slots(found)[0].people} == {"rosa@acme.example", "odell@acme.example"}


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Can you come for interview Wednesday 4 November half past 10? Bring passport and any certificates.", False),
        ("The landlady likes to meet people first. Can you come for a short interview Wednesday at 10?", True),
    ],
)
def test_what_one_is_to_bring_makes_an_interview_none_of_another_sort(text: str, other: bool) -> None:
    assert (understood(subject="Hello", text=text).purpose is Purpose.OTHER) is other


@pytest.mark.parametrize(
    ("subject", "text", "by"),
    [
        ("Volunteer coordinator: you'll know on Friday", "Dear Sam,\n\nOne of us has lost her voice.", "2026-11-06"),
        (
            "Under review (you will hear from us by 20 November)",
            "Hello Sam,\n\nThank you for applying for the Data Engineer role. See your account.",
            "2026-11-20",
        ),
        ("You'll know on Friday", "Dear Sam,\n\nSorry, you will hear from us on Tuesday 10 November.", "2026-11-10"),
        ("Interview on Friday", "Dear Sam,\n\nSee you there.", None),
        (
            "Ring you in the morning",
            "Sam, I'll ring you tomorrow at half nine for the interview for Data Engineer.",
            None,
        ),
    ],
)
def test_a_subject_may_state_the_timeline(subject: str, text: str, by: str | None) -> None:
    found = understood(subject=subject, text=text)
    assert [str(one.by) for one in found.findings if isinstance(one, Promised)][:1] == ([by] if by else [])


def test_the_subject_of_an_answer_says_what_was() -> None:
    found = reading({"from": DANA, "subject": "you'll know on Friday", "text": "One of us has lost her voice."})
    answer = replace(found, message=replace(found.message, subject="Re: you'll know on Friday"))
    assert states_a_timeline(found)
    assert not states_a_timeline(answer)
