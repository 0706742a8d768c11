"""Somebody is met in another's place: "Petra will step in for Sophie", "Marek is covering for Anna tomorrow".

The words are in `lexicon/standing_in.toml`. Such a mail changes who is met and moves nothing, unless it says so, too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from agent.understanding.findings import Part, Participant
from agent.understanding.people.lexicon import lexicon
from agent.understanding.people.listed import listed
from agent.understanding.people.matching import likely_same
from agent.understanding.people.runs import NAME_WORD
from agent.understanding.sentences import Sentence, normalise, sentences

_LONGEST = 6000
_WRITER = frozenset({"I", "me"})
_TITLE = r"(?:(?:Mr|Mrs|Ms|Mx|Dr|Prof|Capt|Sir)\.? )?"
_NOBODY = r"(?!(?:You|We|He|She|They|It|This|That|There|Who|What|Somebody|Someone|Nobody|Everybody|Everyone|Please)\b)"
_NAME = rf"{_NOBODY}{_TITLE}{NAME_WORD}(?: {NAME_WORD}){{0,2}}"
_BEHIND = r"(?: ?\([^()\n]{2,50}\),?|, [^,.\n]{2,50},)?"
_PARTS = {
    "{who}": rf"(?P<who>\bI\b|{_NAME}{_BEHIND}(?: (?:and|&) {_NAME}{_BEHIND})?)",
    "{other}": rf"(?P<other>{_NAME}|(?i:me|her|him|them|his|their)\b)",
    "{person}": rf"(?P<person>{_NAME}){_BEHIND}",
    "{will}": (
        r"(?i:'ll| will| is going to|'s going to| is|'s|'m| am| are| can| shall"
        r"| has(?: kindly)? (?:agreed|offered) to"
        r"| is (?:driving|coming|flying|heading|popping|travelling|traveling)(?: \w+){0,3}? and (?:will|is going to))?"
        r"(?i: now| kindly| then| also)?"
    ),
}
_CUE = re.compile(
    r"\b(?:step|stand|fill|sit|sub|jump)\w* in\b|\b(?:cover|deputi[sz]|replac)"
    r"|\bin(?:stead| place of| lieu| (?:my|her|his|their) (?:place|stead))\b"
    r"|\btak(?:e|es|ing)\b"
)
"""Without one of these nobody steps in; most mail has none."""


@dataclass(frozen=True, slots=True)
class StandIn:
    """Who is met, and in whose place, by name; "I" and "me" are the writer."""

    who: tuple[str, ...]
    other: str
    sentence: Sentence


@lru_cache(maxsize=8)  # one text is asked for its people and for its findings
def stand_in(said: str, never: tuple[str, ...] = ()) -> StandIn | None:
    """Who steps in by what a text says; None where nobody does. `never` are names that are no people."""
    text = normalise(said[:_LONGEST])
    if not _CUE.search(text):
        return None
    for part in sentences(text):
        if _refused().search(part.text):
            continue
        for found in (match for pattern in _patterns("steps_in") for match in pattern.finditer(part.text)):
            who, other = _who(part.text, found, never), _other(part.text, found, never)
            named = other or (_absent(text, part.end, never) if found["other"].islower() else None)
            if who and named:
                return StandIn(who, named, part)
        absent = _absent(text, part.end, never)
        for found in (match for pattern in _patterns("because") for match in pattern.finditer(part.text)):
            who = _who(part.text, found, never)
            if absent is not None and who and absent not in who:
                return StandIn(who, absent, part)
    return None


def with_stand_in(
    people: tuple[Participant, ...], stand: StandIn | None, writer: str | None
) -> tuple[Participant, ...]:
    """The people of a message: who steps in is met, the other is not. `writer` is the sender's address."""
    if stand is None:
        return people
    met, other = who_is_met(stand, people, writer)
    return tuple(
        replace(one, part=Part.INTERVIEWER, guessed=False)
        if one in met
        else replace(one, part=Part.OTHER)
        if one == other and one.part is Part.INTERVIEWER
        else one
        for one in people
    )


def who_is_met(
    stand: StandIn, people: tuple[Participant, ...], writer: str | None
) -> tuple[tuple[Participant, ...], Participant | None]:
    """Who steps in and who is not met, as the people of the message; by name alone who is none of them."""

    def meant(name: str) -> Participant | None:
        if name in _WRITER:
            return next((one for one in people if writer is not None and one.email == writer), None)
        known = (one for one in people if one.name and likely_same(one.name, name))
        return next(known, Participant(name, None, Part.OTHER))

    met = tuple(one for name in stand.who if (one := meant(name)) is not None)
    return met, meant(stand.other)


def repeats_the_time(said: str) -> bool:
    """Whether a text in which somebody steps in names an hour only to say that it stands: "Still 2 PM today"."""
    return _time("stands").search(normalise(said[:_LONGEST]).lower()) is not None


def moves_besides(said: str) -> bool:
    """Whether a text in which somebody steps in also says that the time changes."""
    low = normalise(said[:_LONGEST]).lower()
    return not _time("stays").search(low) and _time("moves").search(_time("unmoved").sub(" ", low)) is not None


def _who(text: str, found: re.Match[str], never: tuple[str, ...]) -> tuple[str, ...]:
    if found["who"] == "I":
        return ("I",)
    return tuple(one.name for one in listed(text[: found.end("who")], found.start("who"), never))


def _other(text: str, found: re.Match[str], never: tuple[str, ...]) -> str | None:
    """In whose place; None where a pronoun says so."""
    if found["other"].lower() == "me":
        return "me"
    if found["other"].islower():
        return None
    named = listed(text[: found.end("other")], found.start("other"), never)
    return named[0].name.removesuffix("'s") if named else None


def _absent(text: str, end: int, never: tuple[str, ...]) -> str | None:
    """Who cannot be there, by what is said before `end`; the last of several."""
    absent = None
    for found in _absence().finditer(text, 0, end):
        named = listed(text[: found.end("person")], found.start("person"), never) if found["person"] else []
        absent = named[0].name.removesuffix("'s") if named else (absent if found["person"] else "me")
    return absent


def _compiled(source: str) -> re.Pattern[str]:
    for name, pattern in _PARTS.items():
        source = source.replace(name, pattern)
    return re.compile(source.replace(" ", r"[ \n]{1,3}"))


@cache
def _patterns(group: str) -> tuple[re.Pattern[str], ...]:
    return tuple(_compiled(one) for one in lexicon("standing_in")[group]["patterns"])


@cache
def _absence() -> re.Pattern[str]:
    return _compiled(lexicon("standing_in")["because"]["absent"])


@cache
def _refused() -> re.Pattern[str]:
    return re.compile(lexicon("standing_in")["refused"]["pattern"])


@cache
def _time(key: str) -> re.Pattern[str]:
    return re.compile(lexicon("standing_in")["time"][key])
