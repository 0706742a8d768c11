"""The slots of a quotation, as the answer above it means them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from agent.understanding.dates.clock import clocks
from agent.understanding.dates.records import Slot
from agent.understanding.interviews.wording import pointed_place


@dataclass(frozen=True, slots=True)
class Quoted:
    """The slots of a quotation, and when the answer was written."""

    slots: tuple[Slot, ...]
    sent: datetime

    def one_time(self) -> bool:
        """Whether the quotation names one time and no other."""
        return self.only() is not None

    def only(self) -> Slot | None:
        """The one time that the quotation names; None where there is none, or another."""
        timed = self._timed()
        return timed[0] if len({slot.start for slot in timed}) == 1 else None

    def pointed_to(self, words: str) -> Slot | None:
        """The quoted slot meant by "the second option", "the 2pm", or by "that works" where only one is quoted."""
        timed = self._timed()
        hours = {clock.begin for clock in clocks(words, self.sent, ())}
        at_that_hour = [slot for slot in timed if slot.start.time() in hours]
        if len({slot.start for slot in at_that_hour}) == 1:
            return at_that_hour[0] if at_that_hour[0].sure else None
        index = pointed_place(words)
        if index is not None:
            return timed[index] if -len(timed) <= index < len(timed) and timed[index].sure else None
        return timed[0] if self.one_time() and timed[0].sure else None

    def repeats(self, slot: Slot) -> bool:
        """Whether the quotation names this slot."""
        return any(
            other.start.date() == slot.start.date() and (slot.date_only or other.start.time() == slot.start.time())
            for other in self.slots
        )

    def placed(self, slot: Slot) -> Slot:
        """The slot with what the quotation adds: the time of a bare day, the zone of a repeated time."""
        same_day = [other for other in self._timed() if other.start.date() == slot.start.date()]
        if slot.date_only:
            return same_day[0] if len({other.start for other in same_day}) == 1 else slot
        same = next(
            (o for o in same_day if o.start.time() == slot.start.time() or _half_a_day_off(o.start, slot.start)), None
        )
        if same is not None and not slot.sure:
            return replace(slot, start=same.start, end=slot.end or same.end, zone=same.zone, sure=same.sure)
        return slot

    def _timed(self) -> list[Slot]:
        return [slot for slot in self.slots if not slot.date_only]


def _half_a_day_off(one: datetime, other: datetime) -> bool:
    """True for "Tuesday 3" read as the morning where 3 pm was offered."""
    return abs((one.replace(tzinfo=None) - other.replace(tzinfo=None)).total_seconds()) == 43200
