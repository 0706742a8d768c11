"""Which mail answers something."""

from __future__ import annotations

import pytest

from agent.understanding.kinds.fresh import answers
from tests.understanding.kinds.mails import reading


@pytest.mark.parametrize(("method", "is_answer"), [("REPLY", True), ("COUNTER", True), ("REQUEST", False)])
def test_a_calendars_reply_is_an_answer(method: str, is_answer: bool) -> None:
    assert answers(reading({"subject": "Accepted: Interview", "method": method})) is is_answer
