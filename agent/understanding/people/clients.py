"""The house that an agency means: by what its mail says the house did, or by a part of the subject."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from agent.messages import Owner
from agent.reading.records import Reading
from agent.understanding.people.company_names import NAME, alike, display_form, ends_as_companies, flat, plausible
from agent.understanding.people.heads import heads
from agent.understanding.people.lexicon import lexicon, words
from agent.understanding.people.names import parse_name

_LONGEST = 12_000
_PARTS = re.compile(r"\s[-–—]+\s|\s?[/|:@]{1,2}\s")
_REPLY = re.compile(r"^(?:(?:re|fwd?|fw|aw|wg)\s?:\s?){1,4}", re.IGNORECASE)
_MOST_WORDS, _LONG_WORD = 5, 5


def client_of(reading: Reading, agency: str, owner: Owner) -> str | None:
    """The agency's client: "Ashby Corran want you", "Mesa Foods came back", "Harrow Bight Water - Asset Planner"."""
    return _wishing(reading) or next(_in_subject(reading, agency, owner), None)


def _wishing(reading: Reading) -> str | None:
    said = reading.said[:_LONGEST]
    found = (display_form(match[1]) for match in _pattern("house_wish").finditer(said))
    wishing = next((name for name in found if " and " not in name or ends_as_companies(name)), None)
    names = (display_form(match[1]) for match in _pattern("house_did").finditer(said))
    return wishing or next((name for name in names if ends_as_companies(name)), None)


def _in_subject(reading: Reading, agency: str, owner: Owner) -> Iterator[str]:
    """Parts that are a name, no job, no place and nobody's, and that the text speaks of."""
    parts = [_bare(_house_in(part)) for part in _PARTS.split(_REPLY.sub("", reading.subject[:200]))]
    own = {word.lower() for word in (owner.name or "").split()}
    people = _names_of(reading)
    places = lexicon("people_places")
    for name in parts:
        low = name.lower()
        if not 1 < len(name.split()) <= _MOST_WORDS or not _large().fullmatch(name) or any(True for _ in heads(name)):
            continue
        if low in people or alike(name, agency) or own.intersection(low.split()) or not plausible(name, frozenset()):
            continue
        if low in places["city_zone"] or low in places["country_names"]:
            continue
        place = low.split()[-1] in words("people_company", "place_ends")
        if (ends_as_companies(name) and not place) or _spoken_of(name, reading.said[:_LONGEST]):
            yield display_form(name)


def _names_of(reading: Reading) -> frozenset[str]:
    """The names of who writes and who is written to, in lower case: a subject that names one of them means no house."""
    people = (reading.message.sender, *reading.message.to, *reading.message.cc)
    names = (parse_name(person.name, person.email).full for person in people if person is not None)
    return frozenset(name.lower() for name in names if name and not ends_as_companies(name))


def _house_in(part: str) -> str:
    """Of "Acme Foods, Little Island" the first, as a place follows; of "Asset Planner, Acme Foods" the second."""
    first, _, rest = part.partition(", ")
    return rest.partition(", ")[0] if any(True for _ in heads(first)) else first


def _bare(part: str) -> str:
    """Without what subjects say of an interview: "feedback Harcourt Tate", "Pemberton Lisle feedback"."""
    tokens, around = part.split(), words("people_company", "never", "around_clients")
    while tokens and tokens[0].lower() in around:
        tokens = tokens[1:]
    while tokens and tokens[-1].lower() in around:
        tokens = tokens[:-1]
    return " ".join(tokens)


def _spoken_of(name: str, said: str) -> bool:
    """True when the text has the name, its long first word, its initials, or "the client"."""
    initials = "".join(word[0] for word in name.split() if word[0].isupper())
    first = name.split()[0]
    known = [initials, *([first] if len(first) >= _LONG_WORD and first.lower() not in _common() else [])]
    named = name in said or any(re.search(rf"\b{re.escape(word)}\b", said) for word in known)
    return named or flat("the client") in flat(said)


@cache
def _pattern(key: str) -> re.Pattern[str]:
    return re.compile(lexicon("people_company")[key])


@cache
def _common() -> frozenset[str]:
    """Words that begin names, places and anything else."""
    return words("people_domains", "starts") | words("people_domains", "ends") | words("roles", "modifiers")


@cache
def _large() -> re.Pattern[str]:
    return re.compile(NAME)
