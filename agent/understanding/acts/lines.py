"""The sentences of the owner's mail: as `sentences` cuts them, but that a line that was ended on purpose ends one too.

Notes from a telephone have neither full stops nor capitals: "monday 8 is no bother", and below it "daz".
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from agent.understanding.sentences import Sentence, sentences

_LONGEST = 12_000
"""No more letters are looked at: people write less."""

_WRAPPED = 50
"""Narrower than this no mail program wraps."""


def lines(said: str) -> tuple[Sentence, ...]:
    """The sentences of `said`, in order; their places point into it."""
    text, found, start = said[:_LONGEST], list[Sentence](), 0
    for end in [*_ends(text), len(text)]:
        for one in sentences(text[start:end]):
            found.append(replace(one, start=one.start + start, end=one.end + start))
        start = end
    return tuple(found)


def _ends(text: str) -> list[int]:
    """Behind each line that had room for the first word of the next: its writer ended it."""
    written = text.split("\n")
    widest = max(max(map(len, written)), _WRAPPED)
    ends, at = list[int](), 0
    for line, following in pairwise(written):
        at += len(line) + 1
        if following.strip() and len(line) + 1 + len(following.split(maxsplit=1)[0]) <= widest:
            ends.append(at)
    return ends
