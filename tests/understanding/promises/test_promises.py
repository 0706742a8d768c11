"""What is a promise, what is none, and what holds for every text. The tables are written by hand."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.understanding.promises import after_meeting, candidates, on_return, promises
from agent.understanding.promises.lexicon import compiled_of, entries, table
from tests.understanding.promises.phrases import NEGATIVES, PROMISES, SENT

SURE = 0.4


@pytest.mark.parametrize("row", PROMISES, ids=lambda row: row["text"][:60])
def test_a_promise(row: dict[str, Any]) -> None:
    found = promises(row["text"], "<m@example.com>", row.get("sent", SENT), country=row.get("country"))
    assert found
    best = found[0]
    assert best.by == row["by"]
    assert best.evidence.message == "<m@example.com>"
    assert best.evidence.sentence in row["text"]
    if "start" in row:
        assert (best.start.isoformat() if best.start else "-") == row["start"]
    for key in ("alternative", "silence", "who"):
        if key in row:
            assert getattr(best, key) == row[key]


@pytest.mark.parametrize("row", NEGATIVES, ids=lambda row: row["text"][:60])
def test_no_promise(row: dict[str, Any]) -> None:
    found = promises(row["text"], "<m@example.com>", row.get("sent", SENT))
    assert [one for one in found if one.evidence.confidence >= SURE] == []  # doubtful ones count in news alone


@pytest.mark.parametrize(
    "section", ["cue", "never", "veto", "no_news", "hinges", "means_no", "ask", "answers_then", "counted", "then"]
)
def test_every_entry_matches_its_own_example(section: str) -> None:
    for entry, one in zip(table()[section], entries(section), strict=True):
        for example in entry.get("examples") or [entry["example"]]:
            assert one.pattern.search(example.lower()), entry
        for example in entry.get("refused_examples", []):
            assert not one.pattern.search(example.lower()), entry


@pytest.mark.parametrize("entry", [one for one in table()["cue"] if "who" in one], ids=lambda one: one["name"])
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_what_follows_somebody_may_follow(entry: dict[str, str], data: st.DataObject) -> None:
    """Who begins a pattern is looked for with <MAY> behind: everything the pattern goes on with must begin so."""
    followed = data.draw(st.from_regex(compiled_of(entry["pattern"]), fullmatch=True))
    assert compiled_of("<MAY>").match(followed)


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("We decide overnight, so you'll know by Friday.", date(2026, 11, 13)),
        ("We let everybody know within two working days.", date(2026, 11, 16)),
        ("You will hear from us by 6 November.", date(2026, 11, 6)),
        ("You will hear from us tomorrow.", date(2026, 10, 29)),
        ("The room is free from Tuesday; you will hear within a week of your visit.", date(2026, 11, 19)),
        ("You will hear from us within three weeks.", date(2026, 11, 18)),
        ("After, it goes fast: we decide Tuesday and ring round the next day.", date(2026, 11, 18)),
        ("We decide on Tuesday. You hear the day after that.", date(2026, 11, 18)),
        ("Come on Thursday the 12th, and you will hear from us that same evening.", date(2026, 11, 12)),
    ],
)
def test_what_a_meeting_goes_before(text: str, by: date) -> None:
    meeting = datetime(2026, 11, 12, 15, tzinfo=SENT.tzinfo)  # a Thursday
    found = after_meeting(promises(text, "m", SENT), meeting, text, day_first=True)
    assert found[0].by == by


_WHENS = st.sampled_from(
    [
        "by Friday",
        "next week",
        "within 5 business days",
        "early next week",
        "in a week or two",
        "by the 15th",
        "after the holidays",
        "by EOW",
        "by the end of the month",
        "mid-January",
        "next Tuesday",
        "tomorrow",
        "within 48 hours",
        "in March",
        "by 29 February",
        "Q2",
        "next month",
        "end of next week",
        "the week after next",
        "by Easter",
        "a week from Friday",
        "by EOD",
        "this week",
        "later this month",
        "on 3/4",
    ]
)
_TIMES = st.datetimes(datetime(2024, 1, 1), datetime(2030, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis wants naive bounds


@settings(max_examples=150, deadline=None)
@given(words=_WHENS, sent=_TIMES, hours=st.integers(-11, 13))
def test_never_before_the_day_sent_and_the_same_in_every_zone(words: str, sent: datetime, hours: int) -> None:
    there = sent.replace(tzinfo=timezone(timedelta(hours=hours)))
    here = [(p.start, p.by) for p in promises(f"We will get back to you {words}.", "m", sent, day_first=True)]
    assert here == [(p.start, p.by) for p in promises(f"We will get back to you {words}.", "m", there, day_first=True)]
    for start, by in here:
        assert by >= sent.date()
        assert start is None or start <= by


@settings(max_examples=60, deadline=None)
@given(n=st.integers(1, 30), sent=_TIMES)
def test_business_days_never_end_on_a_weekend(n: int, sent: datetime) -> None:
    assert promises(f"We will reply within {n} business days.", "m", sent)[0].by.weekday() < 5


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    for one in promises(text, "m", SENT):
        assert one.by >= SENT.date()


@pytest.mark.parametrize(
    "piece", ["by ", "we will ", "the team ", "5-7 ", "Friday or ", "(", "1/", "if you ", "next ", "a couple of "]
)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    begin = time.perf_counter()
    promises(piece * (60_000 // len(piece)), "m", SENT)
    assert time.perf_counter() - begin < 4


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("I'm back at my desk on Monday 9 November and will answer you then.", True),
        ("I will reply to you when I return on Tuesday 10 November.", True),
        ("Every mail that arrives in the meantime I answer on Tuesday 10 November.", True),
        ("Your message will be dealt with on Monday 9 November.", True),
        ("All others get their answer from me on Monday 9 November.", True),
        ("Whatever you've asked, you will get an answer from me on Monday 9 November.", True),
        ("I'll be back with you in the first week of December.", True),
        ("One of them will answer you within five working days.", True),
        ("Back in the office on Monday 9 November, when I will answer everything.", True),
        ("I am away until Monday 9 November and will reply on my return.", False),
        ("Every mail is read. I am back on Monday 9 November.", False),
        ("I will be back in the office on Wednesday 11 November.", False),
        ("We aim to answer all enquiries within 3 working days.", False),
    ],
)
def test_an_away_note_promises_an_answer_where_it_says_so(text: str, *, kept: bool) -> None:
    """Of an away note only the day counts on which its writer will answer."""
    assert bool(on_return(promises(text, "m", SENT, least=0.0))) is kept


@pytest.mark.parametrize(
    ("text", "meeting", "by"),
    [
        ("We'll have an answer for you before the weekend.", "2026-11-05T10:00:00+00:00", "2026-11-06"),
        ("You'll have our answer the day after your interview.", "2026-11-05T10:00:00+00:00", "2026-11-06"),
        ("You'll have our answer within 48 hours of the conversation.", "2026-11-05T10:00:00+00:00", "2026-11-09"),
        ("You'll be told within a week of the assessment centre.", "2026-11-05T10:00:00+00:00", "2026-11-12"),
        ("We will telephone you on Thursday evening.", "2026-11-05T10:00:00+00:00", "2026-11-05"),
    ],
)
def test_what_ends_before_the_meeting_is_meant_after_it(text: str, meeting: str, by: str) -> None:
    at = datetime.fromisoformat(meeting)
    found = promises(text, "<m@example.com>", SENT, told=at.date())
    assert [one.by.isoformat() for one in after_meeting(found, at, text, day_first=None)] == [by]


def test_a_day_counted_from_the_one_before_is_the_promised_one() -> None:
    text = (
        "The trustees have not sat, and they don't sit till the 2nd. You will be told the day after that, by telephone."
    )
    found = promises(text, "<m@example.com>", datetime.fromisoformat("2026-11-25T12:00:00+00:00"))
    assert found[0].by == date(2026, 12, 3)


def test_after_a_holiday_is_its_first_business_day() -> None:
    text = "Once the bank holiday is out of the way I will ring you and tell you what we have decided."
    found = promises(text, "<m@example.com>", datetime.fromisoformat("2026-05-20T12:00:00+00:00"))
    assert found[0].by == date(2026, 5, 26)


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("I wrote that you will get our decision Friday. Not Friday but Monday.", date(2026, 11, 2)),
        ("I told you you'd hear by Friday. Make that Monday, sorry.", date(2026, 11, 2)),
        ("You will hear by Friday. Sorry, Monday, not Friday.", date(2026, 11, 2)),
        ("In my last mail I said we decide on Friday. It should read Monday.", date(2026, 11, 2)),
        ("You were expecting their answer on the 2nd: it has slid to the 9th.", date(2026, 11, 9)),
        ("The result was due yesterday. It's been postponed until 9 November.", date(2026, 11, 9)),
        ("We've had to push the decision out from the 2nd to the 9th.", date(2026, 11, 9)),
        ("You will hear from us by Friday. Please read the attached before Monday.", date(2026, 10, 30)),
        ("Your interview was on the 2nd: it has slid to the 9th.", None),
        ("I said we'd meet Friday. Not Friday but Monday.", None),
        ("The closing date was Friday. It has been extended to Monday.", None),
        ("Please send the answers by Friday. Make that Monday.", None),
    ],
)
def test_a_day_that_stands_for_another(text: str, by: date | None) -> None:
    found = [one.by for one in promises(text, "m", SENT) if one.evidence.confidence >= SURE]
    assert found[:1] == ([] if by is None else [by])


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("I've pinned them down to an answer for you by Friday.", date(2026, 10, 30)),
        ("The client has sworn to give us a decision by Friday.", date(2026, 10, 30)),
        ("They have begged for more time, up to Friday, and I've said grand.", date(2026, 10, 30)),
        ("The corrected letter is in your mailbox by Friday noon at the latest.", date(2026, 10, 30)),
        ("If the phone hasn't rung by Friday, we went with someone else.", date(2026, 10, 30)),
        ("No news by Friday means no.", date(2026, 10, 30)),
        ("They need the room until Friday.", None),
        ("Your signed copy must be with us by Friday.", None),
        ("If we don't hear from you by Friday we shall assume that you have withdrawn.", None),
        ("If you've not sent it by Friday, we'll assume you are not interested.", None),
        ("Take until Friday to think it over.", None),
    ],
)
def test_whose_day_it_is(text: str, by: date | None) -> None:
    found = [one.by for one in promises(text, "m", SENT) if one.evidence.confidence >= SURE]
    assert found[:1] == ([] if by is None else [by])


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("The answer will be sent to you on Friday after the council has been heard on Thursday.", date(2026, 10, 30)),
        ("You will hear from us in eight days, that is on Wednesday.", date(2026, 11, 4)),
        ("Once the panel has met on Thursday you will hear from us on Friday.", date(2026, 10, 30)),
    ],
)
def test_which_day_of_a_sentence(text: str, by: date) -> None:
    assert promises(text, "m", SENT)[0].by == by


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Your answer slides, too: it'll be the 9th, and not the 2nd like I told you.", [date(2026, 11, 9)]),
        ("You will hear on Monday, not on Friday.", [date(2026, 11, 2)]),
        ("If not on Friday, you will hear on Monday.", [date(2026, 10, 30), date(2026, 11, 2)]),
        ("You will hear not later than Friday.", [date(2026, 10, 30)]),
        ("You will not hear before Monday.", [date(2026, 11, 2)]),
    ],
)
def test_a_day_that_it_is_said_not_to_be_promises_nothing(text: str, days: list[date]) -> None:
    assert [one.when.by for one in candidates(text, SENT, day_first=None, country=None, told=None)] == days
