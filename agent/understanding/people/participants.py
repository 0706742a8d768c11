"""The people on the hiring side whom one message shows, each with the part they play; an address is never guessed.

They come from the headers, from the attendees of invitations and from the text; a name in the text gets an address only
where a header, an attendee or the text itself shows one that is plainly theirs. Rooms, robots, groups, the owner and
other candidates are nobody here (docs/etiquette.md, Recipients).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from agent.messages import Direction, Owner, Person
from agent.reading.records import Reading
from agent.senders import NOBODY, Nature, nature, registrable_domain
from agent.understanding.findings import Kind, Part, Participant
from agent.understanding.people.alone import beside_others
from agent.understanding.people.attending import attendees, is_human, is_named
from agent.understanding.people.company import Employer
from agent.understanding.people.each_once import each_once
from agent.understanding.people.matching import family_name_of, same_person, untitled
from agent.understanding.people.mentioned import Mention, mentioned
from agent.understanding.people.met import Candidate, candidates, met
from agent.understanding.people.names import parse_name
from agent.understanding.people.parts import part_of_title
from agent.understanding.people.runs import RUN, name_in
from agent.understanding.people.small_letters import with_large_names
from agent.understanding.people.standing_in import StandIn, stand_in, with_stand_in
from agent.understanding.people.unnamed import named_by
from agent.understanding.people.writer import Writer, behind_name, find_writer
from agent.understanding.people.wrote import is_open, traits_of_writer, weighed

_LONGEST = 12_000
_ADDRESS = r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}"
_SPELT_OUT = re.compile(rf"(?:(?P<name>{RUN.pattern})[ \t]{{0,2}}[(<\[,:]?[ \t]?)?(?P<email>{_ADDRESS})")
_ARRANGING = frozenset({Part.AGENCY, Part.RECRUITER, Part.COORDINATOR})


def find_participants(
    reading: Reading, owner: Owner, employer: Employer, kind: Kind | None = None
) -> tuple[Participant, ...]:
    """Everybody on the hiring side in this message: the writer first, then those it names or copies.

    `kind` is the message's: one that sets a meeting names those who will be there.
    """
    if reading.message.direction is Direction.OWNER:
        return _recipients(reading, owner)
    reading = with_large_names(reading, owner)
    wrote = find_writer(reading, owner, employer)
    people, stand = _by_rules(reading, owner, employer, wrote, kind)
    if wrote is not None:
        people = (weighed(wrote, people[0], people[1:], reading, kind), *people[1:])
    return with_stand_in(people, stand, wrote.person.email if wrote else None)


def traits_of_who_wrote(
    reading: Reading, owner: Owner, employer: Employer, kind: Kind | None
) -> tuple[Participant, dict[str, float]] | None:
    """Who wrote, by the rules, and their traits, to learn who meets the owner; None where nothing is to be weighed."""
    reading = with_large_names(reading, owner)
    wrote = find_writer(reading, owner, employer)
    if wrote is None:
        return None
    people, _ = _by_rules(reading, owner, employer, wrote, kind)
    person, others = people[0], people[1:]
    return (person, traits_of_writer(wrote, person.part, others, reading, kind)) if is_open(wrote, person) else None


def _by_rules(
    reading: Reading, owner: Owner, employer: Employer, wrote: Writer | None, kind: Kind | None
) -> tuple[tuple[Participant, ...], StandIn | None]:
    """Everybody by the rules, who wrote first, and who steps in for whom."""
    writer = wrote.person if wrote else None
    shown = _shown(reading, owner, employer, writer)
    stand = stand_in(reading.said, shown.never)
    mentions = (
        *_apart(shown, writer),
        *met(reading, kind, shown.told, shown.known, shown.others),
        *(Mention(name, None, Part.INTERVIEWER, 0) for name in (stand.who if stand else ()) if name != "I"),
    )
    named = _addressed(sorted(mentions, key=lambda mention: mention.start), shown.known, writer)
    attending, copied = shown.attending, _copied(reading, owner, shown.others)
    if wrote is not None:
        wrote = beside_others(wrote, (*attending, *named), reading, settles=kind is Kind.CONFIRMATION)
        writer = wrote.person
    return each_once([*([writer] if writer else []), *attending, *named, *copied], _fixed(wrote)), stand


@dataclass(frozen=True, slots=True)
class _Shown:
    """What a message shows of its people: `told` are those whom words of the lexicon announce.

    `never` are names of nobody on the hiring side, `others` those and the writer's.
    """

    attending: list[Participant]
    known: list[Person]
    told: tuple[Mention, ...]
    never: tuple[str, ...]
    others: tuple[str, ...]


def _shown(reading: Reading, owner: Owner, employer: Employer, writer: Participant | None) -> _Shown:
    houses = (name for name in (employer.company, employer.agency) if name and not _bears_family_name(name, reading))
    never = (*houses, *owner_names(reading, owner))
    attending = [p for invitation in reading.invitations for p in attendees(invitation, owner, never)]
    others = (*never, *([writer.name] if writer and writer.name else []))
    return _Shown(attending, _known(reading, owner, attending), mentioned(reading.said, never), never, others)


def _bears_family_name(house: str, reading: Reading) -> bool:
    """Whether a house is called after somebody who gets a copy: "Dr. Brandtner" of Brandtner Instrumente is met."""
    names = (parse_name(person.name, person.email).full for person in reading.message.cc if person.name)
    return any(name is not None and untitled(name)[-1:] == untitled(house)[:1] for name in names)


def candidates_of(reading: Reading, owner: Owner, employer: Employer, kind: Kind | None) -> tuple[Candidate, ...]:
    """Everybody besides the writer whom the new text names, to learn from whom the owner meets."""
    reading = with_large_names(reading, owner)
    wrote = find_writer(reading, owner, employer)
    shown = _shown(reading, owner, employer, wrote.person if wrote else None)
    return tuple(candidates(reading, kind, shown.told, shown.known, shown.others))


def _apart(shown: _Shown, writer: Participant | None) -> Iterator[Mention]:
    """The mentions that need no weighing: the writer's own, and of people who arrange or are only copied."""
    for mention in shown.told:
        own = writer is not None and writer.name is not None and same_person(writer.name, mention.name)
        if own or mention.part is not Part.INTERVIEWER:
            yield mention


