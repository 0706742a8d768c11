"""One moment told on two clocks: "17:00 Hong Kong time, which I believe is nine in the morning with you"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import tzinfo

from agent.understanding.dates.clock import Clock
from agent.understanding.dates.words import compiled

_WIDEST = 60
_LINK = re.compile(
    r"\A[^.;?!\n]*?(?:\b(?:which|that)\b(?: [\w']+){0,3}? (?:is|are|makes?|means|be)\b|\bthat's\b)[^.;?!\n]*\Z"
    r"|\A[^.;?!\n\d]*(?:\(|=|\bi\.e\.)[ ]?(?:i\.e\.,? |that is |that's |so )?(?:at )?\Z"
)
"""Between the two: the second is the first."""

_OTHERWISE = compiled(r"\b(?:if|or|and|after|before|so|then|but|taken|full|gone|late|early|free|busy|have|put|<WD>)\b")
"""Between two that are not one: "10:00, which is taken, so it is 14:00"."""

_MAKES = re.compile(r"\b(?:which|that)\b(?: [\w']+){0,3}? makes?\b")
"""As in "17:00 in Stanley, which makes it Friday at 08:00 for you": plain, whatever else stands between."""

_THIRD = re.compile(r"\A[^.;?!\n\d]*(?:,|/|\band)[ ]?\Z")
_BESIDE = re.compile(r"\A[ ]?(?:,|/|-|and)[ ]?\Z")
_WHERE = compiled(
    r"(?:[ ]?(?:in the (?:morning|afternoon|evening)))?[ ]?,?[ ]?(?:"
    r"(?P<yours>(?:(?:on|at|by|in) )?your (?:own |local )?(?:time\b|clock\b|end\b|side\b|zone\b))"
    r"|(?P<ours>here\b|there\b|(?:(?:on|at|by) )?(?:my|our) (?:own |local )?(?:time|clock|end|side)\b)"
    r"|(?:in |at )?(?!the\b|my\b|our\b|your\b)[a-z]+(?: [a-z]+)? time\b"
    r"|(?P<with>(?P<you>(?:for|with) you\b)|(?:for|with) (?:me|us|him|her|them)\b"
    r"|in (?!the\b|my\b|our\b|your\b|an?\b|person\b|room\b|total\b|english\b)[a-z]+))"
)
"""Behind the second: whose clock it is on. `with` whom or in which place is a clock only beside another."""

_STEP = 15
"""Clocks are so many minutes apart, or a multiple of it."""


def on_one_clock(low: str, times: Sequence[Clock], reader: tzinfo | None) -> tuple[list[Clock], list[Clock]]:
    """The times of `low` with each moment told once, and those that were told twice.

    The one whose zone is known stands, else the first; `reader` is the zone of whom the text is written to.
    """
    kept: list[Clock] = []
    twice: list[Clock] = []
    for clock in times:
        zone = _zone_if_told_again(low, kept[-1], clock, reader, twice[-1:]) if kept else _ANOTHER
        if zone is _ANOTHER or (zone is not None and kept[-1].zone is not None):
            kept.append(replace(clock, zone=zone) if isinstance(zone, tzinfo) else clock)
        elif isinstance(zone, tzinfo):
            twice.append(kept.pop())
            kept.append(replace(clock, zone=zone))
        else:
            twice.append(clock)
    return kept, twice


_ANOTHER = object()


def _zone_if_told_again(low: str, one: Clock, other: Clock, reader: tzinfo | None, twice: list[Clock]) -> object:
    """The zone of a time that is the moment of the time before it, None where that is not known; else _ANOTHER.

    `twice`: the last time that was told again, perhaps; a third clock may follow it.
    """
    third = any(clock.start > one.start for clock in twice)
    between = low[twice[-1].end if third else one.end : other.start]
    if len(between) > _WIDEST:
        return _ANOTHER
    makes = not third and _MAKES.search(between) is not None
    linked = (_THIRD if third else _LINK).match(between) is not None
    linked = linked and (third or makes or _OTHERWISE.search(between) is None)
    if (_minutes(one) - _minutes(other)) % _STEP:
        return _ANOTHER
    if other.zone is not None:
        return other.zone if linked else _ANOTHER
    where = _WHERE.match(low, other.end)
    if where is None or (where["with"] and one.zone is None and not (linked and where["you"])):
        return _ANOTHER
    if not (linked or (where["ours"] and one.zone is not None and _BESIDE.match(between))):
        return _ANOTHER
    return reader if where["yours"] or where["you"] else None


def _minutes(clock: Clock) -> int:
    return clock.begin.hour * 60 + clock.begin.minute
