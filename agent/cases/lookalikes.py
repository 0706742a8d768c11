"""Domains made to be taken for another: acrne.example for acme.example, a Cyrillic "а" for a Latin one; or a whole one
set before a stranger's own: acme.com.bad.test, acme.com-jobs.test, acme-com.test.

Who writes from such a domain belongs to no process of the house they imitate, and opens none; the owner is told.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

_TWINS = str.maketrans("аеорсухіјѕԁһӏκοραιν01535ı", "aeopcyxijsdhlkopaivolsesi")
_PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("ii", "u"))

_NO_WORD = frozenset({"com", "net", "org", "edu", "gov", "example", "test"})
"""Ends of domains that are no word of a name: acme-group.test may be a sister of acme.group, acme-com.test is none."""


@dataclass(slots=True)
class KnownDomains:
    """The domains of the houses that are known, by how they look."""

    by_shape: dict[str, set[str]] = field(default_factory=dict)

    def add(self, domains: Iterable[str]) -> None:
        """These are known from now on, unless they imitate one that is."""
        for domain in domains:
            if not self.imitated_by(domain):
                self.by_shape.setdefault(_shape(domain), set()).add(domain)

    def imitated_by(self, domain: str, host: str = "") -> frozenset[str]:
        """The known domains that `domain` reads like, or that `host` (of it) bears; none when it is one of them."""
        alike = self.by_shape.get(_shape(domain), set())
        if domain in alike:
            return frozenset()
        borne = (self.by_shape.get(_shape(other), set()) for other in _borne(domain, host))
        return frozenset(alike).union(*borne)


def _borne(domain: str, host: str) -> Iterator[str]:
    """The whole domains that a host may bear before its own one."""
    before = host.removesuffix(domain).strip(".").split(".")[:10]
    yield from (".".join(before[a:b]) for a in range(len(before)) for b in range(a + 2, len(before) + 1))
    first, *rest = domain.split(".")
    words = first.split("-")[:6]
    for at in range(1, len(words)):
        if rest and any(before):
            yield f"{before[-1]}.{'-'.join(words[:at])}"  # acme | com-jobs
        for end in range(at + 1, len(words) + 1):
            ending = ".".join(words[at:end])
            if "." in ending or ending in _NO_WORD:
                yield f"{'-'.join(words[:at])}.{ending}"  # acme-com, acme-co-uk


@lru_cache(maxsize=2048)
def _shape(domain: str) -> str:
    """A domain as the eye takes it in: signs that look alike are one."""
    labels = [_letters(label) for label in domain.lower().split(".")[:10]]
    text = unicodedata.normalize("NFKD", ".".join(labels)).translate(_TWINS)
    text = "".join(sign for sign in text if not unicodedata.combining(sign))
    for pair, sign in _PAIRS:
        text = text.replace(pair, sign)
    return text.replace("i", "l")


def _letters(label: str) -> str:
    """A label with its international letters (RFC 3492)."""
    if not label.startswith("xn--") or len(label) > 63:
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except (UnicodeError, ValueError):
        return label
