"""A move told by its length: "half an hour earlier than we agreed", "a week later to the hour" (lexicon, [shift])."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from agent.understanding.dates.words import NUMBERS
from agent.understanding.interviews.wording import pattern, says

_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_TENS = {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90}
_LONGEST = timedelta(weeks=3)
_SHORTEST = timedelta(minutes=5)
_READ = 4000


def shifted(low: str, old: datetime) -> datetime | None:
    """The new start of an interview that was to begin at `old`; None where the text tells no one length."""
    lengths = {found for match in _matches(low[:_READ]) if (found := _length(match))}
    if len(lengths) != 1:
        return None
    length = lengths.pop()
    if not _SHORTEST <= abs(length) <= _LONGEST:
        return None
    if length.seconds == 0 and not says("shift", "same_hour", low[:_READ]):
        return None
    return old + length  # wall clock: the hour stays the same over a change of clocks


def _matches(low: str) -> list[re.Match[str]]:
    return [match for key in ("by", "along", "translated") for match in pattern("shift", key).finditer(low)]


def _length(match: re.Match[str]) -> timedelta | None:
    unit = _UNITS[match["unit"][0]]
    back = match.groupdict().get("way") in ("earlier", "sooner")
    if match["half"]:
        length = timedelta(minutes=30) if unit == "hours" else None
    else:
        word = match["n"]
        count = int(word) if word and word.isdecimal() else _TENS.get(word or "", NUMBERS.get(word or ""))
        length = timedelta(**{unit: count}) if count is not None else None
    return -length if length is not None and back else length
