"""A text of very many hours: what is asked of a sentence is asked once, not at each of its hours."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from agent.understanding.interviews import apart
from agent.understanding.interviews.wording import says


def test_a_sentence_is_looked_at_once_whatever_hours_it_names(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[int] = []

    def counted(group: str, key: str, text: str) -> bool:
        looked.append(len(text))
        return says(group, key, text)

    monkeypatch.setattr(apart, "says", counted)
    said = "at 10 " * 400
    assert apart.one_time(said, (), datetime(2026, 11, 3, 15, tzinfo=UTC)) is not None
    assert sum(looked) < len(said) * 100
    assert [size for size in looked if size > 200] == [len(said.strip())]
