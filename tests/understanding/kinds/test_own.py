"""The owner's own mail in wordings that nobody had looked up in the lexicon first (own_fresh.toml)."""

from __future__ import annotations

import pytest

from agent.understanding.findings import Kind, Sender, Thanked
from agent.understanding.kinds import classify, findings
from tests.understanding.kinds.mails import OWNER, Row, reading, rows

_FRESH = rows("own_fresh.toml")


@pytest.mark.parametrize("row", _FRESH, ids=[f"{row['find'][0]}-{row['text'][:40]}" for row in _FRESH])
def test_own_mail_in_other_words(row: Row) -> None:
    read = reading({**row, "own": True, "reply": True})
    got = classify(read, OWNER)
    assert (got.kind, got.sender) == (Kind.NOT_JOB, Sender.OWNER)
    assert [type(found).__name__ for found in findings(read, OWNER, got)] == row["find"]


def test_thanks_name_people_behind_their_titles() -> None:
    said = "Thank you and Dr. Petersen very much for the open conversation this morning."
    read = reading({"own": True, "reply": True, "text": said})
    names = [one.names for one in findings(read, OWNER, classify(read, OWNER)) if isinstance(one, Thanked)]
    assert names == [("Dr. Petersen",)]
