"""The traits of somebody whom a text names, by which it is told whether the owner meets them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from agent.messages import Person
from agent.reading.records import Reading
from agent.understanding.findings import Kind, Part
from agent.understanding.likeness.around import around
from agent.understanding.likeness.features import beginning, words_of
from agent.understanding.people.mentioned import Mention
from agent.understanding.people.parts import part_of_title
from agent.understanding.people.runs import mention_pattern
from agent.understanding.sentences import Sentence

HOUR = re.compile(r"\b\d{1,2}[:.h]\d\d\b|\b\d{1,2} ?[ap]\.?m\b|\bat \d{1,2}\b|\bnoon\b", re.IGNORECASE)
_PLANNED = re.compile(r"\W*\d{1,2}[:.h]\d\d")
_LONGEST_SENTENCE = 600
ANNOUNCED = "announced"
"""The trait of those whom words of the lexicon announce as met: the weights are learnt with it and without it."""


def of_the_message(reading: Reading, kind: Kind | None) -> dict[str, float]:
    """The traits that all people of a message share: its kind, and whether it names an hour or has an invitation."""
    found = {f"kind {kind}": 1.0} if kind is not None else {}
    if HOUR.search(reading.said[:12_000]):
        found["an hour"] = 1.0
    if reading.invitations:
        found["an invitation"] = 1.0
    return found


def traits_of(
    said: str,
    parts: Sequence[Sentence],
    places: Sequence[tuple[int, int]],
    name: str,
    title: str | None,
    announced: Mention | None,
    known: Person | None,
    likeness: float,
) -> dict[str, float]:
    """The traits of one person: the `places` of `said` that name them, and what else is known of them."""
    found: dict[str, float] = {}
    for place in places:
        sentence = next((part for part in parts if part.start <= place[0] < part.end), None)
        found |= around(said, place, sentence)
        found |= dict.fromkeys(_of_the_line(said, place), 1.0)
        if sentence is not None:
            found |= dict.fromkeys(_of_the_lexicon(sentence.text), 1.0)
    found |= dict.fromkeys(_of_the_name(name, title), 1.0)
    if announced is not None:
        found[ANNOUNCED if announced.part is Part.INTERVIEWER else "copied or introduced"] = 1.0
    if known is not None:
        found["an address"] = 1.0
    found["like a person"] = likeness
    return found


def _of_the_line(said: str, place: tuple[int, int]) -> Iterator[str]:
    before = said[said.rfind("\n", 0, place[0]) + 1 : place[0]]
    if not before.strip(" -*•\t"):
        yield "begins a line"
    if _PLANNED.match(before):
        yield "in a line of an hour"


@lru_cache(maxsize=8)
def _of_the_lexicon(sentence: str) -> tuple[str, ...]:
    """Asked for each name of a sentence."""
    text = sentence[:_LONGEST_SENTENCE]
    asked = (("an errand", "errand", "patterns"), ("over", "past", "before"), ("over", "past", "behind"))
    return tuple(trait for trait, group, key in asked if mention_pattern(group, key).search(text))


def _of_the_name(name: str, title: str | None) -> Iterator[str]:
    yield "one word" if " " not in name else "a whole name"
    if title:
        yield f"title of {part_of_title(title)}"
        yield from (f"title {beginning(word, 6)}" for word in words_of(title))
