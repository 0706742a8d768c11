"""The owner's own deadline: by when they ask for something (docs/timelines.md, "Promise detection")."""

from __future__ import annotations

from datetime import date, datetime

from agent.understanding.dates import When, find_dates

_BOUNDS = frozenset({"by", "before", "within", "until"})


def owner_deadline(
    sentence: str, sent: datetime, *, day_first: bool | None = None, country: str | None = None
) -> date | None:
    """The latest day on which the owner may do what `sentence` asks; None when it names none. `sent` is aware."""
    found = [
        d
        for d in find_dates(sentence, sent, day_first=day_first, country=country)
        if not d.past and d.by >= sent.date()
    ]
    bound = [d for d in found if d.prep in _BOUNDS]
    chosen: list[When] = bound or found
    return chosen[0].by if chosen else None
