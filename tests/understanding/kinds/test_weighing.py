"""Where several kinds share what is likely: a meeting is believed in though its kind is open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from math import log
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest

from agent.messages import Owner
from agent.reading import read
from agent.understanding.findings import Evidence, Kind, Promised
from agent.understanding.kinds import classify, weighing
from agent.understanding.kinds.weighing import MEETINGS, likelihoods, together, weigh
from agent.understanding.likeness.weights import Weights, weights
from providers.mailbox import Folder, RawMessage

OWNER = Owner(frozenset({"sam@owner.example"}), ZoneInfo("Europe/London"), "GB")


def _table(shares: Mapping[str, float]) -> Weights:
    """A table by which every message is of these classes, so likely."""
    return weights("", list(shares), [log(share) for share in shares.values()], {})


@contextmanager
def every_message_is(shares: dict[Kind, float]) -> Iterator[None]:
    """Tables by which every message is of these kinds, so likely; the others share what is left."""
    rest = (1 - sum(shares.values())) / (len(Kind) - len(shares))
    none = shares.get(Kind.NOT_JOB, rest)
    kinds = {kind: shares.get(kind, rest) / (1 - none) for kind in Kind if kind is not Kind.NOT_JOB}
    whether, which = _table({Kind.NOT_JOB: none, "hiring mail": 1 - none}), _table(kinds)
    with patch.multiple(weighing, _whether=lambda: whether, _which=lambda: which):
        yield


SPREAD = {Kind.NOT_JOB: 0.3, Kind.INTERVIEW_INVITE: 0.25, Kind.REMINDER: 0.2, Kind.CONFIRMATION: 0.15}
ASKS = {Kind.INFO_REQUEST: 0.6, Kind.INTERVIEW_INVITE: 0.2, Kind.NEXT_ROUND: 0.15}


def test_likelihoods_of_several_kinds_add_up() -> None:
    with every_message_is(SPREAD):
        assert together(likelihoods({}), MEETINGS) == pytest.approx(0.6, abs=0.03)


def test_meetings_that_are_likely_together_are_said_too() -> None:
    with every_message_is(ASKS):
        assert weigh(likelihoods({}), (), timed=True).also == (Kind.INTERVIEW_INVITE,)
        assert weigh(likelihoods({}), ()).also == ()
    with every_message_is({**ASKS, Kind.INTERVIEW_INVITE: 0.02}):
        assert weigh(likelihoods({}), (), timed=True).also == ()


NEWS = {Kind.OFFER: 0.3, Kind.REJECTION: 0.25, Kind.TIMELINE_UPDATE: 0.2, Kind.NOT_JOB: 0.15}


@pytest.mark.parametrize(("promised", "kind"), [(True, Kind.TIMELINE_UPDATE), (False, Kind.NOT_JOB)])
def test_news_of_an_unsure_kind_that_names_its_day_is_news(promised: bool, kind: Kind) -> None:
    raw = b"From: Kim <kim@acme.example>\r\nTo: sam@owner.example\r\n\r\nThe file is with the Chief now.\r\n"
    at = datetime(2026, 11, 2, 9, tzinfo=UTC)
    with every_message_is(NEWS):
        found = classify(read(RawMessage("1", None, Folder.INBOX, at, raw), OWNER, "a"), OWNER, promised=promised)
    assert found.kind is kind


@pytest.mark.parametrize(("shares", "kind"), [(SPREAD, Kind.INTERVIEW_INVITE), ({Kind.NOT_JOB: 0.7}, Kind.NOT_JOB)])
def test_a_meeting_of_an_unsure_kind_is_a_meeting(shares: dict[Kind, float], kind: Kind) -> None:
    raw = b"From: Kim <kim@acme.example>\r\nTo: sam@owner.example\r\n\r\nThursday, half seven, the yard.\r\n"
    at = datetime(2026, 11, 2, 9, tzinfo=UTC)
    with every_message_is(shares):
        found = classify(read(RawMessage("1", None, Folder.INBOX, at, raw), OWNER, "a"), OWNER, slots=1)
    assert found.kind is kind


@pytest.mark.parametrize(("not_job", "kind"), [(0.45, Kind.REJECTION), (0.55, Kind.NOT_JOB)])
def test_mail_that_is_likelier_hiring_mail_than_not_is(not_job: float, kind: Kind) -> None:
    raw = b"From: Kim <kim@acme.example>\r\nTo: sam@owner.example\r\n\r\nThe herons have left the lake.\r\n"
    at = datetime(2026, 11, 2, 9, tzinfo=UTC)
    with every_message_is({Kind.NOT_JOB: not_job, Kind.REJECTION: 0.95 - not_job}):
        found = classify(read(RawMessage("1", None, Folder.INBOX, at, raw), OWNER, "a"), OWNER)
    assert found.kind is kind


@pytest.mark.parametrize(
    ("shares", "if_known"),
    [
        ({Kind.NOT_JOB: 0.7, Kind.RESCHEDULE: 0.25}, Kind.RESCHEDULE),
        ({Kind.NOT_JOB: 0.95, Kind.RESCHEDULE: 0.03}, None),
        ({Kind.NOT_JOB: 0.3, Kind.RESCHEDULE: 0.6}, None),
    ],
    ids=["perhaps", "hardly", "it is so anyway"],
)
def test_what_a_note_means_from_somebody_known(shares: dict[Kind, float], if_known: Kind | None) -> None:
    raw = b"From: Kim <kim@acme.example>\r\nTo: sam@owner.example\r\n\r\nNeed to bump it to Friday at 2, sorry.\r\n"
    at = datetime(2026, 11, 2, 9, tzinfo=UTC)
    with every_message_is(shares):
        found = classify(read(RawMessage("1", None, Folder.INBOX, at, raw), OWNER, "a"), OWNER, slots=1)
    assert (found.if_known.kind if found.if_known else None) is if_known


@pytest.mark.parametrize(
    ("text", "meant"),
    [("The meeting got moved. They'll let you know by Friday 13 November.", True), ("The meeting got moved.", False)],
)
def test_who_promises_news_is_heard_however_little_speaks_of_a_job(text: str, meant: bool) -> None:
    raw = f"From: Kim <kim@acme.example>\r\nTo: sam@owner.example\r\n\r\n{text}\r\n".encode()
    at = datetime(2026, 11, 2, 9, tzinfo=UTC)
    promised = (Promised(Evidence("1", text, 0.9), None, date(2026, 11, 13), "by Friday"),) if meant else ()
    with every_message_is({Kind.NOT_JOB: 0.99, Kind.TIMELINE_UPDATE: 0.005}):
        found = classify(read(RawMessage("1", None, Folder.INBOX, at, raw), OWNER, "a"), OWNER, promised=promised)
    assert (found.if_known is not None) is meant


@pytest.mark.parametrize(
    ("not_job", "text", "meant"),
    [
        (0.95, "You are selected for the next round of interviews. Could we meet on Friday at 11?", True),
        (0.966, "You are selected for the next round of interviews. Could we meet on Friday at 11?", True),
        (0.95, "You are selected for the next round of interviews. Lee and I are off on Friday at 11.", False),
        (0.95, "Could we meet on Friday at 11?", False),
        (0.99, "You are selected for the next round of interviews. Could we meet on Friday at 11?", False),
    ],
    ids=["plainly asks for a meeting", "hardly hiring mail", "asks for none", "says nothing else", "surely none"],
)
def test_who_plainly_asks_for_a_meeting_is_heard_sooner(not_job: float, text: str, meant: bool) -> None:
    raw = f"From: Kim <kim@acme.example>\r\nTo: sam@owner.example\r\n\r\n{text}\r\n".encode()
    at = datetime(2026, 11, 2, 9, tzinfo=UTC)
    with every_message_is({Kind.NOT_JOB: not_job, Kind.INTERVIEW_INVITE: 0.9 * (1 - not_job)}):
        found = classify(read(RawMessage("1", None, Folder.INBOX, at, raw), OWNER, "a"), OWNER, slots=1)
    assert (found.if_known is not None) is meant
    assert found.if_known is None or found.if_known.confidence <= 1
