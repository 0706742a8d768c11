"""What the owner reports counts like mail (docs/behaviours.md, 9 and 103)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from agent.choices import Choice, Verb
from agent.messages import Direction
from agent.understanding.findings import (
    Kind,
    Offered,
    OnHold,
    Promised,
    Rejected,
    Scheduled,
    Status,
    Thanked,
    Understanding,
)
from agent.understanding.people.lexicon import lexicon
from agent.understanding.told import told
from agent.understanding.told.news import news_of
from tests.understanding.people.mails import OWNER

HEARD = Choice("choice-1", datetime(2026, 11, 2, 9, 0, tzinfo=UTC), Verb.HEARD, anchor="m1@acme.example")


def heard(text: str) -> Understanding:
    found = told(replace(HEARD, text=text), OWNER, employer="Acme")
    assert found is not None
    return found


def only(found: Understanding, kind: type) -> object:
    return next(finding for finding in found.findings if isinstance(finding, kind))


@pytest.mark.parametrize("entry", lexicon("interviews_told")["news"], ids=lambda entry: entry["kind"])
def test_every_example_is_itsnews_of(entry: dict[str, object]) -> None:
    assert [news_of(text) for text in entry["examples"]] == [entry["kind"]] * len(entry["examples"])  # type: ignore[attr-defined,arg-type]


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("by next Friday", date(2026, 11, 13)),
        ("Friday", date(2026, 11, 6)),
        ("next week", date(2026, 11, 13)),
        ("in two weeks", date(2026, 11, 16)),
        ("they will decide by 20 November", date(2026, 11, 20)),
    ],
)
def test_a_bare_date_is_a_promise(text: str, by: date) -> None:
    found = heard(text)
    assert only(found, Promised).by == by  # type: ignore[attr-defined]
    assert (found.kind, found.answers, found.company) == (Kind.TIMELINE_UPDATE, True, "Acme")


def test_a_slot_is_an_interview() -> None:
    found = heard("next round, Tuesday 3pm with Lee")
    slot = only(found, Scheduled)
    assert found.kind is Kind.NEXT_ROUND
    assert (slot.status, slot.start.isoformat()) == (Status.BOOKED, "2026-11-03T15:00:00+00:00")  # type: ignore[attr-defined]
    assert [person.name for person in slot.people] == ["Lee"]  # type: ignore[attr-defined]
    assert not any(isinstance(finding, Promised) for finding in found.findings)


def test_a_no_an_offer_a_hold() -> None:
    assert only(heard("it's a no"), Rejected)
    assert only(heard("they made an offer"), Offered)
    hold = heard("on hold until January")
    assert only(hold, OnHold).until == date(2027, 1, 1) or only(hold, OnHold).until is not None  # type: ignore[attr-defined]
    assert not hold.answers


@pytest.mark.parametrize("text", ["no news yet", "no decision yet", "no answer", "still deciding", "they will call me"])
def test_no_news_is_no_rejection(text: str) -> None:
    found = heard(text)
    assert not any(isinstance(finding, Rejected) for finding in found.findings)
    assert found.answers


def test_cancelled_and_moved() -> None:
    assert only(heard("interview cancelled"), Scheduled).status is Status.CANCELLED  # type: ignore[attr-defined]
    moved = only(heard("interview moved to Thursday 3pm"), Scheduled)
    assert (moved.status, moved.start.isoformat()) == (Status.MOVED, "2026-11-05T15:00:00+00:00")  # type: ignore[attr-defined]


def test_the_day_it_was_heard_counts() -> None:
    found = told(replace(HEARD, text="by Friday", on=datetime(2026, 10, 28, 12, 0, tzinfo=UTC)), OWNER)
    assert found is not None
    assert only(found, Promised).by == date(2026, 10, 30)  # type: ignore[attr-defined]
    assert found.message.at == datetime(2026, 10, 28, 12, 0, tzinfo=UTC)


def test_the_message_finds_its_case() -> None:
    message = heard("by Friday").message
    assert (message.message_id, message.references, message.direction) == (
        "choice-1",
        ("m1@acme.example",),
        Direction.THEIRS,
    )


def test_thanked() -> None:
    found = told(replace(HEARD, verb=Verb.THANKED, person="Lee Wong"), OWNER)
    assert found is not None
    assert only(found, Thanked).names == ("Lee Wong",)  # type: ignore[attr-defined]
    assert found.message.direction is Direction.OWNER
    everybody = told(replace(HEARD, verb=Verb.THANKED), OWNER)
    assert everybody is not None
    assert (only(everybody, Thanked).names, everybody.message.to) == ((), ())  # type: ignore[attr-defined]


def test_added_and_denied() -> None:
    start = datetime(2026, 11, 3, 15, 0, tzinfo=UTC)
    added = told(
        replace(HEARD, verb=Verb.ADD, on=start, person="Lee Wong", employer="Globex", role="Data Engineer"), OWNER
    )
    assert added is not None
    slot = only(added, Scheduled)
    assert (slot.status, slot.start, slot.evidence.confidence) == (Status.BOOKED, start, 1.0)  # type: ignore[attr-defined]
    assert (added.company, added.role) == ("Globex", "Data Engineer")
    denied = told(replace(HEARD, verb=Verb.NOT_INTERVIEW, on=start), OWNER)
    assert denied is not None
    assert (only(denied, Scheduled).status, only(denied, Scheduled).was) == (Status.CANCELLED, start)  # type: ignore[attr-defined]


@pytest.mark.parametrize("verb", [Verb.NOTE, Verb.NEWS, Verb.MUTE, Verb.CLOSE, Verb.REOPEN, Verb.DECLINED])
def test_other_choices_are_no_report(verb: Verb) -> None:
    assert told(replace(HEARD, verb=verb), OWNER) is None
