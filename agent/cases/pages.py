"""The pages of a diary: the interviews noted so far, and how the one is found that somebody speaks of."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from agent.cases.entries import Entry
from agent.cases.sifting import hidden
from agent.cases.slots import SAME_START, same_time, told_by_owner
from agent.understanding.findings import Scheduled, Understanding

REPLACES_WITHIN = timedelta(days=21)
"""A new slot this soon after one fell through takes its place; later it is another interview."""

JUST_PASSED = timedelta(hours=36)
JUST_MOVED = timedelta(hours=48)
_UNDER_WAY = timedelta(hours=3)


@dataclass(slots=True)
class Pages:
    """The interviews (entries) of one process."""

    entries: list[Entry] = field(default_factory=list)

    def new(self, slot: Scheduled, said: Understanding) -> Entry:
        """A new page for an interview that this slot is the first to name."""
        entry = Entry.of(slot, said)
        named = entry.id
        taken = {other.id for other in self.entries}
        number = 2
        while entry.id in taken:
            entry.id, number = f"{named}/{number}", number + 1
        self.entries.append(entry)
        return entry

    def pending(self) -> bool:
        """Whether an interview is known to come whose time is not."""
        return any(e.unsettled for e in self.entries)

    def booked_by(self, said: Understanding) -> bool:
        """Whether a message speaks of an interview that is booked, with a time."""
        name = said.message.message_id
        return any(e.alive and e.start and not e.robot and name in e.messages and not e.doubted for e in self.entries)

    def held_before(self, at: datetime) -> bool:
        """Whether an interview had begun before `at`."""
        begun = (e.start or e.over for e in self.entries if e.alive and not e.robot)
        return any(start is not None and start < at for start in begun)

    def by_uid(self, slot: Scheduled) -> Entry | None:
        """The interview this calendar event is about."""
        if slot.uid is None:
            return None
        return next((entry for entry in reversed(self.entries) if slot.uid in entry.uids), None)

    def by_start(self, slot: Scheduled) -> Entry | None:
        """The interview at the slot's time."""
        return next((entry for entry in self.entries if entry.alive and entry.matches(slot)), None)

    def was(self, slot: Scheduled) -> Entry | None:
        """The interview at the time that the slot moves or calls off."""
        if slot.was is None:
            return None
        return next((e for e in self.entries if e.alive and e.start and same_time(e.start, slot.was)), None)

    def left_behind(self, start: datetime) -> bool:
        """Whether an interview was moved away from this start before."""
        return any(abs(old - start) <= SAME_START for entry in self.entries for old in entry.former)

    def undated(self, slot: Scheduled, at: datetime) -> Entry | None:
        """An interview whose time was open; or, for a slot that names no time, the next one."""
        if slot.start is None:
            return next(iter(self.ahead(at)), None)
        open_ones = [e for e in self.entries if e.unsettled]
        return next((e for e in open_ones if e.robot is slot.robot), None)

    def fallen(self, slot: Scheduled, at: datetime) -> Entry | None:
        """An interview in doubt, or one that fell through not long ago: the new slot takes its place (behaviour 5)."""
        doubted = next((e for e in self.ahead(at) if e.doubted), None)
        if doubted is not None and not slot.robot:
            return doubted
        fallen = [e for e in self.entries if not e.alive and e.fell_at and at - e.fell_at <= REPLACES_WITHIN]
        fallen = [e for e in fallen if e.robot is slot.robot and (slot.start is None or slot.start > at - JUST_PASSED)]
        same = [e for e in fallen if e.label and e.label == slot.label]
        return next(iter(same or fallen), None)

    def ahead(self, at: datetime) -> list[Entry]:
        """The interviews with people that lie ahead of `at`, the next first."""
        return [e for e in self.by_time() if e.alive and not e.robot and e.start and e.start > at]

    def by_time(self) -> list[Entry]:
        """All whose start is known, in time order."""
        known = [(e.start, e.id, n) for n, e in enumerate(self.entries) if e.start]
        return [self.entries[n] for _, _, n in sorted(known)]

    def last_begun(self, at: datetime, within: timedelta) -> Entry | None:
        """The interview with people that began last before `at`, if that is no longer ago than `within`."""
        begun = [e for e in self.by_time() if e.alive and not e.robot and e.start and e.start <= at]
        return begun[-1] if begun and begun[-1].start and at - begun[-1].start <= within else None

    def doubt_next(self, at: datetime, named: Entry | None = None) -> Entry | None:
        """Somebody wants to move the next interview, or the one they name, and has not settled when."""
        entry = named or next(iter(self.ahead(at)), None)
        if entry is not None:
            entry.doubt()
        return entry

    def called_off(self, slot: Scheduled, said: Understanding) -> list[Entry]:
        """The interviews that a cancellation or a refusal is about; never ones that had long taken place."""
        at = said.message.at
        named = slot.was or slot.start
        if told_by_owner(said):
            return self._meant_by_owner(named, at)
        if (entry := self.by_uid(slot)) is not None:
            found = [entry] if entry.stands_on(slot, at) else []
            if found and slot.uid and not hidden(said):
                entry.uids[slot.uid] = (slot.sequence, entry.uids[slot.uid][1])
        elif named is not None:
            found = self._at(named, slot, at)
        elif slot.uid is not None:
            found = []
        else:
            found = self._next_day(at) or [e for e in self.entries if e.unsettled]
        return [e for e in found if e.start is None or at <= (e.end or e.start + _UNDER_WAY)]

    def _at(self, named: datetime, slot: Scheduled, at: datetime) -> list[Entry]:
        """What stands at the time or on the day that a cancellation names; a wrong day makes the next doubtful."""
        close = self.was(slot) or (self.by_start(slot) if slot.start else None)
        if close is not None or self.left_behind(named):
            return [close] if close is not None else []
        ahead = [e for e in self.ahead(at) if slot.uid is None or not e.uids]
        same_day = [e for e in ahead if e.start and e.start.astimezone(named.tzinfo).date() == named.date()]
        if not same_day and slot.uid is None:
            self.doubt_next(at)
        return same_day if named.time() == time() else same_day[:1]

    def _meant_by_owner(self, named: datetime | None, at: datetime) -> list[Entry]:
        """What the owner says is no interview: the one of that time or day; else a doubtful, a coming, the last."""
        known = [e for e in self.entries if e.alive and not e.robot]
        if named is not None:
            times = [(e, e.start or e.over) for e in known]
            exact = [e for e, time in times if time is not None and same_time(time, named)]
            return exact or [e for e, time in times if time and time.astimezone(named.tzinfo).date() == named.date()]
        weak = [e for e in known if not e.confirmed]
        return weak[-1:] or self._next_day(at) or known[-1:]

    def _next_day(self, at: datetime) -> list[Entry]:
        """The interviews of the next interview day: a panel is called off as a whole."""
        ahead = [e for e in self.ahead(at - _UNDER_WAY) if not e.moved_since(at - JUST_MOVED)]
        return [e for e in ahead if e.start and ahead[0].start and e.start.date() == ahead[0].start.date()]
