"""The traits of a time by which it is told whether one meets then: its own, its words, its place among the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from agent.understanding.dates.records import Slot
from agent.understanding.interviews.likely.records import MOST_TIMES, Traits
from agent.understanding.interviews.manners import Spoken
from agent.understanding.interviews.text import Text
from agent.understanding.interviews.wording import label_of
from agent.understanding.likeness import likeness
from agent.understanding.likeness.around import around
from agent.understanding.likeness.features import beginning, words_of

_LIKE = 3.0
"""What the likeness of a sentence to each signal counts beside one word of it."""

_QUARTER = timedelta(minutes=15)
_MOST_QUARTERS = 8
_AHEAD = (1, 2, 8, 22)
"""Days before which a meeting is today's, tomorrow's, this week's, this month's."""

_BETWEEN, _LETTERS = 7, 120
"""Two times stand together when so few words, and letters, are between them."""

_SATURDAY = 5


def of_the_words(text: Text, place: tuple[int, int]) -> Traits:
    """What stands around a place of the text, and what its sentence is like."""
    part = text.part_at(place[0])
    found = around(text.said, place, part)
    if part is not None:
        found |= {f"like {signal}": _LIKE * share for signal, share in likeness(part.text).items()}
    return found


def of_the_time(one: Spoken, all_told: Sequence[Spoken], sent: datetime) -> Iterator[str]:
    """What the time itself shows, told at `sent` in a text whose times are `all_told`."""
    slot = one.slot
    yield f"manner {one.manner}{' beside' if one.beside else ''}"
    yield "has end" if slot.end else "no end"
    yield f"hour {slot.start.hour // 2 * 2}"
    if slot.start.minute % 15:
        yield "odd minute"
    if slot.start < sent:
        yield "past"
    ahead = (slot.start - sent).days
    yield next((f"within {limit} days" for limit in _AHEAD if ahead < limit), "far ahead")
    yield "first told" if one is all_told[0] else "later told"
    yield f"label {label_of(one.sentence)}"
    yield "zone told" if slot.sure else "no zone told"
    yield "weekend" if slot.start.weekday() >= _SATURDAY else "weekday"


def of_its_sentence(one: Spoken, text: Text) -> Iterator[str]:
    """Where in the text its sentence stands, and whether it asks."""
    at = text.place_of(one.slot.span[0])
    if at is None:
        return
    yield f"sentence {min(at, MOST_TIMES)}"
    yield f"sentence -{min(len(text.parts) - 1 - at, MOST_TIMES)}"
    if text.parts[at].text.rstrip().endswith("?"):
        yield "question"


def among_others(slot: Slot, others: Sequence[Slot]) -> Iterator[str]:
    """How it stands among all times of the text (`others` holds it, too)."""
    starts = [other.start for other in others]
    yield f"{min(len(set(starts)), MOST_TIMES)} times"
    if starts.count(slot.start) > 1:
        yield "told twice"
    if any(other.end == slot.start for other in others if other is not slot):
        yield "ends another"
    day = sorted({start for start in starts if start.date() == slot.start.date()})
    at = day.index(slot.start)
    if len(day) > 1:
        yield "first of its day" if at == 0 else "last of its day" if at == len(day) - 1 else "amid its day"
    if at > 0:
        yield f"behind another by {_quarters(slot.start - day[at - 1])}"
    if at < len(day) - 1:
        yield f"before another by {_quarters(day[at + 1] - slot.start)}"


def between_times(said: str, slots: Sequence[Slot]) -> dict[Slot, set[str]]:
    """For each time the words between it and its neighbours, where those are close: "not at nine but at half past"."""
    found: dict[Slot, set[str]] = {slot: set() for slot in slots}
    for one, other in pairwise(sorted(slots, key=lambda slot: slot.span)):
        gap = said[one.span[1] : other.span[0]]
        words = words_of(gap) if len(gap) <= _LETTERS else ()
        if len(gap) <= _LETTERS and len(words) <= _BETWEEN:
            found[other] |= set(_named("gap<", words))
            found[one] |= set(_named("gap>", words))
    return found


def _named(side: str, words: Sequence[str]) -> Iterator[str]:
    yield f"{side} near"
    yield f"{side} {' '.join(beginning(word, 5) for word in words[:3])}"
    yield from (f"{side} {beginning(word, 6)}" for word in words)


def _quarters(length: timedelta) -> int:
    return min(length // _QUARTER, _MOST_QUARTERS)
