"""The traits of a writer, by which it is told whether the owner meets them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agent.messages import Person
from agent.reading.records import Reading
from agent.senders import nature
from agent.understanding.findings import Kind, Part, Participant
from agent.understanding.likeness.features import beginning, features, words_of
from agent.understanding.people.names import parse_name
from agent.understanding.people.parts import (
    part_of_title,
    speaks_for_process,
    speaks_of_self,
    wordings_of,
)
from agent.understanding.people.teams import is_function_address
from agent.understanding.people.writer import Writer, behind_name, is_proprietor, titles_of
from agent.understanding.sentences import sentences

_LONGEST = 6000
_MOST_SENTENCES = 40
_LONGEST_SENTENCE = 600


def traits_of_writer(
    wrote: Writer, ruled: Part, others: Sequence[Participant], reading: Reading, kind: Kind | None
) -> dict[str, float]:
    """The traits of who wrote: `ruled` is the part that the rules give them beside `others` of the message."""
    sender = reading.message.sender
    if sender is None:
        return {}
    found = [*_of_the_rules(wrote, ruled, sender, reading), *_of_the_message(others, reading, kind)]
    found += [*_of_the_sender(sender, reading), *_of_words(reading.said[:_LONGEST])]
    return dict.fromkeys(found, 1.0)


def _of_the_rules(wrote: Writer, ruled: Part, sender: Person, reading: Reading) -> Iterator[str]:
    yield f"ruled {ruled}"
    yield f"{'told' if wrote.told else 'most likely'} {wrote.person.part}"
    yield from (f"says {wording}" for wording in wordings_of(reading.said))
    if speaks_for_process(f"{reading.subject}\n{reading.said}"):
        yield "speaks for the process"
    if is_proprietor(sender):
        yield "of the house's name"


def _of_the_message(others: Sequence[Participant], reading: Reading, kind: Kind | None) -> Iterator[str]:
    """Its kind, and whom else it names."""
    met = [one for one in others if one.part is Part.INTERVIEWER]
    if kind is not None:
        yield f"kind {kind}"
    if others:
        yield "others"
    if met:
        yield from ("others met", f"{min(len(met), 3)} others met")
    if any(one.email for one in met):
        yield "others met with an address"
    if reading.invitations:
        yield "an invitation"


def _of_the_sender(sender: Person, reading: Reading) -> Iterator[str]:
    """What their address is, how much of a name they give, and what stands behind it and in their signature."""
    name = parse_name(sender.name, sender.email).full
    yield f"nature {nature(sender.email, sender.name)}"
    yield "no name" if name is None else "one word" if " " not in name else "a whole name"
    if is_function_address(sender.email):
        yield "address of a function"
    behind, titles = behind_name(sender), titles_of(reading, sender)
    yield f"behind {part_of_title(behind)}"
    yield f"title of {part_of_title(titles)}"
    yield from (f"title {beginning(word, 6)}" for word in words_of(titles))


def _of_words(said: str) -> Iterator[str]:
    """The features of the sentences in which the writer speaks of themselves."""
    for sentence in sentences(said)[:_MOST_SENTENCES]:
        if speaks_of_self(sentence.text):
            yield from (f"I {feature}" for feature in features(sentence.text[:_LONGEST_SENTENCE]))
