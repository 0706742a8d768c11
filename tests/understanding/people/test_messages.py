"""Employer, agency, role and people of whole messages, as data: see the head of messages.toml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from agent.understanding.people.company import find_employer
from agent.understanding.people.participants import find_participants
from agent.understanding.people.role import find_role
from tests.understanding.people.mails import OWNER, reading, table

HERE = Path(__file__).parent
MAILS = [mail for name in ("messages", "companies_and_roles", "fresh") for mail in table(HERE / f"{name}.toml")]


@pytest.mark.parametrize("mail", MAILS, ids=lambda mail: f"{mail['subject'][:40]} {mail['from'][:20]}")
def test_message(mail: dict[str, Any]) -> None:
    read = reading(mail)
    employer = find_employer(read, OWNER)
    people = find_participants(read, OWNER, employer)
    role = find_role(read, employer.company, tuple(person.name for person in people if person.name))
    assert (employer.company, employer.agency, role) == (mail.get("company"), mail.get("agency"), mail.get("role"))
    if "people" in mail:
        assert sorted(f"{p.name or '-'} <{p.email or '-'}> {p.part.value}" for p in people) == sorted(mail["people"])


@pytest.mark.parametrize(
    "text",
    [
        "with " * 9000,
        "A" * 60000,
        "Role: " * 9000,
        "Lee Wong, " * 5000,
        "(" * 40000,
        "at Acme " * 8000,
        "our CTO " * 8000,
    ],
)
def test_hostile_text_is_read_in_time(text: str) -> None:
    read = reading({"from": "Dana Reyes <dana@acme.example>", "subject": text[:1000], "text": text, "signature": text})
    employer = find_employer(read, OWNER)
    find_role(read, employer.company)
    assert len(find_participants(read, OWNER, employer)) < 200
