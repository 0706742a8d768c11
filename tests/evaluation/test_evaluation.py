"""The measure itself: a measure that cannot fail measures nothing."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from agent.messages import Owner
from providers.mailbox import Folder, RawMessage
from tests.evaluation import corpus
from tests.evaluation.corpus import Labelled
from tests.evaluation.drafting import (
    EVER,
    LEFT_OUT,
    MISSING,
    ONCE,
    RIGHT,
    UNWANTED,
    WRONG_RECIPIENT,
    Counted,
    compared,
    played,
)
from tests.evaluation.figures import Share, interval, kind_scores, macro_f1
from tests.evaluation.reading import check, nothing, report
from tests.support.scenario import Impossible, Play

AT = datetime(2026, 11, 2, 9, tzinfo=UTC)


def _one(id: str, **expect: object) -> Labelled:
    owner = Owner(frozenset({"sam@owner.example"}), ZoneInfo("Europe/London"), "GB")
    raw = RawMessage(id, None, Folder.INBOX, AT, b"")
    return Labelled(id, raw, owner, {"kind": "offer", "sender": "person", **expect}, frozenset())


def test_wilson_interval_of_a_known_case() -> None:
    low, high = interval(9, 10)
    assert (round(low, 3), round(high, 3)) == (0.596, 0.982)


def test_f1_counts_wrong_calls_and_missed_ones() -> None:
    scores = {one.kind: one for one in kind_scores([("a", "a"), ("a", "b"), ("b", "b"), ("b", "b")])}
    assert scores["a"].f1 == pytest.approx(2 / 3)
    assert scores["b"].f1 == pytest.approx(0.8)
    assert macro_f1(list(scores.values())) == pytest.approx((2 / 3 + 0.8) / 2)


def test_the_interval_of_f1_holds_it_and_is_that_of_what_is_right_among_all_called_or_meant() -> None:
    (one,) = kind_scores([("a", "a")] * 9 + [("a", "b")])
    low, high = one.interval
    assert low < one.f1 < high
    assert (round(low / (2 - low), 3), round(high / (2 - high), 3)) == (0.596, 0.982)


def test_doing_nothing_invents_nothing_and_finds_nothing() -> None:
    asked = [_one("1", start=AT + timedelta(days=1), promise_by=AT.date(), company="Acme"), _one("2", kind="not_job")]
    shares = report(check(one, nothing) for one in asked).shares
    assert shares["kind right"] == Share(1, 2)
    assert shares["start right"] == shares["promise right"] == shares["company right"] == Share(0, 1)
    assert shares["start invented"] == shares["promise invented"] == Share(0, 1)


def test_a_reading_is_right_only_where_the_label_says_so() -> None:
    found = nothing(_one("1")) | {
        "kind": "offer",
        "company": "Acme Ltd.",
        "interview": {"start": "2026-11-03T10:00:00+01:00"},
        "promise": {"by": "2026-11-05"},
        "people": [{"name": "Dana", "email": "dana@acme.example", "part": "interviewer"}],
    }
    expect = {
        "start": datetime(2026, 11, 3, 9, tzinfo=UTC),
        "promise_by": date(2026, 11, 6),
        "promise_accept": [],
        "company": "Acme",
        "people": [{"name": "Dana", "email": "dana@acme.example", "part": "recruiter"}],
    }
    row = check(_one("1", **expect), lambda _: found)
    assert (row.start, row.company, row.promise, row.people) == (True, True, False, (0, 1))
    assert check(_one("1"), lambda _: found).start_invented


DUE = [{"step": "thank_you", "to": "lee@acme.example"}, {"step": "follow_up", "to": "dana@acme.example"}]


@pytest.mark.parametrize(
    ("there", "counts"),
    [
        ([], {MISSING: 2}),
        ([("thank_you", "lee@acme.example"), ("follow_up", "dana@acme.example")], {RIGHT: 2}),
        ([("thank_you", "lee@acme.example"), ("follow_up", "kim@acme.example")], {RIGHT: 1, WRONG_RECIPIENT: 1}),
        ([("thank_you", "lee@acme.example")] * 2, {RIGHT: 1, MISSING: 1, UNWANTED: 1}),
        ([("rejection_reply", "dana@acme.example")], {MISSING: 2, UNWANTED: 1}),
    ],
)
def test_drafts_are_compared_one_by_one(there: list[tuple[str, str]], counts: dict[str, int]) -> None:
    assert +compared(DUE, there) == Counter(counts)


TALK = {
    "id": "talk",
    "at": datetime(2026, 11, 2, 9, tzinfo=UTC),
    "from": "Dana Reyes <dana@acme.example>",
    "subject": "Interview",
    "text": "Your interview for the Welder position is booked: Tuesday 3 November, 10:00 to 11:00 GMT.",
}


def test_an_act_on_a_draft_that_is_not_there_is_left_out_and_the_rest_is_counted() -> None:
    scenario = {
        "message": [TALK],
        "owner_does": [{"act": "send", "step": "second_follow_up", "at": datetime(2026, 11, 2, 12, tzinfo=UTC)}],
        "command": [{"run": ["mute", "Nowhere"], "at": datetime(2026, 11, 2, 12, tzinfo=UTC)}],
        "expect": [{"at": datetime(2026, 11, 3, 12, tzinfo=UTC), "drafts": [DUE[0] | {"to": "dana@acme.example"}]}],
    }
    play = Counted(scenario, Path())
    play.check()
    assert (play.counts, play.acts) == (Counter({RIGHT: 1, LEFT_OUT: 2}), 2)
    with pytest.raises(Impossible):
        Play(scenario, Path()).check()


def test_a_draft_that_should_not_be_there_counts_at_every_checkpoint_and_once() -> None:
    scenario = {
        "message": [TALK],
        "expect": [{"at": datetime(2026, 11, 3, hour, tzinfo=UTC), "drafts": []} for hour in (12, 15, 18)],
    }
    whole = played([("one", scenario, Path())])
    assert (whole.counts[UNWANTED], whole.counts[ONCE], whole.counts[EVER]) == (3, 1, 1)


@pytest.mark.parametrize("half", corpus.HALVES)
def test_every_file_of_the_corpus_says_its_source(half: str) -> None:
    """One line at the top holds for every message of the file."""
    files = list((Path(corpus.__file__).parents[1] / "corpus" / half).rglob("*.toml"))
    assert files
    assert [path.name for path in files if not path.read_text(encoding="utf-8").startswith('source = "')] == []
