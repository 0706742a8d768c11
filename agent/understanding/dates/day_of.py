"""The day to which a time of day in prose belongs, and the days that share it."""

from __future__ import annotations

import re

from agent.understanding.dates.clock import Clock
from agent.understanding.dates.records import Node
from agent.understanding.dates.words import compiled

_NEAR = re.compile(r"[ ]?(?:,|:|\(|-|@|on|of)?[ ]?(?:on |the |this )?")
_REACH = 400
_REFUSED = compiled(r"\b(?:instead of|in place of|rather than|not|in lieu of)(?: on)?(?: the)?(?:[ ]|\n)?\Z")
_OR = compiled(r" or (?:on |the |maybe |else ){0,2}|[ ]?/[ ]?")
# "You go in at 11.35. Day's unchanged, Tuesday 8 December."
_NEXT = compiled(
    r"[^.!?\n]{0,40}[.!?,;] (?:the |your |same |and |that )*(?:day|date)\b(?! before| after)[^.!?\n]{0,24}"
)
_OWN = 40
"""A time behind the day, within so many letters of it, is that day's own."""

_DATE_BELOW = re.compile(r"(?:\A|\n)[ *-]*(?:date|day|when)[ ]?[: -][ ]?\Z")
"""Before the date of a plan whose hours stand above it: "Date: 03/15/2027"."""

_FAR_BELOW = 600

_STOPS = re.compile(r"[.!?](?=\s)|\n")


def day_of(low: str, clock: Clock, days: list[Node], times: list[Clock]) -> Node | None:
    """The day of a time: one right after it, else the last before it, else one later in its sentence."""
    after = next((n for n in days if n.start >= clock.end), None)
    adjoins = after is not None and _NEAR.fullmatch(low, clock.end, after.start)
    if after is not None and adjoins and not _belongs_ahead(low, after, days, clock):
        return after
    before = _before(low, clock, days)
    if before is not None and clock.start - before.end <= _REACH:
        return before
    if after is not None and after.start - clock.end <= 120 and not _STOPS.search(low, clock.end, after.start):
        return after
    if after is not None and re.fullmatch(r"[^\n.]{0,40}\n[^\n]{0,24}", low[clock.end : after.start]):
        return after
    if before is None and (dated := _dated_below(low, clock, days)) is not None:
        return dated
    if after is not None and before is None and _NEXT.fullmatch(low, clock.end, after.start):
        own = any(other is not clock and clock.end <= other.start <= after.end + _OWN for other in times)
        return None if own else after
    return None


def _dated_below(low: str, clock: Clock, days: list[Node]) -> Node | None:
    """The one day with a label below a time that has none before it."""
    below = [n for n in days if clock.end <= n.start <= clock.end + _FAR_BELOW]
    labelled = [n for n in below if _DATE_BELOW.search(low[max(0, n.start - 16) : n.start])]
    return labelled[0] if len(labelled) == 1 else None


def _before(low: str, clock: Clock, days: list[Node]) -> Node | None:
    """The last day before a time; not one that only says what it was ("Tuesday instead of Monday? Ten o'clock")."""
    ahead = [n for n in days if n.end <= clock.start][-3:]
    if not ahead:
        return None
    last = ahead[-1]
    if _REFUSED.search(low[max(0, last.start - 24) : last.start]) and _STOPS.search(low, last.end, clock.start):
        return next((n for n in reversed(ahead[:-1])), last)
    return last


def _belongs_ahead(low: str, after: Node, days: list[Node], clock: Clock) -> bool:
    """In "Tuesday 3 pm, Wednesday 4 pm" the day after the comma has its own time."""
    before = next((n for n in reversed(days) if n.end <= clock.start), None)
    if before is None or not _NEAR.fullmatch(low[before.end : clock.start].replace(" at ", " ").replace(" from ", " ")):
        return False
    return "," in low[clock.end : after.start] or "on" not in low[clock.end : after.start].split()


def sharing(low: str, day: Node, days: list[Node]) -> tuple[Node, ...]:
    """The days that share a time with the last of them: "tomorrow or Friday at 3", "Mon/Tue 10am"."""
    found: list[Node] = []
    last = day
    for node in reversed([n for n in days if n.end <= day.start][-4:]):
        if not _OR.fullmatch(low, node.end, last.start):
            break
        found.insert(0, node)
        last = node
    return tuple(found)
