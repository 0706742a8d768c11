"""One pattern of many names, which shares their beginnings: "(?:t(?:uesday|hursday)|monday)".

The names of a list are told apart letter by letter, so that a place in a text is compared with few of them: with
hundreds of names in a row it would be compared with each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable


def alternation(names: Iterable[str]) -> str:
    """A group that matches one of `names`, where several do the longest. A space in a name is escaped."""
    return _parted(sorted(set(names), key=lambda name: (-len(name), name)))


def _parted(rests: list[str]) -> str:
    """A group of what is left of names, parted by its first letter; where nothing is left, the shortest, it is last."""
    by_first: dict[str, list[str]] = {}
    for rest in rests:
        by_first.setdefault(rest[:1], []).append(rest[1:])
    branches = (re.escape(first) + (_parted(left) if any(left) else "") for first, left in by_first.items())
    return "(?:" + "|".join(branches) + ")"
