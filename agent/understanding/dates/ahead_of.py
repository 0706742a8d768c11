"""Lengths counted back from another date of the text: "a week before the first of those days"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from agent.understanding.dates import lengths
from agent.understanding.dates.counting import DAYS, EVENT
from agent.understanding.dates.event_days import day_of
from agent.understanding.dates.reckoning import Frame, point
from agent.understanding.dates.records import Grain, Node, Period
from agent.understanding.dates.same import spoken_of
from agent.understanding.dates.words import compiled

_BEFORE_IT = compiled(
    r" (?:before|ahead of|prior to) (?:(?:that|then|it)\b(?! (?:is|was|will)\b)"
    rf"|the first of (?:those|these|them)(?: (?:days|dates|two))?\b|(?P<event>{EVENT})\b)"
)


def counted_back(low: str, node: Node, seen: list[Node], frame: Frame) -> Node:
    """As in "we interview on the 15th and 16th. You hear a week before the first of those days".

    "A week before the interview" counts from the day on which they interview, whatever was told since.
    """
    if node.period.grain is not Grain.LENGTH or node.leaned or not seen:
        return node
    length, link = lengths.LENGTH.match(low, node.start), _BEFORE_IT.match(low, node.end)
    if length is None or link is None:
        return node
    told = day_of(low, link["event"], seen) if link["event"] else spoken_of(low, node.start, seen)
    if told is None or told.period.grain not in DAYS:
        return node
    day = lengths.back(length, told.period.first or told.period.last)
    return Node(_point(day, frame), node.start, link.end(), True) if day is not None else node


def _point(day: date, frame: Frame) -> Period:
    return replace(point(day), past=day < frame.today)
