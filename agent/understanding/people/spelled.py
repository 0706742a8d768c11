"""Where a text spells the label of a domain: "Blue River" for "blueriver", "Midstate Credit Union" for "midstatecu"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from agent.understanding.people.company_names import flat
from agent.understanding.people.lexicon import words

_WORD = re.compile(r"[\w&+][\w&+'’-]*")
_LITTLE = frozenset({"of", "and", "the", "for", "&", "de", "la", "du"})
_AND = frozenset({"&", "and", "+"})
_LONGEST_CUT, _SHORTEST_CUT = 4, 3
_MOST_WORDS, _MOST_STARTS = 6, 60
Token = tuple[str, int, int]


def spelled(label: str, text: str, whole: bool) -> str | None:
    """The words of `text` that spell a label; they are written large. `whole`: without shortened words.

    The parts of "caldervale-nhs" may stand in either order: "NHS Calder Vale".
    """
    parts = [flat(part) for part in re.split(r"[-_]", label)]
    forms = ["".join(parts)] + (["".join(reversed(parts))] if len(parts) == 2 else [])
    tokens = [(word[0], word.start(), word.end()) for word in _WORD.finditer(text)]
    starts = [(at, flat(word)) for at, (word, _, _) in enumerate(tokens) if not word.islower()]
    for wanted in forms:
        found = (
            (at, end)
            for at, first in islice(_fitting(wanted, starts, whole), _MOST_STARTS)
            if (end := (_spells if whole else _shortly)(wanted, tokens, at, text)) is not None
        )
        span = next(found, None)
        if span is not None:
            return " ".join(token[0] for token in tokens[span[0] : span[1]])
    if whole:
        return None
    ends = ((at, _by_initials(forms[0], tokens, at, text)) for at, first in starts if first[:1] == forms[0][:1])
    span = next(((at, end) for at, end in ends if end is not None), None)
    if span is not None:
        return " ".join(token[0] for token in tokens[span[0] : span[1]])
    return _with_tail(forms[0], tokens, starts)


def _fitting(wanted: str, starts: list[tuple[int, str]], whole: bool) -> Iterator[tuple[int, str]]:
    """The words with which a spelling of `wanted` may begin."""
    for at, first in starts:
        if first and (wanted.startswith(first) or (not whole and _cut(first, wanted))):
            yield at, first


def _by_initials(wanted: str, tokens: list[Token], at: int, text: str) -> int | None:
    """As `_spells`, where the label begins with initials: "Granite Falls Public Schools" of "gfpschools"."""
    rest, initials = wanted, 0
    for last in range(at, min(at + _MOST_WORDS, len(tokens))):
        word, start, _ = tokens[last]
        if (last > at and text[tokens[last - 1][2] : start].strip(" ")) or (word.islower() and word not in _LITTLE):
            return None
        piece = flat(word)
        if initials > 1 and piece == rest and len(piece) > _LONGEST_CUT:
            return last + 1
        if piece and rest.startswith(piece[0]) and word not in _LITTLE:
            rest, initials = rest[1:], initials + 1
        elif word not in _LITTLE:
            return None
    return None


def _spells(wanted: str, tokens: list[Token], at: int, _text: str) -> int | None:
    """The index behind the words that spell `wanted` from `at` on, or None."""
    joined = ""
    for last in range(at, min(at + 5, len(tokens))):
        word = tokens[last][0]
        if joined and word in _AND and not wanted.startswith(joined + flat(word)):
            continue  # "Alderney & Pike" of "alderneypike"
        joined += flat(word)
        if joined == wanted:
            return last + 1
        if not wanted.startswith(joined):
            return None
    return None


def _shortly(wanted: str, tokens: list[Token], at: int, text: str) -> int | None:
    """As `_spells`, but a word may be shortened in the label to its beginning ("Granite State Insurance": "...ins")."""
    first = flat(tokens[at][0])
    begun = len(first) if wanted.startswith(first) else _cut(first, wanted)
    rest = wanted[begun:]
    full = wanted.startswith(first) and len(first) > 3
    for last in range(at + 1, min(at + _MOST_WORDS, len(tokens))):
        word, start, _ = tokens[last]
        little = word in _LITTLE
        if text[tokens[last - 1][2] : start].strip(" ") or (word.islower() and not little):
            return None
        pieces = [flat(piece) for piece in word.split("-")]
        for piece in pieces:
            taken = len(piece) if piece and rest.startswith(piece) else _shared(piece, rest)
            full = full or (taken == len(piece) and taken > 3)
            if taken == 0 and not little:
                return None
            rest = rest[taken:]
        if not rest:
            return last + 1 if full else None
    return None


def _shared(word: str, rest: str) -> int:
    """How many first letters of a word a label goes on with; at most four."""
    count = 0
    while count < min(_LONGEST_CUT, len(word), len(rest)) and word[count] == rest[count]:
        count += 1
    plural = count > 1 and rest[count:] == "s" == word[-1]  # "peds" of Pediatrics
    return count + plural


def _cut(word: str, wanted: str) -> int:
    """With how many letters a label begins a first word: "ft" for "Fort", "sav" for "Savannah"; 0 for none."""
    if word in {"fort", "mount", "saint"} and wanted.startswith(word[0] + word[-1]):
        return 2
    shared = _shared(word, wanted)
    return shared if shared >= _SHORTEST_CUT and shared < len(wanted) else 0


def _with_tail(wanted: str, tokens: list[Token], starts: list[tuple[int, str]]) -> str | None:
    """The words that spell a label but for what domains have behind a name: "acmehq"."""
    for at, first in starts:
        joined = ""
        for last in range(at, min(at + 5, len(tokens))) if first and wanted.startswith(first) else ():
            joined += flat(tokens[last][0])
            if not wanted.startswith(joined):
                break
            if len(joined) > 3 and wanted[len(joined) :] in words("people_company", "domain_tails"):
                return " ".join(token[0] for token in tokens[at : last + 1])
    return None
