"""Whom a letter that names an hour says will be there: colleagues it copies and names, or names with their address.

"Your interview is on Friday at 10 with our director, Ana Diaz (ana@acme.example)" shows whom the owner will meet, in
whatever words; "any questions, write to Ana (ana@acme.example)" does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from agent.messages import Person
from agent.understanding.people.names import parse_name

_HOUR = re.compile(r"\b\d{1,2}[:.h]\d\d\b|\b\d{1,2} ?[ap]\.?m\b|\bat \d{1,2}\b|\bnoon\b", re.IGNORECASE)
_THERE = re.compile(
    r"\b(?:with|meet|meeting|join(?:ed|s|ing)?|see you|leads?|leading|present|interview(?:er|ers|ing)?|panel|committee"
    r"|commission|hosts?|hosted|talk to|speak to|speaking to|taken by|conducted by|led by"
    r"|chaired by|have you in|see you|and I will|ask(?:s|ing)? (?:you|the questions))\b",
    re.IGNORECASE,
)
_ARRANGES = re.compile(
    r"\b(?:contact|(?:any|with|for|your|have) questions?|reach|e-?mail|write to|reply|send"
    r"|assist(?:s|ing|ance)?|coordinat\w*|schedul\w*|arrang\w*|book\w*"
    r"|logistics|travel|expenses|parking|let \w+ know|any (?:problem|trouble)|recruit\w*|talent|hr"
    r"|in touch|after (?:that|this|the)|not be|unable)\b",
    re.IGNORECASE,
)
_MENTIONS = 8
_BEFORE, _AFTER = 90, 150
"""Characters around a name that say what the person does, within its line."""


def present(text: str, people: Iterable[Person]) -> Iterator[Person]:
    """Those of `people` (the writer's colleagues) of whom the text says that they will be at the meeting it sets."""
    if not _HOUR.search(text):
        return
    for person in people:
        arounds = [_around(text, *at) for at in _named_at(text, person)]
        if any(_THERE.search(around) and not _ARRANGES.search(around) for around in arounds):
            yield person


def _named_at(text: str, person: Person) -> list[tuple[int, int]]:
    """Where the text names a person, by their whole name, else by a part of it or by their address."""
    full = parse_name(person.name, person.email).full or ""
    names = [full, *([full.split()[-1], full.split()[0]] if " " in full else []), person.email]
    for name in filter(None, names):
        flags = re.IGNORECASE if "@" in name else 0
        found = [match.span() for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text, flags)]
        if found:
            return found[:_MENTIONS]
    return []


def _around(text: str, start: int, end: int) -> str:
    before = text[max(0, start - _BEFORE) : start].rpartition("\n")[2]
    return before + " " + text[end : end + _AFTER].partition("\n")[0]
