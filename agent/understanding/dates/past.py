"""Minutes past an hour told before and not again: "the gate opens at one, we start at quarter past"."""

from __future__ import annotations

from agent.understanding.alternatives import alternation
from agent.understanding.dates.hours import PAST, Hour
from agent.understanding.dates.words import compiled

_PAST = compiled(
    rf"(?:a )?(?P<part>half|{alternation(PAST)})(?: minutes)? past\b"
    r"(?! (?:the|your|our|my|his|her|their|its|this|that|an?|one|all|\d|[a-z]+'s)\b)"
)
"""Not "twenty past the gate"; where the hour is named behind "past" it is read before this one."""

_BOUND = compiled(r"\b(?:by|till?|until|before|beyond|past|after)(?: about| around)? \Z")
"""As in "sign in by ten past", "he can stay till half past": it may as well be before the time told."""


def past_the_hour(low: str, at: int, told: Hour) -> Hour | None:
    """The first such minutes after the time `told`; None where none are named at place `at`."""
    match = _PAST.match(low, at)
    if match is None or _BOUND.search(low, max(0, at - 20), at):
        return None
    minutes = told.minutes - told.minutes % 60 + PAST.get(match["part"], 30)
    later = 60 * (minutes <= told.minutes)
    return Hour(minutes + later, told.half, firm=True, end=match.end())
