"""How long an interview lasts: "until 10:45", "and finish at 3.30", "allow about 90 minutes", "an hour with me"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from agent.understanding.dates.records import Slot
from agent.understanding.dates.words import NUMBERS
from agent.understanding.interviews.wording import pattern

_REACH = 400
_LONGEST_DAY = timedelta(hours=10)
_LEAD = re.compile(r"(?:(?:at|by|about|around|@|the)\s*)*")
_SHORTEST, _LONGEST = 10, 8 * 60
_READ = 8000


def with_ends(low: str, slots: tuple[Slot, ...]) -> tuple[Slot, ...]:
    """The slots of a text, where a time that only ends the one before it has become its end."""
    kept: list[Slot] = []
    for slot in slots:
        at = next((i for i in range(len(kept) - 1, -1, -1) if not _is_refused(low, kept[i])), None)
        if at is not None and _ends(low, kept[at], slot):
            kept[at] = replace(kept[at], end=slot.start)
        else:
            kept.append(slot)
    return tuple(kept)


def _is_refused(low: str, slot: Slot) -> bool:
    return pattern("ends", "refused").search(low, max(0, slot.span[0] - 20), slot.span[0]) is not None


def _ends(low: str, last: Slot, slot: Slot) -> bool:
    if last.date_only or slot.date_only or last.end is not None or slot.end is not None:
        return False
    if not timedelta(0) < slot.start - last.start <= _LONGEST_DAY or slot.span[0] - last.span[1] > _REACH:
        return False
    lead = _LEAD.match(low, slot.span[0])
    clock = lead.end() if lead else slot.span[0]
    if pattern("ends", "else_until").search(low, max(last.span[1], slot.span[0] - 80), clock):
        return False
    return pattern("ends", "before").search(low, max(0, slot.span[0] - 40), clock) is not None


def stated_length(low: str) -> timedelta | None:
    """How long the text says the meeting takes; None when it does not say, or says several things."""
    found = {minutes for match in pattern("ends", "length").finditer(low[:_READ]) if (minutes := _minutes(match))}
    only = found.pop() if len(found) == 1 else None
    return timedelta(minutes=only) if only is not None and _SHORTEST <= only <= _LONGEST else None


def _minutes(match: re.Match[str]) -> int | None:
    half = 30 if match["half"] else 0
    if match["quarters"]:
        return 45
    if match["halfhour"]:
        return 30
    if match["hour"]:
        return 60 + half
    word = match["n"]
    if not (word.isdecimal() or word in NUMBERS):
        return None
    count = int(word) if word.isdecimal() else NUMBERS[word]
    return count * 60 + half if match["unit"].startswith("h") else count
