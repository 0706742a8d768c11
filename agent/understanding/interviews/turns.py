"""A list of candidates with their hours: "09:15 Amelia, 10:15 Jon, 11:15 Sam". Only the owner's turn is theirs to come.

The others are candidates, not people whom the owner will meet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from agent.reading.records import Reading
from agent.understanding.dates.records import Slot
from agent.understanding.people.runs import NAME_WORD

_LONGEST = 12_000
_FEWEST = 3
_HOUR = r"\d{1,2}(?:[:.h]\d\d)?(?:[ \t]?[ap]\.?m\.?)?"
_ROW = re.compile(
    rf"^[ \t]*(?:[-*•–|][ \t]*)?{_HOUR}(?:[ \t]*(?:[-–—]|to)[ \t]*{_HOUR})?[ \t]*[-–—:|]?[ \t]+"
    rf"(?P<name>{NAME_WORD}(?:[ \t]{NAME_WORD}\.?){{0,2}})[ \t]*$",
    re.MULTILINE,
)
"""A line of an hour and one to three words written large."""


def own_turn(reading: Reading, slots: tuple[Slot, ...], names: Iterable[str]) -> tuple[Reading, tuple[Slot, ...]]:
    """The reading with the other candidates' lines blank, and the slots outside them. `names`: the owner's.

    A text that is no such list comes back as it is: at least three lines, one of them with the owner's name alone.
    """
    rows = list(_ROW.finditer(reading.said, 0, _LONGEST))
    own = [row for row in rows if any(_names(row["name"], name) for name in names)]
    if len(rows) < _FEWEST or len(own) != 1:
        return reading, slots
    others = [row.span() for row in rows if row is not own[0]]
    said = reading.said
    for start, end in others:
        said = said[:start] + " " * (end - start) + said[end:]
    kept = tuple(slot for slot in slots if not any(start <= slot.span[0] < end for start, end in others))
    return replace(reading, said=said), kept


def _names(written: str, name: str) -> bool:
    """True for the owner's whole name, their first name, or it with an initial: "Sam", "Sam O.", "Sam Okafor"."""
    words, own = written.lower().replace(".", "").split(), name.lower().split()
    if words[:1] != own[:1]:
        return False
    return len(words) == 1 or (len(own) > 1 and own[-1].startswith(words[-1]))
