"""What of a reading is judged: its new words, sentence by sentence, as written and as plain words.

Quoted history and signatures never count (docs/kinds.md). A subject counts only when it is new: "Re: Interview" is not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from agent.understanding.plain import plain

MOST_CHARACTERS = 64_000
"""More new text than this is not looked at; the reading stage says so to the owner."""

_LONGEST_SENTENCE = 700

_JOINED = re.compile(r"(?<=[^\s.!?:;])[ \t]*\n(?=[ \t]*[a-zà-ÿ(])")
_BREAK = re.compile(r"(?<=[.!?])[\"')\]]*\s+(?=[^a-z\s])|(?<=[!?])\s+|[ \t]{0,40}\n[\s>]*|\s{1,40}[•●▪·*]\s+|;\s+")
_ABBREVIATION = re.compile(r"\b(?:mr|mrs|ms|dr|prof|st|e\.g|i\.e|inc|ltd|no|vs|approx|[ap]\.m|[a-z])\.$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence: as written, as plain words between spaces, and whether it is the subject."""

    written: str
    plain: str
    subject: bool = False


@lru_cache(maxsize=4)
def split(text: str) -> tuple[str, ...]:
    """The sentences and lines of `text`, in order, none longer than a bound; nothing empty.

    Kept for a moment: kind and findings are looked for in the same text.
    """
    text = _JOINED.sub(" ", text[:MOST_CHARACTERS])
    found: list[str] = []
    for piece in _BREAK.split(text):
        piece = piece.strip()
        if not piece:
            continue
        if found and len(found[-1]) < 200 and _ABBREVIATION.search(found[-1][-8:]):
            found[-1] += " " + piece
            continue
        found.extend(piece[at : at + _LONGEST_SENTENCE] for at in range(0, len(piece), _LONGEST_SENTENCE))
    return tuple(found)


def passages(subject: str, text: str) -> tuple[Passage, ...]:
    """The passages of a new subject ("" when it is not new) and a text."""
    written = [line.replace("\n", " ") for line in split(text)]
    if subject:
        written.insert(0, " ".join(subject.split())[:_LONGEST_SENTENCE])
    if not written:
        return ()
    lines = plain("\n".join(written)).split("\n")
    return tuple(
        Passage(said, f" {words.strip()} ", subject=bool(subject) and at == 0)
        for at, (said, words) in enumerate(zip(written, lines, strict=True))
    )
