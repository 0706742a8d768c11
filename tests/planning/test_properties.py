"""What holds for every case and moment."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from agent.calendar import is_business_day
from agent.cases.records import Began, State
from agent.messages import Owner
from agent.planning import plan
from agent.planning.records import Plan, Step
from agent.understanding.findings import Evidence, Promised
from tests.planning.paper import DANA, LEE, POLICY, case, meeting, wait

ZONES = ("Europe/London", "America/Los_Angeles", "Asia/Kolkata", "Pacific/Auckland", "UTC")
WAITS = st.fixed_dictionaries(
    {
        "began": st.sampled_from(Began),
        "gaps": st.lists(st.integers(1, 400), max_size=3),
        "by": st.none() | st.integers(0, 60),
        "open_ended": st.booleans(),
        "country": st.sampled_from([None, "GB", "US", "DE"]),
    }
)


def _case(drawn: dict[str, Any], start: str, away: int | None, state: State) -> Any:
    held = meeting(start)
    assert held.over is not None
    over = held.over.astimezone(UTC)
    promise = None
    if drawn["by"] is not None:
        by = over.date() + timedelta(days=drawn["by"])
        promise = Promised(
            Evidence("invite", "x", 0.9), None, by, "then", drawn["open_ended"], country=drawn["country"]
        )
    nudges, at = [], over
    for hours in drawn["gaps"]:
        at += timedelta(hours=hours + 24)
        nudges.append(at)
    waits = wait(began=drawn["began"], since=over.isoformat()[:16], promise=promise)
    waits = replace(waits, since=over, nudges=tuple(nudges))
    dana = DANA if away is None else replace(DANA, away_since=over, back=date(2026, 11, 1) + timedelta(days=away))
    return case(interview_held=held, wait=waits if state is State.WAITING else None, contacts=(dana, LEE), state=state)


@settings(max_examples=250, deadline=None)
@given(
    drawn=WAITS,
    start=st.sampled_from(["11-03 15:00", "11-06 17:30", "10-24 23:30", "12-23 10:00"]),
    hours=st.integers(-48, 24 * 120),
    zone=st.sampled_from(ZONES),
    country=st.sampled_from([None, "GB", "US"]),
    away=st.none() | st.integers(0, 60),
    state=st.sampled_from([State.WAITING, State.ON_HOLD, State.YOUR_TURN, State.OFFER, State.QUIET]),
)
def test_always(
    drawn: dict[str, Any], start: str, hours: int, zone: str, country: str | None, away: int | None, state: State
) -> None:
    owner = Owner(frozenset({"sam@owner.example"}), ZoneInfo(zone), country, "Sam Okafor")
    one = _case(drawn, start, away, state)
    over: datetime = one.interview_held.over
    now = over.astimezone(UTC) + timedelta(hours=hours)
    planned = plan(one, owner, POLICY, now)
    assert planned == plan(one, owner, POLICY, now)
    assert planned.next is None or planned.next.on > now
    assert planned.wake is None or planned.wake > now
    for due in planned.due:
        assert over <= due.on <= now
    ids = [due.id for due in planned.due]
    assert len(ids) == len(set(ids))
    nudges = [due for due in (*planned.due, planned.next) if due is not None and due.step is not Step.THANK_YOU]
    for due in nudges:
        local = due.on.astimezone(owner.zone)
        assert is_business_day(local.date(), country)
        assert 9 <= local.hour < 18
        assert len(one.wait.nudges) < 2
    asks = [due for due in planned.due if due.step is not Step.THANK_YOU and due.may_be_written(now)]
    if asks:
        assert is_business_day(now.astimezone(owner.zone).date(), country)
    assert len(asks) <= 1
    assert planned.due or planned.next or planned.held or one.thanked_all
    assert all(held.because.strip() for held in planned.held)


def _says(planned: Plan) -> Any:
    """A plan without its next moment to wake."""
    return replace(planned, wake=None)


@settings(max_examples=250, deadline=None)
@given(
    drawn=WAITS,
    start=st.sampled_from(["11-03 15:00", "11-06 17:30", "10-24 23:30", "12-23 10:00"]),
    hours=st.integers(0, 24 * 90),
    zone=st.sampled_from(ZONES),
    away=st.none() | st.integers(0, 60),
)
def test_nothing_new_falls_due_before_the_moment_to_look_again(
    drawn: dict[str, Any], start: str, hours: int, zone: str, away: int | None
) -> None:
    """A pass with no mail may sleep until `wake`: what may be written then is what may be written now, or less."""
    owner = Owner(frozenset({"sam@owner.example"}), ZoneInfo(zone), "GB", "Sam Okafor")
    one = _case(drawn, start, away, State.WAITING)
    now = one.interview_held.over.astimezone(UTC) + timedelta(hours=hours)
    planned = plan(one, owner, POLICY, now)
    may = {due.id for due in planned.due if due.may_be_written(now)}
    end = planned.wake or now + timedelta(days=60)
    for part in (1, 2, 3):
        later = now + (end - timedelta(seconds=1) - now) * part / 3
        if later < end:
            again = plan(one, owner, POLICY, later)
            assert {due.id for due in again.due if due.may_be_written(later)} <= may
    if planned.next is not None:
        assert planned.wake is not None
        assert planned.wake <= planned.next.on


@settings(max_examples=100, deadline=None)
@given(drawn=WAITS, start=st.sampled_from(["11-03 15:00", "11-06 17:30"]), days=st.integers(0, 90))
def test_the_second_before_the_moment_to_look_again_is_like_now(drawn: dict[str, Any], start: str, days: int) -> None:
    """In the evening nothing may appear, so the whole plan holds until `wake`."""
    one = _case(drawn, start, None, State.WAITING)
    owner = Owner(frozenset({"sam@owner.example"}), ZoneInfo("Europe/London"), "GB", "Sam Okafor")
    now = one.interview_held.over.replace(hour=21, minute=0) + timedelta(days=days)
    planned = plan(one, owner, POLICY, now)
    if planned.wake is not None:
        before = planned.wake - timedelta(seconds=1)
        if before > now:
            assert _says(plan(one, owner, POLICY, before)) == _says(planned)
