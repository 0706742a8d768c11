"""Which employer is meant: names and domains that stand for the same company are recognised as such.

"Acme Inc." = "Acme" = acme.example = getacme.example. Domains of freemail, hiring systems, job sites, calendars and
relays name no employer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from unicodedata import combining, normalize

from agent.cases.lexicon import tables
from agent.cases.lexicon import words as listed
from agent.senders import SHARED, Nature, nature, registrable_domain

_POSSESSIVE = re.compile(r"['’]s?\b")

_STUMP = 3
"""Letters that a domain must leave of the last word of a name."""

_NO_EMPLOYER = SHARED | {Nature.GROUP}


@lru_cache(maxsize=8192)
def name_words(name: str) -> tuple[str, ...]:
    """The telling words of a company's name, small and without accents: "The Acmé GmbH" -> ("acme",)."""
    written = "".join(c for c in normalize("NFKD", name[:200].casefold()) if not combining(c))
    words = re.findall(r"[^\W_]+", written.replace("'", "").replace("’", "").replace(".", " "))
    telling = tuple(word for word in words if word not in listed("companies", "legal_forms"))
    return telling or tuple(words)


@lru_cache(maxsize=8192)
def employer_domain(email: str) -> str:
    """The registrable domain of an address that can stand for an employer, else ""."""
    if "@" not in email:
        return ""
    kind = nature(email)
    if kind in _NO_EMPLOYER:
        return ""
    if kind is Nature.NO_REPLY and nature(f"dana.reyes@{email.rpartition('@')[2]}") in _NO_EMPLOYER:
        return ""
    return registrable_domain(email)


@lru_cache(maxsize=8192)
def domain_word(domain: str) -> str:
    """The word of a domain that names the company: "acme.co.uk" -> "acme"."""
    return domain.partition(".")[0]


@lru_cache(maxsize=65536)
def same_employer(one: str, other: str) -> bool:
    """Whether two company names as written may mean one company. Empty names match nothing.

    A possessive says nothing, and some words are written short: "St Oswin", "Saint Oswin's Academy".
    """
    return _same_words(name_words(one), name_words(other)) or _same_words(_short_words(one), _short_words(other))


def _short_words(name: str) -> tuple[str, ...]:
    """The words of a name without possessives, those that are often written short in that form."""
    short: Mapping[str, str] = tables()["companies"]["short"]
    return tuple(short.get(word, word) for word in name_words(_POSSESSIVE.sub("", name)))


def _same_words(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether one name is the other, its beginning, its initials, or shortened at its end."""
    if not a or not b:
        return False
    if a == b or "".join(a) == "".join(b):
        return True
    short, long = sorted((a, b), key=len)
    if long[: len(short)] == short or _run_together(short, long):
        return True
    if len(short) == 1 and len(long) >= 3 and short[0] == "".join(word[0] for word in long):
        return True
    return _shortened(short, long)


def _run_together(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether `short` is one word for the first of `long`, two at least: "Royalglen", "Royal Glen Hospital"."""
    return len(short) == 1 and any(short[0] == "".join(long[:n]) for n in range(2, len(long)))


def _shortened(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether the last word of `short` is the initials of what `long` has there: "Waterlinie MC", "... Medical Centre".

    Before it both are the same.
    """
    at = len(short) - 1
    return at > 0 and long[:at] == short[:at] and short[at] == _initials(long[at:])


def _initials(words: tuple[str, ...]) -> str | None:
    """The initials of two words or more, without "of" and the like; None for one."""
    telling = [word for word in words if word not in listed("companies", "little")]
    return "".join(word[0] for word in telling) if len(telling) > 1 else None


@lru_cache(maxsize=65536)
def domain_of_employer(domain: str, name: str) -> bool:
    """Whether a registrable domain may belong to the company of this name."""
    word, words = domain_word(domain).replace("-", ""), name_words(name)
    if not word or not words:
        return False
    joined = ["".join(words[:n]) for n in range(1, len(words) + 1)]
    whole = joined[-1]
    trimmed = _trimmed(word)
    if whole in trimmed or (len(words) >= 3 and word == "".join(w[0] for w in words)):
        return True
    endings = [(prefix, _initials(words[n + 1 :])) for n, prefix in enumerate(joined[:-2])]
    if any(ending is not None and word == prefix + ending for prefix, ending in endings):
        return True
    first = "".join(w[0] for w in words[:-1])
    if len(word) - len(first) >= _STUMP and word.startswith(first) and words[-1].startswith(word[len(first) :]):
        return True  # cwrail.example of "Calder & Wyre Railway"
    if len(words) > 1 and whole.startswith(word) and len(word) - len(joined[-2]) >= _STUMP:
        return True  # kesslerpack.example of "Kessler Packaging"
    return any(
        prefix in trimmed and len(prefix) >= 3 and (len(words[n + 1 :]) == 0 or len(prefix) >= 4)
        for n, prefix in enumerate(joined)
    )


@lru_cache(maxsize=8192)
def _trimmed(word: str) -> frozenset[str]:
    """A domain's word, and the same without what companies put around their name."""
    before, behind = listed("companies", "before"), listed("companies", "behind")
    found = {word}
    found |= {word[len(p) :] for p in before if word.startswith(p) and len(word) - len(p) >= 3}
    found |= {w[: -len(s)] for w in tuple(found) for s in behind if w.endswith(s) and len(w) - len(s) >= 3}
    return frozenset(found)


def lookup_keys(name: str | None, domain: str) -> frozenset[str]:
    """Short keys under which an employer is filed; two that mean one company share at least one."""
    keys: set[str] = set()
    for words in {name_words(name), _short_words(name)} - {()} if name else ():
        keys |= {"".join(words)[:3], words[0][:3]}
        if len(words) >= 3:
            keys.add("".join(word[0] for word in words)[:3])
    if domain:
        keys |= {word[:3] for word in _trimmed(domain_word(domain).replace("-", ""))}
    return frozenset(keys)
