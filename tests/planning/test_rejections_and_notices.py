"""A reply to a no, and what the owner is told: docs/etiquette.md; behaviours 22, 45, 49, 53-55, 64."""

from __future__ import annotations

from typing import Any

import pytest

from agent.cases.records import State
from agent.understanding.findings import Evidence
from providers.mailbox import Folder
from tests.planning.paper import DANA, INVITE, ROBOT, at, case, mail, meeting, steps, t, why

NO = mail("no", DANA, t("11-12 20:00"))
REPLY = [("rejection_reply", "dana@acme.example")]


def refused(**more: Any) -> Any:
    return case(**{"state": State.REJECTED, "state_since": NO.at, "wait": None, "rejected_by": NO,
                   "messages": (INVITE, NO), **more})  # fmt: skip


@pytest.mark.parametrize(
    ("more", "now", "expected"),
    [
        ({}, "11-12 21:00", []),
        ({}, "11-13 09:00", REPLY),
        ({}, "11-14 10:00", []),
        ({}, "11-27 10:00", []),  # too late, and the fortnight counts from the morning after
        ({}, "11-26 17:00", REPLY),
        ({"answered_no": True}, "11-13 10:00", []),
        ({"interview_held": None}, "11-13 10:00", []),
        ({"interview_held": meeting(confirmed=False)}, "11-13 10:00", []),
        ({"declined": frozenset({"rejection_reply"})}, "11-13 10:00", []),
        ({"muted": True}, "11-13 10:00", []),
        ({"rejected_by": None}, "11-13 10:00", []),
        ({"rejected_by": mail("no", DANA, NO.at, folder=Folder.TRASH)}, "11-13 10:00", []),
        ({"rejected_by": mail("no", ROBOT, NO.at), "contacts": (ROBOT, DANA)}, "11-13 10:00", REPLY),
        ({"rejected_by": mail("no", ROBOT, NO.at), "contacts": (ROBOT,)}, "11-13 10:00", []),
    ],
)
def test_rejection_reply(more: dict[str, Any], now: str, expected: list[tuple[str, str]]) -> None:
    assert steps(refused(**more), now) == expected


def test_it_answers_the_no_or_the_recruiters_last_mail() -> None:
    assert at(refused(), "11-13 10:00").due[0].parent == NO
    robot = refused(rejected_by=mail("no", ROBOT, NO.at), contacts=(ROBOT, DANA), messages=(INVITE,))
    assert at(robot, "11-13 10:00").due[0].parent == INVITE


def test_before_any_interview_it_is_said() -> None:
    assert "before any interview" in why(at(refused(interview_held=None), "11-13 10:00"))


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"state": State.OFFER, "wait": None}, "made an offer"),
        (
            {"state": State.YOUR_TURN, "wait": None, "open_ask": Evidence("m", "When could you start?", 0.9)},
            "When could",
        ),
        (
            {"state": State.YOUR_TURN, "wait": None, "open_ask": Evidence("m", "Little task", 0.6), "unclear": True},
            "not understood",
        ),
        ({"interviews": (meeting(happened=False, missed_by="them"),)}, "did not take place"),
        ({"interviews": (meeting(happened=False, missed_by="owner"),)}, "you missed"),
        ({"elsewhere": "LinkedIn"}, "LinkedIn"),
    ],
)
def test_notices(more: dict[str, Any], words: str) -> None:
    told = at(case(**more), "11-12 12:00").notices
    assert any(words in notice for notice in told)
    assert told == at(case(**more), "11-19 12:00").notices  # told once: the words never change


def test_a_quiet_case_says_nothing() -> None:
    planned = at(case(), "11-03 17:00")
    assert planned.notices == ()
    assert planned.questions == ()


def test_what_was_written_on_another_site_is_asked() -> None:
    (question,) = at(case(elsewhere="LinkedIn"), "11-12 12:00").questions
    assert "LinkedIn" in question.text
    assert question.command == 'followup heard acme-1 "no news yet"'
    assert at(case(elsewhere="LinkedIn", muted=True), "11-12 12:00").questions == ()
