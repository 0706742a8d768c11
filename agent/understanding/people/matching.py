"""Whether two names, or a name and an address, mean one person."""

from __future__ import annotations

import re

from agent.understanding.people.spelling import plain


def fits(name: str, email: str) -> bool:
    """True when an address is plainly this person's: lee.wong@, lwong@, leew@, wong.lee@, lee@ for "Lee Wong"."""
    local = re.sub(r"[^a-z.]", "", plain(email.partition("@")[0].partition("+")[0].replace("_", ".").replace("-", ".")))
    tokens = [re.sub(r"[^a-z]", "", plain(token)) for token in name.split()]
    tokens = [token for token in tokens if token]
    if not tokens or not local:
        return False
    first, last = tokens[0], tokens[-1]
    if len(tokens) == 1:
        return local == first or local.startswith(first + ".")
    joined = local.replace(".", "")
    return joined in {first + last, first[0] + last, first + last[0], last + first, last + first[0]} or local == first


def same_person(left: str, right: str) -> bool:
    """True when two names mean one person: equal, or one is the other's first name ("Lee" and "Lee Wong")."""
    a, b = plain(left).split(), plain(right).split()
    if not a or not b:
        return False
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    return sorted(a) == sorted(b) or (a[0] == b[0] and a[-1] == b[-1])
