"""The conventions of dates in prose (docs/timelines.md, 1 to 10). The table is written by hand."""

from __future__ import annotations

import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from agent.understanding.dates import find_dates

ROWS = tomllib.loads((Path(__file__).parent / "dates.toml").read_text(encoding="utf-8"))["date"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"])
def test_conventions(row: dict[str, Any]) -> None:
    found = find_dates(row["text"], row["sent"])
    assert [when.by for when in found] == (row["by"] if isinstance(row["by"], list) else [row["by"]])
    assert all(when.text == row["text"][slice(*when.span)] for when in found)


@pytest.mark.parametrize(
    "text",
    [
        "We will see",
        "it may work",
        "she sat down",
        "the sun",
        "24/7",
        "5 years ago",
        "open for three months now",
        "last year it was six weeks and the year before it took them five months",
        "version 3.2",
        "$3/4",
        "a march",
        "before the sun goes down",
        "eight paid hours a week",
        "3.900 a month plus a car",
    ],
)
def test_no_date(text: str) -> None:
    assert find_dates(text, datetime.fromisoformat("2026-10-28T12:00:00+00:00")) == ()


@pytest.mark.parametrize(
    "text",
    [
        "she will write to you with a day once the hall is free",
        "he will be in touch about a day",
        "I will ring to sort a day",
        "I'll give you another day",
        "we speak around one hour in building C",
        "it should not take more than 4 hours",
    ],
)
def test_not_even_a_doubtful_date(text: str) -> None:
    assert find_dates(text, datetime.fromisoformat("2026-10-28T12:00:00+00:00"), doubtful=True) == ()
