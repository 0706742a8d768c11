"""How long an interview takes when it moves: as long as it was to take; what fills a day has no such length."""

from __future__ import annotations

from typing import Any

import pytest

from agent.cases.entries import Entry
from agent.understanding.findings import Scheduled, Status
from tests.cases.mailbag import DANA, K, mail, slot, t

DAY = slot("5 00:00", "6 00:00", all_day=True)
HOUR = slot("5 15:00", "5 16:00")


def _entry(*slots: Scheduled) -> Entry:
    said = [mail(f"m{n}", f"{n + 1}", K.INTERVIEW_INVITE, one, sender=DANA) for n, one in enumerate(slots)]
    entry = Entry.of(slots[0], said[0])
    for one, told in zip(slots, said, strict=True):
        entry.take(one, told, sure=True)
    return entry


@pytest.mark.parametrize(
    ("slots", "end"),
    [
        ((HOUR, slot("6 11:00", status=Status.MOVED)), "6 12:00"),
        ((HOUR, slot("6 11:00", "6 11:30", status=Status.MOVED)), "6 11:30"),
        ((DAY, slot("6 11:00", status=Status.MOVED)), None),
        ((HOUR, slot("7 00:00", status=Status.MOVED, all_day=True)), None),
        ((HOUR, slot("7 00:00", "8 00:00", status=Status.MOVED, all_day=True)), "8 00:00"),
        ((slot("5 15:00"), slot("6 11:00", status=Status.MOVED)), None),
    ],
    ids=["an hour", "another length", "from a day", "to a day", "to a day that ends", "no length told"],
)
def test_a_moved_interview_takes_as_long_as_before(slots: Any, end: Any) -> None:
    assert _entry(*slots).end == (t(end) if end else None)


def test_the_day_that_an_interview_fills_is_no_length_of_it() -> None:
    assert _entry(DAY).length is None
    assert _entry(HOUR).length == t("5 16:00") - t("5 15:00")


def test_the_hour_told_for_a_day_ends_when_its_own_words_say() -> None:
    told = _entry(DAY, slot("5 15:00", "5 16:00"))
    assert (told.start, told.end, told.all_day) == (t("5 15:00"), t("5 16:00"), False)


def test_the_day_alone_takes_no_hour_away_but_another_day_does() -> None:
    assert _entry(HOUR, slot("5 00:00", "6 00:00", all_day=True)).start == t("5 15:00")
    assert _entry(HOUR, slot("7 00:00", "8 00:00", status=Status.MOVED, all_day=True)).start == t("7 00:00")
