"""The day of an event named again: "we interview on the 20th, we close on the 6th; a week before the interview"."""

from __future__ import annotations

import re

from agent.understanding.dates.records import Node
from agent.understanding.dates.words import compiled

_CLOSES = compiled(
    r"\b(?:clos(?:es?|ed|ing|ure)|deadlines?|appl(?:y|ying|ications?)|submi(?:t|tted|tting|ssions?)|repl(?:y|ies)|respond"
    r"|rsvp|return(?:ed)?|send|expires?|shut(?:s|ting)?|(?:start|first|joining|last) (?:date|day)|start(?:s|ing)?)\b"
)
"""What falls on a day that is none on which people meet."""

_CLOSING = compiled(
    r"\b(?:clos\w+|deadline|submission|start date|link|window|portal|advert|posting|vacancy|list"
    r"|doors?)\b"
)
"""An event at which nobody meets."""

_MEETS = compiled(
    r"\b(?:interview\w*|meet(?:ing|s)?|met|panel|sits?|sitting|see(?:ing)? (?:you|people|everyone|candidates)|talk\w*"
    r"|speak|calls?|chat|conversations?|round|session|discussion|visit|audition|board|hearing|committee|demo|trial|assessment"
    r"|presentation|on-?site|test|invit\w+)\b"
)
_ENDS = compiled(r"[.!?;](?=\s|\Z)|\n")
_IS_IT = compiled(r",? (?:is|are|will be|for|as)\b[^.,;!?\n]{0,40}")
_REACH = 160
_NEAREST = 8


def day_of(low: str, event: str, seen: list[Node]) -> Node | None:
    """The one of the days `seen` on which `event` ("the panel", "your interview") falls; None where none can be it.

    The last whose clause names it; of a closing date the last on which something closes; of an event at which people
    meet the last on which they do, else the last of those on which nothing closes or starts.
    """
    near = seen[-_NEAREST:]
    ends = [0, *(node.end for node in near)]
    clauses = {id(node): _clause(low, end, node) for end, node in zip(ends, near, strict=False)}
    name = _name(event)
    named = [node for node in near if name.search(clauses[id(node)])]
    if not named and _CLOSING.search(event):
        named = [node for node in near if _CLOSES.search(clauses[id(node)])]
        return named[-1] if named else None
    if named:
        return named[-1]
    meets = [node for node in near if node.end == 0 or _MEETS.search(clauses[id(node)])]
    meets = [node for node in meets if not _CLOSES.search(clauses[id(node)])] or meets
    other = [node for node in near if not _CLOSES.search(clauses[id(node)])]
    return meets[-1] if meets else other[-1] if other else None


def is_meeting(event: str) -> bool:
    """Whether people meet at what is called so."""
    return _MEETS.fullmatch(event) is not None


def _name(event: str) -> re.Pattern[str]:
    """The last word of what an event is called, one or several of it; with the one before it where it is a day."""
    words = event.split()
    name = words[-2:] if words[-1] in ("date", "day", "morning", "session") else words[-1:]
    stem = " ".join(map(re.escape, name)).removesuffix("s")
    return re.compile(r"\bmeet(?:s|ings?)?\b" if stem == "meeting" else rf"\b{stem}s?\b")


def _clause(low: str, since: int, node: Node) -> str:
    """What leads to a day in its sentence, since the day before it, and what the day is said to be."""
    begin = max(since, node.start - _REACH)
    stop = max((end.end() for end in _ENDS.finditer(low, begin, node.start)), default=begin)
    behind = _IS_IT.match(low, node.end)
    return low[stop : node.start] + (behind[0] if behind else "")
