"""Every time at which a message may mean that one meets, with what speaks for and against it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import chain

from agent.understanding.findings import Accepted, Scheduled, Status
from agent.understanding.interviews.likely.halves import in_the_other_half
from agent.understanding.interviews.likely.history import at_the_quoted_hour, in_the_quotation
from agent.understanding.interviews.likely.pieces import days_of, free_hours, pieced_together
from agent.understanding.interviews.likely.records import Candidate, Source
from agent.understanding.interviews.likely.told import in_the_subject, in_the_text
from agent.understanding.interviews.text import Text

_MOST, _MOST_RULED = 5, 3
_OVER = timedelta(hours=12)


def candidates(text: Text, found: Iterable[Scheduled | Accepted]) -> tuple[Candidate, ...]:
    """Each time at which one may meet, once. `found` is what the rules say, which speaks for one of them."""
    hours = free_hours(text)
    days = days_of(text) if hours or text.quoted else ()  # nothing else can stand apart from its day
    ways = chain(
        in_the_text(text),
        pieced_together(text, hours, days),
        in_the_subject(text),
        in_the_quotation(text),
        at_the_quoted_hour(text, days),
    )
    merged: dict[datetime, Candidate] = {}
    for one in ways:
        other = merged.get(one.start)
        merged[one.start] = (
            one if other is None else replace(other, traits={**one.traits, **other.traits, "twice": 1.0})
        )
    ruled = tuple(found)
    order = sorted(merged)
    others = [one for one in in_the_other_half(text, tuple(merged.values())) if one.start not in merged]
    return tuple(
        replace(one, traits={**one.traits, **dict.fromkeys(_of_all(one, order, text, ruled), 1.0)})
        for one in (*merged.values(), *others)
    )


def _of_all(
    one: Candidate, order: list[datetime], text: Text, ruled: tuple[Scheduled | Accepted, ...]
) -> Iterator[str]:
    """What it is among the candidates, what its message is about, and what the rules say of it."""
    yield f"{min(len(order), _MOST)} candidates"
    if len(order) > 1 and one.source is not Source.OTHER_HALF:
        yield "earliest" if one.start == order[0] else "latest" if one.start == order[-1] else "amid"
    if one.start < text.sent - _OVER:
        yield "over"
    yield from (f"kind {kind}" for kind in text.kinds)
    yield from _by_rule(one.start, ruled)


def _by_rule(start: datetime, ruled: tuple[Scheduled | Accepted, ...]) -> Iterator[str]:
    definite = [
        one
        for one in ruled
        if isinstance(one, Scheduled) and one.start and not one.options and one.status is not Status.CANCELLED
    ]
    options = {one.start for one in ruled if isinstance(one, Scheduled) and one.options}
    agreed = {one.start for one in ruled if isinstance(one, Accepted) and one.start}
    own = next((one for one in definite if one.start == start), None)
    if own is not None:
        yield f"one of {min(len(definite), _MOST_RULED)} by rule"
        yield f"{own.status} by rule"
    elif start in options:
        yield "option by rule"
    elif definite:
        yield "another by rule"
    elif start in agreed:
        yield "agreed by rule"
    else:
        yield "another agreed by rule" if agreed else "none by rule"
