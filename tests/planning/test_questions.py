"""What the owner is asked when the mail does not show that an interview was agreed or took place."""

from __future__ import annotations

from typing import Any

import pytest

from agent.cases.records import Case, State
from agent.understanding.findings import Status
from tests.planning.paper import DANA, INVITE, at, case, mail, meeting, t

ASKED = meeting(status=Status.REQUESTED, confirmed=False)
NEXT_DAY = meeting("11-04 10:00", status=Status.REQUESTED, confirmed=False)
NO = mail("no", DANA, t("11-12 20:00"))


def arranging(**more: Any) -> Case:
    return case(**{"state": State.ARRANGING, "interview_held": None, "interviews": (), "wait": None,
                   "proposed": (ASKED,), "messages": (INVITE,), **more})  # fmt: skip


def asked(one: Case, now: str) -> list[str]:
    return [question.text for question in at(one, now).questions]


@pytest.mark.parametrize(
    ("more", "now", "words"),
    [
        ({}, "11-03 15:59", None),
        ({}, "11-03 16:00", "Did you meet Acme on Tue 3 Nov, 15:00?"),
        ({}, "12-17 16:00", "Did you meet"),
        ({}, "12-19 16:00", None),  # over 45 days ago
        ({"proposed": (ASKED, NEXT_DAY)}, "11-03 17:00", None),
        ({"proposed": (ASKED, NEXT_DAY)}, "11-04 11:00", "Tue 3 Nov, 15:00 or Wed 4 Nov, 10:00"),
        ({"muted": True}, "11-03 16:00", None),
        ({"interview_ahead": meeting("11-20 15:00")}, "11-03 16:00", None),
        ({"state": State.WAITING, "interview_held": meeting("11-04 15:00")}, "11-04 16:00", None),
        ({"state": State.YOUR_TURN}, "11-03 16:00", None),
        ({"state": State.WITHDRAWN}, "11-03 16:00", None),
    ],
)
def test_a_proposed_slot_that_has_passed_is_asked_about(more: dict[str, Any], now: str, words: str | None) -> None:
    texts = asked(arranging(**more), now)
    assert len(texts) == (0 if words is None else 1)
    assert words is None or words in texts[0]


def test_the_command_adds_the_interview_at_its_time() -> None:
    question = at(arranging(), "11-03 16:00").questions[0]
    assert question.command.startswith("followup add ")
    assert question.command.endswith(" --on 2026-11-03T15:00")


def test_the_moment_at_which_it_is_asked_is_waited_for() -> None:
    assert at(arranging(), "11-03 10:00").wake == t("11-03 16:00")


@pytest.mark.parametrize(
    ("now", "count"), [("11-09 08:59", 0), ("11-09 09:00", 1), ("12-24 09:00", 1), ("12-24 09:01", 0)]
)
def test_one_being_arranged_in_silence_is_asked_about_after_a_week(now: str, count: int) -> None:
    texts = asked(arranging(proposed=()), now)
    assert len(texts) == count
    assert all("nobody has written since Mon 2 Nov" in text for text in texts)


@pytest.mark.parametrize(
    ("more", "now", "count"),
    [
        ({"interview_held": meeting(confirmed=False)}, "11-13 10:00", 1),
        ({"interview_held": None, "proposed": (ASKED,)}, "11-13 10:00", 1),
        ({"interview_held": meeting(confirmed=False)}, "11-27 10:00", 0),  # too late for a reply
        ({"interview_held": meeting(confirmed=False), "answered_no": True}, "11-13 10:00", 0),
        ({"interview_held": meeting()}, "11-13 10:00", 0),
    ],
)
def test_after_a_no_it_is_asked_while_a_reply_is_possible(more: dict[str, Any], now: str, count: int) -> None:
    refused = {"state": State.REJECTED, "rejected_by": NO, "messages": (INVITE, NO)}
    assert len(asked(arranging(**{"proposed": (), **refused, **more}), now)) == count
