"""Domains made to be taken for another: acrne.example for acme.example, a Cyrillic "а" for a Latin one.

Who writes from such a domain belongs to no process of the house they imitate, and opens none; the owner is told.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

_TWINS = str.maketrans("аеорсухіјѕԁһӏκοραιν01535ı", "aeopcyxijsdhlkopaivolsesi")
_PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("ii", "u"))


@dataclass(slots=True)
class KnownDomains:
    """The domains of the houses that are known, by how they look."""

    by_shape: dict[str, set[str]] = field(default_factory=dict)

    def add(self, domains: Iterable[str]) -> None:
        """These are known from now on, unless they imitate one that is."""
        for domain in domains:
            if not self.imitated_by(domain):
                self.by_shape.setdefault(_shape(domain), set()).add(domain)

    def imitated_by(self, domain: str) -> frozenset[str]:
        """The known domains that `domain` reads like; none when it is itself one of them."""
        alike = self.by_shape.get(_shape(domain), set())
        return frozenset() if domain in alike else frozenset(alike)


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
