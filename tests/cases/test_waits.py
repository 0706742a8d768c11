"""Who waits for whom: states, waits, promises, questions, nudges. Numbers are those of the mailbox situations."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from agent.cases.records import State
from agent.cases.state import OPEN, TRANSITIONS, Said, after
from agent.choices import Verb
from agent.understanding.findings import Asked, Assessed, Met, OnHold, Rejected, Status
from providers.mailbox import Folder
from tests.cases.mailbag import (
    ASK,
    BACK_ON,
    DO_NOT_WRITE,
    DONE,
    HOLD,
    INVITE,
    LEE,
    NO,
    NUDGE,
    OFFER,
    QUIT,
    REPLY,
    ROBOT,
    TASK,
    THANKS,
    YES,
    K,
    away,
    bounced,
    by,
    choice,
    e,
    fold_at,
    mail,
    sam,
    slot,
    t,
    the_case,
    told,
    was_met,
)


def word(name: Any = "m2", at: Any = "4", *findings: Any, **more: Any) -> Any:
    return mail(name, at, more.pop("kind", K.OTHER_HUMAN_REPLY), *findings, answers=more.pop("answers", "m1"), **more)


# (name, messages after the interview of 3 November 15:00-16:00, now, state, wait began, since, promised day, nudges)
WAITS = [
    ("the interview is over", [], "4", "waiting", "interview", "3 16:00", None, 0),
    ("ahead", [], "3 15:30", "scheduled", None, None, None, 0),
    ("48 thanks, undated", [word()], "5", "waiting", "answer", "4 09:00", None, 0),
    (
        "48 an undated word leaves a stated day",
        [word("m2", "4", by("20")), word("m3", "6")],
        "7",
        "waiting",
        "answer",
        "6 09:00",
        "20",
        0,
    ),
    (
        "35 a new day replaces the old",
        [word("m2", "4", by("10")), word("m3", "9", by("17"))],
        "10",
        "waiting",
        "answer",
        "9 09:00",
        "17",
        0,
    ),
    (
        "a day that has passed does not hold in the next wait",
        [word("m2", "4", by("10")), word("m3", "12")],
        "13",
        "waiting",
        "answer",
        "12 09:00",
        None,
        0,
    ),
    (
        "a day stated before the interview holds after it",
        [mail("m2", "2", K.TIMELINE_UPDATE, by("20"), answers="m1")],
        "4",
        "waiting",
        "interview",
        "3 16:00",
        "20",
        0,
    ),
    (
        "a day before the interview's does not",
        [mail("m2", "1 12:00", K.TIMELINE_UPDATE, by("2"), answers="m1")],
        "4",
        "waiting",
        "interview",
        "3 16:00",
        None,
        0,
    ),
    (
        "42 a machine answers too",
        [word("m2", "5", sender=ROBOT, kind=K.TIMELINE_UPDATE)],
        "6",
        "waiting",
        "answer",
        "5 09:00",
        None,
        0,
    ),
    (
        "44 away is no answer",
        [word("m2", "5", away(date(2026, 11, 9)), kind=K.AUTO_REPLY)],
        "6",
        "waiting",
        "interview",
        "3 16:00",
        None,
        0,
    ),
    (
        "44 a day in an absence is no promise",
        [word("m2", "5", by("9"), kind=K.AUTO_REPLY)],
        "6",
        "waiting",
        "interview",
        "3 16:00",
        None,
        0,
    ),
    (
        "45 a bounce is no answer",
        [word("m2", "5", bounced("lee@acme.example"), kind=K.BOUNCE)],
        "6",
        "waiting",
        "interview",
        "3 16:00",
        None,
        0,
    ),
    (
        "18 an acknowledgement is no answer",
        [word("m2", "5", by("30"), kind=K.APPLICATION_ACK, sender=ROBOT)],
        "6",
        "waiting",
        "interview",
        "3 16:00",
        None,
        0,
    ),
    (
        "17 a survey is no answer",
        [word("m2", "5", kind=K.NOT_JOB, sender=ROBOT)],
        "6",
        "waiting",
        "interview",
        "3 16:00",
        None,
        0,
    ),
    ("51 the owner asked", [sam("s1", "11", NUDGE, answers="m1")], "12", "waiting", "interview", "3 16:00", None, 1),
    (
        "asked two people on one day: one nudge",
        [sam("s1", "11", NUDGE), sam("s2", "11 10:00", NUDGE, to=(LEE,))],
        "12",
        "waiting",
        "interview",
        "3 16:00",
        None,
        1,
    ),
    (
        "47 seen twice, asked once",
        [sam("s1", "11", NUDGE), sam("s1", "11", NUDGE, account="second", folder=Folder.INBOX)],
        "12",
        "waiting",
        "interview",
        "3 16:00",
        None,
        1,
    ),
    (
        "61 'no news yet': a fresh wait",
        [sam("s1", "11", NUDGE), word("m2", "12")],
        "13",
        "waiting",
        "answer",
        "12 09:00",
        None,
        0,
    ),
    (
        "a nudge before the interview is none of this wait",
        [sam("s1", "2", NUDGE)],
        "4",
        "waiting",
        "interview",
        "3 16:00",
        None,
        0,
    ),
    (
        "60 asked twice, waiting",
        [sam("s1", "11", NUDGE), sam("s2", "18", NUDGE)],
        "24",
        "waiting",
        "interview",
        "3 16:00",
        None,
        2,
    ),
    (
        "60 asked twice, silence",
        [sam("s1", "11", NUDGE), sam("s2", "18", NUDGE)],
        "26",
        "quiet",
        "interview",
        "3 16:00",
        None,
        2,
    ),
    (
        "60 still re-openable",
        [sam("s1", "11", NUDGE), sam("s2", "18", NUDGE), word("m2", "29")],
        "30",
        "waiting",
        "answer",
        "29 09:00",
        None,
        0,
    ),
    ("49 they ask", [word("m2", "5", ASK, kind=K.INFO_REQUEST)], "20", "your_turn", None, None, None, 0),
    (
        "49 the owner answers",
        [word("m2", "5", ASK, kind=K.INFO_REQUEST), sam("s1", "6", REPLY, answers="m2")],
        "7",
        "waiting",
        "owner_answered",
        "6 09:00",
        None,
        0,
    ),
    (
        "49 thanks do not answer",
        [word("m2", "5", ASK, kind=K.INFO_REQUEST), sam("s1", "6", THANKS, answers="m2")],
        "7",
        "your_turn",
        None,
        None,
        None,
        0,
    ),
    (
        "49 an answer leaves a stated day",
        [word("m2", "5", ASK, by("20"), kind=K.INFO_REQUEST), sam("s1", "6", REPLY, answers="m2")],
        "7",
        "waiting",
        "owner_answered",
        "6 09:00",
        "20",
        0,
    ),
    (
        "49 they go on without it",
        [word("m2", "5", ASK, kind=K.INFO_REQUEST), word("m3", "7", kind=K.TIMELINE_UPDATE)],
        "8",
        "waiting",
        "answer",
        "7 09:00",
        None,
        0,
    ),
    (
        "49 a colleague's word does not settle it",
        [word("m2", "5", ASK, kind=K.INFO_REQUEST), word("m3", "7", sender=LEE)],
        "8",
        "your_turn",
        None,
        None,
        None,
        0,
    ),
    (
        "49 the interview settles what was asked before it",
        [mail("m2", "2", K.INFO_REQUEST, ASK, answers="m1")],
        "4",
        "waiting",
        "interview",
        "3 16:00",
        None,
        0,
    ),
    (
        "49 ... but not with a later day",
        [mail("m2", "2", K.INFO_REQUEST, Asked(e(), t("9").date()), answers="m1")],
        "4",
        "your_turn",
        None,
        None,
        None,
        0,
    ),
    ("25 a task", [word("m2", "5", TASK, kind=K.ASSESSMENT)], "20", "your_turn", None, None, None, 0),
    (
        "25 'thanks, will do' is not handing in",
        [word("m2", "5", TASK, kind=K.ASSESSMENT), sam("s1", "5 12:00", REPLY)],
        "20",
        "your_turn",
        None,
        None,
        None,
        0,
    ),
    (
        "25 handed in",
        [word("m2", "5", TASK, kind=K.ASSESSMENT), sam("s1", "8", DONE, answers="m2")],
        "9",
        "waiting",
        "owner_answered",
        "8 09:00",
        None,
        0,
    ),
    (
        "25 handed in at once",
        [word("m2", "5", TASK, kind=K.ASSESSMENT), sam("s1", "5 12:00", DONE)],
        "9",
        "waiting",
        "owner_answered",
        "5 12:00",
        None,
        0,
    ),
    (
        "43 a next round is arranged",
        [word("m2", "5", ASK, kind=K.SCHEDULING_REQUEST)],
        "20",
        "arranging",
        None,
        None,
        None,
        0,
    ),
    (
        "43 ... the owner sends times",
        [word("m2", "5", ASK, kind=K.SCHEDULING_REQUEST), sam("s1", "6", REPLY)],
        "20",
        "arranging",
        None,
        None,
        None,
        0,
    ),
    (
        "43 ... they promise a day to come back to it",
        [
            word("m2", "5", ASK, kind=K.SCHEDULING_REQUEST),
            sam("s1", "6", REPLY),
            word("m3", "7", by("10"), kind=K.TIMELINE_UPDATE),
        ],
        "8",
        "waiting",
        "answer",
        "7 09:00",
        "10",
        0,
    ),
    (
        "43 ... it is booked",
        [word("m2", "5", ASK, kind=K.SCHEDULING_REQUEST), word("m3", "6", slot("9 10:00"), kind=K.CONFIRMATION)],
        "8",
        "scheduled",
        None,
        None,
        None,
        0,
    ),
    (
        "43 ... and over: a fresh wait",
        [
            sam("s1", "4", NUDGE),
            word("m2", "5", ASK, kind=K.SCHEDULING_REQUEST),
            word("m3", "6", slot("9 10:00"), kind=K.CONFIRMATION),
        ],
        "10",
        "waiting",
        "interview",
        "9 11:00",
        None,
        0,
    ),
    (
        "43 news of the next round fulfils what was promised before",
        [word("m2", "4", by("20")), word("m3", "6", slot("9 10:00"), kind=K.NEXT_ROUND)],
        "10",
        "waiting",
        "interview",
        "9 11:00",
        None,
        0,
    ),
    (
        "next round, to be arranged by them",
        [word("m2", "5", kind=K.NEXT_ROUND)],
        "6",
        "waiting",
        "answer",
        "5 09:00",
        None,
        0,
    ),
    (
        "arranged by phone: they have met",
        [word("m2", "5", ASK, kind=K.SCHEDULING_REQUEST), word("m3", "9", was_met(), by("16"), kind=K.TIMELINE_UPDATE)],
        "10",
        "waiting",
        "answer",
        "9 09:00",
        "16",
        0,
    ),
    ("58 on hold", [word("m2", "5", HOLD, kind=K.REJECTION)], "30", "on_hold", None, None, None, 0),
    (
        "58 a hold with a day is a delay",
        [word("m2", "5", OnHold(e(), t("25").date()), kind=K.TIMELINE_UPDATE)],
        "6",
        "waiting",
        None,
        None,
        "25",
        0,
    ),
    (
        "58 they write again",
        [word("m2", "5", HOLD, kind=K.REJECTION), word("m3", "25")],
        "26",
        "waiting",
        "answer",
        "25 09:00",
        None,
        0,
    ),
    ("54 a no", [word("m2", "5", NO, kind=K.REJECTION)], "6", "rejected", None, None, None, 0),
    ("54 a no without a finding of its own", [word("m2", "5", kind=K.REJECTION)], "6", "rejected", None, None, None, 0),
    ("53 an offer", [word("m2", "5", OFFER, kind=K.OFFER)], "6", "offer", None, None, None, 0),
    (
        "53 an offer, then details",
        [word("m2", "5", OFFER, kind=K.OFFER), word("m3", "6")],
        "7",
        "offer",
        None,
        None,
        None,
        0,
    ),
    ("52 the owner withdrew", [sam("s1", "5", QUIT)], "6", "withdrawn", None, None, None, 0),
    (
        "52 and a yes read into it accepts nothing",
        [word("m2", "4", slot("9 10:00"), kind=K.INTERVIEW_INVITE), sam("s1", "5", QUIT, YES, answers="m2")],
        "6",
        "withdrawn",
        None,
        None,
        None,
        0,
    ),
    ("52 a kind word after it", [sam("s1", "5", QUIT), word("m2", "6")], "7", "withdrawn", None, None, None, 0),
    (
        "52 another invitation alone does not bring it back",
        [sam("s1", "5", QUIT), word("m2", "6", slot("9 10:00"), kind=K.INTERVIEW_INVITE, sender=LEE)],
        "7",
        "withdrawn",
        None,
        None,
        None,
        0,
    ),
    (
        "52 the owner accepting it does",
        [
            sam("s1", "5", QUIT),
            word("m2", "6", slot("9 10:00"), kind=K.INTERVIEW_INVITE),
            sam("s2", "6 12:00", YES, answers="m2"),
        ],
        "7",
        "scheduled",
        None,
        None,
        None,
        0,
    ),
    (
        "59 a no, a gracious reply, their thanks",
        [word("m2", "5", NO, kind=K.REJECTION), sam("s1", "6", THANKS, answers="m2"), word("m3", "7", answers="s1")],
        "8",
        "rejected",
        None,
        None,
        None,
        0,
    ),
    (
        "59 reconsidered",
        [word("m2", "5", NO, kind=K.REJECTION), word("m3", "7", BACK_ON)],
        "8",
        "waiting",
        "answer",
        "7 09:00",
        None,
        0,
    ),
    (
        "59 reconsidered, with a new round",
        [word("m2", "5", NO, kind=K.REJECTION), word("m3", "7", slot("9 10:00"), kind=K.INTERVIEW_INVITE)],
        "8",
        "scheduled",
        None,
        None,
        None,
        0,
    ),
    (
        "59 a no, then an offer",
        [word("m2", "5", NO, kind=K.REJECTION), word("m3", "7", OFFER, kind=K.OFFER)],
        "8",
        "offer",
        None,
        None,
        None,
        0,
    ),
    (
        "37 no news by then means no: before",
        [word("m2", "4", by("13", silence="means_no"))],
        "13 20:00",
        "waiting",
        "answer",
        "4 09:00",
        "13",
        0,
    ),
    ("37 ... after", [word("m2", "4", by("13", silence="means_no"))], "14 09:00", "closed", None, None, None, 0),
    (
        "37 ... they wrote after all",
        [word("m2", "4", by("13", silence="means_no")), word("m3", "16")],
        "17 09:00",
        "waiting",
        "answer",
        "16 09:00",
        None,
        0,
    ),
    (
        "37 ... they moved the day",
        [word("m2", "4", by("13", silence="means_no")), word("m3", "12", by("20"))],
        "17 09:00",
        "waiting",
        "answer",
        "12 09:00",
        "20",
        0,
    ),
    (
        "37 ... not while an interview lies ahead",
        [word("m2", "4", by("13", silence="means_no")), word("m3", "12", slot("20 10:00"), kind=K.INTERVIEW_INVITE)],
        "17 09:00",
        "scheduled",
        None,
        None,
        None,
        0,
    ),
    (
        "62 an answer in the trash ends the wait and begins none",
        [word("m2", "5", by("20"), folder=Folder.TRASH)],
        "6",
        "waiting",
        None,
        None,
        None,
        0,
    ),
    ("62 an answer in spam too", [word("m2", "5", folder=Folder.SPAM)], "6", "waiting", None, None, None, 0),
    (
        "62 a no in the trash closes",
        [word("m2", "5", NO, kind=K.REJECTION, folder=Folder.TRASH)],
        "6",
        "rejected",
        None,
        None,
        None,
        0,
    ),
    (
        "62 an offer in spam is no offer",
        [word("m2", "5", OFFER, kind=K.OFFER, folder=Folder.SPAM)],
        "6",
        "waiting",
        None,
        None,
        None,
        0,
    ),
    (
        "62 they write where it can be seen",
        [word("m2", "5", folder=Folder.SPAM), word("m3", "6")],
        "7",
        "waiting",
        "answer",
        "6 09:00",
        None,
        0,
    ),
    (
        "22 called off after a first round",
        [
            word("m2", "5", slot("9 10:00"), kind=K.NEXT_ROUND),
            word("m3", "6", slot(None, None, Status.CANCELLED), kind=K.CANCELLATION),
        ],
        "10",
        "waiting",
        "answer",
        "6 09:00",
        None,
        0,
    ),
    (
        "a late calendar notice is no answer",
        [word("m2", "5", slot("3 15:00", "3 16:00", sentence="calendar: x"), kind=K.REMINDER, sender=ROBOT)],
        "6",
        "waiting",
        "interview",
        "3 16:00",
        None,
        0,
    ),
    ("103 heard by phone", [told("h", "5", K.TIMELINE_UPDATE, by("20"))], "6", "waiting", "answer", "5 09:00", "20", 0),
    ("103 a no by phone", [told("h", "5", K.REJECTION, NO)], "6", "rejected", None, None, None, 0),
    (
        "100 'thanks, more next week' an hour later",
        [word("m2", "3 17:00", by("13"), kind=K.TIMELINE_UPDATE)],
        "4",
        "waiting",
        "answer",
        "3 17:00",
        "13",
        0,
    ),
]


@pytest.mark.parametrize(
    ("messages", "now", "state", "began", "since", "promised", "nudges"),
    [w[1:] for w in WAITS],
    ids=[w[0] for w in WAITS],
)
def test_wait(messages: Any, now: Any, state: Any, began: Any, since: Any, promised: Any, nudges: Any) -> None:
    case = the_case(now, INVITE, *messages)
    assert case.state == state
    if began is not None:
        assert case.wait is not None
        assert (case.wait.began, case.wait.since) == (began, t(since))
    promise = case.wait.promise if case.wait else None
    assert (promise.by if promise else None) == (t(promised).date() if promised else None)
    assert len(case.wait.nudges if case.wait else ()) == nudges


def test_the_wait_is_named_by_what_began_it() -> None:
    assert the_case("4", INVITE).wait.id == "interview/2026-11-03"
    assert the_case("5", INVITE, word()).wait.id == "m2"


def test_hidden_answers_leave_no_wait() -> None:
    case = the_case("6", INVITE, word("m2", "5", folder=Folder.TRASH))
    assert case.wait is None


def test_a_no_in_spam_is_answered_by_nobody() -> None:
    case = the_case("6", INVITE, word("m2", "5", NO, kind=K.REJECTION, folder=Folder.SPAM))
    assert case.rejected_by is None
    assert the_case("6", INVITE, word("m2", "5", NO, kind=K.REJECTION)).rejected_by.message_id == "m2"


def test_a_doubtful_no_is_told_and_stops() -> None:
    case = the_case("6", INVITE, word("m2", "5", kind=K.REJECTION, confidence=0.4))
    assert case.state == "waiting"
    assert case.unsure
    assert the_case("8", INVITE, word("m2", "5", kind=K.REJECTION, confidence=0.4), word("m3", "7")).unsure == ()


def test_words_of_a_no_are_no_surer_than_what_the_message_is() -> None:
    unlikely = the_case("6", INVITE, word("m2", "5", NO, kind=K.REJECTION, confidence=0.4))
    assert (unlikely.state, unlikely.rejected_by) == ("waiting", None)
    assert unlikely.unsure
    assert the_case("6", INVITE, word("m2", "5", NO, kind=K.TIMELINE_UPDATE, confidence=0.4)).state == "rejected"


def test_54_the_owner_has_answered_the_no() -> None:
    no = word("m2", "5", NO, kind=K.REJECTION)
    assert not the_case("6", INVITE, no).answered_no
    assert the_case("7", INVITE, no, sam("s1", "6", THANKS, answers="m2")).answered_no
    again = word("m3", "8", BACK_ON), word("m4", "9", NO, kind=K.REJECTION)
    assert not the_case("10", INVITE, no, sam("s1", "6", THANKS, answers="m2"), *again).answered_no


def test_38_no_contact() -> None:
    assert the_case("5", INVITE, word("m2", "4", DO_NOT_WRITE)).no_contact


def test_34_who_will_write_is_noted() -> None:
    assert the_case("5", INVITE, word("m2", "4", by("20", who="Maria"))).wait.promise.who == "Maria"


def test_37_the_day_is_shown_and_the_close_is_dated() -> None:
    case = the_case("16", INVITE, word("m2", "4", by("13", silence="means_no")))
    assert case.silent_no_on == t("13").date()
    assert case.state_since == t("14 00:00")
    assert case.wait is None


def test_49_what_is_open_is_shown() -> None:
    case = the_case("6", INVITE, word("m2", "5", Assessed(e("Please do this test")), kind=K.ASSESSMENT))
    assert case.open_ask.sentence == "Please do this test"
    assert case.state_since == t("5 09:00")


OURS = [
    ("thank_you", lambda case: "dana@acme.example" in case.thanked and not case.wait.nudges),
    ("follow_up", lambda case: len(case.wait.nudges) == 1),
    ("second_follow_up", lambda case: len(case.wait.nudges) == 1),
]


@pytest.mark.parametrize(("step", "holds"), OURS)
def test_70_a_sent_draft_of_ours_counts_as_that_whatever_it_reads_like(step: Any, holds: Any) -> None:
    other = NUDGE if step == "thank_you" else REPLY
    assert holds(the_case("12", INVITE, sam("s1", "11", other, answers="m1"), ours={"s1": step}))


@pytest.mark.parametrize(("ours", "day"), [({"s1": "follow_up"}, 12), ({}, 11)], ids=["ours", "the owner's own"])
def test_70_a_draft_of_ours_was_said_when_it_was_sent(ours: dict[str, str], day: int) -> None:
    written = sam("s1", "11", NUDGE, answers="m1")
    filed = replace(written, message=replace(written.message, received=t("12 10:30")))
    assert [at.day for at in the_case("13", INVITE, filed, ours=ours).wait.nudges] == [day]


def test_70_a_sent_rejection_reply() -> None:
    case = the_case(
        "8", INVITE, word("m2", "5", NO, kind=K.REJECTION), sam("s1", "6", NUDGE), ours={"s1": "rejection_reply"}
    )
    assert case.answered_no


CHOICES = [
    ([("c1", "5", Verb.MUTE)], "waiting", True),
    ([("c1", "5", Verb.MUTE), ("c2", "6", Verb.REOPEN)], "waiting", False),
    ([("c1", "5", Verb.CLOSE)], "closed", False),
    ([("c1", "5", Verb.CLOSE), ("c2", "6", Verb.REOPEN)], "waiting", False),
    ([("c1", "5", Verb.CLOSE), ("c2", "6", Verb.REOPEN), ("c3", "7", Verb.CLOSE)], "closed", False),
    ([("c1", "9", Verb.CLOSE)], "waiting", False),
]


@pytest.mark.parametrize(("made", "state", "muted"), CHOICES)
@pytest.mark.parametrize("turn", [1, -1])
def test_104_choices(made: Any, state: Any, muted: Any, turn: Any) -> None:
    choices = [choice(*one) for one in made][::turn]
    case = the_case("8", INVITE, choices=choices)
    assert (case.state, case.muted) == (state, muted)


def test_104_closed_by_the_owner_stays_closed() -> None:
    case = the_case(
        "9", INVITE, word("m2", "8", slot("12 10:00"), kind=K.NEXT_ROUND), choices=[choice("c", "5", Verb.CLOSE)]
    )
    assert case.state == "closed"


def test_104_an_anchor_in_another_case_does_nothing() -> None:
    case = the_case("9", INVITE, choices=[choice("c", "5", Verb.CLOSE, anchor="elsewhere")])
    assert case.state == "waiting"


def test_notes_and_declined() -> None:
    made = [
        choice("n1", "4", Verb.NOTE, text="we spoke about Kafka"),
        choice("n2", "5", Verb.NOTE, text="and about sailing"),
        choice("d", "5", Verb.DECLINED, step="follow_up/interview/2026-11-03"),
    ]
    case = the_case("9", INVITE, choices=made)
    assert case.notes == ("we spoke about Kafka", "and about sailing")
    assert case.declined == {"follow_up/interview/2026-11-03"}


@pytest.mark.parametrize("state", sorted(TRANSITIONS))
@pytest.mark.parametrize("said", sorted(Said))
def test_the_table_is_closed_and_ends_are_ends(state: Any, said: Any) -> None:
    new = after(state, said)
    assert new in TRANSITIONS
    if said in (Said.WORD, Said.HOLD) and state in (State.REJECTED, State.WITHDRAWN):
        assert new is state
    if said is Said.NO and state is not State.WITHDRAWN:
        assert new is State.REJECTED
    if state is State.OFFER:
        assert new is not OPEN


def test_state_since_for_every_state() -> None:
    assert the_case("2", INVITE).state_since == t("1 10:00")
    assert the_case("4", INVITE).state_since == t("3 16:00")
    assert the_case("7", INVITE, word("m2", "5", NO, kind=K.REJECTION)).state_since == t("5 09:00")
    assert the_case("7", INVITE, choices=[choice("c", "6", Verb.CLOSE)]).state_since == t("6 09:00")
    quiet = the_case("28", INVITE, sam("s1", "11", NUDGE), sam("s2", "18", NUDGE))
    assert quiet.state_since == t("25 09:00")


def test_the_story_tells_what_happened_in_order() -> None:
    case = the_case(
        "28", INVITE, word("m2", "4", by("27"), kind=K.TIMELINE_UPDATE), sam("s1", "5", REPLY, answers="m2")
    )
    told_lines = [line.what for line in case.story]
    assert told_lines[:4] == [
        "Dana Reyes invited you to an interview on Tue 3 Nov 15:00",
        "The interview on Tue 3 Nov 15:00 was over",
        "Dana Reyes wrote about when you will hear",
        "They said you will hear by Fri 27 Nov",
    ]
    assert [line.at for line in case.story] == sorted(line.at for line in case.story)
    assert case.story[3].evidence.sentence == "by then"


def test_a_moved_interview_quotes_the_move_and_a_no_its_own_sentence() -> None:
    moved = replace(slot("4 15:00", None, Status.MOVED), evidence=e("Could we do Wednesday instead?", 0.7))
    no = word("m3", "9", Met(e("Good talking to you.")), Rejected(e("It is a no.")), kind=K.REJECTION)
    story = the_case("28", INVITE, word("m2", "2", moved, kind=K.RESCHEDULE), no).story
    lines = {line.what: line.evidence.sentence for line in story}
    assert lines["The interview on Wed 4 Nov 15:00 was over"] == "Could we do Wednesday instead?"
    assert lines["Dana Reyes said no"] == "It is a no."


def test_cases_come_oldest_first() -> None:
    other = mail("a", "1", K.INTERVIEW_INVITE, slot("3 15:00"), company="Globex", sender="Ann <ann@globex.example>")
    assert [c.root for c in fold_at("5", INVITE, other)] == ["a", "m1"]


def test_three_nudges_on_three_days_are_three() -> None:
    case = the_case("14", INVITE, *(sam(f"s{n}", f"{n} 09:00", NUDGE) for n in (9, 11, 13)))
    assert len(case.wait.nudges) == 3


def test_a_day_holds_on_that_very_day() -> None:
    assert the_case("8", INVITE, word("m2", "4", by("6")), word("m3", "6")).wait.promise is not None


def test_the_day_by_which_another_time_is_set_is_none_for_news() -> None:
    off = word("m2", "2", slot(None, None, Status.CANCELLED), by("16"), kind=K.CANCELLATION)
    anew = word("m3", "4", slot("6 10:00", "6 11:00"), kind=K.INTERVIEW_INVITE)
    assert the_case("7", INVITE, off, anew).wait.promise is None
    told = word("m2", "1 12:00", by("20"), kind=K.TIMELINE_UPDATE)
    off, anew = replace(off, message=replace(off.message, message_id="m2b")), anew
    assert the_case("7", INVITE, told, off, anew).wait.promise.by == t("20").date()


def test_a_day_of_news_stated_with_an_interview_holds_after_it() -> None:
    told = word("m2", "1 12:00", by("16"), kind=K.SCHEDULING_REQUEST)
    anew = word("m3", "2", slot("6 10:00", "6 11:00"), kind=K.INTERVIEW_INVITE)
    assert the_case("7", INVITE, told, anew).wait.promise.by == t("16").date()


@pytest.mark.parametrize(("at", "state"), [("9", "waiting"), ("4", "arranging"), ("2", "arranging")])
def test_where_no_interview_is_to_come_the_news_is_put_off(at: Any, state: Any) -> None:
    off = word("m2", at, slot(None, None, Status.MOVED), by("20"), kind=K.TIMELINE_UPDATE)
    assert the_case("10", INVITE, off).state == state


def test_a_new_date_for_the_answer_moves_no_interview_that_was_held() -> None:
    moved = slot(None, status=Status.MOVED)
    new_date = mail("m2", "9", K.RESCHEDULE, moved, by("15"), also=(K.TIMELINE_UPDATE,))
    assert the_case("10", INVITE, new_date).state is State.WAITING
    ahead = mail("m2", "2", K.RESCHEDULE, moved, by("15"), also=(K.TIMELINE_UPDATE,))
    assert the_case("10", INVITE, ahead).state is State.ARRANGING
    assert the_case("10", INVITE, replace(new_date, also=())).state is State.ARRANGING


def test_called_off_to_be_arranged_anew() -> None:
    off = word("m2", "2", slot(None, None, Status.CANCELLED), kind=K.CANCELLATION, also=(K.SCHEDULING_REQUEST,))
    assert the_case("3", INVITE, off).state == "arranging"


def test_a_hold_outweighs_a_less_certain_no() -> None:
    unclear = word("m2", "5", HOLD, Rejected(e(confidence=0.7)), kind=K.REJECTION)
    assert the_case("6", INVITE, unclear).state == "on_hold"
    clear = word("m2", "5", OnHold(e(confidence=0.6)), NO, kind=K.REJECTION)
    assert the_case("6", INVITE, clear).state == "rejected"


def test_of_two_timelines_in_one_mail_the_surest_holds() -> None:
    said = word("m2", "5", by("11", "by the 11th"), replace(by("5", "from today"), evidence=e(confidence=0.6)))
    wait = the_case("6", INVITE, said).wait
    assert wait is not None
    assert wait.promise is not None
    assert wait.promise.by == t("11").date()


def test_a_bulletin_in_the_name_of_the_house_ends_no_wait() -> None:
    sender = "Acme Limited <marketing@acme.example>"
    bulletin = replace(word("m2", "5", kind=K.OTHER_HUMAN_REPLY, sender=sender, answers=None), candidacy=False)
    wait = the_case("6", INVITE, bulletin).wait
    assert wait is not None
    assert wait.began.value == "interview"
