"""Interviews from many sources: merged, moved, called off, accepted. Numbers are those of the mailbox situations."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from agent.choices import Verb
from agent.understanding.findings import Accepted, Status
from providers.mailbox import Folder
from tests.cases.mailbag import (
    ASK,
    DANA,
    HOLD,
    INVITE,
    LEE,
    NO,
    ROBOT,
    THANKS,
    YES,
    K,
    asked_for,
    choice,
    e,
    fold_at,
    ics,
    mail,
    missed,
    options,
    sam,
    slot,
    t,
    the_case,
    told,
    was_met,
)

BERLIN = datetime(2026, 11, 10, 9, 30, tzinfo=ZoneInfo("Europe/Berlin"))
CALENDLY = "Calendly <notifications@calendly.com>"


def starts(case: Any) -> Any:
    return [(i.start, i.status.value) for i in case.interviews]


def live(case: Any) -> Any:
    return [i.start for i in case.interviews if i.start and i.happened and i.status is not Status.REQUESTED]


# story: (name, messages, now, starts of interviews that count, state, confirmed)
STORIES = [
    ("01 plain invitation", [INVITE], "2", ["3 15:00"], "scheduled", True),
    (
        "02 calendar only",
        [mail("m1", "1", K.INTERVIEW_INVITE, ics("3 15:00", "3 16:00", "u1", LEE))],
        "2",
        ["3 15:00"],
        "scheduled",
        True,
    ),
    (
        "03 the same event, moved",
        [
            mail("m1", "1", K.INTERVIEW_INVITE, ics("3 15:00", "3 16:00", "u1")),
            mail("m2", "2", K.RESCHEDULE, ics("5 11:00", "5 12:00", "u1", sequence=1, status=Status.MOVED)),
        ],
        "3",
        ["5 11:00"],
        "scheduled",
        True,
    ),
    (
        "03 moved, the event says only a higher sequence",
        [
            mail("m1", "1", K.INTERVIEW_INVITE, ics("3 15:00", "3 16:00", "u1")),
            mail("m2", "2", K.INTERVIEW_INVITE, ics("5 11:00", "5 12:00", "u1", sequence=1)),
        ],
        "3",
        ["5 11:00"],
        "scheduled",
        True,
    ),
    (
        "03 an older revision comes late",
        [
            mail("m2", "1", K.INTERVIEW_INVITE, ics("5 11:00", "5 12:00", "u1", sequence=2)),
            mail("m1", "2", K.INTERVIEW_INVITE, ics("3 15:00", "3 16:00", "u1", sequence=1)),
        ],
        "3",
        ["5 11:00"],
        "scheduled",
        True,
    ),
    (
        "03 moved in prose, the new time named",
        [INVITE, mail("m2", "2", K.RESCHEDULE, slot("5 11:00", None, Status.MOVED, was="3 15:00"))],
        "3",
        ["5 11:00"],
        "scheduled",
        True,
    ),
    (
        "03 moved in prose, then the calendar follows",
        [
            mail("m1", "1", K.INTERVIEW_INVITE, ics("3 15:00", "3 16:00", "u1")),
            mail("m2", "2 10:00", K.RESCHEDULE, slot("5 11:00", None, Status.MOVED)),
            mail("m3", "2 10:05", K.RESCHEDULE, ics("5 11:00", "5 12:00", "u1", sequence=1, status=Status.MOVED)),
        ],
        "3",
        ["5 11:00"],
        "scheduled",
        True,
    ),
    (
        "03 the calendar first, then prose",
        [
            mail("m1", "1", K.INTERVIEW_INVITE, ics("3 15:00", "3 16:00", "u1")),
            mail("m2", "2 10:00", K.RESCHEDULE, ics("5 11:00", "5 12:00", "u1", sequence=1, status=Status.MOVED)),
            mail("m3", "2 10:05", K.RESCHEDULE, slot("5 11:00", None, Status.MOVED, was="3 15:00")),
        ],
        "3",
        ["5 11:00"],
        "scheduled",
        True,
    ),
    (
        "03 moved, prose names no time after the calendar has",
        [
            mail("m1", "1", K.INTERVIEW_INVITE, ics("3 15:00", "3 16:00", "u1")),
            mail("m2", "2 10:00", K.RESCHEDULE, ics("5 11:00", "5 12:00", "u1", sequence=1, status=Status.MOVED)),
            mail("m3", "2 10:05", K.RESCHEDULE, slot(None, None, Status.MOVED)),
        ],
        "3",
        ["5 11:00"],
        "scheduled",
        True,
    ),
    (
        "03 a new event at the new time, then the old is named as moved",
        [
            mail("m1", "1", K.INTERVIEW_INVITE, ics("3 15:00", "3 16:00", "u1")),
            mail("m2", "2 10:00", K.INTERVIEW_INVITE, ics("5 11:00", "5 12:00", "u2")),
            mail("m3", "2 10:05", K.RESCHEDULE, slot("5 11:00", None, Status.MOVED, was="3 15:00")),
        ],
        "3",
        ["5 11:00"],
        "scheduled",
        True,
    ),
    (
        "04 called off by the calendar",
        [
            mail("m1", "1", K.INTERVIEW_INVITE, ics("3 15:00", "3 16:00", "u1")),
            mail("m2", "2", K.CANCELLATION, ics("3 15:00", "3 16:00", "u1", sequence=1, status=Status.CANCELLED)),
        ],
        "4",
        [],
        "waiting",
        None,
    ),
    (
        "04 called off in prose",
        [INVITE, mail("m2", "2", K.CANCELLATION, slot(None, None, Status.CANCELLED))],
        "4",
        [],
        "waiting",
        None,
    ),
    ("04 called off, no slot found", [INVITE, mail("m2", "2", K.CANCELLATION)], "4", [], "waiting", None),
    (
        "04 called off long after it was over: tidying a calendar",
        [
            mail("m1", "1", K.INTERVIEW_INVITE, ics("3 15:00", "3 16:00", "u1")),
            mail("m2", "6", K.CANCELLATION, ics("3 15:00", "3 16:00", "u1", sequence=1, status=Status.CANCELLED)),
        ],
        "7",
        ["3 15:00"],
        "waiting",
        True,
    ),
    (
        "04 called off, then 'see you then': the last word wins",
        [
            INVITE,
            mail("m2", "2 09:00", K.CANCELLATION, slot(None, None, Status.CANCELLED)),
            mail("m3", "2 12:00", K.CONFIRMATION, slot("3 15:00")),
        ],
        "3 09:00",
        ["3 15:00"],
        "scheduled",
        True,
    ),
    (
        "05 called off, the next day a new event",
        [
            mail("m1", "1", K.INTERVIEW_INVITE, ics("3 15:00", "3 16:00", "u1")),
            mail("m2", "2", K.CANCELLATION, ics("3 15:00", "3 16:00", "u1", sequence=1, status=Status.CANCELLED)),
            mail("m3", "3", K.INTERVIEW_INVITE, ics("6 10:00", "6 11:00", "u2")),
        ],
        "4",
        ["6 10:00"],
        "scheduled",
        True,
    ),
    (
        "05 the new event first, the old called off after",
        [
            mail("m1", "1", K.INTERVIEW_INVITE, ics("3 15:00", "3 16:00", "u1")),
            mail(
                "m2",
                "2 10:00",
                K.RESCHEDULE,
                ics("6 10:00", "6 11:00", "u2", status=Status.MOVED),
            ),
            mail("m3", "2 10:01", K.CANCELLATION, ics("3 15:00", "3 16:00", "u1", sequence=1, status=Status.CANCELLED)),
        ],
        "4",
        ["6 10:00"],
        "scheduled",
        True,
    ),
    (
        "06 three sources, one slot",
        [
            mail("m1", "1 10:00", K.INTERVIEW_INVITE, slot("3 15:00")),
            mail("m2", "1 10:10", K.CONFIRMATION, ics("3 15:00", "3 15:45", "c1"), sender=CALENDLY),
            mail("m3", "1 10:12", K.INTERVIEW_INVITE, ics("3 15:02", "3 15:45", "g1", LEE)),
        ],
        "2",
        ["3 15:02"],
        "scheduled",
        True,
    ),
    (
        "06 a day, then the hour",
        [
            mail("m1", "1", K.INTERVIEW_INVITE, slot("3 00:00", None, Status.BOOKED, all_day=True)),
            mail("m2", "2", K.INTERVIEW_INVITE, ics("3 15:00", "3 16:00", "u1")),
        ],
        "3",
        ["3 15:00"],
        "scheduled",
        True,
    ),
    (
        "06 the zone was guessed wrong in prose, the calendar knows",
        [
            mail("m1", "1", K.INTERVIEW_INVITE, slot("3 15:00", None, Status.BOOKED, sure=False, zone=None)),
            mail("m2", "2", K.INTERVIEW_INVITE, ics("3 15:00", "3 16:00", "u1")),
        ],
        "3",
        ["3 15:00"],
        "scheduled",
        True,
    ),
    ("07 asked for times", [mail("m1", "1", K.SCHEDULING_REQUEST, ASK)], "2", [], "arranging", None),
    (
        "08 one slot asked for, the owner says yes",
        [mail("m1", "1", K.INTERVIEW_INVITE, asked_for("3 15:00")), sam("s1", "1 12:00", YES, answers="m1")],
        "2",
        ["3 15:00"],
        "scheduled",
        True,
    ),
    (
        "08 asked for times, the owner names one, nobody confirms",
        [mail("m1", "1", K.SCHEDULING_REQUEST, ASK), sam("s1", "1 12:00", Accepted(e(), t("3 15:00")), answers="m1")],
        "2",
        ["3 15:00"],
        "scheduled",
        False,
    ),
    (
        "08 ... until the invitation comes",
        [
            mail("m1", "1", K.SCHEDULING_REQUEST, ASK),
            sam("s1", "1 12:00", Accepted(e(), t("3 15:00")), answers="m1"),
            mail("m2", "1 15:00", K.INTERVIEW_INVITE, ics("3 15:00", "3 16:00", "u1")),
        ],
        "2",
        ["3 15:00"],
        "scheduled",
        True,
    ),
    (
        "08 ... or they say yes",
        [
            mail("m1", "1", K.SCHEDULING_REQUEST, ASK),
            sam("s1", "1 12:00", Accepted(e(), t("3 15:00")), answers="m1"),
            mail("m2", "1 15:00", K.CONFIRMATION, answers="s1"),
        ],
        "2",
        ["3 15:00"],
        "scheduled",
        True,
    ),
    (
        "several options, the owner says 'works for me'",
        [
            mail("m1", "1", K.SCHEDULING_REQUEST, *options("3 15:00", "4 10:00")),
            sam("s1", "1 12:00", YES, answers="m1"),
        ],
        "2",
        [],
        "arranging",
        None,
    ),
    (
        "several options, the owner picks one, nobody confirms",
        [
            mail("m1", "1", K.SCHEDULING_REQUEST, *options("3 15:00", "4 10:00")),
            sam("s1", "1 12:00", Accepted(e(), t("4 10:00")), answers="m1"),
        ],
        "2",
        ["4 10:00"],
        "scheduled",
        False,
    ),
    (
        "several options, the owner names another time",
        [
            mail("m1", "1", K.SCHEDULING_REQUEST, *options("3 15:00", "4 10:00")),
            sam("s1", "1 12:00", Accepted(e(), t("5 10:00")), answers="m1"),
        ],
        "2",
        [],
        "arranging",
        None,
    ),
    (
        "the owner proposes, they accept",
        [
            mail("m1", "1", K.SCHEDULING_REQUEST, ASK),
            sam("s1", "1 12:00", asked_for("4 10:00"), answers="m1"),
            mail("m2", "1 15:00", K.CONFIRMATION, Accepted(e()), answers="s1"),
        ],
        "2",
        ["4 10:00"],
        "scheduled",
        True,
    ),
    (
        "the owner proposes two, they pick one",
        [
            mail("m1", "1", K.SCHEDULING_REQUEST, ASK),
            sam("s1", "1 12:00", *options("4 10:00", "5 10:00"), answers="m1"),
            mail("m2", "1 15:00", K.CONFIRMATION, Accepted(e(), t("5 10:00")), answers="s1"),
        ],
        "2",
        ["5 10:00"],
        "scheduled",
        True,
    ),
    (
        "the owner asks for another time: nobody knows until they settle it",
        [INVITE, sam("s1", "2", asked_for("4 15:00"), answers="m1")],
        "2 12:00",
        ["3 15:00"],
        "scheduled",
        False,
    ),
    (
        "... and they agree",
        [
            INVITE,
            sam("s1", "2", asked_for("4 15:00"), answers="m1"),
            mail("m2", "2 11:00", K.CONFIRMATION, Accepted(e()), answers="s1"),
        ],
        "2 12:00",
        ["4 15:00"],
        "scheduled",
        True,
    ),
    (
        "... or they simply book it",
        [
            INVITE,
            sam("s1", "2", asked_for("4 15:00"), answers="m1"),
            mail("m2", "2 11:00", K.CONFIRMATION, slot("4 15:00"), answers="s1"),
        ],
        "2 12:00",
        ["4 15:00"],
        "scheduled",
        True,
    ),
    (
        "the owner takes the hour of the Tuesday that was offered for next week",
        [
            mail("m1", "2", K.SCHEDULING_REQUEST, asked_for("10 09:30")),
            sam("s1", "2 12:00", Accepted(e("I'll be there 9.30 on the Tuesday."), t("3 09:30")), answers="m1"),
        ],
        "9",
        ["10 09:30"],
        "scheduled",
        True,
    ),
    (
        "the owner says yes by the clock of those who asked",
        [
            mail("m1", "2", K.SCHEDULING_REQUEST, replace(asked_for("10 09:30"), start=BERLIN)),
            sam("s1", "2 12:00", Accepted(e("Tuesday 10th at 9.30, I am there."), t("10 09:30")), answers="m1"),
        ],
        "9",
        ["10 08:30"],
        "scheduled",
        True,
    ),
    (
        "the owner names another date than the one that was offered",
        [
            mail("m1", "2", K.SCHEDULING_REQUEST, asked_for("10 09:30")),
            sam("s1", "2 12:00", Accepted(e("Tuesday the 3rd at 9.30 suits me."), t("3 09:30")), answers="m1"),
        ],
        "9",
        [],
        "arranging",
        None,
    ),
    (
        "the owner asks for one of the slots that were offered",
        [
            mail("m1", "2", K.SCHEDULING_REQUEST, *options("4 11:00", "5 10:00")),
            sam("s1", "2 12:00", asked_for("4 11:00"), answers="m1"),
            mail("m2", "2 15:00", K.CONFIRMATION, answers="s1"),
        ],
        "3",
        ["4 11:00"],
        "scheduled",
        True,
    ),
    (
        "the owner asks for two of the slots that were offered",
        [
            mail("m1", "2", K.SCHEDULING_REQUEST, *options("4 11:00", "5 10:00")),
            sam("s1", "2 12:00", *options("4 11:00", "5 10:00"), answers="m1"),
        ],
        "3",
        [],
        "arranging",
        None,
    ),
    (
        "moved, no new time yet",
        [INVITE, mail("m2", "2", K.RESCHEDULE, slot(None, None, Status.MOVED))],
        "4",
        [],
        "arranging",
        None,
    ),
    (
        "moved, and the new day falls through, too",
        [
            INVITE,
            mail("m2", "2", K.RESCHEDULE, slot("4 15:00", None, Status.MOVED)),
            mail("m3", "3 22:00", K.RESCHEDULE, slot(None, None, Status.MOVED, was="4 00:00")),
        ],
        "6",
        [],
        "arranging",
        None,
    ),
    (
        "moved, then the new time",
        [
            INVITE,
            mail("m2", "2", K.RESCHEDULE, slot(None, None, Status.MOVED)),
            mail("m3", "4", K.INTERVIEW_INVITE, slot("6 10:00")),
        ],
        "5",
        ["6 10:00"],
        "scheduled",
        True,
    ),
    (
        "11 a panel: four slots of one message",
        [
            mail(
                "m1",
                "1",
                K.INTERVIEW_INVITE,
                *(
                    slot(f"3 {h}:00", f"3 {h}:45", Status.BOOKED, p)
                    for h, p in ((10, LEE), (11, "Ana"), (13, "Bo"), (14, LEE))
                ),
            )
        ],
        "2",
        ["3 10:00", "3 11:00", "3 13:00", "3 14:00"],
        "scheduled",
        True,
    ),
    (
        "10 a panel called off in one sentence",
        [
            mail("m1", "1", K.INTERVIEW_INVITE, slot("3 10:00"), slot("3 11:00")),
            mail("m2", "2", K.CANCELLATION, slot(None, None, Status.CANCELLED)),
        ],
        "4",
        [],
        "waiting",
        None,
    ),
    (
        "21 declined by the owner",
        [INVITE, sam("s1", "2", slot(None, None, Status.DECLINED), answers="m1")],
        "4",
        [],
        None,
        None,
    ),
    (
        "21 declined in the calendar",
        [
            mail("m1", "1", K.INTERVIEW_INVITE, ics("3 15:00", "3 16:00", "u1")),
            sam("s1", "2", ics("3 15:00", "3 16:00", "u1", status=Status.DECLINED)),
        ],
        "4",
        [],
        None,
        None,
    ),
    (
        "21 the owner missed it",
        [INVITE, mail("m2", "3 16:30", K.OTHER_HUMAN_REPLY, missed("owner"))],
        "4",
        [],
        "waiting",
        None,
    ),
    (
        "22 they missed it",
        [INVITE, mail("m2", "3 15:30", K.OTHER_HUMAN_REPLY, missed("them"))],
        "4",
        [],
        "waiting",
        None,
    ),
    (
        "22 they missed it and made a new time",
        [
            INVITE,
            mail("m2", "3 15:30", K.RESCHEDULE, missed("them")),
            mail("m3", "3 18:00", K.INTERVIEW_INVITE, slot("5 15:00")),
        ],
        "4",
        ["5 15:00"],
        "scheduled",
        True,
    ),
    (
        "04 called off by the calendar as the calendar stage tells it: only the old start",
        [
            mail("m1", "1", K.INTERVIEW_INVITE, ics("3 15:00", "3 16:00", "u1")),
            mail("m2", "2", K.CANCELLATION, slot(None, None, Status.CANCELLED, uid="u1", sequence=1, was="3 15:00")),
        ],
        "4",
        [],
        "waiting",
        None,
    ),
    (
        "05 moved in prose, then the old event is called off",
        [
            mail("m1", "1", K.INTERVIEW_INVITE, ics("3 15:00", "3 16:00", "u1")),
            mail("m2", "2 10:00", K.RESCHEDULE, slot("5 11:00", None, Status.MOVED, was="3 15:00")),
            mail(
                "m3", "2 10:05", K.CANCELLATION, slot(None, None, Status.CANCELLED, uid="u1", sequence=1, was="3 15:00")
            ),
        ],
        "4",
        ["5 11:00"],
        "scheduled",
        True,
    ),
    (
        "04 a whole day called off by its date",
        [
            mail("m1", "1", K.INTERVIEW_INVITE, ics("3 10:00", "3 11:00", "u1"), ics("3 11:00", "3 12:00", "u2")),
            mail("m2", "2", K.CANCELLATION, slot(None, None, Status.CANCELLED, was="3 00:00")),
        ],
        "4",
        [],
        "waiting",
        None,
    ),
    (
        "04 called off, but the day named is none of ours",
        [INVITE, mail("m2", "2", K.CANCELLATION, slot(None, None, Status.CANCELLED, was="9 00:00"))],
        "2 12:00",
        ["3 15:00"],
        "scheduled",
        False,
    ),
    (
        "03 several options for a move, the owner picks",
        [
            INVITE,
            mail("m2", "2", K.RESCHEDULE, slot(None, None, Status.MOVED), *options("5 10:00", "6 10:00"), answers="m1"),
            sam("s1", "2 12:00", Accepted(e(), t("6 10:00")), answers="m2"),
        ],
        "3",
        ["6 10:00"],
        "scheduled",
        False,
    ),
    (
        "the owner wants to move it",
        [INVITE, sam("s1", "2", slot(None, None, Status.MOVED), answers="m1")],
        "2 12:00",
        ["3 15:00"],
        "scheduled",
        False,
    ),
    (
        "the owner calls it off",
        [INVITE, sam("s1", "2", slot(None, None, Status.CANCELLED), answers="m1")],
        "4",
        [],
        None,
        None,
    ),
    (
        "21 the owner's refusal as the calendar shows it",
        [
            mail("m1", "1", K.INTERVIEW_INVITE, ics("3 15:00", "3 16:00", "u1", LEE, "Ana <ana@acme.example>")),
            mail(
                "m2", "2", K.INTERVIEW_INVITE, ics("3 15:00", "3 16:00", "u1", LEE, sequence=1, status=Status.DECLINED)
            ),
        ],
        "4",
        [],
        None,
        None,
    ),
    (
        "weak words",
        [mail("m1", "1", K.INTERVIEW_INVITE, slot("3 15:00", confidence=0.5))],
        "2",
        ["3 15:00"],
        "scheduled",
        False,
    ),
    (
        "weak words, the owner says yes",
        [mail("m1", "1", K.INTERVIEW_INVITE, slot("3 15:00", confidence=0.5)), sam("s1", "1 12:00", YES, answers="m1")],
        "2",
        ["3 15:00"],
        "scheduled",
        True,
    ),
    (
        "62 a cancellation in the trash still calls off",
        [INVITE, mail("m2", "2", K.CANCELLATION, slot(None, None, Status.CANCELLED), folder=Folder.TRASH)],
        "2 12:00",
        [],
        "waiting",
        None,
    ),
    (
        "62 a move in the trash sets no time, but nobody is sure any more",
        [INVITE, mail("m2", "2", K.RESCHEDULE, slot("5 15:00", None, Status.MOVED), folder=Folder.TRASH)],
        "2 12:00",
        ["3 15:00"],
        "scheduled",
        False,
    ),
    (
        "62 spam books nothing",
        [INVITE, mail("m2", "2", K.INTERVIEW_INVITE, slot("5 15:00"), folder=Folder.SPAM)],
        "2 12:00",
        ["3 15:00"],
        "scheduled",
        True,
    ),
    ("a no before the interview", [INVITE, mail("m2", "2", K.REJECTION, NO)], "4", [], "rejected", None),
    (
        "a reminder without the time",
        [INVITE, mail("m2", "2", K.REMINDER, slot(None))],
        "2 12:00",
        ["3 15:00"],
        "scheduled",
        True,
    ),
]


@pytest.mark.parametrize(
    ("messages", "now", "times", "state", "confirmed"), [s[1:] for s in STORIES], ids=[s[0] for s in STORIES]
)
def test_story(messages: Any, now: Any, times: Any, state: Any, confirmed: Any) -> None:
    case = the_case(now, *messages)
    assert live(case) == [t(one) for one in times]
    if state:
        assert case.state == state
    if confirmed is not None:
        assert {i.confirmed for i in case.interviews if i.happened} == {confirmed}


def test_one_interview_keeps_all_its_sources() -> None:
    case = the_case(
        "2",
        mail("m1", "1 10:00", K.INTERVIEW_INVITE, slot("3 15:00", None, Status.BOOKED, "Ana Silva")),
        mail("m2", "1 10:10", K.CONFIRMATION, ics("3 15:00", "3 15:45", "c1"), sender=CALENDLY),
        mail("m3", "1 10:12", K.INTERVIEW_INVITE, ics("3 15:00", "3 16:00", "g1", LEE)),
    )
    (interview,) = case.interviews
    assert interview.messages == ("m1", "m2", "m3")
    assert {p.name for p in interview.people} == {"Ana Silva", "Lee Wong"}
    assert interview.arranged_by == "dana@acme.example"
    assert interview.end == t("3 16:00")


def test_05_leaves_one_interview_in_sight() -> None:
    case = the_case(
        "4",
        mail("m1", "1", K.INTERVIEW_INVITE, ics("3 15:00", "3 16:00", "u1")),
        mail("m2", "2", K.CANCELLATION, ics("3 15:00", "3 16:00", "u1", sequence=1, status=Status.CANCELLED)),
        mail("m3", "3", K.INTERVIEW_INVITE, ics("6 10:00", "6 11:00", "u2")),
    )
    assert starts(case) == [(t("6 10:00"), "booked")]


def test_the_same_slot_by_two_events_is_called_off_by_either() -> None:
    case = the_case(
        "3",
        mail("m1", "1 10:00", K.CONFIRMATION, ics("3 15:00", "3 16:00", "c1"), sender=CALENDLY),
        mail("m2", "1 10:01", K.INTERVIEW_INVITE, ics("3 15:00", "3 16:00", "g1")),
        mail(
            "m3", "2 10:00", K.CANCELLATION, ics("3 15:00", "3 16:00", "c1", status=Status.CANCELLED), sender=CALENDLY
        ),
    )
    assert live(case) == []


def test_a_moved_interview_has_the_people_of_its_last_revision() -> None:
    case = the_case(
        "3",
        mail("m1", "1", K.INTERVIEW_INVITE, ics("3 15:00", "3 16:00", "u1", LEE)),
        mail("m2", "2", K.RESCHEDULE, ics("5 11:00", "5 12:00", "u1", "Ana Silva <ana@acme.example>", sequence=1)),
    )
    assert [p.email for p in case.interviews[0].people] == ["ana@acme.example"]


# (end given, label, all day, over)
OVER = [
    ("3 15:30", None, False, "3 15:30"),
    (None, None, False, "3 16:00"),
    (None, "panel", False, "3 18:00"),
    (None, "onsite interview", False, "3 18:00"),
    ("3 17:00", "panel", False, "3 17:00"),
    ("3 14:00", None, False, "3 16:00"),
]


@pytest.mark.parametrize(("end", "label", "all_day", "over"), OVER)
def test_when_it_is_over(end: Any, label: Any, all_day: Any, over: Any) -> None:
    case = the_case("2", mail("m1", "1", K.INTERVIEW_INVITE, slot("3 15:00", end, label=label, all_day=all_day)))
    assert case.interviews[0].over == t(over)


@pytest.mark.parametrize("who", ["owner", "them"])
def test_22_who_missed_it_is_known(who: Any) -> None:
    case = the_case("4", INVITE, mail("m2", "3 16:30", K.OTHER_HUMAN_REPLY, missed(who)))
    assert [i.missed_by for i in case.interviews] == [who]


def test_20_a_whole_day_and_several_days_end_in_the_evening_of_the_last() -> None:
    day = mail("m1", "1", K.INTERVIEW_INVITE, slot("3 00:00", "4 00:00", all_day=True))
    days = mail("m1", "1", K.INTERVIEW_INVITE, slot("3 00:00", "5 00:00", all_day=True))
    assert the_case("2", day).interviews[0].over == t("3 18:00")
    assert the_case("2", days).interviews[0].over == t("4 18:00")


def test_an_evening_is_the_interviews_own() -> None:
    case = the_case(
        "2", mail("m1", "1", K.INTERVIEW_INVITE, slot("3 15:00", None, label="onsite", zone="America/New_York"))
    )
    assert case.interviews[0].over.astimezone(UTC).hour == 23


def test_a_zone_nobody_knows_does_not_crash() -> None:
    case = the_case("2", mail("m1", "1", K.INTERVIEW_INVITE, slot("3 15:00", None, label="panel", zone="Nowhere/../x")))
    assert case.interviews[0].over == t("3 18:00")


def test_24_a_robot_interview_is_no_interview_with_people() -> None:
    case = the_case("4", mail("m1", "1", K.ASSESSMENT, slot("3 15:00", None, robot=True), sender=ROBOT))
    assert case.interview_held is None
    assert case.interview_ahead is None


def test_a_guessed_zone_is_believed_when_the_writers_clock_agrees() -> None:
    same = mail("m1", "1", K.INTERVIEW_INVITE, slot("3 15:00", sure=False, zone=None))
    assert the_case("2", same).interviews[0].confirmed
    robot = mail("m1", "1", K.INTERVIEW_INVITE, slot("3 15:00", sure=False, zone=None), sender=ROBOT)
    assert not the_case("2", robot).interviews[0].confirmed


def test_met_proves_what_was_weak() -> None:
    case = the_case(
        "5",
        mail("m1", "1", K.INTERVIEW_INVITE, slot("3 15:00", confidence=0.5)),
        mail("m2", "4", K.OTHER_HUMAN_REPLY, was_met()),
    )
    assert case.interviews[0].confirmed


def test_met_shows_an_interview_the_mail_never_did() -> None:
    case = the_case(
        "6",
        mail("m1", "1", K.SCHEDULING_REQUEST, ASK),
        mail("m2", "5", K.OTHER_HUMAN_REPLY, was_met(date(2026, 11, 4))),
    )
    assert case.interview_held is not None
    assert case.interview_held.start is None
    assert case.interview_held.over == t("4 18:00")
    assert case.state == "waiting"


def test_a_polite_no_proves_no_interview() -> None:
    case = the_case("6", mail("m1", "5", K.REJECTION, NO, was_met()))
    assert not any(i.confirmed for i in case.interviews)


def test_09_added_by_the_owner() -> None:
    added = told(
        "add",
        "3 18:00",
        K.NOT_JOB,
        slot("3 15:00", "3 16:00", Status.BOOKED, LEE, confidence=1.0),
        anchor=None,
        owners=True,
    )
    case = the_case("3 19:00", added, choices=[choice("add", "3 18:00", Verb.ADD, anchor=None)])
    assert case.interview_held.confirmed
    assert [p.email for p in case.interview_held.people] == ["lee@acme.example"]


def test_added_for_a_known_case_settles_what_was_weak() -> None:
    weak = mail("m1", "1", K.INTERVIEW_INVITE, slot("3 15:00", confidence=0.5))
    added = told("add", "3 18:00", K.NOT_JOB, slot("3 15:00", confidence=1.0), owners=True)
    case = the_case("3 19:00", weak, added, choices=[choice("add", "3 18:00", Verb.ADD)])
    assert [i.confirmed for i in case.interviews] == [True]


def test_not_an_interview_says_the_owner() -> None:
    not_one = told("not", "5 18:00", K.NOT_JOB, slot("3 15:00", None, Status.CANCELLED), owners=True)
    case = the_case("5 19:00", INVITE, not_one)
    assert case.interview_held is None


def test_10_the_last_of_a_panel_day_is_the_one_held() -> None:
    panel = mail("m1", "1", K.INTERVIEW_INVITE, slot("3 10:00", "3 10:45"), slot("3 11:00", "3 11:45"))
    assert the_case("3 10:50", panel).state == "scheduled"
    done = the_case("3 12:00", panel)
    assert done.interview_held.start == t("3 11:00")
    assert done.wait.since == t("3 11:45")
    assert len({i.id for i in done.interviews}) == 2


def test_umbrella_and_first_session_do_not_end_the_day_early() -> None:
    case = the_case(
        "3 14:50",
        mail("m1", "1", K.INTERVIEW_INVITE, slot("3 14:00", "3 17:00")),
        mail("m2", "2", K.INTERVIEW_INVITE, ics("3 14:00", "3 14:45", "u1", LEE)),
    )
    assert case.interview_held is None


def test_thanking_is_not_booking() -> None:
    case = the_case("4", INVITE, sam("s1", "3 17:00", THANKS, slot("3 15:00"), answers="m1", to=(DANA,)))
    assert len(case.interviews) == 1
    assert case.interviews[0].over - case.interviews[0].start == timedelta(hours=1)


def test_an_event_made_anew_at_the_same_time_outlives_the_old_one() -> None:
    case = the_case(
        "2 12:00",
        mail("m1", "1", K.INTERVIEW_INVITE, ics("3 15:00", "3 16:00", "u1")),
        mail("m2", "2 10:00", K.INTERVIEW_INVITE, ics("3 15:00", "3 16:00", "u2")),
        mail("m3", "2 10:01", K.CANCELLATION, ics("3 15:00", "3 16:00", "u1", sequence=1, status=Status.CANCELLED)),
    )
    assert live(case) == [t("3 15:00")]


def test_an_interview_is_over_at_its_very_end() -> None:
    assert the_case("3 15:59", INVITE).interview_held is None
    assert the_case("3 16:00", INVITE).interview_held is not None


@pytest.mark.parametrize(
    ("yes", "booked"),
    [
        (Accepted(e(), None, date(2026, 11, 3)), ["3 15:00"]),
        (Accepted(e(), t("3 03:00"), date(2026, 11, 3)), ["3 15:00"]),
        (Accepted(e(), t("4 10:00"), date(2026, 11, 4)), ["4 10:00"]),
        (Accepted(e(), None, date(2026, 11, 5)), []),
        (Accepted(e(), t("3 03:00")), []),
        (YES, []),
    ],
    ids=["a day", "hour or day", "both", "another day", "another hour", "neither"],
)
def test_08_a_yes_to_a_day_means_what_was_offered_on_it(yes: Accepted, booked: list[str]) -> None:
    offered = mail("m1", "1", K.SCHEDULING_REQUEST, *options("3 15:00", "4 10:00"))
    case = the_case("2", offered, sam("s1", "1 12:00", yes, answers="m1"))
    assert [i.start for i in case.interviews] == [t(start) for start in booked]


def test_a_second_no_calls_off_what_was_booked_since_the_first() -> None:
    """The first lies in spam; the second is the one the owner sees."""
    said = [
        mail("m0", "1 10:00", K.INTERVIEW_INVITE, ics("2 10:00", "2 11:00", "u1")),
        mail("spam", "3 11:30", K.REJECTION, NO, answers="m0", folder=Folder.SPAM),
        sam("m1", "3 12:00", asked_for("8 10:00"), answers="m0"),
        mail("m2", "3 12:30", K.REJECTION, NO, answers="m0"),
    ]
    (case,) = fold_at("26", *said)
    assert not any(one.happened and one.start == t("8 10:00") for one in case.interviews)
    assert case.wait is None


def test_a_guessed_zone_is_believed_over_a_change_of_the_clocks_when_the_start_was_stored_too() -> None:
    late = slot("2027-04-26 10:00", sure=False)  # written in winter time, for a day in summer time
    assert late.start is not None
    stored = replace(late, start=late.start.astimezone(timezone(timedelta(hours=1))))
    for one in (late, stored):
        case = the_case("2027-03-24", mail("m1", "2027-03-23 11:30", K.INTERVIEW_INVITE, one))
        assert [interview.confirmed for interview in case.interviews] == [True]


def test_a_process_on_hold_leaves_it_open_whether_the_interview_takes_place() -> None:
    held = mail("m2", "2", K.TIMELINE_UPDATE, HOLD)
    assert not the_case("4", INVITE, held).interviews[0].confirmed
    again = mail("m3", "2 18:00", K.CONFIRMATION, slot("3 15:00"))
    assert the_case("4", INVITE, held, again).interviews[0].confirmed


def test_a_no_by_telephone_is_known_from_the_owners_answer() -> None:
    case = the_case("6", INVITE, sam("m2", "5", NO, answers="m1"))
    assert case.state.value == "rejected"
    assert case.rejected_by is None
    written = the_case("6", INVITE, mail("m2", "4", K.REJECTION, NO), sam("m3", "5", NO, answers="m2"))
    assert written.rejected_by is not None
    assert written.answered_no


def test_a_yes_to_the_new_time_of_a_move_that_named_none_settles_it() -> None:
    moved = mail("m2", "2", K.RESCHEDULE, slot(None, status=Status.MOVED))
    case = the_case("4", INVITE, moved, sam("m3", "2 12:00", Accepted(e(), t("5 14:30")), answers="m2"))
    ahead = case.interview_ahead
    assert ahead is not None
    assert (ahead.start, ahead.confirmed) == (t("5 14:30"), True)
