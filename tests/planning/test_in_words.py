"""Dates, people and sentences in reasons: the same on every machine."""

from __future__ import annotations

from datetime import date

import pytest

from agent.planning import in_words
from tests.planning.paper import BO, DANA, INVITE, LONDON, case, t


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (in_words.day(date(2026, 11, 19)), "Thu 19 Nov"),
        (in_words.time_of(t("11-03 09:05"), LONDON), "Tue 3 Nov, 09:05"),
        (in_words.days(1), "1 day"),
        (in_words.days(7), "7 days"),
        (in_words.business_days(1), "one business day"),
        (in_words.business_days(5), "5 business days"),
        (in_words.who(DANA), "Dana Reyes"),
        (in_words.who(BO), "Bo Lind"),
        (in_words.who(None), "they"),
        (in_words.writer(INVITE), "Dana Reyes"),
        (in_words.writer(None), "they"),
        (in_words.company(case()), "Acme"),
        (in_words.company(case(employer=None, agency="Bridge")), "Bridge"),
        (in_words.company(case(employer=None)), "this employer"),
        (in_words.sentence("they wrote."), "They wrote."),
        (in_words.sentence(""), ""),
        (in_words.quote("by  next\nFriday"), "“by next Friday”"),
        (in_words.quote("x" * 500), "“" + "x" * 119 + "…”"),
    ],
)
def test_in_words(found: str, expected: str) -> None:
    assert found == expected
