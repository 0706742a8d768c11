"""What a sentence says of a meeting that has been, and when that was (`lexicon/held.toml`)."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from agent.understanding.dates.words import DAYS, weekday
from agent.understanding.people.lexicon import lexicon, one_of
from agent.understanding.sentences import lowered

_ON = re.compile(
    rf"\b(?:(?P<today>today|this (?:morning|afternoon)|earlier today|just now)|(?P<before>yesterday|last night)"
    rf"|(?:on |last |(?P<its>))(?P<day>{DAYS})(?(its)'s))\b"
)


def went(sentence: str) -> bool:
    """Whether a sentence speaks of a meeting that has been, if one with the reader is known: "that went well"."""
    low = lowered(sentence).strip()
    return _pattern("went").search(low) is not None and _pattern("other").search(low) is None


def by_letter(sentence: str) -> bool:
    """Whether a sentence is only about letters or a test: "great to hear from you", "thank you for taking the test"."""
    low = lowered(sentence)
    return _pattern("by_letter").search(low) is not None and _pattern("by_letter", "unless").search(low) is None


def day_of(sentence: str, sent: date) -> date | None:
    """The day on which a sentence says that it was; None where it says none, or several."""
    found = {_day(match, sent) for match in _ON.finditer(lowered(sentence))}
    return found.pop() if len(found) == 1 else None


def _day(match: re.Match[str], sent: date) -> date:
    if match["today"]:
        return sent
    if match["before"]:
        return sent - timedelta(days=1)
    return sent - timedelta(days=(sent.weekday() - weekday(match["day"])) % 7)


@cache
def _pattern(group: str, key: str = "pattern") -> re.Pattern[str]:
    table = lexicon("held")[group]
    return re.compile(one_of(table["patterns"]) if "patterns" in table else table[key])
