"""Meeting slots in prose. The table is written by hand."""

from __future__ import annotations

import time
import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.understanding.dates import Slot, find_dates, find_slots

LONDON = ZoneInfo("Europe/London")
SENT = datetime(2026, 10, 28, 10, 0, tzinfo=LONDON)
ROWS = tomllib.loads((Path(__file__).parent / "slots.toml").read_text(encoding="utf-8"))["text"]


def shown(slot: Slot) -> str:
    if slot.date_only:
        return f"day {slot.start.date()}"
    end = slot.end.isoformat(timespec="minutes") if slot.end else "-"
    sure = "sure" if slot.sure else "unsure"
    return f"{slot.start.isoformat(timespec='minutes')} {end} {slot.zone or '-'} {sure}"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"][:60])
def test_slots(row: dict[str, Any]) -> None:
    reader = ZoneInfo(row["reader"]) if "reader" in row else None
    found = find_slots(row["text"], SENT, ZoneInfo(row.get("zone", "Europe/London")), reader=reader)
    assert [shown(slot) for slot in found] == row["slots"]
    for slot in found:
        assert slot.text == row["text"][slice(*slot.span)]
        assert slot.start.tzinfo is not None


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="0123456789:-/., apmtoTueNv()\n", max_size=200))
def test_any_text_is_read(text: str) -> None:
    for slot in find_slots(text, SENT, LONDON):
        assert slot.end is None or slot.end > slot.start
    for when in find_dates(text, SENT):
        assert when.start is None or when.start <= when.by


@pytest.mark.parametrize(
    "piece", ["Tue 3pm ", "10:00-", "at ", "3 Nov ", "1", "half past ", "(", "gmt+", "noon\n", "the "]
)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    begin = time.perf_counter()
    find_slots(piece * (60_000 // len(piece)), SENT, LONDON)
    assert time.perf_counter() - begin < 4
