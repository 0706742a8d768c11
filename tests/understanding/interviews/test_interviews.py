"""Interview slots of calendar parts, of the hiring side's prose and of the owner's own mail, as data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from agent.messages import Direction
from agent.understanding.findings import Accepted, Kind, Part, Participant, Scheduled
from agent.understanding.interviews import find_interviews
from agent.understanding.interviews.met import met_at_slot
from agent.understanding.people.company import find_employer
from agent.understanding.people.locale import sender_locale
from agent.understanding.people.participants import find_participants
from agent.understanding.people.role import find_role
from agent.understanding.people.topics import find_topics
from agent.understanding.times import slots_below, slots_in
from tests.understanding.people.mails import OWNER, SAM, reading, table

HERE = Path(__file__).parent
DANA = {"from": "Dana Reyes <dana@acme.example>", "subject": "Interview"}
BY_SAM = {"from": SAM, "sent": "2026-11-02T10:00:00+00:00"}
MAILS = [
    *table(HERE / "invitations.toml"),
    *({**DANA, **mail} for mail in table(HERE / "prose.toml")),
    *({**BY_SAM, **mail} for name in ("owner.toml", "owner_fresh.toml") for mail in table(HERE / name)),
    *(mail for mail in table(HERE.parent / "people" / "messages.toml") if "interviews" in mail),
]


def shown(found: Scheduled | Accepted) -> str:
    """One finding as the tables write it."""
    start = found.start.isoformat() if found.start else "-"
    if isinstance(found, Accepted):
        return f"accepted {start}"
    end = f"/{found.end.isoformat()}" if found.end else ""
    was = f" was {found.was.isoformat()}" if found.was else ""
    return f"{found.status.value} {start}{end}{was}{' all-day' if found.all_day else ''}"


def interviews(mail: dict[str, Any]) -> tuple[Scheduled | Accepted, ...]:
    read = reading(mail)
    locale = sender_locale(read, OWNER)
    people = find_participants(read, OWNER, find_employer(read, OWNER))

    def slots(text: str) -> tuple[Any, ...]:
        return slots_in(text, read, locale.zone, locale)

    kinds = frozenset({Kind(mail.get("kind", "interview_invite"))})
    own = read.message.direction is Direction.OWNER
    quoted = slots(read.quoted) if own else slots_below(read, locale.zone, locale)
    return find_interviews(read, OWNER, kinds, slots(read.said), quoted, locale, people)


@pytest.mark.parametrize("mail", MAILS, ids=lambda mail: (mail.get("title") or mail["text"])[:60])
def test_slots(mail: dict[str, Any]) -> None:
    found = interviews(mail)
    assert [shown(one) for one in found] == mail["interviews"]
    for key in ("label", "robot", "sure", "sequence"):
        if key in mail:
            assert getattr(found[0], key) == mail[key]
    if found and isinstance(found[0], Accepted) and not mail.get("quoted"):
        assert found[0].day == mail.get("day")
    if "met" in mail:
        met = [f"{p.name or '-'} <{p.email or '-'}> {p.part.value}" for p in found[0].people]  # type: ignore[union-attr]
        assert sorted(met) == sorted(mail["met"])
    if "topics" in mail:
        assert list(find_topics(reading(mail))) == mail["topics"]
    if "role" in mail and "title" in mail:
        assert find_role(reading(mail)) == mail["role"]


def test_each_session_of_a_schedule_has_its_own_person() -> None:
    mail = next(m for m in MAILS if m.get("subject") == "Your onsite at Acme")
    found = interviews(mail)
    assert [[p.name for p in one.people] for one in found] == [
        ["Lee Wong"],
        ["Ana Diaz"],
        ["Priya Raman"],
        ["Tom Becker"],
    ]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("sentence", "met"),
    [
        ("Then you talk with Dr. Bhide and Ms. Kavita Rane, QA.", ["Ashok Bhide", "Kavita Rane"]),
        ("Then you talk with Kavita about the lab.", ["Kavita Rane"]),
        ("The Bhide building is next to the gate; Kavita will wait there.", ["Kavita Rane"]),  # a house bears the name
        ("Thursday 11th Feb, 10.00 AM.", ["Ashok Bhide", "Kavita Rane"]),
    ],
)
def test_whom_the_sentence_of_a_slot_names(sentence: str, met: list[str]) -> None:
    people = tuple(Participant(name, None, Part.INTERVIEWER) for name in ("Ashok Bhide", "Kavita Rane"))
    assert [one.name for one in met_at_slot(sentence, people, None)] == met
