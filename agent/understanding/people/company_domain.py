"""The employer by the sender's own domain, in the form in which text, signature or subject write it."""

from __future__ import annotations

import re

from agent.messages import Person
from agent.reading.records import Reading
from agent.senders import SHARED, Nature, is_hiring_system_domain, nature, registrable_domain
from agent.understanding.people.company_lines import own_line, whole_form
from agent.understanding.people.company_names import display_form, ends_as_companies, flat, plausible
from agent.understanding.people.domain_words import parted
from agent.understanding.people.lexicon import words
from agent.understanding.people.names import parse_name
from agent.understanding.people.spelled import spelled

_LONGEST = 12_000
_SHARED = SHARED - {Nature.HIRING_SYSTEM}  # whose mailbox may stand on the employer's own domain
_HIRING_TEAM = re.compile(r" (?:Careers|Recruiting|Recruitment|Talent(?: Acquisition)?|Hiring)(?: Team)?$")
_WORD = re.compile(r"[\w&+][\w&+'’-]*")


def is_shared(person: Person) -> bool:
    """True when unrelated people or companies share the address's domain: mail providers, hiring systems, sites."""
    kind = nature(person.email)
    return kind in _SHARED or (kind is not None and is_hiring_system_domain(person.domain))


def label_of(person: Person) -> str:
    """The word of the domain that names its owner: "acme" of dana@mail.acme.example; "" for a shared domain."""
    if is_shared(person):
        return ""
    labels = person.domain.split(".")
    label = registrable_domain(person.domain).partition(".")[0]
    at = labels.index(label) if label in labels else 0
    return labels[at - 1] if at and label in words("people_domains", "levels") else label


def serves_many(label: str) -> bool:
    """True when a domain's name is that of a service for many employers: "hotel-jobs", "screening-portal"."""
    parts = label.split("-")
    return label in words("people_company", "never") or any(
        part.endswith(word) for part in parts for word in words("people_domains", "services")
    )


def company_by_domain(reading: Reading, person: Person | None) -> str | None:
    """The company whose domain `person` writes from, as the message writes it; None for a shared domain."""
    label = label_of(person) if person is not None else ""
    if person is None or not label:
        return None
    summaries = " ".join(invitation.summary for invitation in reading.invitations[:2])
    texts = (reading.subject, reading.said, reading.signature, person.name or "", summaries, reading.quoted[:2000])
    for whole in (True, False):
        for text in texts:
            written = spelled(label, text[:_LONGEST], whole)
            if written:
                return whole_form(written, reading, person) or written
    house = _by_display(person, label) or _without_front(label, f"{reading.signature}\n{reading.subject}")
    if house:
        return house
    name = parted(label, _large_words(reading, person, summaries))
    return own_line(label, name, reading, person) or name


def _by_display(person: Person, label: str) -> str | None:
    """The house that a team writes as, of two words or more, where nothing spells the domain: "Acme Widgets HR".

    A robot may write for it from a service's domain: "Acme Insurance <no-reply@mail.talentgrid.example>", or for its
    hiring team, "Acme Careers <no-reply@talentgrid.example>".
    """
    parsed = parse_name(person.name, person.email)
    house = display_form(parsed.company) if parsed.full is None and parsed.company else ""
    house = house.title() if house.isupper() else house
    robot = nature(person.email) is Nature.NO_REPLY
    team = robot and _HIRING_TEAM.search(person.name or "") is not None
    theirs = team or (" " in house and ((robot and ends_as_companies(house)) or flat(house)[:1] == label[:1]))
    return house if len(house) > 3 and plausible(house, frozenset()) and theirs else None


def _without_front(label: str, text: str) -> str | None:
    """What spells a label but for what domains have in front of a name: "getacme"."""
    fronts = (front for front in words("people_domains", "before") if label.startswith(front))
    rests = sorted((label[len(front) :].strip("-") for front in fronts), key=len)
    return next((found for rest in rests if len(rest) > 3 and (found := spelled(rest, text[:_LONGEST], True))), None)


def _large_words(reading: Reading, person: Person, summaries: str) -> dict[str, str]:
    """Words that the message writes large where names stand, by their letters: "mcallister" -> "McAllister"."""
    places = f"{person.name or ''}\n{reading.signature[:600]}\n{reading.subject[:200]}\n{summaries[:200]}"
    large = (word for word in _WORD.findall(places) if word[0].isupper() and len(word) > 3)
    return {flat(word): word if not word.isupper() else word.capitalize() for word in large}
