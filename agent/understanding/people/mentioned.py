"""People whom a text names: those the owner will meet, and those who arrange.

"You will meet with Lee Wong (Engineering Manager) and Ana Diaz, Staff Engineer" names two. What announces them is in
`lexicon/people_mentions.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from agent.understanding.findings import Part
from agent.understanding.people.lexicon import lexicon
from agent.understanding.people.listed import listed
from agent.understanding.people.matching import same_person
from agent.understanding.people.parts import arranges, arranges_by_title, part_of_title
from agent.understanding.people.runs import RUN, mention_pattern
from agent.understanding.people.teams import is_team

_LONGEST = 12_000
_LONGEST_LINE = 400
_BEGINS_WORDS = re.compile(r"[ \t]+(?!(?:and|with|from|of|in|on|at|via|for|who|then|or)\b)[a-z]")
"""Behind one large word: "Teaching presentation" is no Teaching."""

_WISHES = re.compile(r" (?:would|can|wants?|keen|looks?|looking) ")


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody whom a text names: as written, with the title it gives them, the part they play and where they stand."""

    name: str
    title: str | None
    part: Part
    start: int


def mentioned(text: str, never: tuple[str, ...] = ()) -> tuple[Mention, ...]:
    """The people `text` names as taking part, in order. `never` holds names that are no people (the employer)."""
    text = mention_pattern("list", "greeting").sub(lambda greeting: " " * len(greeting[0]), text[:_LONGEST])
    found = [
        *_met(text, never),
        *_announced(text, never),
        *_beside(text, never),
        *_by_hours(text, never),
        *_copied(text, never),
    ]
    return _once(sorted(found, key=lambda mention: mention.start))


def persons_in(line: str, never: tuple[str, ...] = ()) -> tuple[Mention, ...]:
    """The people of one line of a schedule: "Technical interview with Lee Wong", "Lee Wong / Ana Diaz"."""
    line = line[:_LONGEST_LINE]
    cued = tuple(mention for mention in mentioned(line, never) if mention.part is Part.INTERVIEWER)
    if cued:
        return cued
    lists = [_mentions(line, run.start(), Part.INTERVIEWER, never) for run in RUN.finditer(line)]
    full = next((people for people in lists if any(" " in person.name for person in people)), None)
    if full:  # one word behind a whole name is a department: "Jo Nakai, Allocation"
        return tuple(person for person in full if " " in person.name)
    return tuple(person for people in lists for person in people if not _BEGINS_WORDS.match(line, _end(person)))[:2]


def _end(person: Mention) -> int:
    return person.start + len(person.name)


def _met(text: str, never: tuple[str, ...]) -> Iterator[Mention]:
    """Those whom the owner will meet: "You will meet with ..."."""
    for cue in _places("meet", "patterns", text):
        if not _over(text, cue.end()):
            yield from _mentions(text, cue.end(), Part.INTERVIEWER, never)


@lru_cache(maxsize=32)
def _places(group: str, key: str, text: str) -> tuple[re.Match[str], ...]:
    """Where a text has words that name people. Kept for a moment: it is asked for the employer and for the people."""
    return tuple(mention_pattern(group, key).finditer(text))


def _over(text: str, at: int) -> bool:
    """True for a talk that is over: "good chat with Roberto yesterday"."""
    before = mention_pattern("past", "before").search(text[max(0, at - 60) : at])
    return before is not None or mention_pattern("past", "behind").match(text[at : at + 90]) is not None


def _announced(text: str, never: tuple[str, ...]) -> Iterator[Mention]:
    """Those who will do something: "Lee Wong and Ana Diaz will interview you", "Ana will schedule it"."""
    for will in _places("will", "pattern", text):
        if _WISHES.search(will[0]) and _may_be_employer(text[: will.start()], will[1]):
            continue  # "Umbra would like to meet you"
        coordinates = will[2].lower().startswith(tuple(lexicon("people_mentions")["will"]["arranges"]))
        part = Part.COORDINATOR if coordinates else Part.INTERVIEWER
        yield from _mentions(text[: will.end(1)], will.start(), part, never)


def _may_be_employer(before: str, name: str) -> bool:
    """True for one word, unless a job title stands before it ("our founder Malik"), and for a team's name."""
    if is_team(name) or before.rstrip(", ").lower().endswith("client"):
        return True
    title = before.rstrip()[-30:].rpartition(" ")[2]
    return " " not in name and not (title.islower() and part_of_title(title))


def _beside(text: str, never: tuple[str, ...]) -> Iterator[Mention]:
    """Those who are there with the writer, "Dr Lim and myself", or who "would like to meet you", or "him" of before."""
    for group in ("beside", "asks", "again"):
        for beside in _places(group, "pattern", text):
            yield from _mentions(text[: beside.end(1)], beside.start(1), Part.INTERVIEWER, never)


def _by_hours(text: str, never: tuple[str, ...]) -> Iterator[Mention]:
    """Those of whose hours it speaks: "Joost can Wednesday", "Ben's week is a mess but these are free"."""
    for told in _places("hours", "pattern", text):
        yield from _mentions(text[: told.end(1)], told.start(1), Part.INTERVIEWER, never)


def _copied(text: str, never: tuple[str, ...]) -> Iterator[Mention]:
    """Those who are copied or introduced: "I'm copying Ana, who will find a time"."""
    for copied in _places("copied", "pattern", text):
        sentence = text[copied.start() : copied.end() + 160].partition(". ")[0]
        part = Part.COORDINATOR if arranges(sentence) else Part.OTHER
        group = 1 if copied[1] else 2
        yield from _mentions(text[: copied.end(group)], copied.start(group), part, never)[:1]


def _mentions(text: str, at: int, part: Part, never: tuple[str, ...]) -> list[Mention]:
    """The people of a list. Whom the owner meets is an interviewer, unless the title says that they arrange."""
    return [
        Mention(
            one.name,
            one.title,
            Part.COORDINATOR if one.title and arranges_by_title(one.title) else part,
            one.start,
        )
        for one in listed(text, at, never)
    ]


def _once(mentions: list[Mention]) -> tuple[Mention, ...]:
    """Each person once, under their fullest name and with the part that says most."""
    kept: list[Mention] = []
    for mention in mentions:
        at = next((i for i, other in enumerate(kept) if same_person(mention.name, other.name)), None)
        if at is None:
            kept.append(mention)
            continue
        other = kept[at]
        longer = mention if len(mention.name) > len(other.name) else other
        part = other.part if other.part is not Part.OTHER else mention.part
        kept[at] = Mention(longer.name, other.title or mention.title, part, other.start)
    return tuple(kept)
