"""The rows of a plan of the day: "Sign-in 12:40", "Interview 1:00 - 2:00"; "11:00 gates open", "11:15 we sit down".

Several hours of one day are no several meetings, nor does the first of them begin it where it is called a sign-in. The
words are in `lexicon/interviews.toml`, "rows".
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace

from agent.understanding.interviews.manners import Manner, Spoken
from agent.understanding.interviews.wording import says
from agent.understanding.sentences import lowered

_LONGEST_LABEL = 48
_HEAD_OF_A_ROW = re.compile(r"[^\n.!?]*(?:\t|:|[ ]{2,}|[ ][|–—-]|\|)\s*|[ \t*•|–-]*|[A-Z][A-Z /&-]+[ ]")
"""What stands before the time of a row: a label with a gap or a mark behind it, nothing, or capitals."""
_CUE = re.compile(r"(?:time|when)[ ]?:[ \t]*|(?:at|from|by)[ \t]+", re.IGNORECASE)
"""Words that were read as a part of the time."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A row by the place of its time, with its words."""

    place: int
    label: str


def leading_up(text: str, places: Collection[int]) -> frozenset[int]:
    """Of the places of times of one day those whose rows are called something around the meeting: sign-in, lunch.

    None where all are. A row that names who is met in it is a part of the meeting: "welcome, Ms Frei".
    """
    rows = _rows(text, places)
    around = [row for row in rows if _is_around(row.label)]
    return frozenset(row.place for row in around) if len(around) < len(rows) else frozenset()


def _is_around(label: str) -> bool:
    if says("rows", "met", label):
        return False
    return says("rows", "around", label) or (says("rows", "aside", label) and not says("rows", "meeting", label))


def first_of_a_plan(text: str, places: Collection[int]) -> int | None:
    """The place of the first time of a plan of the day: each is a row, one is called an interview, a panel, a start."""
    rows = _rows(text, places)
    plan = len(rows) == len(places) > 1 and any(says("rows", "meeting", row.label) for row in rows)
    return rows[0].place if plan else None


def without_rows_before(told: list[Spoken], text: str) -> list[Spoken]:
    """`told` with the rows that only lead up to the meeting marked so; what is asked is no plan of a day."""
    timed = [one for one in told if not one.slot.date_only]
    asked = {one.slot.start.date() for one in timed if one.manner is Manner.ASKED}
    out: set[int] = set()
    for day in {one.slot.start.date() for one in timed} - asked:
        out |= leading_up(text, [one.slot.clock for one in timed if one.slot.start.date() == day])
    return [replace(one, beside=True) if not one.slot.date_only and one.slot.clock in out else one for one in told]


def _rows(text: str, places: Collection[int]) -> list[_Row]:
    return [row for place in sorted(places) if (row := _row(text, place)) is not None]


def _row(text: str, place: int) -> _Row | None:
    begin = text.rfind("\n", 0, place) + 1
    cue = _CUE.match(text, place)
    head = text[begin : cue.end() if cue else place]
    if len(head) > _LONGEST_LABEL or _HEAD_OF_A_ROW.fullmatch(head) is None:
        return None
    end = text.find("\n", place)
    line = text[begin : end if end >= 0 else len(text)]
    label = head if any(letter.isalpha() for letter in head) else line
    return _Row(place, lowered(label))