def owner_names(reading: Reading, owner: Owner) -> tuple[str, ...]:
    """The owner's names: as configured and as the headers write them."""
    people = (reading.message.sender, *reading.message.to, *reading.message.cc)
    written = [parse_name(p.name, p.email).full for p in people if p is not None and p.email in owner.addresses]
    invited = [
        parse_name(a.person.name, a.person.email).full
        for i in reading.invitations
        for a in i.attendees
        if a.person.email in owner.addresses
    ]
    return tuple(dict.fromkeys(name for name in (owner.name, *written, *invited) if name))


def _known(reading: Reading, owner: Owner, attending: list[Participant]) -> list[Person]:
    """Every address the message shows that could be a named person's: in its fields, invitations and words."""
    message = reading.message
    headers = [
        p for p in (message.sender, *message.to, *message.cc, *message.reply_to) if p is not None and is_human(p, owner)
    ]
    return [*headers, *(Person(p.name, p.email) for p in attending if p.email), *_written_out(reading, owner)]


def _written_out(reading: Reading, owner: Owner) -> list[Person]:
    """The addresses that the text spells out, "Lee Wong (lee@acme.example)", if they are of the writer's own house.

    Any other address in a text is not followed: whoever writes may not speak for it.
    """
    sender = reading.message.sender
    if "@" not in reading.said or sender is None or nature(sender.email) is Nature.FREEMAIL:
        return []
    domain = registrable_domain(sender.email)
    found = [
        Person(name_in(one["name"]) if one["name"] else None, one["email"].lower())
        for one in _SPELT_OUT.finditer(reading.said[:_LONGEST])
    ]
    told = [p for p in found if is_human(p, owner) and registrable_domain(p.email) == domain]
    # "Lee Wong, Head of Design (lee.wong@acme.example)": what stands before it may be no name, the address is theirs.
    return [*told, *(Person(None, p.email) for p in told if p.name)]


def _addressed(named: Iterable[Mention], known: list[Person], writer: Participant | None) -> list[Participant]:
    """The named people with the addresses that are plainly theirs."""
    found = []
    for mention in named:
        person = next((p for p in known if is_named(p, mention.name)), None) or _of_that_family(known, mention.name)
        if person is None and writer is not None and writer.name and same_person(writer.name, mention.name):
            found.append(Participant(writer.name, writer.email, mention.part))
            continue
        own = parse_name(person.name, person.email).full if person else None
        found.append(Participant(own or mention.name, person.email if person else None, mention.part))
    return found


def _of_that_family(known: list[Person], name: str) -> Person | None:
    """The one person there with this family name ("Mr A. Rennie" is Alasdair Rennie); None where several have it."""
    same = {p.email: p for p in known if p.name and family_name_of(name, parse_name(p.name, p.email).full or "")}
    return next(iter(same.values())) if len(same) == 1 else None


def _copied(reading: Reading, owner: Owner, others: tuple[str, ...]) -> list[Participant]:
    """The writer's colleagues in To and Cc: same registered domain. Others there may be candidates: left out.

    `others` are names of other people: nobody's whose address stands without a name.
    """
    sender = reading.message.sender
    if sender is None or nature(sender.email) is Nature.FREEMAIL:
        return []
    domain = registrable_domain(sender.email)
    people = [
        named_by(reading.said, p, others)
        for p in reading.message.to + reading.message.cc
        if is_human(p, owner) and registrable_domain(p.email) == domain
    ]
    return [
        Participant(parse_name(p.name, p.email).full, p.email, part_of_title(behind_name(p)) or Part.OTHER)
        for p in people
    ]


def _recipients(reading: Reading, owner: Owner) -> tuple[Participant, ...]:
    """Whom the owner wrote to."""
    people = [
        p
        for p in reading.message.to + reading.message.cc
        if p.email not in owner.addresses and nature(p.email, p.name) not in NOBODY
    ]
    return tuple(
        Participant(parse_name(p.name, p.email).full, p.email, part_of_title(behind_name(p)) or Part.OTHER)
        for p in people
    )


def with_met(people: tuple[Participant, ...], met: Iterable[Participant]) -> tuple[Participant, ...]:
    """`people` and those whom only an interview slot names (the lines of a schedule)."""
    arranges = people and people[0].part in _ARRANGING
    return each_once([*people, *met], people[0] if arranges else None)


def _fixed(wrote: Writer | None) -> Participant | None:
    """The writer whose own title or words outweigh that the owner will also speak to them; None: nobody's do."""
    return wrote.person if wrote is not None and wrote.told and wrote.person.part in _ARRANGING else None
