"""Dates and meeting times in English mail, in our own grammar on the standard library (docs/timelines.md).

words -> rules (points, weekdays, weeks, months, feasts, lengths) -> matching (the longest at a word)
-> counting and leaning (dates read against another date) -> grammar (the walk) -> prepositions -> `find_dates`;
clock and zones with the same days -> `find_slots`.
"""

from __future__ import annotations

from agent.understanding.dates.find import find_dates
from agent.understanding.dates.records import Grain, Slot, When
from agent.understanding.dates.slots import find_slots

__all__ = ["Grain", "Slot", "When", "find_dates", "find_slots"]
