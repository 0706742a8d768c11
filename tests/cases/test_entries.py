"""How long an interview takes when it moves: as long as it was to take; what fills a day has no such length."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from agent.cases.entries import Entry
from agent.understanding.findings import Part, Participant, Scheduled, Status
from tests.cases.mailbag import DANA, LEE, K, ics, mail, met_by, slot, t

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


def _revised(*second: str, sender: str = DANA, part: Part = Part.INTERVIEWER) -> set[str | None]:
    """Whom the owner meets by an event of Dana's that first names Dana and Lee, then those of `second`."""
    first = ics("5 15:00", "5 16:00", "u", DANA, LEE)
    event = replace(first, people=(replace(met_by(DANA)[0], part=part), *met_by(LEE)))
    dana = Participant("Dana Reyes", "dana@acme.example", part)
    one = mail("m1", "1", K.INTERVIEW_INVITE, event, people=(dana, *met_by(LEE)))
    two = mail("m2", "2", K.INTERVIEW_INVITE, ics("5 15:00", "5 16:00", "u", *second, sequence=1), sender=sender)
    entry = Entry.of(event, one)
    entry.take(event, one, sure=True)
    for finding in two.findings:
        assert isinstance(finding, Scheduled)
        entry.take(finding, two, sure=True)
    return {person.name for person in entry.people if person.part is Part.INTERVIEWER}


def test_who_invites_and_meets_the_owner_still_does_when_others_are_invited() -> None:
    miriam = "Miriam Adler <m@acme.example>"
    assert _revised(miriam) == {"Dana Reyes", "Miriam Adler"}
    assert _revised(miriam, sender="Kim Poe <kim@acme.example>") == {"Miriam Adler"}
    assert _revised(miriam, part=Part.RECRUITER) == {"Miriam Adler"}
