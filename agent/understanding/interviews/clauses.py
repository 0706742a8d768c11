"""Of several times in one sentence of the owner's the one that a clause of it says yes to or asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from agent.understanding.dates.records import Slot
from agent.understanding.interviews.wording import pattern, says
from agent.understanding.sentences import Sentence

_CLAUSE = re.compile(r"[,;:]\s|\s[-–—]\s|\b(?:but|and|as|since|because)\s")


def said_yes_to(part: Sentence, words: str, inside: list[Slot]) -> list[Slot]:
    """Of several times the one in the clause that says yes: "11 works, I come off shift at 7:30"."""
    if len(inside) < 2 or " or " in words:
        return inside
    yes = [(begin, end) for begin, end in _clauses(words) if says("owner", "accepts", words[begin:end])]
    told = [slot for slot in inside for begin, end in yes if begin <= slot.span[0] - part.start < end]
    return told if len(told) == 1 else inside


def asked_for(part: Sentence, words: str, inside: list[Slot]) -> list[Slot]:
    """Of several times the one that stands alone with "please": "Monday at 2 please, I'm at work on the Friday"."""
    if len(inside) < 2 or "please" not in words or "?" in part.text:
        return []
    found = []
    for begin, end in _clauses(words):
        held = [slot for slot in inside if begin <= slot.span[0] - part.start < end]
        if "please" in words[begin:end] and bare(part.start + begin, words[begin:end], held):
            found += held
    return found if len(found) == 1 else []


def bare(start: int, words: str, inside: list[Slot]) -> bool:
    """True for words that are one slot and thanks: "26 April at 10, thank you both". They begin at `start`."""
    if len(inside) != 1 or inside[0].date_only:
        return False
    begin, end = (place - start for place in inside[0].span)
    return pattern("owner", "bare").fullmatch(words[: max(begin, 0)] + " " + words[end:]) is not None


def _clauses(words: str) -> Iterator[tuple[int, int]]:
    """Where the clauses of a sentence begin and end."""
    return pairwise((0, *(match.end() for match in _CLAUSE.finditer(words)), len(words)))
