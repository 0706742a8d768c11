"""A message that says yes and nothing else: what is one, how sure it is, and the hour it names."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from agent.messages import Owner
from agent.reading import read
from agent.understanding.findings import ClockTime
from agent.understanding.interviews.short_yes import ShortYes, short_yes
from agent.understanding.people.lexicon import lexicon
from providers.mailbox import Folder, RawMessage

NINA = Owner(frozenset({"nina@owner.example"}), ZoneInfo("Europe/London"), "GB", "Nina Aldous")


def said(text: str) -> ShortYes | None:
    raw = (
        "From: Nina Aldous <nina@owner.example>\r\nTo: Oliver Kemp <o.kemp@acme.example>\r\n"
        "Message-ID: <a@b.example>\r\n"
        "Date: Wed, 11 Nov 2026 13:20:00 +0000\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    ) + text.replace("\n", "\r\n")
    message = RawMessage("a", None, Folder.SENT, datetime(2026, 11, 11, 13, 20, tzinfo=UTC), raw.encode())
    return short_yes(read(message, NINA, "test"))


@pytest.mark.parametrize("text", lexicon("yes")["sure"]["examples"])
def test_a_sure_yes(text: str) -> None:
    yes = said(text)
    assert yes is not None
    assert yes.sure


@pytest.mark.parametrize("text", lexicon("yes")["perhaps"]["examples"])
def test_words_that_only_may_be_a_yes(text: str) -> None:
    yes = said(text)
    assert yes is not None
    assert not yes.sure


@pytest.mark.parametrize("text", [*lexicon("yes")["nothing"]["examples"], *lexicon("yes")["refused"]["examples"]])
def test_no_yes(text: str) -> None:
    assert said(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Hi Oliver,\n\nyes.\n\nNina",
        "Confirmed, thanks Oliver.",
        "Hi Oliver, yes that would be great. Best, Nina",
        "Yes!\n\nN",
        "Sure thing\n\nSent from my iPhone",
    ],
)
def test_names_and_greetings_say_nothing(text: str) -> None:
    yes = said(text)
    assert yes is not None
    assert yes.sure


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("4 is fine", ClockTime(240, half=False)),
        ("4pm works", ClockTime(960, half=True)),
        ("10.30 it is, see you then!", ClockTime(630, half=False)),
        ("Half ten suits me, thanks Oliver", ClockTime(630, half=False)),
        ("16:00 is good", ClockTime(960, half=True)),
    ],
)
def test_the_hour_it_names(text: str, hour: ClockTime) -> None:
    assert said(text) == ShortYes(sure=True, hour=hour)


def test_a_number_of_a_telephone_is_no_hour() -> None:
    assert said("Sure: 07700 900123") is None


def test_an_hour_takes_the_half_of_the_day_that_is_nearer() -> None:
    three, nine = (datetime(2026, 11, 18, hour, tzinfo=UTC) for hour in (15, 9))
    assert ClockTime(240).on_the_day_of(three).hour == 16
    assert ClockTime(630).on_the_day_of(nine).hour == 10
    assert ClockTime(1020, half=True).on_the_day_of(nine).hour == 17
