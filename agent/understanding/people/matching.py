"""Whether two names, or a name and an address, mean one person."""

from __future__ import annotations

import re
from functools import lru_cache

from agent.understanding.people.lexicon import lexicon, words
from agent.understanding.people.spelling import plain


def fits(name: str, email: str) -> bool:
    """True when an address is plainly this person's: lee.wong@, lwong@, leew@, wong.lee@, lee@ for "Lee Wong"."""
    local = re.sub(r"[^a-z.]", "", plain(email.partition("@")[0].partition("+")[0].replace("_", ".").replace("-", ".")))
    tokens = [re.sub(r"[^a-z]", "", token) for token in untitled(name)]
    tokens = [token for token in tokens if token]
    if not tokens or not local:
        return False
    first, last = tokens[0], tokens[-1]
    if len(tokens) == 1:
        if is_titled(name):
            return local == last or local.endswith("." + last) or local[1:] == last
        return local == first or local.startswith(first + ".")
    joined = local.replace(".", "")
    return joined in {first + last, first[0] + last, first + last[0], last + first, last + first[0]} or local == first


def same_person(left: str, right: str) -> bool:
    """True when two names mean one person: equal, the other's first name ("Lee", "Lee Wong"), "Mr Wong", "L. Wong"."""
    a, b = untitled(left), untitled(right)
    if not a or not b:
        return False
    if is_titled(left) or is_titled(right):
        return a[-1] == b[-1] and (len(a) == 1 or len(b) == 1)
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    short, long = sorted((a, b), key=len)
    if long[-len(short) :] == short:  # "Wei Liang", "Goh Wei Liang": the family's name comes first
        return True
    return sorted(a) == sorted(b) or (a[-1] == b[-1] and _one_first_name(a[0], b[0]))


def _one_first_name(one: str, other: str) -> bool:
    """True for equal names, an initial, and a short form ("jen" of "jennifer", "tom" of "thomas")."""
    short, long = sorted((one, other), key=len)
    return one == other or _initial_of(one, other) or long in lexicon("people")["short_names"].get(short, ())


def _initial_of(one: str, other: str) -> bool:
    """True for "p." and "priti"."""
    short, long = sorted((one.rstrip("."), other.rstrip(".")), key=len)
    return len(short) == 1 and long.startswith(short)


def likely_same(left: str, right: str) -> bool:
    """As `same_person`, for two people of one message: a title may stand before a first name, too ("Dr. Subhash")."""
    a, b = sorted((untitled(left), untitled(right)), key=len)
    titled = is_titled(left) or is_titled(right)
    return same_person(left, right) or (titled and len(a) == 1 and len(b) > 1 and a[0] == b[0])


def bears_name(house: str, name: str) -> bool:
    """True for a house named after several people, "Dufour & Lowe", and one of them behind a title: "Mr. Lowe"."""
    return is_titled(name) and ("&" in house or " and " in house)


@lru_cache(maxsize=256)
def untitled(name: str) -> tuple[str, ...]:
    """The words of a name in plain lower case, without "Dr." and the like in front.

    Kept for a moment: each name of a message is compared with each of the others.
    """
    tokens = plain(name).split()
    while len(tokens) > 1 and tokens[0].rstrip(".") in words("people", "titles"):
        tokens = tokens[1:]
    return tuple(tokens)


def is_titled(name: str) -> bool:
    """True for a family name behind a title alone: "Mr. Vandermeer"."""
    return " " in name.strip() and len(untitled(name)) == 1


def family_name_of(name: str, other: str) -> bool:
    """True when a name of one word is the last of another's: "Rennie" of "Alasdair Rennie"."""
    a, b = untitled(name), untitled(other)
    return len(a) == 1 and len(b) > 1 and a[0] == b[-1]
