"""Names of companies: their display form, what cannot be one, when two forms mean one company."""

from __future__ import annotations

import re

from agent.understanding.people.lexicon import words
from agent.understanding.people.spelling import plain

_LARGE = r"[A-Z0-9À-Þ][\w&+'’.\-]{0,30}"
_PIECE = rf"(?:(?:Office|Institute|Centre|Center|Society|Foundation)\sfor\s)?{_LARGE}"
NAME = rf"\b((?:[Tt]he\s+)?{_PIECE}(?:(?:\s|\s&\s|\sof\s|\sand\s){_PIECE}){{0,4}})"
"""A group that matches a name written large, of at most five words."""

_FILE = re.compile(r"\.(?:pdf|docx?|ics|zip)$")
_CLOCK = re.compile(r"\d{1,2}(?:[:.h]\d\d)?(?:am|pm|h|uhr)?$")
_NUMBER = re.compile(r"\d{3}|\b\d{1,2}\b")
_UNSPELLED = re.compile(r"[^a-z0-9]")
_STOP = re.compile(r"(?<!\bSt)(?<!\bMt)(?<!\bDr)(?<!\bCo)\.\s|['’]s\b|,\s")
_OF_HOUSES = ("partner", "broker")
"""Words that end jobs and names of houses."""

_MOST_MORE = 2
_EDGES = " .,;:!?-–—|\"'“”’()[]"


def display_form(name: str) -> str:
    """The form that is shown: without legal forms, team words, possessives and trailing stops."""
    plain = re.sub(r"\s+", " ", name).strip(_EDGES)
    tokens = _STOP.split(plain)[0].split()
    if len(tokens) > 1 and tokens[0].lower() == "the":
        tokens = tokens[1:]
    tokens = _without_tail(tokens, words("people_company", "legal", "team_tail"))
    tokens = _without_tail(tokens, frozenset({"&", "and", "of"}))
    stop = next((i for i, t in enumerate(tokens) if i and t.lower() in words("people_company", "stops")), len(tokens))
    return " ".join(tokens[:stop]).strip(_EDGES + "&")


def without_legal_form(name: str) -> str:
    """The name without "plc", "GmbH" and the like."""
    return " ".join(_without_tail(name.strip(" .,'\"“”").split(), words("people_company", "legal"))).rstrip(",")


def _without_tail(tokens: list[str], tails: frozenset[str]) -> list[str]:
    while len(tokens) > 1:
        ends = [n for n in (4, 3, 2, 1) if len(tokens) > n and _plain_tail(tokens[-n:]) in tails]
        if not ends:
            break
        tokens = tokens[: -ends[0]]
    return tokens


def _plain_tail(tokens: list[str]) -> str:
    """As the lists have it: "GmbH & Co. KG" -> "gmbh & co kg", "B.V." -> "bv"."""
    return " ".join(token.lower().replace(".", "").strip(",") for token in tokens)


def plausible(name: str, banned: frozenset[str]) -> bool:
    """True when `name` can be an employer's: no tool, place, day, job title, number, and not in `banned` (people)."""
    low = name.lower()
    tokens = low.split()
    if len(name) < 2 or not any(c.isalpha() for c in name) or low in banned:
        return False
    never = words("people_company", "never", "not_last")
    if tokens[0] in words("people_company", "not_first") or _NUMBER.search(low) or _FILE.search(low):
        return False
    if low in words("people_company", "alone") or never.issuperset(tokens) or low in never or _CLOCK.match(tokens[0]):
        return False
    last = tokens[-1]
    title = last in words("roles", "heads") and last not in _OF_HOUSES
    return not title and last not in words("people_company", "not_last")


def flat(text: str) -> str:
    """A name as a domain spells it: "Blue River" -> "blueriver"."""
    if text == "&":
        return "and"
    low = plain(text)
    return low if low.isascii() and low.isalnum() else _UNSPELLED.sub("", low)


def alike(left: str, right: str) -> bool:
    """True when two forms mean one company: "Acme" and "Acme Group"."""
    a, b = flat(left), flat(right)
    return a == b or (len(min(a, b, key=len)) > 3 and (a.startswith(b) or b.startswith(a)))


def fuller(named: str, own: str) -> str:
    """Of two forms of one name the fuller; the domain's own form where the wording took a word too many."""
    if flat(own).startswith(flat(named)):
        return own
    more = named.lower().split()[len(own.split()) :]
    desk = more and words("people_company", "desks").issuperset(more)
    return own if desk or len(more) > _MOST_MORE else named


def ends_as_companies(name: str) -> bool:
    """True when a name ends as companies' do: "Palm Marina Hotels", not "Dana Reyes"."""
    last = "".join(name.lower().split()[-1:])
    return last in words("people_domains", "ends") or last in words("people", "company")
