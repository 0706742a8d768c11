"""Questions: docs/etiquette.md; behaviours 28, 35-40, 44, 45, 48, 49, 51, 58, 60, 61, 64, 65, 69, 79, 99, 102."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from agent.cases.records import Began, Contact, Happened, State
from agent.messages import Owner
from agent.planning import hold_nudges, plan
from agent.planning.records import Step
from agent.planning.timing import first_timing
from agent.understanding.findings import Evidence, Part
from tests.planning.paper import (
    DANA,
    INVITE,
    LEE,
    MET,
    OWNER,
    POLICY,
    ROBOT,
    SEEN,
    at,
    case,
    fresh,
    mail,
    meeting,
    promise,
    steps,
    t,
    wait,
    why,
)  # fmt: skip

THANKED = {"thanked": frozenset({"lee@acme.example"}), "thanked_all": True}
ASK_DANA = [("follow_up", "dana@acme.example")]
AGAIN = [("second_follow_up", "dana@acme.example")]


def waiting(*, nudges: tuple[str, ...] = (), **more: Any) -> Any:
    """A case in which thanks were given and they are to write."""
    return case(wait=wait(nudges=nudges, **more), **THANKED)


def due_on(one: Any, owner: Owner = OWNER) -> str:
    """When the next question falls due, seen right after the wait began."""
    following = at(one, one.wait.since.strftime("%Y-%m-%d %H:%M"), owner).next
    assert following is not None
    return following.on.astimezone(owner.zone).strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize(
    ("by", "more", "expected"),
    [
        ("11-27", {}, "2026-12-01 09:00"),  # the spec's example: Friday, grace Monday, Tuesday
        ("11-23", {}, "2026-11-25 09:00"),
        ("11-26", {}, "2026-11-30 09:00"),  # Thursday, grace Friday, Monday
        ("11-28", {}, "2026-12-01 09:00"),  # a Saturday
        ("11-23", {"open_ended": True}, "2026-11-26 09:00"),
        ("11-23", {"alternative": date(2026, 11, 30)}, "2026-12-02 09:00"),
        (
            "11-23",
            {"open_ended": True, "alternative": date(2026, 11, 25)},
            "2026-11-27 09:00",
        ),  # the open end counts once
        ("11-25", {"open_ended": True, "alternative": date(2026, 11, 25)}, "2026-11-30 09:00"),
        ("12-24", {}, "2026-12-30 09:00"),  # 25 and 28 December are holidays: grace on the 29th
        ("11-25", {"country": "US"}, "2026-11-30 09:00"),  # Thanksgiving on the 26th, grace on Friday
        ("11-25", {"country": None}, "2026-11-27 09:00"),
        ("11-23", {"silence": "ask"}, "2026-11-25 09:00"),
    ],
)
def test_after_a_stated_timeline(by: str, more: dict[str, Any], expected: str) -> None:
    assert due_on(waiting(promise=promise(by, **more))) == expected


def test_32_both_readings_of_a_day_are_shown() -> None:
    timing = first_timing(waiting(promise=promise("11-23", alternative=date(2026, 11, 30))).wait, OWNER, POLICY)
    assert "can be Mon 23 Nov or Mon 30 Nov, and the later counts" in timing.because
    assert "can be" not in first_timing(waiting(promise=promise("11-23")).wait, OWNER, POLICY).because


@pytest.mark.parametrize(
    ("began", "since", "expected"),
    [
        (Began.INTERVIEW, "11-03 16:00", "2026-11-10 09:00"),
        (Began.INTERVIEW, "11-07 16:00", "2026-11-16 09:00"),  # Saturday: Saturday, moved to Monday
        (Began.INTERVIEW, "12-18 16:00", "2026-12-29 09:00"),  # Christmas, the weekend, Boxing Day in lieu
        (Began.ANSWER, "11-04 10:00", "2026-11-18 09:00"),
        (Began.OWNER_ANSWERED, "11-04 10:00", "2026-11-11 09:00"),
    ],
)
def test_without_a_timeline(began: Began, since: str, expected: str) -> None:
    assert due_on(waiting(began=began, since=since)) == expected


@pytest.mark.parametrize(
    ("zone", "country", "expected"),
    [
        ("America/New_York", "US", "2026-11-10 09:00"),
        ("America/New_York", None, "2026-11-10 09:00"),
        ("Asia/Tokyo", "JP", "2026-11-11 09:00"),  # 01:00 on the 4th there
        ("Pacific/Auckland", "NZ", "2026-11-11 09:00"),  # 05:00 on the 4th there
        ("America/Los_Angeles", "US", "2026-11-10 09:00"),
    ],
)
def test_in_the_owners_zone(zone: str, country: str | None, expected: str) -> None:
    assert due_on(waiting(), replace(OWNER, zone=ZoneInfo(zone), country=country)) == expected


@pytest.mark.parametrize(
    ("zone", "country", "since", "utc"),
    [
        ("America/New_York", "US", "2026-10-27 16:00", "2026-11-03T14:00"),  # clocks go back on 1 November
        ("Europe/London", "GB", "2026-10-20 16:00", "2026-10-27T09:00"),  # and on 25 October
        ("Europe/London", "GB", "2027-03-24 16:00", "2027-03-31T08:00"),  # forward on 28 March
        ("Pacific/Auckland", "NZ", "2026-09-22 01:00", "2026-09-28T20:00"),  # forward on 27 September
    ],
)
def test_nine_oclock_stays_nine_oclock_over_a_change_of_clocks(zone: str, country: str, since: str, utc: str) -> None:
    owner = replace(OWNER, zone=ZoneInfo(zone), country=country)
    one = replace(waiting(), wait=replace(wait(), since=t(since)))
    following = plan(one, owner, POLICY, t(since)).next
    assert following is not None
    assert following.on.astimezone(UTC).isoformat()[:16] == utc


def test_the_owners_holiday_wins_when_later() -> None:
    american = replace(OWNER, country="US")
    assert due_on(waiting(promise=promise("11-24")), american) == "2026-11-27 09:00"  # the 26th is Thanksgiving


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("11-10 08:59", []),
        ("11-10 09:00", ASK_DANA),
        ("11-10 17:59", ASK_DANA),
        ("11-10 18:00", []),
        ("11-14 12:00", []),
        ("11-16 09:00", ASK_DANA),
        ("12-24 12:00", ASK_DANA),
        ("12-29 12:00", []),
    ],
)
def test_only_in_working_hours_and_not_for_ever(now: str, expected: list[tuple[str, str]]) -> None:
    assert steps(waiting(), now) == expected


def test_at_night_a_draft_stays_and_the_morning_is_next() -> None:
    planned = at(waiting(), "11-10 20:00")
    assert [due.step for due in planned.due] == [Step.FOLLOW_UP]
    assert planned.next is not None
    assert planned.next.on == t("11-11 09:00")
    assert planned.wake == t("11-11 09:00")


def test_too_late_is_said() -> None:
    assert "too late" in why(at(waiting(), "2027-01-20 12:00"))


@pytest.mark.parametrize(
    ("more", "word"),
    [
        ({"interview_held": None}, "No interview"),
        ({"interview_held": meeting(confirmed=False)}, "not certain"),
        ({"interview_ahead": meeting("12-03 15:00"), "state": State.SCHEDULED, "wait": None}, "lies ahead"),
        ({"state": State.ARRANGING, "wait": None}, "arranged"),
        ({"state": State.YOUR_TURN, "wait": None}, "answer from you"),
        ({"state": State.ON_HOLD, "wait": None}, "on hold"),
        ({"state": State.OFFER, "wait": None}, "offer"),
        ({"state": State.WITHDRAWN, "wait": None}, "withdrew"),
        ({"state": State.CLOSED, "wait": None}, "closed"),
        ({"state": State.QUIET}, "quiet"),
        ({"muted": True}, "no drafts"),
        ({"no_contact": True}, "not to be contacted"),
        ({"wait": None}, "their turn"),
        ({"declined": frozenset({"follow_up/interview/2026-11-03"})}, "did not want"),
        ({"silent_no_on": date(2026, 11, 20)}, "means no"),
        ({"elsewhere": "LinkedIn"}, "LinkedIn"),
        ({"unsure": ("Two processes with Acme.",)}, "Two processes"),
        ({"wait": wait(nudges=("11-10 10:00", "11-17 10:00"))}, "twice"),
        ({"contacts": (ROBOT,)}, "nobody is known"),
    ],
)
def test_not_asked_and_why(more: dict[str, Any], word: str) -> None:
    one = case(**{**THANKED, **more})
    assert steps(one, "11-18 12:00") == []
    assert word.lower() in why(at(one, "11-18 12:00")).lower()


@pytest.mark.parametrize(
    ("nudged", "now", "expected"),
    [
        ("11-10 10:00", "11-17 08:00", []),
        ("11-10 10:00", "11-17 09:00", AGAIN),
        ("11-14 10:00", "11-20 12:00", []),  # a Saturday
        ("11-14 10:00", "11-23 09:00", AGAIN),
    ],
)
def test_the_second(nudged: str, now: str, expected: list[tuple[str, str]]) -> None:
    assert steps(waiting(nudges=(nudged,)), now) == expected


def test_an_early_question_of_the_owner_does_not_shorten_a_promise() -> None:
    one = waiting(nudges=("11-05 10:00",), promise=promise("11-27"))
    planned = at(one, "11-12 12:00")
    assert not planned.due
    assert planned.next is not None
    assert planned.next.on == t("12-01 09:00")


def test_the_second_goes_to_the_same_person_unless_gone() -> None:
    kim = Contact("Kim Roe", "kim@acme.example", Part.COORDINATOR, t("11-04 09:00"), SEEN)
    asked = mail("q", "sam@owner.example", t("11-10 10:00"), ["dana@acme.example"])
    one = case(contacts=(DANA, kim, LEE), messages=(INVITE, asked), wait=wait(nudges=("11-10 10:00",)), **THANKED)
    assert steps(one, "11-17 10:00") == AGAIN
    gone = replace(one, contacts=(replace(DANA, unreachable="no longer works there"), kim, LEE))
    assert steps(gone, "11-17 10:00") == [("second_follow_up", "kim@acme.example")]


@pytest.mark.parametrize(
    ("away", "expected"),
    [
        ({"back": date(2026, 11, 16)}, "2026-11-17 09:00"),
        ({"back": date(2026, 11, 13)}, "2026-11-16 09:00"),
        ({"back": None}, "2026-11-16 09:00"),  # five business days after Monday 9
    ],
)
def test_away(away: dict[str, Any], expected: str) -> None:
    dana = replace(DANA, away_since=t("11-09 10:00"), **away)
    one = case(contacts=(dana, LEE), **THANKED)
    planned = at(one, "11-10 12:00")
    assert not fresh(planned, "11-10 12:00")
    assert planned.next is not None
    assert planned.next.on.strftime("%Y-%m-%d %H:%M") == expected
    assert "away" in why(planned)
    assert planned.wake == planned.next.on
    assert [due.step for due in planned.due] == [Step.FOLLOW_UP]  # an untouched draft may stay
    assert steps(one, expected[5:]) == ASK_DANA


def test_a_bounce_asks_somebody_else_or_tells() -> None:
    dead = replace(DANA, unreachable="bounced")
    assert steps(case(contacts=(dead, LEE), **THANKED), "11-10 12:00") == [("follow_up", "lee@acme.example")]
    alone = at(case(contacts=(dead,), **THANKED), "11-10 12:00")
    assert not alone.due
    assert "bounced" in why(alone)
    assert any("dana@acme.example did not arrive" in notice for notice in alone.notices)


def test_a_successor_needs_the_owners_yes() -> None:
    jo = Contact("Jo Park", "jo@acme.example", Part.OTHER, None, SEEN)
    gone = replace(DANA, unreachable="no longer works there")
    said = Evidence("m2", "Please write to Jo Park instead.", 0.9)
    left = mail("m2", DANA, t("11-09 10:00"))
    one = case(contacts=(gone, jo), messages=(INVITE, left), **THANKED,
               story=(Happened(t("11-09 10:00"), "They no longer work there; Jo Park is named", said),))  # fmt: skip
    planned = at(one, "11-10 12:00")
    assert not planned.due
    assert any("Jo Park" in notice for notice in planned.notices)


def test_an_agency_is_asked_not_its_client() -> None:
    agent = Contact("Pat", "pat@agency.example", Part.AGENCY, SEEN, SEEN)
    assert steps(case(contacts=(DANA, agent), **THANKED), "11-10 12:00") == [("follow_up", "pat@agency.example")]


def test_an_unsent_thank_you_gives_way() -> None:
    planned = at(case(), "11-10 12:00")
    (due,) = planned.due
    assert due.step is Step.FOLLOW_UP
    assert due.carries_thanks
    assert "gave way" in why(planned)
    assert not at(waiting(), "11-10 12:00").due[0].carries_thanks


def test_it_does_not_give_way_to_a_question_that_is_held() -> None:
    dana = replace(DANA, away_since=t("11-09 10:00"), back=date(2026, 11, 23))
    assert Step.THANK_YOU in {due.step for due in at(case(contacts=(dana, LEE)), "11-10 12:00").due}


def test_it_stays_away_after_the_question_was_sent() -> None:
    assert not at(case(wait=wait(nudges=("11-10 10:00",))), "11-11 12:00").due


def test_the_reason_has_dates() -> None:
    because = at(waiting(promise=promise("11-27")), "12-01 10:00").due[0].because
    assert "Fri 27 Nov" in because
    assert "Tue 1 Dec" in because


def test_hold_nudges_keeps_drafts_and_stops_new_ones() -> None:
    asked, thanked = at(waiting(), "11-10 12:00"), at(case(), "11-03 17:00")
    held, same = hold_nudges((asked, thanked), "work could not be read this time.")
    assert not fresh(held, "11-10 12:00")
    assert held.due
    assert "work could not be read" in why(held)
    assert same == thanked


def test_after_silence_that_means_no_the_plan_changes_by_itself() -> None:
    one = case(**THANKED, silent_no_on=date(2026, 11, 20))
    assert at(one, "11-18 12:00").wake == t("11-21 00:00")


def test_nothing_before_anybody_was_met() -> None:
    assert MET.over is not None
    assert steps(case(interview_held=None, wait=wait(began=Began.ANSWER)), "12-01 12:00") == []
