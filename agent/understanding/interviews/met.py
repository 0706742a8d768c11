"""Whom the owner will meet: at all, by what the message says, and at one slot, by what its sentence says."""

from __future__ import annotations

import re

from agent.messages import Person
from agent.reading.records import Reading
from agent.understanding.findings import Part, Participant
from agent.understanding.people.matching import is_titled
from agent.understanding.people.parts import meets_writer, meets_writer_too


def met_in(reading: Reading, people: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """Whom the owner will meet: those the message names, and the writer where the words say so."""
    named = tuple(person for person in people if person.part is Part.INTERVIEWER)
    sender = reading.message.sender
    writer = next((p for p in people if sender is not None and p.email == sender.email and p.name), None)
    others = tuple(person for person in named if person != writer)
    if writer is None or (writer in named and not others):
        return named
    there = meets_writer_too(reading.said)
    if writer in named:  # they may be so for a talk that is over
        there = there or str(writer.name) in reading.said or meets_writer(reading.said)
    elif not others:
        there = there or meets_writer(reading.said)
    return (*others, Participant(writer.name, writer.email, Part.INTERVIEWER)) if there else others


def _names(sentence: str, name: str) -> bool:
    """Whether a sentence names somebody: by their whole or first name, or by their family name behind a title."""
    first, last = name.split()[0], name.split()[-1]
    if name in sentence or re.search(rf"(?<!\w){re.escape(first)}(?!\w)", sentence):
        return True
    behind = re.finditer(rf"(?P<title>\w[\w-]*\.?)\s{re.escape(last)}(?!\w)", sentence)
    return any(is_titled(f"{found['title']} {last}") for found in behind)


_SOMEBODY_TOLD = re.compile(r"\b(?:with|by|to|meet|see|join) (?:both )?(?:her|him|them)\b", re.IGNORECASE)


def met_at_slot(sentence: str, met: tuple[Participant, ...], sender: Person | None) -> tuple[Participant, ...]:
    """Those of `met` whom the sentence of a slot names, the writer where it says so; all where it names nobody."""
    if _SOMEBODY_TOLD.search(sentence):
        return met  # "with her and charge nurse Odell Briggs"
    named = tuple(person for person in met if person.name and _names(sentence, person.name))
    if named and sender is not None and meets_writer_too(sentence):
        named += tuple(p for p in met if p.email == sender.email and p not in named)
    return named or met
