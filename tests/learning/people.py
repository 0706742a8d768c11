"""What is like a person's name, and whom the owner meets: learnt from the headers and the labels of mail."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from email.utils import getaddresses
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import agent.understanding.people.met as people
from agent.messages import Direction, Owner
from agent.reading import read
from agent.reading.records import Reading
from agent.understanding.findings import Kind
from agent.understanding.people.company import find_employer
from agent.understanding.people.lexicon import lexicon
from agent.understanding.people.matching import likely_same
from agent.understanding.people.mentioned import mentioned
from agent.understanding.people.met import Candidate, candidates
from agent.understanding.people.met.names import PERSON, THING, traits_of_name
from agent.understanding.people.met.naming import names_in
from agent.understanding.people.met.traits import ANNOUNCED
from agent.understanding.people.met.weighing import MET, OTHER
from agent.understanding.people.names import parse_name
from agent.understanding.people.participants import candidates_of
from agent.understanding.people.spelling import plain
from tests.evaluation import corpus
from tests.learning.fitting import Fitted, digest, fit, write
from tests.understanding.kinds.mails import reading
from tests.understanding.people import mails
from tests.understanding.people.mails import table

TARGET = Path(people.__file__).with_name("weights.json")
TABLES = ("messages", "companies_and_roles", "fresh")
"""The tables by which the reading of people is tested, to learn from as well."""

_CERTAIN = 2
"""An example of the lexicon or of the tables counts as so many messages: it stands for all that say the same."""

NAMES = Path(people.__file__).with_name("names.json")


@dataclass(frozen=True, slots=True)
class _Written:
    """What a file of mail writes large: the names of people in its headers, and what its texts write like a name."""

    headers: frozenset[str]
    texts: frozenset[str]


@cache
def _written(path: Path) -> _Written:
    messages = tomllib.loads(path.read_text(encoding="utf-8")).get("message", [])
    texts = (one.name for message in messages for one, _ in names_in(message.get("text", "")))
    return _Written(frozenset(_in_headers(messages)), frozenset(texts))


def _in_headers(messages: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for message in messages:
        for name, address in getaddresses([message.get("from", ""), *message.get("to", []), *message.get("cc", [])]):
            full = parse_name(name, address).full
            if full:
                yield full


def learnt_names(paths: Iterable[Path]) -> Fitted:
    """The table of names as learnt from these files of messages and conversations.

    A name of a header is a person's, and so is its first word. What a text writes large is none, unless a header or a
    label knows it.
    """
    written = [_written(path) for path in paths]
    persons = {name for one in written for name in one.headers} | set(_labelled(paths))
    known = {plain(part) for name in persons for part in (name, name.split()[0], name.split()[-1])}
    things = {text for one in written for text in one.texts if plain(text) not in known}
    rows = [(name, PERSON) for name in sorted(persons | {name.split()[0] for name in persons})]
    rows += [(name, THING) for name in sorted(things)]
    traits = [dict.fromkeys(traits_of_name(name), 1.0) for name, _ in rows]
    labels = [label for _, label in rows]
    return fit(traits, labels, strictness=1.0, at_least=2, smallest=0.1, is_word=lambda _: False)


def _labelled(paths: Iterable[Path]) -> Iterator[str]:
    for path in paths:
        for message in tomllib.loads(path.read_text(encoding="utf-8")).get("message", []):
            yield from (one["name"] for one in message.get("expect", {}).get("people", []) if "name" in one)


def examples(paths: Iterable[Path]) -> Iterator[tuple[Mapping[str, float], str]]:
    """Everybody whom the labelled messages of `paths` and the examples of the lexicon name, and whether they are met.

    Each stands twice where the lexicon's words announce them: with that trait and without.
    """
    certain = [one for one in (*_of_lexicon(), *_of_tables()) for _ in range(_CERTAIN)]
    for candidate, is_met in (*_of_messages(paths), *certain):
        label = MET if is_met else OTHER
        yield candidate.traits, label
        bare = {name: value for name, value in candidate.traits.items() if name != ANNOUNCED}
        if len(bare) < len(candidate.traits):
            yield bare, label


def with_people(paths: Iterable[Path]) -> Iterator[tuple[corpus.Labelled, Reading]]:
    """Every message of `paths` that others wrote and whose label tells its people, read."""
    for one in corpus.messages_of(paths):
        if "people" in one.expect:
            found = read(one.raw, one.owner, "learning")
            if found.message.direction is not Direction.OWNER:
                yield one, found


def _of_messages(paths: Iterable[Path]) -> Iterator[tuple[Candidate, bool]]:
    for one, found in with_people(paths):
        for candidate in _named(found, one.owner, one.expect):
            said = _label(candidate.mention.name, one.expect["people"])
            if said is None or "part" in said:
                yield candidate, said is not None and said["part"] == "interviewer"


def _named(found: Reading, owner: Owner, expect: Mapping[str, Any]) -> tuple[Candidate, ...]:
    return candidates_of(found, owner, find_employer(found, owner), Kind(expect["kind"]))


def _label(name: str, people: Iterable[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """What a label says of the person with this name, whole or in part."""
    return next((one for one in people if "name" in one and _is(name, one["name"])), None)


def _is(name: str, other: str) -> bool:
    alone = " " not in name or " " not in other
    return likely_same(name, other) or (alone and name.split()[-1] == other.split()[-1])


def _of_lexicon() -> Iterator[tuple[Candidate, bool]]:
    mentions = lexicon("people_mentions")
    for kind, rows in ((None, mentions["examples"]), (Kind.INTERVIEW_INVITE, mentions["met"]["examples"])):
        for text, names in rows:
            for candidate in candidates(reading({"text": text}), kind, mentioned(text), (), ()):
                yield candidate, any(_is(candidate.mention.name, name) for name in names)


def _of_tables() -> Iterator[tuple[Candidate, bool]]:
    for mail in chain.from_iterable(table(Path(mails.__file__).with_name(f"{name}.toml")) for name in TABLES):
        if "people" in mail:
            found = mails.reading(mail)
            named = [one.rpartition(" ") for one in mail["people"]]
            for candidate in candidates_of(found, mails.OWNER, find_employer(found, mails.OWNER), None):
                parts = [part for whole, _, part in named if _is(candidate.mention.name, whole.partition(" <")[0])]
                yield candidate, "interviewer" in parts


def made_from() -> str:
    """Changes with the labelled messages."""
    tables = [Path(mails.__file__).with_name(f"{name}.toml") for name in TABLES]
    paths = (*corpus.files("open"), *corpus.conversation_files("open"), *tables)
    mentions = lexicon("people_mentions")
    return digest(([path.read_text(encoding="utf-8") for path in paths], mentions["examples"], mentions["met"]))


def learn() -> None:
    """Write the tables of names and of people anew."""
    write(NAMES, made_from(), *learnt_names((*corpus.files("open"), *corpus.conversation_files("open"))))
    write(TARGET, made_from(), *learnt(corpus.files("open")))


def learnt(paths: Iterable[Path]) -> Fitted:
    """The table of people as learnt from the messages of `paths`. What is like a name must have been learnt before."""
    known = list(examples(paths))
    rows, labels = [traits for traits, _ in known], [label for _, label in known]
    return fit(rows, labels, strictness=0.4, at_least=2, smallest=0.02, is_word=lambda _: False, alike=False)
