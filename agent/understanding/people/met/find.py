"""Those whom a text names and the owner will meet, by the weights of what stands around their names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from agent.messages import Person
from agent.reading.records import Reading
from agent.understanding.findings import Kind, Part
from agent.understanding.people.attending import is_named
from agent.understanding.people.company_domain import label_of
from agent.understanding.people.matching import family_name_of, likely_same, untitled
from agent.understanding.people.mentioned import Mention
from agent.understanding.people.met.names import likeness_to_a_person
from agent.understanding.people.met.naming import names_in
from agent.understanding.people.met.traits import ANNOUNCED, of_the_message, traits_of
from agent.understanding.people.met.weighing import likelihood
from agent.understanding.people.names import parse_name
from agent.understanding.people.parts import arranges_by_title
from agent.understanding.people.runs import mention_pattern
from agent.understanding.people.spelling import plain
from agent.understanding.people.teams import is_team
from agent.understanding.sentences import sentences

_LONGEST, _LONGEST_BEHIND = 12_000, 160
_MOST = 12
_PLACES = 3
"""So many people of a text are weighed, and so many places where it names each."""

_POSSIBLE = 0.4
"""What is less like a name of a person is not weighed, unless the lexicon's words announce it."""

_LEAST = 0.05
_ANNOUNCED = 0.45
"""What those words add to a name's likeness to a person."""

_MET, _MET_AS_ANNOUNCED = 0.6, 0.25
"""How likely somebody must be met. Thanks to a wrong person are worse than none."""

_TOGETHER = 1.4
"""What the name and what stands around it must say together: the less it is like a person's, the surer the words."""


@dataclass(slots=True)
class _Named:
    """Somebody whom a text names: their fullest name, the title it gives them, where it names them."""

    name: str
    title: str | None
    places: list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whom a text names, as a mention to be, with the traits by which it is told whether they are met."""

    mention: Mention
    likeness: float
    traits: dict[str, float]


def met(
    reading: Reading, kind: Kind | None, told: Sequence[Mention], known: Sequence[Person], never: tuple[str, ...]
) -> tuple[Mention, ...]:
    """The people whom the new text names and the owner will meet, in order; see `candidates`."""
    return tuple(one.mention for one in candidates(reading, kind, told, known, never) if _is_met(one))


def _is_met(one: Candidate) -> bool:
    likely = likelihood(one.traits)
    least = _MET_AS_ANNOUNCED if ANNOUNCED in one.traits else _MET
    together = _TOGETHER - _MET + least
    return likely >= least and likely + one.likeness >= together


def candidates(
    reading: Reading, kind: Kind | None, told: Sequence[Mention], known: Sequence[Person], never: tuple[str, ...]
) -> Iterator[Candidate]:
    """Everybody whom the new text names, in order.

    `told` are the mentions that words of the lexicon announce, `known` the people whose address the message shows,
    `never` names of nobody to be met: the owner's, the employer's, the writer's.
    """
    said = reading.said[:_LONGEST]
    named = _people(said, never, reading.message.sender)
    if not named:
        return
    parts, message = sentences(said), of_the_message(reading, kind)
    for one in named:
        if is_team(one.name):
            continue
        person = next((p for p in known if is_named(p, one.name) or _by_title(p, one)), None)
        announced = next((m for m in told if likely_same(m.name, one.name)), None)
        likeness = 1.0 if person is not None else likeness_to_a_person(one.name)
        if announced is not None and announced.part is Part.INTERVIEWER:
            likeness = min(1.0, likeness + _ANNOUNCED)
        if likeness < _POSSIBLE or (announced is not None and announced.part is Part.COORDINATOR):
            continue
        if any(_is_elsewhere(said[end : end + _LONGEST_BEHIND]) for _, end in one.places):
            continue
        arranges = one.title is not None and arranges_by_title(one.title)
        mention = Mention(one.name, one.title, Part.COORDINATOR if arranges else Part.INTERVIEWER, one.places[0][0])
        traits = traits_of(said, parts, one.places, one.name, one.title, announced, person, likeness)
        yield Candidate(mention, likeness, {**traits, **message})


def _by_title(person: Person, one: _Named) -> bool:
    """Whether it is this person by their family name behind a title: "Chef Solis" with Renata Solis in copy."""
    own = parse_name(person.name, person.email).full
    return one.title is not None and own is not None and family_name_of(one.name, own)


def _is_house(name: str, sender: Person | None) -> bool:
    """True for the name of the writer's house: the domain of info@thesaltpan.example begins with "Salt Pan"."""
    first, *rest = plain(name).split() or [""]
    label = label_of(sender).replace("-", "").removeprefix("the") if sender is not None else ""
    return len(first) > 3 and label.startswith(first) if rest else label == first


def _is_elsewhere(behind: str) -> bool:
    """Whether what stands behind a name says that they are away when the others meet: "Mick's up in Cairns"."""
    away = mention_pattern("elsewhere", "behind").search(behind)
    return away is not None and not mention_pattern("elsewhere", "spared").search(behind[away.end() :])


def _people(said: str, never: tuple[str, ...], sender: Person | None) -> list[_Named]:
    """Every name, each person once; the house's own is nobody's, even where it is called after one of them."""
    found: list[_Named] = []
    for one, start in names_in(said, never):
        if _is_house(one.name, sender):
            continue
        place = (start, start + len(one.name))
        same = next((other for other in found if likely_same(other.name, one.name)), None)
        if same is None:
            if len(found) < _MOST and likeness_to_a_person(one.name) >= _LEAST:
                found.append(_Named(one.name, one.title, [place]))
            continue
        if len(untitled(one.name)) > len(untitled(same.name)):
            same.name = one.name
        same.title = same.title or one.title
        if len(same.places) < _PLACES:
            same.places.append(place)
    return found
