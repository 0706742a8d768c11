"""The employer a message is about, as written ("Acme"), and the agency between, if one writes.

The strongest sign is wording that names the employer ("your application to Acme"), next a name in the text or headers
that spells the sender's own domain, then signature, subject and display name, last the domain itself. Hiring systems,
job sites, mail providers and tools are never the employer; an agency is not, whether its client is named or not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from agent.messages import Owner, Person
from agent.reading.records import Reading
from agent.senders import Nature, nature, registrable_domain
from agent.understanding.people.agency import find_agency
from agent.understanding.people.clients import client_of
from agent.understanding.people.company_domain import company_by_domain, is_shared, label_of, serves_many
from agent.understanding.people.company_lines import whole_form
from agent.understanding.people.company_names import NAME, alike, display_form, ends_as_companies, fuller, plausible
from agent.understanding.people.company_wording import named_companies
from agent.understanding.people.heads import heads
from agent.understanding.people.house_names import shown_house
from agent.understanding.people.mentioned import mentioned
from agent.understanding.people.names import parse_name
from agent.understanding.people.teams import is_team
from agent.understanding.people.titles import titles

_LONGEST = 12_000
_WITH = re.compile(rf"\b(?:[Yy]our|an|to|upcoming)\s+interview\s+with\s+{NAME}")
_NUMBERS = re.compile(r"\s\d+$")  # "Twin Falls District 12"
_CLIENT = 2.0
_BEATS_DOMAIN = 2.4
_ENOUGH = 1.3


@dataclass(frozen=True, slots=True)
class Employer:
    """`company` is the employer's name in display form or None; `agency` the agency's, when one writes."""

    company: str | None
    agency: str | None


def find_employer(reading: Reading, owner: Owner) -> Employer:
    """Employer and agency as one message shows them; both None when it names none."""
    their = _their_person(reading, owner)
    named = [(score, name) for score, name in named_companies(reading) if plausible(name, frozenset())]
    never = _never(reading, owner) if named else frozenset()
    named = [(score, name) for score, name in named if name.lower() not in never and not _of_owner(name, owner)]
    if any(_may_be_a_job(name.lower()) for _, name in named):
        job = _job(reading)
        named = [(score, name) for score, name in named if name.lower() not in job]
    agency = find_agency(reading, their)
    if agency is not None:
        clients = [(score, name) for score, name in named if score >= _CLIENT and not alike(name, agency)]
        return Employer(_best(clients) or client_of(reading, agency, owner), agency)
    own = company_by_domain(reading, their)
    if own is not None and not plausible(_NUMBERS.sub("", own), frozenset()):
        own = None
    best = _best(named)
    if best is not None and their is not None and serves_many(label_of(their)):
        own = None
    if best is None:
        return Employer(own, None)
    if own is None and their is not None:
        best = whole_form(best, reading, their) or best
    if own is not None and alike(best, own):
        return Employer(fuller(best, own), None)
    if own is not None and any(_holds(name, own) for _, name in named):
        return Employer(next(name for _, name in named if _holds(name, own)), None)
    if own is not None and any(score >= _BEATS_DOMAIN and alike(name, own) for score, name in named):
        return Employer(own, None)
    top = max(score for score, _ in named)
    if own is not None and top < _BEATS_DOMAIN:
        return Employer(own, None)
    return Employer(best if top >= _ENOUGH else None, None)


def _their_person(reading: Reading, owner: Owner) -> Person | None:
    """Whose address shows the employer: the sender, or the first recipient of the owner's own mail."""
    message = reading.message
    sender = message.sender
    if sender is not None and sender.email not in owner.addresses:
        if _at_home(sender, owner):
            return None
        service = is_shared(sender) and nature(sender.email) is not Nature.FREEMAIL
        invited = _invited(reading, owner) if service else None
        return invited or sender
    return next((person for person in message.to + message.cc if person.email not in owner.addresses), None)


def _at_home(sender: Person, owner: Owner) -> bool:
    """True for an address on the owner's own domain: a family's or a private provider's; the house they are in now."""
    homes = {registrable_domain(address) for address in owner.addresses}
    return registrable_domain(sender.email) in homes and not is_shared(sender)


def _invited(reading: Reading, owner: Owner) -> Person | None:
    """Somebody of the employer's own domain in what a calendar or hiring system sent."""
    theirs = (person for person in _of_calendars(reading) if person.email not in owner.addresses)
    return next((person for person in theirs if not is_shared(person)), None)


def _of_calendars(reading: Reading) -> Iterator[Person]:
    """Who calls to a meeting and who is called, by the calendar parts."""
    for invitation in reading.invitations[:2]:
        attending = (invitation.organizer, *(attendee.person for attendee in invitation.attendees[:10]))
        yield from (person for person in attending if person is not None)


def _never(reading: Reading, owner: Owner) -> frozenset[str]:
    """Names of people on the message, in lower case: never the employer."""
    message = reading.message
    house = shown_house(reading)  # a hiring system writes in the employer's name
    people = [p for p in (message.sender if house is None else None, *message.to, *message.cc) if p is not None]
    names = [parse_name(person.name, person.email).full for person in people] + [owner.name]
    names += [parse_name(person.name, person.email).full for person in _of_calendars(reading)]
    full = {name.lower() for name in names if name and not (name != owner.name and ends_as_companies(name))}
    listed = mentioned(reading.said)
    met = {m.name.lower() for m in listed if m.title or (len(listed) > 1 and " " in m.name and not is_team(m.name))}
    met -= _interviewing(reading)
    return frozenset(full | met | {part for name in full for part in name.split() if len(part) > 1})


def _of_owner(name: str, owner: Owner) -> bool:
    """True for what holds the owner's whole name: the row "Candidate Sam Okafor" of a table."""
    return owner.name is not None and " " in owner.name and owner.name.lower() in name.lower()


def _job(reading: Reading) -> frozenset[str]:
    """The job that the subject names, in lower case: "interested in Personal Banker, Geelong" names no employer."""
    found = (title.partition(",")[0].lower() for _, title in titles(reading.subject[:300], True, None))
    return frozenset(title for title in found if _may_be_a_job(title))


def _may_be_a_job(low: str) -> bool:
    """True for several words, in lower case, of which the last makes a job's title."""
    return " " in low and not ends_as_companies(low) and any(True for _ in heads(low.split()[-1]))


def _holds(name: str, own: str) -> bool:
    """True for the domain's name with a word between: "Easthaven Public Schools" for easthavenschools.example."""
    said, known = name.lower().split(), own.lower().split()
    return len(known) > 1 and len(said) == len(known) + 1 and said[0] == known[0] and set(known) <= set(said)


def _interviewing(reading: Reading) -> set[str]:
    """Whom a hiring system says an interview is with, in lower case: the employer; people stand in lists."""
    sender = reading.message.sender
    if sender is None or nature(sender.email) is not Nature.HIRING_SYSTEM:
        return set()
    return {display_form(found[1]).lower() for found in _WITH.finditer(reading.said[:_LONGEST])}


def _best(named: list[tuple[float, str]]) -> str | None:
    """The name with the highest score; being named again counts a little."""
    totals: dict[str, float] = {}
    for score, name in named:
        totals[name.lower()] = max(totals.get(name.lower(), 0.0), score) + 0.05
    top = max(totals.values(), default=0.0)
    return next((name for _, name in named if totals[name.lower()] == top), None)
