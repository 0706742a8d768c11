"""Who wrote a message of the hiring side, and the part they play by their title, their words or their house."""

from __future__ import annotations

import re
from dataclasses import dataclass

from agent.messages import Owner, Person
from agent.reading.records import Reading
from agent.senders import ROBOTS, Nature, nature
from agent.understanding.findings import Part, Participant
from agent.understanding.people.company import Employer
from agent.understanding.people.company_domain import label_of
from agent.understanding.people.house_names import shown_house
from agent.understanding.people.matching import same_person
from agent.understanding.people.names import parse_name
from agent.understanding.people.parts import (
    hosts,
    meets_writer,
    meets_writer_too,
    part_of_title,
    part_of_words,
    relays,
    speaks_for_process,
)
from agent.understanding.people.spelling import plain
from agent.understanding.people.teams import is_function_address, is_team


@dataclass(frozen=True, slots=True)
class Writer:
    """The writer as one of the people. `told`: their title or words show the part; else it is what most writers are."""

    person: Participant
    told: bool


def find_writer(reading: Reading, owner: Owner, employer: Employer) -> Writer | None:
    """The person who wrote, with the part their signature or words show; None for a robot that names nobody."""
    sender = reading.message.sender
    if sender is None or sender.email in owner.addresses:
        return None
    kind = nature(sender.email, sender.name)
    if kind in {Nature.ROOM, Nature.GROUP, Nature.JOB_SITE}:
        return None
    robot = kind in ROBOTS
    name = parse_name(sender.name, sender.email).full
    house = shown_house(reading)
    signed = _signed(reading.signature)
    if signed is not None and signed == house:
        signed = None
    if name is None or (signed and " " not in name and same_person(name, signed)):
        name = signed or name
    if robot:
        # A robot's display name is a person's only where the mail is signed so, or names the employer beside it.
        name = signed or (name if house is None and parse_name(sender.name, sender.email).company else None)
        if name is None:
            return None
    part = _told_part(reading, sender, employer)
    likely = part or _likely_part(reading, sender)
    person = Participant(name, None if robot else sender.email, likely, guessed=part is None)
    return Writer(person, part is not None)


def _told_part(reading: Reading, sender: Person, employer: Employer) -> Part | None:
    """The part that their agency, title or words show; None when nothing does."""
    if employer.agency:
        return Part.AGENCY
    by_title = part_of_title(titles_of(reading, sender))
    if by_title is Part.INTERVIEWER and relays(reading.said) and not meets_writer(reading.said):
        return Part.RECRUITER  # a partner of a search firm, a manager who writes for others
    return by_title or part_of_words(reading.said)


def titles_of(reading: Reading, sender: Person) -> str:
    """Where a title of the writer may stand: behind the display name, in the signature, behind the name signed."""
    signed = "\n".join(line for line in reading.signature[:500].splitlines()[:4] if "@" not in line)
    return f"{behind_name(sender)}\n{signed}\n{_sign_off(reading, sender)}"


def _likely_part(reading: Reading, sender: Person) -> Part:
    """The part of somebody who says nothing of it: who hosts meets the owner, others write for the process."""
    if nature(sender.email, sender.name) in {Nature.TEAM, Nature.RELAY} or (sender.name and is_team(sender.name)):
        return Part.RECRUITER
    there = (
        meets_writer_too(reading.said) or is_proprietor(sender) or (hosts(reading.said) and not relays(reading.said))
    )
    process = relays(reading.said) or speaks_for_process(f"{reading.subject}\n{reading.said}")
    personal = parse_name(sender.name, sender.email).full is not None and not is_function_address(sender.email)
    return Part.INTERVIEWER if there else Part.RECRUITER if process or personal else Part.OTHER


def _sign_off(reading: Reading, sender: Person) -> str:
    """What stands behind the writer's name where a text ends without a signature: "Zosia Wilk, Partner"."""
    given = (parse_name(sender.name, sender.email).full or "").split()[:1]
    lines = [line.strip(" -–—") for line in reading.said[-400:].splitlines() if line.strip()][-3:]
    at = next((i for i, line in enumerate(lines) if given and line.startswith(given[0]) and len(line) < 60), None)
    if at is None:
        return ""
    return "\n".join([lines[at][len(given[0]) :], *(line for line in lines[at + 1 :] if len(line) < 60)])


def is_proprietor(sender: Person) -> bool:
    """True when the writer's family name is in the name of their house: Bill Penhaligon of penhaligonboats."""
    names = plain(parse_name(sender.name, sender.email).full or "").split()
    label = label_of(sender).replace("-", "")
    return len(names) > 1 and len(names[-1]) > 2 and label.startswith(re.sub(r"[^a-z]", "", names[-1]))


def behind_name(sender: Person) -> str:
    """What the display name says beside the name: "Talent Partner" of "Dana Reyes - Talent Partner"."""
    found = re.search(r"(?:\s[-–—]\s|[|·,(/]).*$", (sender.name or "")[:120])
    return found[0] if found else ""


def _signed(signature: str) -> str | None:
    """The name in the first lines of a signature, or None."""
    for line in signature[:300].splitlines()[:3]:
        text = re.split(r"\s[-–—|]\s|[|,(]", line)[0].strip()
        if 1 <= len(text.split()) <= 4 and text[:1].isupper() and not is_team(text) and part_of_title(text) is None:
            full = parse_name(text, None).full
            if full:
                return full
    return None
