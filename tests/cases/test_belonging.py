"""Under which names a subject may mean a process, and whose word on its very time is about its job."""

from __future__ import annotations

from typing import Any

import pytest

from agent.cases.belonging import fits, keys_of_subject
from agent.cases.bundles import Bundle
from agent.cases.employers import lookup_keys
from agent.cases.marks import marks
from tests.cases.mailbag import DANA, INVITE, OWNER, K, mail, slot, t


@pytest.mark.parametrize(
    ("subject", "employer"),
    [
        ("Second interview: Accountant, Larkspur Mills", "Larkspur Mills"),
        ("Accountant at Larkspur Mills", "Larkspur Mills"),
        ("Larkspur Mills - your interview", "Larkspur Mills"),
        ("Your interview (Larkspur Mills)", "Larkspur Mills"),
        ("Vorstellungsgespräch bei Larkspur Mills", "Larkspur Mills"),
        ("Larkspur Mills", "Larkspur Mills"),
    ],
)
def test_an_employer_is_looked_for_in_each_part_of_a_subject(subject: str, employer: str) -> None:
    assert lookup_keys(employer, "") & keys_of_subject(mail("m1", "1", K.OTHER_HUMAN_REPLY, subject=subject))


@pytest.mark.parametrize("subject", ["", " - ", "We met with a larkspur mill", "Re: batch of flour"])
def test_a_subject_without_its_name_in_a_part_of_its_own_leads_to_no_process(subject: str) -> None:
    found = keys_of_subject(mail("m1", "1", K.OTHER_HUMAN_REPLY, subject=subject))
    assert not lookup_keys("Larkspur Mills", "") & found


def test_only_the_beginning_of_a_subject_is_looked_at() -> None:
    subject = "x " * 200 + ": Larkspur Mills"
    found = keys_of_subject(mail("m1", "1", K.OTHER_HUMAN_REPLY, subject=subject))
    assert not lookup_keys("Larkspur Mills", "") & found


def _process() -> Bundle:
    bundle = Bundle(INVITE, INVITE.message.at)
    bundle.add(INVITE, marks(INVITE, OWNER.addresses))
    return bundle


@pytest.mark.parametrize(
    ("sender", "role", "start", "belongs"),
    [
        (DANA, "Pastry Chef", "3 15:00", True),
        (DANA, "Pastry Chef", "3 15:04", True),
        (DANA, "Pastry Chef", "3 15:30", False),
        (DANA, "Pastry Chef", None, False),
        ("Kim Poe <kim@acme.example>", "Pastry Chef", "3 15:00", False),
        (DANA, "Data Engineer", "9 11:00", True),
    ],
    ids=["its very time", "within minutes", "half an hour off", "no time", "somebody unknown", "its own job"],
)
def test_another_job_at_the_very_time_is_the_job_when_somebody_of_it_writes(
    sender: str, role: str, start: Any, belongs: bool
) -> None:
    found = (slot(start),) if start else ()
    one = mail("m2", "2", K.CONFIRMATION, *found, sender=sender, role=role)
    assert fits(_process(), one, marks(one, OWNER.addresses), by_person=True) is belongs


def test_the_time_of_another_process_is_none_of_its() -> None:
    one = mail("m2", "2", K.CONFIRMATION, slot("4 15:00"), role="Pastry Chef")
    assert _process().starts == [t("3 15:00")]
    assert not fits(_process(), one, marks(one, OWNER.addresses), by_person=True)
