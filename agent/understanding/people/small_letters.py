"""Names written small by somebody who writes everything small: "it's just kabir (cc'd) and me".

Only the names of people whom the mail's own fields show are raised: other small words may be anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from agent.messages import Owner
from agent.reading.records import Reading
from agent.understanding.people.lexicon import words
from agent.understanding.people.names import parse_name

_BEGINS = re.compile(r"(?:\A|\n|[.!?]\s)\s*([^\W\d_])")
"""The first letter of a sentence or line."""

_LARGE_AT_MOST = 0.4
_SHORTEST = 3


def with_large_names(reading: Reading, owner: Owner) -> Reading:
    """The reading in which those on the mail are named with capitals, where its writer uses none."""
    names = tuple(dict.fromkeys(_names(reading, owner)))
    if not names or not _writes_small(reading.said):
        return reading
    pattern = re.compile(rf"(?<![\w@.'-])(?:{'|'.join(map(re.escape, names))})(?![\w@-]|['’]t\b)")
    return replace(reading, said=pattern.sub(lambda found: found[0].title(), reading.said))


def _writes_small(text: str) -> bool:
    """Whether few sentences and lines begin with a capital."""
    begins = _BEGINS.findall(text[:6000])
    return bool(begins) and sum(letter.isupper() for letter in begins) <= _LARGE_AT_MOST * len(begins)


def _names(reading: Reading, owner: Owner) -> Iterator[str]:
    """The names of those on the mail, small: the whole name, then the first alone, if it is no word."""
    message = reading.message
    for person in (*message.to, *message.cc):
        whole = parse_name(person.name, person.email).full if person.name else None
        if person.email in owner.addresses or whole is None:
            continue
        first = whole.lower().split()[0]
        if " " in whole:
            yield whole.lower()
        if len(first) >= _SHORTEST and first not in words("people", "also_words", "small_words"):
            yield first
