"""What is worth reading whole: rather too much than too little, but no orders and no digests."""

from __future__ import annotations

import pytest

from agent.messages import Message
from agent.understanding.candidates import PERSONAL_WORDS, SEARCH_WORDS, Known, is_candidate
from tests.understanding.kinds.mails import Row, reading, rows

_HIRING = [row for name in ("messages.toml", "fresh.toml") for row in rows(name) if row["kind"] != "not_job"]


def _message(row: Row) -> Message:
    return reading(row).message


@pytest.mark.parametrize("row", _HIRING, ids=lambda row: (row.get("text") or row["subject"])[:40])
def test_hiring_mail_is_never_passed_over(row: Row) -> None:
    # Answers in a known thread are found by thread; here each must do with what it says.
    known = Known(message_ids=frozenset({"m0@scenario.example"}), addresses=frozenset({"dana@acme.example"}))
    assert is_candidate(_message(row), row.get("text", "")[:150], known)


def test_first_contacts_need_no_known_sender() -> None:
    fresh = [row for row in _HIRING if not row.get("reply") and row["kind"] not in ("auto_reply", "bounce")]
    missed = [row for row in fresh if not is_candidate(_message(row), row.get("text", "")[:150], Known())]
    assert missed == []


def test_an_order_is_passed_over() -> None:
    row = {"from": "Shop <no-reply@shop.example>", "subject": "Your parcel", "text": "It arrives on Monday."}
    row["automatic"] = "robot"
    assert not is_candidate(_message(row), row["text"], Known())


def test_a_persons_mail_is_read_whatever_it_begins_with() -> None:
    row = {"from": "Pat <pat@yard.example>", "subject": "Hello", "text": "Yep, that works."}
    assert is_candidate(_message(row), row["text"], Known())


@pytest.mark.parametrize(
    "known",
    [
        Known(addresses=frozenset({"shop@shop.example"})),
        Known(domains=frozenset({"shop.example"})),
        Known(message_ids=frozenset({"m0@scenario.example"})),
    ],
)
def test_whoever_is_known_is_read(known: Known) -> None:
    row = {"from": "Shop <shop@shop.example>", "subject": "Hello", "text": "It arrives on Monday.", "reply": True}
    assert is_candidate(_message(row), row["text"], known)


@pytest.mark.parametrize("word", SEARCH_WORDS)
def test_what_the_search_finds_is_read(word: str) -> None:
    row = {"from": "Femke <femke@grachtwerk.example>", "subject": "Hello", "text": f"About the {word}, as we said."}
    assert is_candidate(_message(row), row["text"], Known())


@pytest.mark.parametrize(
    "text",
    [
        "Shall we do the first call on Thursday 8 October at 11:00?",
        "Platform engineer @ Sardinha - next step",
        "Intervju: Turbinanalytiker",
    ],
)
def test_the_search_of_a_first_pass_finds_it(text: str) -> None:
    assert any(f" {word} " in f" {text.lower().replace(':', ' ')} " for word in (*SEARCH_WORDS, *PERSONAL_WORDS))


def test_search_words_are_lower_case_and_different() -> None:
    words = (*SEARCH_WORDS, *PERSONAL_WORDS)
    assert all(word == word.lower() for word in words)
    assert len(set(words)) == len(words)


@pytest.mark.parametrize(
    "text",
    [
        "Could you come by on Thursday, say 10.30?",
        "We'll see you at 4 pm on Tues then.",
        "Tomorrow at noon, back door.",
    ],
)
def test_a_day_with_an_hour_is_worth_reading_whatever_it_is_called(text: str) -> None:
    assert is_candidate(_message({"from": "Pat <pat@yard.example>", "subject": "Hello", "text": text}), text, Known())
