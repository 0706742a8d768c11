"""To whom, and in answer to what: docs/etiquette.md; behaviours 13, 75, 79-82, 101, 102."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from agent.cases.records import Contact, Happened, State
from agent.messages import Direction, Person
from agent.planning.records import Step
from agent.understanding.findings import Evidence, Part
from providers.mailbox import Folder
from tests.planning.paper import BO, DANA, INVITE, LEE, MET, OWNER, SEEN, at, case, mail, meeting, promise, t, wait, why

THANKED = {"thanked_all": True, "thanked": frozenset({"lee@acme.example"})}


def asked(**more: Any) -> Any:
    """The follow-up of a case, or None."""
    return next((due for due in at(case(**{**THANKED, **more}), "11-10 12:00").due if due.step is Step.FOLLOW_UP), None)


def reply_to(address: str, **more: Any) -> dict[str, Any]:
    """A case whose only mail wants its answers elsewhere."""
    return {"messages": (replace(INVITE, reply_to=(Person(None, address),)),), **more}


@pytest.mark.parametrize(
    ("address", "goes_to"),
    [
        ("hiring@acme.example", "hiring@acme.example"),
        ("dana@mail.acme.example", "dana@mail.acme.example"),
        ("dana@elsewhere.example", None),
        ("no-reply@acme.example", None),
        ("sam@owner.example", "dana@acme.example"),
        ("dana@acme.example", "dana@acme.example"),
    ],
)
def test_reply_to(address: str, goes_to: str | None) -> None:
    due = asked(**reply_to(address))
    assert (due.to.email if due else None) == goes_to


HANNA = Contact("Hanna Weil", "hanna@acme.example", Part.OTHER, None, SEEN)


@pytest.mark.parametrize(
    ("contacts", "who", "goes_to"),
    [
        ((DANA, LEE, HANNA), "Hanna", "hanna@acme.example"),
        ((DANA, LEE, HANNA), "Hanna Weil", "hanna@acme.example"),
        ((DANA, LEE, replace(HANNA, email=None)), "Hanna", "dana@acme.example"),  # nobody's address is guessed
        ((DANA, LEE, replace(HANNA, unreachable="bounced")), "Hanna", "dana@acme.example"),
        ((DANA, replace(LEE, name="Hanna Wong"), HANNA), "Hanna", "dana@acme.example"),  # which of the two?
        ((DANA, LEE, HANNA), None, "dana@acme.example"),
        ((replace(DANA, part=Part.AGENCY), LEE, HANNA), "Hanna", "dana@acme.example"),  # the agency stands between
    ],
)
def test_who_is_said_to_write_is_asked(contacts: tuple[Contact, ...], who: str | None, goes_to: str) -> None:
    said = wait(promise=promise("11-05", who=who))
    assert asked(contacts=contacts, wait=said).to.email == goes_to


@pytest.mark.parametrize(
    ("more", "goes_to"),
    [
        ({"arranged_by": "lee@acme.example"}, "lee@acme.example"),
        ({}, "dana@acme.example"),
        ({"arranged_by": "lee@acme.example", "people": (BO,)}, "dana@acme.example"),
        ({"arranged_by": "lee@acme.example", "happened": False}, "dana@acme.example"),
    ],
    ids=["who arranged and held it", "another arranged it", "another held it", "it did not take place"],
)
def test_who_arranged_the_last_interview_with_themselves_is_asked(more: dict[str, Any], goes_to: str) -> None:
    """ "I run the house and I'd like a last conversation. I'll call you": no coordinator speaks for them then."""
    spoke = replace(LEE, spoke=t("11-03 18:00"))
    last = meeting(**more)
    held = {"interviews": (last,), "interview_held": MET, "contacts": (replace(DANA, spoke=SEEN), spoke)}
    assert asked(**held).to.email == goes_to


def test_who_has_written_since_is_asked_and_not_who_arranged_the_interview() -> None:
    held = {"interviews": (meeting(arranged_by="lee@acme.example"),), "interview_held": MET}
    contacts = (replace(DANA, spoke=t("11-04 09:00")), replace(LEE, spoke=t("11-03 18:00")))
    assert asked(**held, contacts=contacts).to.email == "dana@acme.example"


def test_a_reply_to_seen_before_is_followed() -> None:
    earlier = mail("m0", DANA, SEEN, ["sam@owner.example", "dana@elsewhere.example"])
    messages = (earlier, replace(INVITE, reply_to=(Person(None, "dana@elsewhere.example"),), sent=t("11-03 09:00")))
    assert asked(messages=messages).to.email == "dana@elsewhere.example"


def test_a_relay_that_reaches_people_is_followed() -> None:
    relay = "reply+0a1b2c3d4e5f@ashbyhq.com"
    assert asked(**reply_to(relay)).to.email == relay


@pytest.mark.parametrize("hidden", [{"folder": Folder.TRASH}, {"folder": Folder.SPAM}, {"visible": False}])
def test_the_parent_is_the_last_visible_message(hidden: dict[str, Any]) -> None:
    later = mail("m2", DANA, t("11-04 09:00"))
    assert asked(messages=(INVITE, later)).parent == later
    assert asked(messages=(INVITE, replace(later, **hidden))).parent == INVITE


def test_a_machines_mail_is_no_parent() -> None:
    later = replace(mail("m2", DANA, t("11-04 09:00")), automatic="Auto-Submitted", direction=Direction.MACHINE)
    assert asked(messages=(INVITE, later)).parent == INVITE


def test_thanks_answer_the_conversation_of_the_interview_else_the_last_mail() -> None:
    shared = mail("invite", DANA, SEEN, ["sam@owner.example", "lee@acme.example"])
    later = mail("m2", LEE, t("11-03 17:00"))
    assert at(case(messages=(shared, later)), "11-03 18:00").due[0].parent == shared
    assert at(case(messages=(INVITE, later)), "11-03 18:00").due[0].parent == later


def test_the_draft_comes_from_the_address_they_wrote_to() -> None:
    owner = replace(OWNER, addresses=frozenset({"sam@owner.example", "sam@second.example"}))
    written = mail("invite", DANA, SEEN, ["sam@second.example"], account="second")
    due = at(case(messages=(written,), **THANKED), "11-10 12:00", owner).due[0]
    assert (due.sender, due.account) == ("sam@second.example", "second")


def test_other_candidates_are_never_asked() -> None:
    other = Contact("Ray", "ray@gmail.com", Part.OTHER, None, SEEN)
    assert asked(contacts=(other,)) is None


def test_a_successor_in_the_copy_of_the_farewell_is_not_seen_before() -> None:
    gone = replace(DANA, unreachable="no longer works there")
    jo = Contact("Jo Park", "jo@acme.example", Part.OTHER, None, SEEN)
    farewell = mail("m2", DANA, t("11-09 10:00"), ["sam@owner.example", "jo@acme.example"])
    line = Happened(farewell.at, "They no longer work there; Jo is named", Evidence("m2", "Write to Jo.", 0.9))
    known: dict[str, Any] = {"contacts": (gone, jo), "story": (line,)}
    assert asked(messages=(INVITE, farewell), **known) is None
    wrote = mail("s2", "sam@owner.example", t("11-09 12:00"), ["jo@acme.example"])
    assert asked(messages=(INVITE, farewell, wrote), **known).to.email == "jo@acme.example"


def test_one_draft_at_a_time_to_one_person() -> None:
    slots = (meeting("11-03 10:00", people=(DANA,)), meeting("11-03 15:00", people=(BO,)))
    planned = at(case(interviews=slots, interview_held=slots[1]), "11-03 17:00")
    assert [due.to.email for due in planned.due] == ["dana@acme.example"]
    assert "one draft at a time" in why(planned)


@pytest.mark.parametrize("other", [{"robot": True}, {"happened": False}])
def test_what_did_not_happen_that_day_is_not_thanked_for(other: dict[str, Any]) -> None:
    mia = Contact("Mia Brandt", "mia@acme.example", Part.INTERVIEWER, None, SEEN)
    slots = (meeting("11-03 10:00", people=(mia,), **other), MET)
    planned = at(case(interviews=slots, interview_held=MET), "11-03 17:00")
    assert [due.to.email for due in planned.due] == ["lee@acme.example"]


def test_in_doubt_an_untouched_thank_you_stays() -> None:
    planned = at(case(unsure=("Two processes.",)), "11-10 12:00")
    assert Step.THANK_YOU in {due.step for due in planned.due}


def test_what_is_unclear_is_asked_of_the_owner() -> None:
    (question,) = at(case(unsure=("a message of Monday may be a no",)), "11-10 12:00").questions
    assert "may be a no" in question.text
    assert question.command.startswith("followup heard")
    assert at(case(), "11-10 12:00").questions == ()


def test_who_was_thanked_is_not_thanked_again_in_the_question() -> None:
    mia = Contact("Mia Brandt", "mia@acme.example", Part.INTERVIEWER, None, SEEN)
    one = case(interview_held=meeting(people=(LEE, mia)), thanked=frozenset({DANA.email or ""}))
    (due,) = at(one, "11-10 12:00").due
    assert not due.carries_thanks


def test_a_reply_to_a_no_answers_it_even_when_they_wrote_again() -> None:
    no = mail("no", DANA, t("11-09 10:00"))
    later = mail("m9", DANA, t("11-09 11:00"))
    one = case(state=State.REJECTED, rejected_by=no, wait=None, messages=(INVITE, no, later))
    assert at(one, "11-10 12:00").due[0].parent == no


def test_the_moment_to_look_again_is_never_now() -> None:
    scheduled = case(state=State.SCHEDULED, interview_held=None, interview_ahead=MET, wait=None)
    assert at(scheduled, "11-03 15:59").wake == t("11-03 16:00")
    assert at(scheduled, "11-03 16:00").wake is None


@pytest.mark.parametrize(
    ("more", "answered"),
    [
        ({}, "m2"),
        ({"subject": "Accepted: Interview"}, "invite"),
        ({"subject": "Zugesagt: Gespräch"}, "invite"),
        ({"automatic": "Auto-Submitted"}, "invite"),
        ({"sender": None}, "invite"),
        (
            {"sender": Person("Acme", "no-reply@acme.example"), "cc": (Person("Dana Reyes", "dana@acme.example"),)},
            "invite",
        ),
    ],
)
def test_what_is_no_answerable_message(more: dict[str, Any], answered: str) -> None:
    later = replace(mail("m2", DANA, t("11-04 09:00")), **more)
    due = asked(messages=(INVITE, later))
    assert due.parent.message_id == answered


def test_an_invitation_from_a_persons_own_mailbox_is_answered_by_those_it_invites() -> None:
    told = Evidence("invite", "calendar: Interview", 0.9)
    sent_by_calendar = replace(INVITE, automatic="Auto-Submitted", direction=Direction.MACHINE)
    invited = case(interview_held=replace(MET, evidence=told), messages=(sent_by_calendar,))
    assert at(invited, "11-03 17:00").due[0].parent == sent_by_calendar
    robots = replace(sent_by_calendar, sender=Person("Calendar", "calendar-notification@google.com"))
    assert at(replace(invited, messages=(robots,)), "11-03 17:00").due[0].parent is None


@pytest.mark.parametrize(
    ("contact", "reason"),
    [
        (replace(DANA, email="sam+jobs@owner.example"), "your own address"),
        (replace(DANA, email="calendar-notification@google.com"), "calendar service"),
        (replace(DANA, email="no-reply@acme.example"), "no-reply address"),
        (replace(DANA, unreachable="mailing list"), "mailing list"),
        (replace(DANA, part=Part.OTHER, spoke=None, email="ray@gmail.com"), "another candidate"),
    ],
)
def test_who_is_never_asked_and_why(contact: Contact, reason: str) -> None:
    assert reason in why(at(case(**THANKED, contacts=(contact,)), "11-10 12:00"))


def test_nobody_with_an_address_is_said() -> None:
    assert "Nobody is known" in why(at(case(**THANKED, contacts=(BO,)), "11-10 12:00"))


def test_a_robots_address_whose_answers_reach_a_person_is_asked() -> None:
    relay = "reply+0a1b2c3d4e5f@ashbyhq.com"
    robot = replace(DANA, email="no-reply@ashbyhq.com", unreachable="no-reply address")
    written = replace(mail("invite", robot, SEEN), reply_to=(Person(None, relay),))
    assert asked(contacts=(robot,), messages=(written,)).to.email == relay


def test_whoever_never_wrote_comes_after_those_who_did() -> None:
    silent = Contact("Kim Roe", "kim@acme.example", Part.RECRUITER, None, t("11-04 09:00"))
    spoke = replace(LEE, spoke=t("11-04 09:00"))
    assert asked(contacts=(silent, spoke)).to.email == "lee@acme.example"
    assert asked(contacts=(silent, LEE), last_word=LEE).to.email == "lee@acme.example"
    assert asked(contacts=(silent, LEE), last_word=None).to.email == "kim@acme.example"
    assert asked(contacts=(spoke, DANA)).to.email == "dana@acme.example"
