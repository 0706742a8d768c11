"""One person in two processes: docs/etiquette.md, "Two processes with one person"; behaviours 54, 56, 88."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from agent.cases.records import Case, State
from agent.planning import combine, plan
from agent.planning.records import Plan
from tests.planning.paper import DANA, INVITE, OWNER, POLICY, case, fresh, mail, t, wait, why

NOW = "11-10 12:00"
THANKED = {"thanked_all": True, "thanked": frozenset({"lee@acme.example"})}
FIRST = case(**THANKED)


def second(**more: Any) -> Case:
    """Another process with Dana, in mail of its own."""
    own = mail("other", DANA, INVITE.at, subject="Platform Engineer")
    return case(
        **{"key": "acme-2", "root": "other", "role": "Platform Engineer", "messages": (own,), **THANKED, **more}
    )


def both(*cases: Case, now: str = NOW) -> tuple[Plan, ...]:
    """The combined plans."""
    return combine([plan(one, OWNER, POLICY, t(now)) for one in cases], cases, OWNER, POLICY, t(now))


def test_each_process_has_its_own_draft_in_its_own_conversation() -> None:
    plans = both(FIRST, second())
    parents = [due.parent.message_id for one in plans for due in fresh(one, NOW) if due.parent is not None]
    assert parents == ["invite", "other"]


def test_one_process_alone_is_left_as_it_is() -> None:
    assert both(FIRST) == (plan(FIRST, OWNER, POLICY, t(NOW)),)


@pytest.mark.parametrize(
    ("first", "other", "written"),
    [
        ({}, {}, [True, True]),
        ({}, {"role": "data engineer"}, [False, False]),
        ({}, {"role": "data engineer", "employer": "Globex"}, [True, True]),
        ({}, {"role": None}, [True, False]),
        ({"role": None}, {"role": None}, [False, False]),
        ({}, {"role": None, "wait": wait(nudges=("11-10 10:00", "11-17 10:00"))}, [True, False]),
        ({}, {"role": None, "wait": wait("11-20 10:00")}, [True, False]),
        ({"role": None}, {"wait": wait("11-20 10:00")}, [True, False]),  # weeks apart: no mix-up
        ({"role": None}, {"contacts": (replace(DANA, email="kim@acme.example"),)}, [True, True]),
    ],
)
def test_a_question_shows_which_job_it_is_about(
    first: dict[str, Any], other: dict[str, Any], written: list[bool]
) -> None:
    plans = both(replace(FIRST, **first), second(**other))
    assert [bool(fresh(one, NOW)) for one in plans] == written


def test_what_is_held_says_why_and_a_draft_that_is_there_stays() -> None:
    _, held = both(FIRST, second(role=None))
    assert "Dana Reyes is in two of your processes" in why(held)
    assert held.due
    assert not fresh(held, NOW)


SHARED = mail("both", DANA, t("11-04 10:00"), subject="Your interviews")


@pytest.mark.parametrize(
    ("subject", "answered"),
    [
        ("Your interviews", [None, None]),
        ("Re: Data Engineer", ["both", None]),
        ("Data Engineer and Platform Engineer", ["both", "both"]),
    ],
)
def test_a_shared_message_is_answered_only_for_the_job_it_names(subject: str, answered: list[str | None]) -> None:
    shared = replace(SHARED, subject=subject)
    plans = both(replace(FIRST, messages=(INVITE, shared)), second(messages=(shared,)))
    found = [due.parent and due.parent.message_id for one in plans for due in fresh(one, NOW)]
    assert found == answered


def test_a_shared_message_may_be_answered_when_the_other_process_has_ended() -> None:
    over = second(messages=(SHARED,), state=State.WITHDRAWN, wait=None)
    (due,) = both(replace(FIRST, messages=(INVITE, SHARED)), over)[0].due
    assert due.parent == SHARED


def test_what_comes_next_is_kept_apart_too() -> None:
    first, _ = both(replace(FIRST, messages=(INVITE, SHARED)), second(messages=(SHARED,)), now="11-05 12:00")
    assert first.next is not None
    assert first.next.parent is None


def refused(one: Case, **more: Any) -> Case:
    """The process after a no that both share."""
    no = replace(SHARED, message_id="no")
    return replace(one, state=State.REJECTED, rejected_by=no, wait=None, messages=(*one.messages, no), **more)


@pytest.mark.parametrize(
    ("more", "replies"),
    [
        ({}, [True, False]),
        ({"answered_no": True}, [False, False]),
        ({"declined": frozenset({"rejection_reply"})}, [False, False]),
        ({"interview_held": None}, [False, True]),
        ({"rejected_by": mail("other-no", DANA, t("11-04 10:00"))}, [True, True]),
    ],
)
def test_one_no_to_two_processes_is_answered_once(more: dict[str, Any], replies: list[bool]) -> None:
    plans = both(replace(refused(FIRST), **more), refused(second()))
    assert [bool(fresh(one, NOW)) for one in plans] == replies
