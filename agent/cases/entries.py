"""One interview while it is being arranged: its slot, its sources, the people."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from agent.cases.persons import alike
from agent.cases.slots import in_zone, same_time, zone_in_doubt
from agent.messages import Person
from agent.understanding.findings import Evidence, Part, Participant, Scheduled, Sender, Status, Understanding

_REMADE_WITHIN = timedelta(hours=2)
"""Organisers who make an event anew send the new one and call off the old one within this time."""

_ZONES_APART = timedelta(hours=14)


@dataclass(slots=True)
class Entry:
    """One interview so far. `uids` remember each calendar event's last (sequence, start).

    `length` is how long it was to take when its end was last told. `zone_in_doubt` is the slot
    by which it stands, where only its zone keeps it from being believed.
    """

    id: str
    evidence: Evidence
    status: Status = Status.BOOKED
    start: datetime | None = None
    end: datetime | None = None
    length: timedelta | None = None
    zone: str | None = None
    sure: bool = True
    all_day: bool = False
    uid: str | None = None
    robot: bool = False
    label: str | None = None
    confirmed: bool = False
    zone_in_doubt: Scheduled | None = None
    alive: bool = True
    doubted: bool = False
    thanked: bool = False
    by_owner: bool = False
    over: datetime | None = None
    fell_at: datetime | None = None
    missed_by: str | None = None
    booked_at: datetime | None = None
    moved_at: datetime | None = None
    arranged_by: str | None = None
    arranged_by_person: bool = False
    uids: dict[str, tuple[int, datetime | None]] = field(default_factory=dict)
    invited: dict[str, tuple[Participant, ...]] = field(default_factory=dict)
    told: list[Participant] = field(default_factory=list)
    replaced: list[Participant] = field(default_factory=list)
    former: list[datetime] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, slot: Scheduled, said: Understanding) -> Entry:
        """A new interview that this slot is the first to name."""
        return cls(id=slot.uid or said.message.message_id, evidence=slot.evidence, robot=slot.robot)

    @property
    def people(self) -> list[Participant]:
        """Whom the owner meets, by every source, each once; not those in whose place somebody else comes."""
        everyone = [*self.told, *(p for invited in self.invited.values() for p in invited)]
        there = (one for one in everyone if not any(alike(one, away) for away in self.replaced))
        return list(dict.fromkeys(there))

    @property
    def unsettled(self) -> bool:
        """Whether it is to come at a time that is not known yet."""
        return self.alive and self.start is None and self.over is None

    def outdated(self, slot: Scheduled) -> bool:
        """Whether an older revision of this calendar event, or one that another event has replaced, arrives late."""
        known = self.uids.get(slot.uid or "")
        if known is None:
            return False
        replaced = self.alive and self.uid != slot.uid and slot.start is not None and slot.start == known[1]
        return slot.sequence < known[0] or (slot.sequence == known[0] and replaced)

    def stands_on(self, slot: Scheduled, at: datetime) -> bool:
        """Whether calling off this calendar event calls off the interview: not when another event has replaced it."""
        sequence, start = self.uids.get(slot.uid or "", (0, None))
        if slot.sequence < sequence:
            return False
        if slot.was is not None and any(same_time(old, slot.was) for old in self.former):
            return self.start is None or same_time(self.start, slot.was)
        if self.uid == slot.uid:
            return True
        just_made = self.booked_at is not None and at - self.booked_at <= _REMADE_WITHIN
        return start is not None and self.start is not None and same_time(start, self.start) and not just_made

    def matches(self, slot: Scheduled) -> bool:
        """Whether a slot names the time of this interview, perhaps less exactly or in a misread zone."""
        if self.start is None or slot.start is None or self.robot is not slot.robot:
            return False
        if same_time(self.start, slot.start):
            return True
        if self.all_day or slot.all_day:
            return self.start.date() == slot.start.astimezone(self.start.tzinfo).date()
        if self.sure and slot.sure:
            return False
        clock_agrees = (self.start.hour, self.start.minute) == (slot.start.hour, slot.start.minute)
        return clock_agrees and abs(self.start - slot.start) <= _ZONES_APART

    def take(self, slot: Scheduled, said: Understanding, sure: bool) -> None:
        """Believe what a source says of this interview. Its evidence is the best there is for the time that holds."""
        revived, before = not self.alive, self.start
        if slot.start is not None:
            self._set_time(slot, said, sure)
        elif sure:
            self.confirmed = True
        self.zone_in_doubt = slot if not self.confirmed and zone_in_doubt(slot, said) else None
        self.status = Status.MOVED if slot.status is Status.MOVED else (Status.BOOKED if revived else self.status)
        self.alive, self.fell_at, self.missed_by = True, None, None
        self.doubted = self.thanked = False
        self.by_owner = said.sender is Sender.OWNER
        self.booked_at = said.message.at
        self.label = slot.label or self.label
        self.robot = slot.robot or self.robot
        if slot.uid:
            self.uid = slot.uid
            self.uids[slot.uid] = (slot.sequence, slot.start)
        self._meet(slot, said)
        another = self.start is not None and (before is None or not same_time(before, self.start))
        if another or slot.evidence.confidence > self.evidence.confidence:
            self.evidence = slot.evidence
        self.add_message(said)

    def _set_time(self, slot: Scheduled, said: Understanding, sure: bool) -> None:
        """Take over the slot's time. A precise time beats a mere day, a known zone a guessed one."""
        assert slot.start is not None
        if self.start is None or not self.alive:
            changed, vague = True, False
        else:
            changed = not self.matches(slot)
            less = (slot.all_day and not self.all_day) or (self.sure and not slot.sure)
            vague = less and not changed
        if vague:
            self.confirmed = self.confirmed or sure
            return
        if self.start is not None and not same_time(self.start, slot.start):
            self.former.append(self.start)
            if self.matches(slot) is False:
                self.moved_at = said.message.at
        same = self.start is not None and same_time(self.start, slot.start)
        own_update = slot.uid is not None and slot.uid in self.uids
        longer = same and self.end is not None and not own_update and (slot.end is None or slot.end < self.end)
        self.end = self.end if longer else slot.end or self._end_when_moved(slot)
        if self.end is not None and not slot.all_day:
            self.length = self.end - slot.start
        self.start, self.all_day, self.sure = slot.start, slot.all_day, slot.sure
        self.zone = slot.zone or self.zone
        self.confirmed = sure if changed else (self.confirmed or sure)

    def _end_when_moved(self, slot: Scheduled) -> datetime | None:
        """When it is over by how long it was to take at its old time; None for a day, and where that was not told."""
        if self.length is None or slot.start is None or slot.all_day or self.all_day:
            return None
        return slot.start + self.length

    def _meet(self, slot: Scheduled, said: Understanding) -> None:
        """Who will be met; a newer revision of a calendar event replaces whom that event named."""
        people = slot.people or tuple(p for p in said.people if p.part is Part.INTERVIEWER)
        if slot.uid and slot.people:
            before = self.invited.get(slot.uid, ())
            self.invited[slot.uid] = _still_met(people, before, said.message.sender)
        else:
            self.told += [p for p in people if p not in self.told]
            if said.sender is Sender.PERSON:  # their later word brings back whom they name; a calendar repeats itself
                self.replaced = [one for one in self.replaced if not any(alike(one, p) for p in slot.people)]
        self.topics += [topic for topic in said.topics if topic not in self.topics]
        sender = said.message.sender
        if said.sender is Sender.OWNER or sender is None:
            return
        by_person = said.sender is Sender.PERSON
        if by_person or not self.arranged_by_person:
            self.arranged_by, self.arranged_by_person = sender.email, by_person

    def hear(self, clock: datetime) -> None:
        """Somebody of theirs writes by this clock: where it agrees with the zone that was guessed, that is settled."""
        if self.zone_in_doubt is not None and in_zone(self.zone_in_doubt, clock):
            self.zone_in_doubt, self.confirmed = None, True

    def add_message(self, said: Understanding) -> None:
        """Remember that a message speaks of this interview."""
        if said.message.message_id not in self.messages:
            self.messages.append(said.message.message_id)

    def agreed(self, said: Understanding) -> None:
        """Somebody says yes to what is booked. From the other side it makes weak evidence good."""
        self.add_message(said)
        self.confirmed = self.confirmed or (self.sure and self.by_owner is not (said.sender is Sender.OWNER))

    def doubt(self) -> None:
        """Somebody wants another time and it is not settled: nobody knows whether this one stands."""
        self.confirmed, self.doubted = False, True

    def fall(self, status: Status, at: datetime) -> None:
        """It does not take place."""
        self.status, self.alive, self.fell_at = status, False, at

    def unset(self, said: Understanding) -> None:
        """It moves, and nobody knows yet to when."""
        if self.start is not None:
            self.former.append(self.start)
        self.start = self.end = None
        self.status, self.moved_at = Status.MOVED, said.message.at
        self.add_message(said)

    def moved_since(self, at: datetime) -> bool:
        """Whether its time was changed after `at`."""
        return self.moved_at is not None and self.moved_at >= at and self.start is not None

    def is_on(self, named: datetime | None) -> bool:
        """Whether it stands on the day of a time that somebody names."""
        if named is None or self.start is None:
            return False
        return self.start.astimezone(named.tzinfo).date() == named.date()

    def absorb(self, other: Entry) -> None:
        """`other` turned out to be this interview under its old time."""
        self.id = other.id
        self.former += [*other.former, *([other.start] if other.start else [])]
        self.uids = {**other.uids, **self.uids}
        self.told += [p for p in other.told if p not in self.told]
        self.replaced += other.replaced
        self.messages = list(dict.fromkeys([*other.messages, *self.messages]))


def _still_met(
    people: tuple[Participant, ...], before: tuple[Participant, ...], sender: Person | None
) -> tuple[Participant, ...]:
    """The people of a newer revision: whoever said that they will be there beside others is still met.

    An update says "new time as agreed" and no more, and the same organiser sends it: that takes nothing back; nor does
    a list of others whom they invite. Who was alone with the owner before others were invited may only have held the
    place.
    """
    met = {person.email: person for person in before if person.part is Part.INTERVIEWER}
    if len(met) < 2:
        return people
    still = tuple(replace(p, part=Part.INTERVIEWER) if p.email and p.email in met else p for p in people)
    own = met.get(sender.email) if sender is not None else None
    return still if own is None or any(alike(own, one) for one in still) else (own, *still)
