"""A case's key: short, stable, readable. "acme-k3fq"."""

from __future__ import annotations

import re
import unicodedata
from base64 import b32encode
from collections.abc import Iterable
from hashlib import sha256

from agent.cases.records import Case

_LONGEST = 12


def key_of(employer: str | None, root: str) -> str:
    """The employer's name, at most 12 characters of it, and four that stand for the root's Message-ID."""
    return f"{slug(employer or '') or 'case'}-{tail(root)}"


def slug(name: str) -> str:
    """A name in lower-case ASCII letters and digits, words joined by nothing; cut at a word where there is one."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("ß", "ss")).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain)
    text = ""
    for word in words:
        if text and len(text) + len(word) > _LONGEST:
            break
        text += word
    return text[:_LONGEST]


def tail(message_id: str) -> str:
    """Four characters that stand for a Message-ID."""
    return b32encode(sha256(message_id.encode("utf-8", "surrogatepass")).digest()).decode().lower()[:4]


def find(cases: Iterable[Case], word: str) -> tuple[Case, ...]:
    """The cases that `word` may mean: a key, the key of any of their messages, or a word of the employer's name.

    An exact key is the answer alone. Case is ignored. Nothing is guessed: the caller lists what it got.
    """
    known = tuple(cases)
    wanted = " ".join(word.casefold().split())
    if not wanted:
        return ()
    exact = tuple(case for case in known if case.key == wanted)
    if exact:
        return exact
    ending = wanted.rpartition("-")[2]
    if "-" in wanted and len(ending) == 4:
        by_message = tuple(case for case in known if ending in {tail(one) for one in case.message_ids})
        if by_message:
            return by_message
    by_name = tuple(case for case in known if _named(case.employer, wanted) or case.key.rpartition("-")[0] == wanted)
    return by_name or tuple(case for case in known if _named(case.agency, wanted))


def _named(name: str | None, wanted: str) -> bool:
    if not name:
        return False
    words = re.findall(r"\w+", name.casefold())
    return all(part in words for part in re.findall(r"\w+", wanted)) and bool(re.search(r"\w", wanted))
