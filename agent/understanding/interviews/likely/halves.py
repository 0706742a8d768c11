"""Candidates in the other half of the day: the "half five" of a baker is no afternoon.

The rules take office hours. Where no word beside an hour tells its half, the other one is weighed, too, with what the
whole mail tells of it: words of work that begins early or late, parts of the day, the same hour told elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from agent.understanding.dates.halves import parts_named, words_of_work
from agent.understanding.interviews.likely.records import Candidate, Source
from agent.understanding.interviews.text import Text
from agent.understanding.sentences import lowered

_HALF = timedelta(hours=12)
_NEAR = 200
_READ = 4000


def in_the_other_half(text: Text, found: Iterable[Candidate]) -> Iterator[Candidate]:
    """For each of the candidates whose half of the day is open the same in the other half."""
    whole = lowered(f"{text.reading.subject}\n{text.said[:_READ]}\n{text.reading.signature[:_READ]}")
    told = {slot.start for slot in (*text.slots, *text.subject, *text.quoted) if not slot.date_only}
    for one in found:
        slot = one.told.slot
        if not slot.open:
            continue
        start = slot.start + (_HALF if slot.start.hour < _HALF.seconds // 3600 else -_HALF)
        other = replace(one.told, slot=replace(slot, start=start, end=_end(slot.start, slot.end, start)))
        kept = {name: value for name, value in one.traits.items() if not name.startswith("hour ")}
        traits = dict.fromkeys(_of_the_half(text, start, slot.span, whole, told), 1.0)
        yield Candidate(other, Source.OTHER_HALF, kept | traits)


def _end(start: datetime, end: datetime | None, other: datetime) -> datetime | None:
    """When it ends in the other half: the nearest time behind it that its clock shows so."""
    if end is None:
        return None
    return other + ((end - start) % _HALF or _HALF)


def _of_the_half(text: Text, start: datetime, place: tuple[int, int], whole: str, told: set[datetime]) -> Iterator[str]:
    half = "morning" if start.hour < _HALF.seconds // 3600 else "evening"
    yield f"from {Source.OTHER_HALF}"
    yield f"from {Source.OTHER_HALF} {half}"
    yield f"{Source.OTHER_HALF} {start.hour}"
    near = lowered(text.said[max(0, place[0] - _NEAR) : place[1] + _NEAR])
    yield from (f"{half}, near: {word}" for word in {*words_of_work(near), *parts_named(near)})
    yield from (f"{half}, in the mail: {word}" for word in {*words_of_work(whole), *parts_named(whole)})
    if any(abs(start - other) <= timedelta(minutes=1) for other in told):
        yield f"{Source.OTHER_HALF} told elsewhere"
    if any(
        start.date() == other.date() and (other.hour < _HALF.seconds // 3600) is (half == "morning") for other in told
    ):
        yield f"{half} with others of its day"
