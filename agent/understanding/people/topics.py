"""Subjects of the interview that an invitation or a text names: "we will talk about system design"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from agent.reading.records import Reading
from agent.understanding.people.lexicon import any_of, lexicon, words

_LONGEST = 8000
_MOST = 5
_EDGES = " \t\n-*•,;\"'“”"


def find_topics(reading: Reading) -> tuple[str, ...]:
    """At most five subjects, as written, from invitations first, then the text; () when none is named."""
    invited = (f"{invitation.summary}\n{invitation.description}" for invitation in reading.invitations)
    found: dict[str, str] = {}
    for text in (*invited, reading.said):
        for topic in _topics(text[:_LONGEST]):
            found.setdefault(topic.lower(), topic)
    return tuple(found.values())[:_MOST]


def _topics(text: str) -> Iterator[str]:
    for cue in _pattern("cues").finditer(text):
        clause = _pattern("end").split(text[cue.end() : cue.end() + 160])[0]
        for part in _pattern("part").split(clause.lstrip("\n-*• ")):
            topic = _pattern("lead").sub("", part.strip(_EDGES)).strip()
            if _is_subject(topic):
                yield topic


def _is_subject(topic: str) -> bool:
    short = 3 <= len(topic) <= 45 and len(topic.split()) <= 5
    return short and not _never().search(topic) and not any(c.isdigit() for c in topic)


@cache
def _pattern(key: str) -> re.Pattern[str]:
    found = lexicon("people_topics")[key]
    source = found if isinstance(found, str) else "|".join(found)
    return re.compile(source.replace(" ", r"[ \t]+"), re.IGNORECASE)


@cache
def _never() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(words('people_topics', 'never'))}\b", re.IGNORECASE)
