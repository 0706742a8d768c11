"""Whether a writer who tells nothing of their part meets the owner: by whom else the message names.

Who names others for the meeting arranges it, unless their words put them beside them. Who names nobody and says yes to
the hour in their own name is the one to be met.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from agent.messages import Person
from agent.reading.records import Reading
from agent.understanding.findings import Part, Participant
from agent.understanding.people.matching import same_person
from agent.understanding.people.names import parse_name
from agent.understanding.people.parts import counts_writer_in, meets_writer, meets_writer_too, relays
from agent.understanding.people.teams import is_team
from agent.understanding.people.writer import Writer


def beside_others(wrote: Writer, others: Iterable[Participant], reading: Reading, *, settles: bool) -> Writer:
    """The writer with the part that the others of the message leave them. `settles`: the mail says yes to an hour."""
    person, sender = wrote.person, reading.message.sender
    if wrote.told and person.part is Part.RECRUITER and person.email and counts_writer_in(reading.said):
        named = any(one.part is Part.INTERVIEWER and not _is(person, one) for one in others)
        return _as(wrote, Part.INTERVIEWER) if named else wrote
    if wrote.told or person.email is None or sender is None or person.part not in (Part.RECRUITER, Part.INTERVIEWER):
        return wrote
    met = [one for one in others if one.part is Part.INTERVIEWER and not _is(person, one)]
    if met:
        return _as(wrote, Part.INTERVIEWER if meets_writer_too(reading.said) else Part.RECRUITER)
    if settles and not relays(reading.said) and not _is_team(sender):
        return _as(wrote, Part.INTERVIEWER, guessed=not _says_so(reading.said))
    return _as(wrote, person.part, guessed=person.part is not Part.INTERVIEWER or not _says_so(reading.said))


def _says_so(text: str) -> bool:
    return meets_writer(text) or meets_writer_too(text)


def _as(wrote: Writer, part: Part, *, guessed: bool = False) -> Writer:
    return replace(wrote, person=replace(wrote.person, part=part, guessed=guessed))


def _is(person: Participant, other: Participant) -> bool:
    if person.email and other.email:
        return person.email == other.email
    return bool(person.name and other.name and same_person(person.name, other.name))


def _is_team(sender: Person) -> bool:
    return parse_name(sender.name, sender.email).full is None or is_team(sender.name or "", sender.email)
