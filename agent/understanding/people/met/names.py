"""How much words written large are like a person's name: "Deb Kowalczyk" is, "Customs House" is not.

The weights were learnt from the names in the headers of mail, and from what else is written large in it: `make learn`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from agent.understanding.likeness.weights import Weights, read_weights
from agent.understanding.people.matching import untitled

PERSON, THING = "person", "thing"
_NO_LETTER = re.compile(r"[^a-z'-]")
_INITIAL = re.compile(r"(?:^| )[A-Z]\.? ")


@lru_cache(maxsize=1024)
def likeness_to_a_person(name: str) -> float:
    """How likely a name, as written, is a person's, 0 to 1; behind "Mr" or "Dr" it is one."""
    if len(untitled(name)) < len(name.split()):
        return 1.0
    return _weights().likelihoods_of(traits_of_name(name))[PERSON]


def traits_of_name(name: str) -> frozenset[str]:
    """The first and the last word of a name, their beginnings and their ends."""
    words = [word for word in (_NO_LETTER.sub("", word) for word in untitled(name)) if word]
    return frozenset(_of_words(words, name)) if words else frozenset()


def _of_words(words: list[str], name: str) -> Iterator[str]:
    first, last = words[0], words[-1]
    yield from (f"first {first}", f"first {first[:3]}-", f"first {first[:4]}-", f"first -{first[-2:]}")
    yield from (f"first -{first[-3:]}", f"{len(words)} words")
    if len(words) > 1:
        yield from (f"last {last}", f"last {last[:3]}-", *(f"last -{last[-count:]}" for count in (2, 3, 4)))
    if name.isupper():
        yield "capitals"
    if _INITIAL.search(name):
        yield "initial"


@cache
def _weights() -> Weights:
    return read_weights(__file__, "names.json")
