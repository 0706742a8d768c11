"""The people of a message, each once, however many places show them."""

from __future__ import annotations

from agent.understanding.findings import Part, Participant
from agent.understanding.people.matching import likely_same, untitled

_STRENGTH = {Part.AGENCY: 4, Part.INTERVIEWER: 3, Part.RECRUITER: 2, Part.COORDINATOR: 2, Part.OTHER: 0}


def each_once(found: list[Participant], fixed: Participant | None) -> tuple[Participant, ...]:
    """Everybody once: the fuller name, the address where one is known, the part that says most or the fixed one."""
    kept: list[Participant] = []
    for person in found:
        at = next((i for i, other in enumerate(kept) if _same(person, other)), None)
        if at is None:
            kept.append(person)
            continue
        other = kept[at]
        names = [name for name in (other.name, person.name) if name]
        stays = fixed is not None and _same(other, fixed)
        part = other.part if stays else max(other.part, person.part, key=lambda p: _STRENGTH[p])
        guessed = all(one.guessed for one in (other, person) if one.part is part)
        kept[at] = Participant(max(names, key=_fullness, default=None), other.email or person.email, part, guessed)
    return tuple(kept)


def _fullness(name: str) -> tuple[int, int]:
    return len(untitled(name)), len(name)


def _same(left: Participant, right: Participant) -> bool:
    if left.email and right.email:
        return left.email == right.email
    return bool(left.name and right.name and likely_same(left.name, right.name))
