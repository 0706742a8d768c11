"""What a draft may say: taken from the due step, the case and the owner, and from nowhere else.

Everything that is not known is None and is left out of the draft; nothing is guessed (docs/etiquette.md, "Wording").
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from agent.cases.interviews import held
from agent.cases.records import Case, Contact, Interview
from agent.messages import Owner, Person
from agent.planning.records import Due, Step
from agent.understanding.findings import Part
from agent.understanding.people import greeting_name
from agent.understanding.people.names import parse_name
from agent.writing.clean import clean_company, clean_role, clean_topics, plain
from agent.writing.notes import Notes, notes_for
from agent.writing.shelf import ENGLISH
from agent.writing.wordings import thank_you_turn
from agent.zones import zone_of


@dataclass(frozen=True, slots=True)
class Facts:
    """The details of one draft, each fit to stand in a sentence.

    `first_name` and `full_name` are the recipient's; `company` is the employer. `agency` is True when the recipient
    recruits for somebody else. `label` is what they call the interview, as written; `day` is its day where they
    are. `rounds` are the interviews that have been held. `met` is True when the recipient took part in the last
    one; `met_others` are the names of those whom the owner met there, or, in a thank-you, of those to be thanked
    through the recipient. `thanks_by_proxy`: the thank-you is written to somebody who is to pass it on. `news` are
    the owner's own words.
    """

    step: Step
    language: str
    country: str | None
    first_name: str | None
    full_name: str | None
    my_name: str | None
    role: str | None
    company: str | None
    agency: bool
    label: str | None
    day: date | None
    met: bool
    met_others: tuple[str, ...]
    thanks_by_proxy: bool
    carries_thanks: bool
    topics: tuple[str, ...]
    notes: Notes
    news: tuple[str, ...]
    rounds: int = 1


def gather(due: Due, case: Case, owner: Owner, news: tuple[str, ...] = (), person: Contact | None = None) -> Facts:
    """Collect the facts for one due step; `person` is whom the words are for when it is not `due.to` (LinkedIn)."""
    interview = due.interview or case.interview_held
    reader = Contact(due.to.name, due.to.email, Part.OTHER, None, due.on) if person is None else person
    met = person is not None or _met(due, interview)
    proxy = due.step is Step.THANK_YOU and person is None and not met
    agency = _is_agency(due.to, case) and person is None
    return Facts(
        step=due.step,
        language=case.language or ENGLISH,
        country=owner.country,
        first_name=greeting_name(reader.name, reader.email),
        full_name=parse_name(reader.name, reader.email).full,
        my_name=plain(owner.name) or None,
        role=clean_role(case.role, case.employer),
        company=clean_company(case.employer),
        agency=agency,
        label=interview.label if interview else None,
        day=_day(interview, owner),
        met=met,
        met_others=() if person is not None else _met_others(due, interview),
        thanks_by_proxy=proxy,
        carries_thanks=due.carries_thanks,
        topics=clean_topics(interview.topics) if interview else (),
        notes=_notes(due, case, interview, reader),
        news=news,
        rounds=len(held(case.interviews, due.on)),
    )


def names_of(people: tuple[Contact, ...]) -> tuple[str, ...]:
    """Give people's names as one says them to a colleague of theirs: first names, or full ones where two are alike."""
    firsts = [greeting_name(person.name, person.email) for person in people]
    fulls = [parse_name(person.name, person.email).full for person in people]
    said = [
        full if first is None or firsts.count(first) > 1 else first for first, full in zip(firsts, fulls, strict=True)
    ]
    return tuple(dict.fromkeys(name for name in said if name))


def _met(due: Due, interview: Interview | None) -> bool:
    """Tell whether the recipient took part in the interview."""
    if due.step is Step.THANK_YOU and due.thanks and not _among(due.to, interview):
        return False
    if _among(due.to, interview):
        return True
    # Nobody is named and no address says more: a screening call is held by whoever arranges it.
    if interview is None or interview.people:
        return False
    return bool({"screen", "screening", "intro", "introductory"} & set(plain(interview.label).lower().split()))


def _among(person: Person, interview: Interview | None) -> bool:
    return interview is not None and person.email in {contact.email for contact in interview.people}


def _met_others(due: Due, interview: Interview | None) -> tuple[str, ...]:
    if due.step is Step.THANK_YOU:
        return names_of(due.thanks)
    people = interview.people if interview else ()
    return names_of(tuple(person for person in people if person.email != due.to.email))


def _is_agency(person: Person, case: Case) -> bool:
    """Tell whether somebody recruits for another company: said of them, or of somebody at their domain."""
    if case.agency and not case.employer:
        return not any(c.email == person.email and c.part is Part.INTERVIEWER for c in case.contacts)
    agencies = {c.email.rpartition("@")[2] for c in case.contacts if c.part is Part.AGENCY and c.email}
    return person.domain in agencies


def _day(interview: Interview | None, owner: Owner) -> date | None:
    """Give the day of the interview as its reader remembers it: in the zone it was set in, else the owner's."""
    if interview is None or interview.start is None:
        return None
    zone = owner.zone
    if interview.zone and interview.zone.upper() not in {"UTC", "GMT", "Z", "ETC/UTC"}:
        zone = zone_of(interview.zone) or owner.zone
    return interview.start.astimezone(zone).date()


def _notes(due: Due, case: Case, interview: Interview | None, reader: Contact) -> Notes:
    """Choose the owner's notes: they belong in the first words after a conversation, its thanks."""
    if due.step is not Step.THANK_YOU and not due.carries_thanks:
        return Notes()
    people = interview.people if interview else ()
    others = tuple(
        first
        for person in people
        if (person.email, person.name) != (reader.email, reader.name) and person.email != reader.email
        if (first := greeting_name(person.name, person.email))
    )
    written_to = sum(person.email is not None for person in people)
    name = greeting_name(reader.name, reader.email)
    return notes_for(case.notes, name, others, thank_you_turn(due, case, reader), written_to)
