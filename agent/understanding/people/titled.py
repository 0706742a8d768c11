"""Whom a letter that sets a meeting names in full, with their office: they will be there, whatever the words.

"Tuesday at ten, you'd have Kirsty Boland, our head of planning" names one; "any questions to Kirsty Boland, our head of
planning" does not: the words of the same sentence give her another errand. Those errands are the table `errand` of
`lexicon/people_mentions.toml`. A whole name without an office or an honour may be a street's: it needs a cue
(`mentioned`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from agent.understanding.findings import Part
from agent.understanding.people.lexicon import any_of, words
from agent.understanding.people.listed import Listed, is_office, listed
from agent.understanding.people.mentioned import Mention
from agent.understanding.people.parts import part_of_title
from agent.understanding.people.runs import RUN, mention_pattern

_LONGEST = 12_000
_MOST = 60
_BEFORE, _AFTER = 140, 150
"""Characters around a name in which its sentence is looked for."""

_ARRANGING = frozenset({Part.RECRUITER, Part.COORDINATOR, Part.AGENCY})
_STOP = re.compile(r"(?<![.\s][A-Z])(?<!Mr)(?<!Ms)(?<!Dr)(?<!Mrs)(?<!Prof)(?<!Capt)[.!?](?:\s+|$)")


def titled(text: str, never: tuple[str, ...] = ()) -> tuple[Mention, ...]:
    """The people `text` names in full with an office or an honour, without those whom it gives another errand.

    `never` holds names that are nobody to be met: the owner's, the employer's, the writer's.
    """
    text = mention_pattern("list", "greeting").sub(lambda greeting: " " * len(greeting[0]), text[:_LONGEST])
    return tuple(
        Mention(one.name, one.title, Part.INTERVIEWER, one.start)
        for one in _named(text, never)
        if _has_office(text, one) and not mention_pattern("errand", "patterns").search(_sentence(text, one))
    )


def _named(text: str, never: tuple[str, ...]) -> Iterator[Listed]:
    """Every name of two words or more, with its title, and where the name itself stands (behind "Mr", behind "CTO")."""
    end = 0
    for count, run in enumerate(RUN.finditer(text)):
        if count == _MOST:
            return
        if run.start() < end:
            continue
        for one in listed(text, run.start(), never):
            start = text.find(one.name, one.start)
            end = max(start, one.start) + len(one.name)
            if " " in one.name and start >= 0:
                yield replace(one, start=start)


def _has_office(text: str, one: Listed) -> bool:
    """True behind "Mr" or "Captain" within a sentence, and beside a job title that arranges nothing."""
    title = (one.title or "").lower()
    if is_office(title):
        return part_of_title(title) not in _ARRANGING
    before = text[max(0, one.start - 20) : one.start].lower()
    return _honour().search(before) is not None and not _vocative(text, one)


@cache
def _honour() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(words('people', 'titles'))}\.?\s+$")


def _vocative(text: str, one: Listed) -> bool:
    """True where a line begins with the name and a comma: "Mr Aziz, the Governors would like to see you"."""
    line = text[: one.start].rpartition("\n")[2]
    return len(line) < 12 and text[one.start + len(one.name) :].lstrip().startswith(",")


def _sentence(text: str, one: Listed) -> str:
    """The words around a name, within its line and its sentence."""
    end = one.start + len(one.name)
    before = text[max(0, one.start - _BEFORE) : one.start].rpartition("\n")[2]
    after = text[end : end + _AFTER].partition("\n")[0]
    return _STOP.split(before)[-1] + " \N{BLACK SQUARE} " + _STOP.split(after)[0]
