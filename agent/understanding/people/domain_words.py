"""The label of a domain as a name: "kudumining" -> "Kudu Mining", "stmary-benefice" -> "St Mary Benefice".

Only for employers whose name the message spells nowhere. A label is parted where common words of company names spell
the whole of it, or all but one word in front of what the company does (`lexicon/people_domains.toml`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from agent.understanding.people.lexicon import any_of, lexicon, words

_LONGEST = 40
_SHORTEST_UNKNOWN, _SHORTEST_END, _SHORTEST_PARTED, _SHORTEST_WITHOUT_TAIL = 3, 3, 6, 5
_LONG_END, _SHORT_UNKNOWN = 6, 4  # a word of three letters is believed before a long one: "Nye Interiors"
_AND = re.compile(r"([a-z]{3,20})and(sons?|co(?![a-z])|daughters?|partners|\1)([a-z]{0,20})$")
_BETWEEN = re.compile(r"([a-z]{2,20}?[a-km-z])and([a-np-z][a-z]{3,20})")  # "moss" and "mortar"; no "...land..."


def parted(label: str, names: Mapping[str, str]) -> str:
    """The label as a name. `names` are words of the message in lower case, with the form in which it writes them."""
    return " ".join(_part(part, names) for part in re.split(r"[-_]", label[:_LONGEST]) if part)


def _part(part: str, names: Mapping[str, str]) -> str:
    both = _AND.match(part)
    if both:
        rest = f" {_part(both[3], names)}" if both[3] else ""
        return f"{_shown(both[1], names)} & {_shown(both[2], names)}{rest}"
    part = _without_tail(part)
    pair = None if part in names else _pair(part)
    if pair:
        return " & ".join(_part(one, names) for one in pair)
    of = _of().fullmatch(part)
    if of:
        return f"{of[1].capitalize()} of {_part(of[2], names)}"
    saint = _saint().match(part)
    if saint and (saint.end() == len(part) or _known(part[saint.end() :])):
        behind = [_shown(word, names) for word in _known(part[saint.end() :]) or []]
        return " ".join([saint[1].capitalize(), _shown(saint[2], names), *behind])
    front = _front().fullmatch(part)
    if front:
        return f"{front[1].capitalize()} {_part(front[2], names)}"
    return " ".join(_shown(word, names) for word in _words(part, names))


def _pair(part: str) -> tuple[str, str] | None:
    """Two names with "and" between, where at least one is a word that is known: "mossandmortar"."""
    both = _BETWEEN.fullmatch(part)
    if both and not _is_word(part, {}) and (_known(both[1]) or _known(both[2])):
        return both[1], both[2]
    return None


def _without_tail(part: str) -> str:
    """Without what domains have behind names: "sundialapp"."""
    for tail in words("people_domains", "tails"):
        if part.endswith(tail) and len(part) - len(tail) >= _SHORTEST_WITHOUT_TAIL:
            return part.removesuffix(tail)
    return part


def _words(part: str, names: Mapping[str, str]) -> list[str]:
    """The label in words: all of them known, or all but the first; the label itself where there is no such parting."""
    if len(part) < _SHORTEST_PARTED or part in names or _is_word(part, {}):
        return [part]
    whole = _known(part, names)
    if whole:
        return whole
    found = [
        [part[:cut], *rest]
        for cut in range(_SHORTEST_UNKNOWN, len(part) - _SHORTEST_END + 1)
        if (cut >= _SHORT_UNKNOWN or len(part) - cut >= _LONG_END)
        and (rest := _known(part[cut:], names))
        and (rest[-1] in words("people_domains", "ends") or rest[-1] in names)
    ]
    return min(found, key=len, default=[part])


def _known(part: str, names: Mapping[str, str] = MappingProxyType({})) -> list[str] | None:
    """The fewest known words that spell `part`, or None."""
    best: list[list[str] | None] = [[], *([None] * len(part))]
    for end in range(1, len(part) + 1):
        ways = [
            [*before, part[start:end]]
            for start, before in enumerate(best[:end])
            if before is not None and _is_word(part[start:end], names)
        ]
        best[end] = min(ways, key=len, default=None)
    return best[-1] or None


def _is_word(word: str, names: Mapping[str, str]) -> bool:
    lists = ("ends", "starts", "whole")
    return any(word in words("people_domains", key) for key in lists) or (len(word) > 3 and word in names)


def _shown(word: str, names: Mapping[str, str]) -> str:
    if word in words("people_domains", "capitals"):
        return word.upper()
    return names.get(word) or word.capitalize()


@cache
def _of() -> re.Pattern[str]:
    return re.compile(rf"({any_of(lexicon('people_domains')['of'])})of([a-z]{{4,30}})")


@cache
def _saint() -> re.Pattern[str]:
    saints, places = (any_of(lexicon("people_domains")[key]) for key in ("saints", "san"))
    return re.compile(rf"(st(?={saints})|san|santa)((?:{saints}|{places})s?)")


@cache
def _front() -> re.Pattern[str]:
    return re.compile(rf"({'|'.join(lexicon('people_domains')['fronts'])})([a-z]{{4,30}})")
