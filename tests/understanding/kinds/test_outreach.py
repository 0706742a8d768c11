"""Outreach is told from an answer to an application (docs/behaviours.md, 19)."""

from __future__ import annotations

import re
from typing import Any

import pytest

from agent.understanding.findings import Approached
from agent.understanding.kinds import classify, findings
from agent.understanding.kinds.outreach import tables
from tests.understanding.kinds.mails import OWNER, reading

_COLD = [
    "I came across your profile and think you would be a great fit for a Data Engineer role. Would you be open to an "
    "interview next week? I would love to tell you more.",
    "Your background caught my eye. We are hiring a Data Engineer. When are you free for a quick chat about the role?",
    "Following up on my last message: is the Data Engineer opening something you would like to hear more about? "
    "What times work for a call next week?",
    "I'm a recruiter working with a fintech client on a Staff Engineer role. When could you talk this week? Please "
    "send me your CV.",
    "We are building a team and you look like a strong match for our Analyst role. Which times suit you for a call?",
    "I am reaching out because we need a Product Manager. Could you share your availability for a quick call?",
]
_NOT_COLD = [
    "Thank you for applying for the Data Engineer role. What times work for a call next week?",
    "We have reviewed your CV and think you would be a great fit. Could you share your availability for an interview?",
    "Could you share your availability for the interview next week?",
]


def _approached(text: str, **more: Any) -> bool:
    read = reading({"text": text, "subject": "Data Engineer", **more})
    return any(isinstance(one, Approached) for one in findings(read, OWNER, classify(read, OWNER)))


@pytest.mark.parametrize("text", _COLD)
def test_outreach(text: str) -> None:
    assert _approached(text)
    assert not _approached(text, reply=True)


@pytest.mark.parametrize("text", _NOT_COLD)
def test_no_outreach(text: str) -> None:
    assert not _approached(text)


@pytest.mark.parametrize("entry", [entry for entries in tables().values() for entry in entries])
def test_patterns(entry: dict[str, str]) -> None:
    assert re.search(entry["pattern"], entry["example"], re.IGNORECASE)
