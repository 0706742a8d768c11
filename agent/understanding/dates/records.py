"""What the date grammar finds: periods of days (inside), dates in prose and meeting slots (for the others)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Grain(StrEnum):
    """How exact a date is."""

    DAY = "day"  # a calendar date, today, tomorrow
    WEEKDAY = "weekday"  # a bare weekday
    WEEK = "week"
    MONTH = "month"  # a month, quarter or year
    PART = "part"  # early, late, the end of ... a period
    MID_MONTH = "mid_month"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    LENGTH = "length"  # counted days, weeks, months
    CLOCK = "clock"  # "EOD" with no day: today


@dataclass(frozen=True, slots=True)
class Period:
    """Days without a preposition. `first` is None for a bare bound ("this week", "a few days").

    `bare_today` marks a weekday name that is the day of writing (docs/timelines.md, 5); `conflict` a weekday and a
    date that disagree; `past` a day that the words themselves put in the past ("last Friday").
    """

    first: date | None
    last: date
    grain: Grain
    alternative: date | None = None
    open_ended: bool = False
    conflict: bool = False
    past: bool = False
    bare_today: bool = False


@dataclass(frozen=True, slots=True)
class Node:
    """A period and where its words stand. `leaned`: counted from another date of the text."""

    period: Period
    start: int
    end: int
    leaned: bool = False


@dataclass(frozen=True, slots=True)
class When:
    """A date in prose, with its preposition. Days are in the sender's own calendar.

    `start` is the first day of a stated range (`by` itself for a point, None for a bare bound), `by` the last,
    `alternative` another plausible `by`. `prep` is "by", "before", "within", "until", "on", "in", "after", "allow" or
    None. `span` is its place in the text, preposition included; `text` those words. `leaned` is True when it was
    counted from another date in the text ("the following Thursday"). `past` is True when the words put it in the past.
    `doubtful` is True for what may be no date at all: a bare length ("two more days"), bare figures ("1/12").
    """

    start: date | None
    by: date
    span: tuple[int, int]
    text: str
    grain: Grain
    open_ended: bool = False
    alternative: date | None = None
    prep: str | None = None
    conflict: bool = False
    past: bool = False
    leaned: bool = False
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Slot:
    """A meeting time in prose.

    `start` and `end` are aware, in the stated zone, or in the zone the caller gave. `zone` is its IANA name, None
    when it has none (a plain offset). `sure` is False when no zone was stated, or weekday and date disagree.
    `date_only`: a day without a time; `start` is then its midnight. `clock` is where its time begins, -1 without.
    `open`: the hour may be in either half of the day, for all that the words beside it tell.
    """

    start: datetime
    end: datetime | None
    zone: str | None
    sure: bool
    span: tuple[int, int]
    text: str
    date_only: bool = False
    clock: int = -1
    open: bool = False
