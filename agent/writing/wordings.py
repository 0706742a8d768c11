"""Which of several wordings a draft gets: always the same one for the same draft, and another one for the next person.

No chance is involved: the choice follows from the case and from whose turn it is, so two runs write the same words,
and members of one panel who compare their notes find different ones (docs/etiquette.md, "Wording").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from agent.cases.records import Case, Contact, Interview
from agent.messages import Direction
from agent.planning.records import Due, Step


@dataclass(frozen=True, slots=True)
class Wording:
    """A way to choose. Neighbouring turns of one seed choose differently at every place with several alternatives."""

    seed: str
    turn: int

    def choose(self, place: int, among: int) -> int:
        """Take the number (from 0) of the alternative to use at `place`, a template's line, `among` so many."""
        start = int.from_bytes(sha256(f"{self.seed}/{place}".encode()).digest()[:4], "big")
        # Every full lap shifts the places against each other: the whole is new again though no part of it is.
        lap = self.turn // among
        return (start + self.turn + lap * place) % among


def wording_for(due: Due, case: Case, person: Contact | None = None) -> Wording:
    """Choose for a due step; `person` is whom a note is for when it is not `due.to`."""
    if due.step is Step.THANK_YOU:
        return Wording(f"{case.root}/{due.step}", thank_you_turn(due, case, person))
    return Wording(f"{case.root}/{due.step}", _owner_messages_before(due, case))


def thank_you_turn(due: Due, case: Case, person: Contact | None = None) -> int:
    """Find the place of this person, on this day, among all whom the owner has met in this case, day by day."""
    sought = _key(person) if person else due.to.email
    turns = list(dict.fromkeys(_meetings(case)))
    day = _day(due.interview)
    if (day, sought) in turns:
        return turns.index((day, sought))
    return next((n for n, (_, who) in enumerate(turns) if who == sought), len(turns))


def _meetings(case: Case) -> Iterator[tuple[date | None, str]]:
    """Every (day, person) in order of time; interviews that fell through keep their turn, so nobody else's moves."""
    dated = [i for i in case.interviews if i.start is not None]
    undated = [i for i in case.interviews if i.start is None]
    for interview in sorted(dated, key=lambda i: (i.start, i.id)) + undated:
        for person in interview.people:
            yield _day(interview), _key(person)


def _owner_messages_before(due: Due, case: Case) -> int:
    """Count what the owner had written before this wait: a later wait's follow-up then takes the next wording."""
    since = case.wait.since if case.wait else due.on
    return sum(m.direction is Direction.OWNER and m.at <= since for m in case.messages)


def _day(interview: Interview | None) -> date | None:
    return interview.start.date() if interview and interview.start else None


def _key(person: Contact) -> str:
    return (person.email or person.name or "").lower()
