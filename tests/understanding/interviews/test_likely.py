"""At which of several times one meets: the candidates of a mail, and what is done with how likely each is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from agent.understanding.dates.records import Slot
from agent.understanding.findings import Kind
from agent.understanding.interviews import rivals, text_of
from agent.understanding.interviews.likely.records import Candidate, Source
from agent.understanding.interviews.likely.traits import among_others, between_times
from agent.understanding.likeness.choice import CHOSEN, OTHER, likelihoods
from agent.understanding.likeness.weights import weights
from agent.understanding.people.locale import sender_locale
from agent.understanding.times import slots_below, slots_in
from tests.understanding.people.mails import OWNER, reading


def _slot(hour: int, minute: int = 0, end: int | None = None, span: tuple[int, int] = (0, 1)) -> Slot:
    start = datetime(2026, 11, 3, hour, minute, tzinfo=UTC)
    return Slot(start, start.replace(hour=end) if end else None, "UTC", True, span, str(hour))


def _candidates(row: Mapping[str, Any]) -> set[tuple[str, Source]]:
    """The candidates of a mail of Monday 2 November 2026, each as its day and hour, and where they stand."""
    return {(f"{one.start:%d %H:%M}", one.source) for one in _all(row)}


def _all(row: Mapping[str, Any]) -> tuple[Candidate, ...]:
    mail = reading({"from": "Dana Reyes <dana@acme.example>", **row})
    locale, kinds = sender_locale(mail, OWNER), frozenset({Kind(row.get("kind", "interview_invite"))})
    found = slots_in(mail.said, mail, locale.zone, locale)
    quoted = slots_below(mail, OWNER.zone, locale)
    text = text_of(mail, found, quoted, kinds=kinds, owner=OWNER, locale=locale)
    return rivals(text)


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ({"text": "The interview is on Tuesday 3 November at 3pm."}, {("03 15:00", Source.TOLD)}),
        (
            {"text": "Come on Tuesday 3 November. We open at 9. You are on at 10:15."},
            {("03 09:00", Source.TOLD), ("03 21:00", Source.OTHER_HALF), ("03 10:15", Source.TOLD)},
        ),
        (
            {"subject": "Interview on Tuesday 3 November", "text": "I have you down for 8:15."},
            {("03 08:15", Source.PIECED), ("03 20:15", Source.OTHER_HALF)},
        ),
        (
            {"subject": "Interview, Tuesday 3 November, 9:30", "text": "As above."},
            {("03 09:30", Source.SUBJECT), ("03 21:30", Source.OTHER_HALF)},
        ),
        (
            {
                "kind": "confirmation",
                "text": "The second one suits us.",
                "quoted": "I could come on Tuesday 3 November at 10 or on Thursday 5 November at 14:30.",
            },
            {("03 10:00", Source.QUOTED), ("05 14:30", Source.QUOTED)},
        ),
        ({"text": "We liked your letter."}, set()),
        ({"kind": "rejection", "text": "Thank you for coming on Tuesday 3 November at 3pm."}, set()),
    ],
)
def test_every_time_that_a_mail_shows_is_a_candidate(row: Mapping[str, Any], found: set[tuple[str, Source]]) -> None:
    assert _candidates(row) == found


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("We start on Tuesday 3 November at half five.", ["03 05:30"]),
        ("Come on Tuesday 3 November at 7.30, the doors are locked at 8.", ["03 19:30", "03 20:00"]),
        ("Come on Tuesday 3 November from 6.30 to 10.", ["03 06:30"]),
        ("Come on Tuesday 3 November at half five in the morning.", []),
        ("Come on Tuesday evening, 3 November, at 7.30.", []),
        ("Come on Tuesday 3 November at 7:30 am.", []),
        ("Come on Tuesday 3 November at 07:30.", []),
        ("Come on Tuesday 3 November at 11.", []),
        ("Come on Tuesday 3 November at 2.", []),
        ("Come on Tuesday 3 November from 8 to 9 am.", []),
    ],
)
def test_an_hour_that_nothing_gives_a_half_of_the_day_is_weighed_in_both(text: str, other: list[str]) -> None:
    assert sorted(at for at, source in _candidates({"text": text}) if source is Source.OTHER_HALF) == other


def test_the_other_half_knows_what_the_whole_mail_tells_of_it() -> None:
    said = "Come on Tuesday 3 November at 7.10, to the hall. It is an evening like any other.."
    near = _traits({"text": said, "signature": "Kylie\nThe Bakery"})
    assert near["evening, near: evening"] == 1.0
    assert near["evening, in the mail: early_places"] == 1.0
    assert near["other half 19"] == 1.0
    assert not [name for name in near if name.startswith("hour ")]


def _traits(row: Mapping[str, Any]) -> Mapping[str, float]:
    """The traits of the one candidate in the other half."""
    (found,) = (one for one in _all(row) if one.source is Source.OTHER_HALF)
    return found.traits


def test_options_share_one_whole_with_none() -> None:
    table = weights("", (OTHER, CHOSEN), (0.0, -1.0), {"firm": [(1, 3.0)], "old": [(1, -3.0)]})
    firm, old = likelihoods(table, [{"firm": 1.0}, {"old": 1.0}])
    assert firm > 0.8 > 0.1 > old
    alike = likelihoods(table, [{"firm": 1.0}, {"firm": 1.0}])
    assert alike[0] == alike[1] < 0.5
    assert sum(likelihoods(table, [{}, {}])) < 1
    assert likelihoods(table, []) == ()
    assert likelihoods(table, [{"firm": 1e6}])[0] <= 1


def test_words_between_two_close_times_count_for_both() -> None:
    said = "not at 9 but at 10, and on another day, when all of the others of the team are back with us, at 11"
    nine, ten, eleven = (_slot(hour, span=(said.index(str(hour)), said.index(str(hour)) + 1)) for hour in (9, 10, 11))
    found = between_times(said, [ten, nine, eleven])
    assert "gap> but" in found[nine]
    assert "gap< but" in found[ten]
    assert found[eleven] == set()


def test_a_time_stands_among_the_others_of_its_day() -> None:
    gate, talk, home = _slot(8, 45), _slot(9, 0, end=10), _slot(10)
    assert list(among_others(talk, [gate, talk, home])) == [
        "3 times",
        "amid its day",
        "behind another by 1",
        "before another by 4",
    ]
    assert "ends another" in among_others(home, [gate, talk, home])
    assert list(among_others(gate, [gate])) == ["1 times"]
