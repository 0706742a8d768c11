"""Which interview a new hour without a day moves, and which clock it is on."""

from __future__ import annotations

from datetime import UTC
from typing import Any

import pytest

from agent.understanding.findings import ClockTime, Scheduled, Status
from tests.cases.mailbag import INVITE, YES, K, asked_for, e, mail, sam, slot, t, the_case

HALF_TEN = ClockTime(630)
THREE = ClockTime(180)
LONDON, NEW_YORK = "Europe/London", "America/New_York"


def at_hour(hour: ClockTime, status: Status = Status.MOVED, zone: str = LONDON, *, said: bool = False) -> Scheduled:
    return Scheduled(e("so then now", 0.85), status, zone=zone, sure=said, hour=hour)


def hour(at: str, told: Scheduled, kind: K = K.OTHER_HUMAN_REPLY, answers: str | None = None) -> Any:
    return mail("m9", at, kind, told, answers=answers or "m1")


TUESDAY = mail("m1", "1", K.INTERVIEW_INVITE, slot("3 10:00", "3 11:00"))
THURSDAY = mail("m2", "1 12:00", K.INTERVIEW_INVITE, slot("5 14:00"), answers="m1")
IN_UTC = mail("m1", "2026-07-01 08:00", K.INTERVIEW_INVITE, slot("2026-07-03 10:00", zone="UTC"))
ABROAD = mail("m1", "1", K.INTERVIEW_INVITE, slot("3 15:00", zone=NEW_YORK))

# (what it is, the mail before, the new hour, starts of what is booked)
MOVES = [
    ("keeps the day", [TUESDAY], hour("2", at_hour(HALF_TEN)), ["3 10:30"]),
    ("a move in so many words", [TUESDAY], hour("2", at_hour(HALF_TEN), K.RESCHEDULE), ["3 10:30"]),
    ("in the other half of the day", [TUESDAY], hour("2", at_hour(THREE)), ["3 15:00"]),
    ("only the minutes", [TUESDAY], hour("2", at_hour(ClockTime(30, past=True))), ["3 10:30"]),
    ("the next of two", [TUESDAY, THURSDAY], hour("2", at_hour(THREE)), ["3 15:00", "5 14:00"]),
    ("the one that it answers", [TUESDAY, THURSDAY], hour("2", at_hour(THREE), answers="m2"), ["3 10:00", "5 15:00"]),
    ("running late", [TUESDAY], hour("3 10:05", at_hour(HALF_TEN)), ["3 10:30"]),
    ("an hour that has passed", [TUESDAY], hour("3 10:35", at_hour(HALF_TEN)), ["3 10:00"]),
    ("what has been is not moved", [TUESDAY], hour("4", at_hour(HALF_TEN)), ["3 10:00"]),
    ("on the interview's clock", [ABROAD], hour("2", at_hour(ClockTime(690))), ["3 16:30"]),
    ("on the clock that is said", [ABROAD], hour("2", at_hour(THREE, said=True)), ["3 15:00"]),
    (
        "two on the next day: which one is not said",
        [mail("m1", "1", K.INTERVIEW_INVITE, slot("3 10:00"), slot("3 11:00"))],
        hour("2", at_hour(THREE)),
        ["3 10:00", "3 11:00"],
    ),
    (
        "a day without an hour gets one",
        [mail("m1", "1", K.INTERVIEW_INVITE, slot("3 00:00", "4 00:00", all_day=True))],
        hour("2", at_hour(THREE)),
        ["3 15:00"],
    ),
    ("nothing is known", [mail("m1", "1", K.SCHEDULING_REQUEST)], hour("2", at_hour(HALF_TEN)), []),
    (
        "nothing is known of a move",
        [mail("m1", "1", K.SCHEDULING_REQUEST)],
        hour("2", at_hour(THREE), K.RESCHEDULE),
        [],
    ),
    (
        "called off, and which one begins anew is not said",
        [mail("m1", "1", K.INTERVIEW_INVITE, slot("3 10:00"), slot("3 11:00"))],
        hour("2", at_hour(THREE), K.CANCELLATION),
        [],
    ),
    ("not off, but at another hour", [TUESDAY], hour("2", at_hour(THREE), K.CANCELLATION), ["3 15:00"]),
]


@pytest.mark.parametrize(("messages", "new", "starts"), [one[1:] for one in MOVES], ids=[one[0] for one in MOVES])
def test_which_is_moved(messages: list[Any], new: Any, starts: list[str]) -> None:
    case = the_case("6", *messages, new)
    booked = [i.start for i in case.interviews if i.start and i.happened and i.status is not Status.REQUESTED]
    assert booked == [t(one) for one in starts]


def test_it_lasts_as_long_as_before() -> None:
    moved = the_case("2 12:00", TUESDAY, hour("2", at_hour(HALF_TEN))).interviews[0]
    assert moved.end == t("3 11:30")
    assert moved.status is Status.MOVED


def test_nobody_speaks_in_the_zone_of_calendars() -> None:
    moved = the_case("2026-07-02 09:00", IN_UTC, hour("2026-07-01 12:00", at_hour(HALF_TEN))).interviews[0]
    assert moved.start is not None
    assert moved.start.astimezone(UTC).hour == 9  # half past ten in London in summer


def test_one_that_is_only_asked_for_leaves_the_interview_in_doubt_until_the_owner_says_yes() -> None:
    asks = hour("2", at_hour(THREE, Status.REQUESTED))
    assert [i.confirmed for i in the_case("2 12:00", TUESDAY, asks).interviews] == [False]
    agreed = the_case("2 12:00", TUESDAY, asks, sam("m10", "2 10:00", YES, answers="m9"))
    assert [i.start for i in agreed.interviews] == [t("3 15:00")]


def test_the_same_hour_again_changes_nothing() -> None:
    for status in (Status.REQUESTED, Status.MOVED):
        again = the_case("2 12:00", INVITE, hour("2", at_hour(THREE, status))).interviews
        assert [(i.start, i.confirmed) for i in again] == [(t("3 15:00"), True)]


def test_a_proposed_slot_gets_another_hour_too() -> None:
    proposed = mail("m1", "1", K.INTERVIEW_INVITE, asked_for("3 10:00"))
    case = the_case("2 12:00", proposed, hour("2", at_hour(HALF_TEN)))
    assert [i.start for i in case.proposed] == [t("3 10:30")]
    assert case.interview_ahead is None
