"""What wording, subject, signature and headers call the employer, each with a score (`lexicon/people_company.toml`)."""

from __future__ import annotations

from collections.abc import Iterator

from agent.messages import Person
from agent.reading.records import Reading
from agent.understanding.people.attending import is_named
from agent.understanding.people.company_headers import by_header
from agent.understanding.people.company_match import compiled, employer_in, has_title, is_somebody, patterns
from agent.understanding.people.company_names import display_form
from agent.understanding.people.company_services import as_services_write, by_service
from agent.understanding.people.house_names import shown_house
from agent.understanding.people.matching import is_titled

_LONGEST = 12_000
_ELSEWHERE = 1.2
_SIGNED_AT, _LEGAL_FORM = 1.7, 1.8
_SHOWN_HOUSE = 2.2
_A_PLACE = 0.7  # "at the Grand" may be where, not who
_IN_SUBJECT, _QUOTED, _FORWARDED = 0.3, 0.8, 0.4  # what a wording counts less there


def named_companies(reading: Reading) -> Iterator[tuple[float, str]]:
    """(score, display form) of every name that stands where an employer's would; judged by nobody yet.

    "Dr. Brandtner", on whose behalf an assistant writes, is the Klaus Brandtner who gets a copy, and no house.
    """
    message = reading.message
    people = [person for person in (message.sender, *message.to, *message.cc) if person is not None]
    for score, name in _named(reading):
        if not (is_titled(name) and any(is_named(person, name) for person in people)):
            yield score, name


def _named(reading: Reading) -> Iterator[tuple[float, str]]:
    sender = reading.message.sender
    yield from _by_wording(reading.said[:_LONGEST], 0.0, sender)
    yield from _by_wording(reading.subject[:300], _IN_SUBJECT, sender)
    yield from _by_wording(reading.quoted[:3000], _QUOTED, sender)
    yield from _by_wording(reading.forwarded[:3000], _FORWARDED, sender)
    for headline in (reading.subject, *(invitation.summary for invitation in reading.invitations[:2])):
        for pattern, score, persons in patterns("subject"):
            match = pattern.search(headline[:300])
            if match and not (persons and is_somebody(match, sender)):
                yield score, display_form(match[1])
    if by_service(reading):
        yield from as_services_write(reading)
    yield from _by_signature(reading.signature[:1000])
    shown = shown_house(reading)
    if shown is not None:
        yield _SHOWN_HOUSE, shown
    for person in (sender, *(invitation.organizer for invitation in reading.invitations[:1])):
        if person is not None:
            yield from by_header(person)


def _by_wording(text: str, less: float, sender: Person | None) -> Iterator[tuple[float, str]]:
    """What the phrases of a text show, each scored `less`: "your interview at Acme"."""
    for pattern, score, persons in patterns("wording") if text else ():
        for match in pattern.finditer(text):
            if (persons and is_somebody(match, sender)) or has_title(match):
                continue
            before = text[max(0, match.start() - 24) : match.start() + 12]
            elsewhere = compiled("elsewhere").search(before) and not match[0].lower().startswith("on behalf")
            place = _A_PLACE if match[1].lower().startswith("the ") and match[1].count(" ") == 1 else 0.0
            yield (_ELSEWHERE if elsewhere else score) - less - place, display_form(employer_in(match))


def _by_signature(signature: str) -> Iterator[tuple[float, str]]:
    """What a signature shows: "Recruiter at Acme", "Acme GmbH" on a line of its own."""
    for line in signature.splitlines():
        for match in compiled("title_at").finditer(line):
            yield _SIGNED_AT, display_form(match[1])
        if compiled("legal_line").search(line):
            yield _LEGAL_FORM, display_form(line)
