"""The town and the country that a signature shows: not the surname "Berlin", nor the one in "14 London Road"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from agent.messages import Person
from agent.understanding.dates.names import is_called_after
from agent.understanding.people.lexicon import any_of, lexicon

_LATEST = 800
_TITLE = re.compile(r"\b(?:dr|prof|professor|mr|mrs|ms|mx|sir|dame|capt|captain|chef|judge)\.?\s\Z")
_WORD = re.compile(r"\w+")


def zone_in(signature: str, writer: Person | None) -> str | None:
    """The zone of the first town, or the zone's word, in the signature of `writer`."""
    return _first(_cities(), lexicon("people_places")["city_zone"], signature, writer)


def country_in(signature: str, writer: Person | None) -> str | None:
    """The country that the signature of `writer` names first (ISO 3166)."""
    return _first(_countries(), lexicon("people_places")["country_names"], signature, writer)


def _first(names: re.Pattern[str], meaning: Mapping[str, str], signature: str, writer: Person | None) -> str | None:
    low = signature[:_LATEST].lower()
    own = frozenset(_WORD.findall((writer.name or "").lower())) if writer else frozenset[str]()
    for place in names.finditer(low):
        named = place[0] in own or _TITLE.search(low, max(0, place.start() - 12), place.start())
        if not named and not is_called_after(low, place.end()):
            return meaning[" ".join(place[0].split())]
    return None


@cache
def _cities() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){any_of(lexicon('people_places')['city_zone'])}(?![\w-])")


@cache
def _countries() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.@-]){any_of(lexicon('people_places')['country_names'])}(?![\w@-])")
