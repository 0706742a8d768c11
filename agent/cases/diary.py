"""The interviews of one process as its messages arrange, move and call them off.

Several sources name one interview: the same calendar UID, the same start within minutes, the move of a known one,
a day without an hour beside the hour itself. The last word, by the time of the message, wins; an older revision of a
calendar event (a lower SEQUENCE, RFC 5545 3.8.7.4) changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from agent.cases.entries import Entry
from agent.cases.held import proven
from agent.cases.new_hour import with_its_day
from agent.cases.offers import Offer
from agent.cases.pages import JUST_MOVED, JUST_PASSED, REPLACES_WITHIN, Pages
from agent.cases.slots import WEAK_BELOW, same_clock, same_time, strong, told_by_owner
from agent.cases.yes import may_mean, meant_by
from agent.understanding.findings import Accepted, Kind, Scheduled, Sender, Status, Understanding


@dataclass(slots=True)
class Diary(Pages):
    """Interviews (entries) and open proposals (offers) of one process.

    `heard` are the clocks by which people on their side write.
    """

    offers: list[Offer] = field(default_factory=list)
    heard: list[datetime] = field(default_factory=list)

    def hear(self, said: Understanding) -> None:
        """Take note of the clock by which somebody of theirs writes."""
        if said.sender is Sender.PERSON and said.message.sent is not None:
            self.heard.append(said.message.sent)
            for entry in self.entries:
                entry.hear(said.message.sent)

    def note(self, slot: Scheduled, said: Understanding) -> None:
        """Take in what one message says about one slot."""
        if slot.hour is not None:
            placed = with_its_day(slot, said, self.entries, self.offers)
            if placed is not None:
                self.note(placed, said)
            return
        what: dict[Status, Callable[[Scheduled, Understanding], object]] = {
            Status.REQUESTED: self._propose,
            Status.BOOKED: self.book,
            Status.MOVED: self._move,
            Status.CANCELLED: self._cancel,
            Status.DECLINED: self._decline,
        }
        if said.sender is Sender.OWNER and slot.status is Status.BOOKED and not told_by_owner(said):
            self.accept(Accepted(slot.evidence, slot.start), said)
            return
        moved = slot.status is Status.BOOKED and said.kind is Kind.RESCHEDULE and slot.start is not None
        what[Status.MOVED if moved else slot.status](slot, said)

    def book(self, slot: Scheduled, said: Understanding, *, sure: bool | None = None) -> None:
        """A definite slot. `sure`: whether the evidence is strong, when the slot alone does not tell."""
        at = said.message.at
        entry = self.by_uid(slot)
        if entry is not None and entry.outdated(slot):
            return
        entry = entry or self.by_start(slot) or self.undated(slot, at) or self.fallen(slot, at)
        entry = entry or self.new(slot, said)
        entry.take(slot, said, strong(slot, said, self.heard) if sure is None else sure)
        if not slot.robot:
            self.offers.clear()

    def accept(self, yes: Accepted, said: Understanding) -> bool:
        """Somebody says yes to a slot; True when that books one (or agrees with one that is booked)."""
        by_owner = said.sender is Sender.OWNER
        if yes.start is not None:
            alive = [e for e in self.entries if e.alive and e.start]
            booked = [e for e in alive if e.start and same_time(e.start, yes.start)]
            booked = booked or [e for e in alive if e.start and same_clock(e.start, yes.start)]
            if booked:
                booked[-1].agreed(said)
                return True
        elif not self.offers and (ahead := self.ahead(said.message.at)):
            if not may_mean(yes, said, ahead[0].start, ahead[0].messages):
                return False
            ahead[0].agreed(said)
            return True
        offers = meant_by(yes, said, [offer for offer in self.offers if offer.by_owner is not by_owner])
        if len({offer.slot.start for offer in offers}) == 1:
            chosen = offers[-1]
            known = strong(chosen.slot, chosen.said, self.heard) and chosen.alone
            self._book_offer(chosen, said, sure=known if by_owner else yes.evidence.confidence >= WEAK_BELOW)
            return True
        if yes.start is not None and by_owner and not self.offers and not self.ahead(said.message.at):
            asked = self.pending()  # they moved one to here
            self.book(Scheduled(yes.evidence, Status.BOOKED, start=yes.start), said, sure=asked)
            return True
        return False

    def prove(self, said: Understanding, on: datetime | None, sure: bool) -> bool:
        """Their mail shows that a meeting has taken place; True when it was at a slot that was only proposed."""
        last = self.last_begun(said.message.at, REPLACES_WITHIN)
        offer = proven(self.offers, said.message.at, on, last.start if last is not None else None)
        if offer is not None:
            self._book_offer(offer, said, sure=sure)
        return offer is not None

    def confirm_next(self, said: Understanding) -> None:
        """They confirm without naming the slot again: the next one is meant."""
        ahead = self.ahead(said.message.at)
        if ahead:
            ahead[0].confirmed = ahead[0].confirmed or ahead[0].sure
            ahead[0].add_message(said)

    def doubt_moved(self, slot: Scheduled, at: datetime) -> None:
        """A move read where nothing may set a time: the interview it is about no longer counts as certain."""
        entry = self.by_uid(slot) or self.was(slot) or next(iter(self.ahead(at)), None)
        moved = slot.start is None or (entry is not None and entry.start is not None and entry.start != slot.start)
        if entry is not None and moved and not entry.outdated(slot):
            entry.confirmed = False

    def call_off_ahead(self, at: datetime) -> None:
        """The process has ended: what lies ahead does not take place."""
        for entry in self.ahead(at):
            entry.fall(Status.CANCELLED, at)
        self.offers = [offer for offer in self.offers if offer.slot.start is not None and offer.slot.start <= at]

    def may_move(self, at: datetime) -> bool:
        """Whether there is an interview to put off: booked for later, proposed, being arranged, or just missed."""
        return bool(self.ahead(at) or self.offers or self.last_begun(at, JUST_PASSED)) or self.pending()

    def waits_for_owner(self, at: datetime) -> bool:
        """Whether they have named times that are still to come, and the owner has taken none."""
        return any(not o.by_owner and o.slot.start is not None and o.slot.start > at for o in self.offers)

    def doubt_ahead(self, at: datetime) -> None:
        """The process stands still: whether what lies ahead takes place is to be asked."""
        for entry in self.ahead(at):
            entry.doubt()

    def _propose(self, slot: Scheduled, said: Understanding) -> None:
        by_owner = said.sender is Sender.OWNER
        if slot.start is not None and self.by_start(slot) is not None:
            return
        if by_owner and not slot.options and slot.start is not None and self._offered_by_them(slot.start):
            self.accept(Accepted(slot.evidence, slot.start), said)  # "Then could we do the Thursday at 11?"
            return
        moves = said.kind is Kind.RESCHEDULE or by_owner or slot.was is not None
        old = self.doubt_next(said.message.at, self.was(slot)) if moves else None
        self.offers = [offer for offer in self.offers if offer.said is said or offer.by_owner is not by_owner]
        self.offers.append(Offer(slot, said, by_owner, instead_of=old))
        mine = [offer for offer in self.offers if offer.said is said]
        for offer in mine:
            offer.alone = len(mine) == 1 and not slot.options

    def _offered_by_them(self, start: datetime) -> bool:
        return any(not o.by_owner and o.slot.start and same_time(o.slot.start, start) for o in self.offers)

    def _book_offer(self, offer: Offer, said: Understanding, *, sure: bool) -> None:
        old = offer.instead_of
        if old is not None and old.alive:
            old.take(replace(offer.slot, status=Status.MOVED), offer.said, sure)
            self.offers.clear()
        else:
            self.book(offer.slot, offer.said, sure=sure)
        entry = self.by_start(offer.slot)
        if entry is not None:
            entry.add_message(said)
            entry.booked_at, entry.by_owner = said.message.at, said.sender is Sender.OWNER

    def _move(self, slot: Scheduled, said: Understanding) -> None:
        at = said.message.at
        entry = self.by_uid(slot)
        if entry is not None and entry.outdated(slot):
            return
        old = entry or self.was(slot)
        new = self.by_start(slot) if slot.start else None
        if old is None and new is None and slot.was is not None and self.left_behind(slot.was):
            return
        old = old or new or self._meant(slot, at)
        if old is not None and new is not None and new is not old:
            self.entries.remove(old)
            new.absorb(old)
            old = new
        if slot.start is None and said.sender is Sender.OWNER and not told_by_owner(said):
            if old is not None:
                old.doubt()
            return
        if slot.start is None:
            if old is not None and (old.is_on(slot.was) or not old.moved_since(at - JUST_MOVED)):
                old.unset(said)
            return
        if old is None:
            self.book(slot, said)
            return
        old.take(slot, said, strong(slot, said, self.heard))
        self.offers.clear()

    def _meant(self, slot: Scheduled, at: datetime) -> Entry | None:
        """Which interview a move without a name is about: the next, one just passed, or one that fell through."""
        ahead = [e for e in self.ahead(at) if slot.uid is None or not e.uids]
        if ahead:
            return ahead[0]
        passed = [e for e in self.by_time() if e.alive and e.start and timedelta() <= at - e.start <= JUST_PASSED]
        if passed and slot.uid is None:
            return passed[-1]
        return self.undated(slot, at) or self.fallen(slot, at)

    def _cancel(self, slot: Scheduled, said: Understanding) -> None:
        for entry in self.called_off(slot, said):
            entry.fall(Status.CANCELLED, said.message.at)
            entry.add_message(said)
        if slot.uid is None and slot.was is None and slot.start is None:
            self.offers.clear()

    def _decline(self, slot: Scheduled, said: Understanding) -> None:
        """The owner's no to a slot, in their words or as the calendar shows their answer."""
        for entry in self.called_off(slot, said):
            entry.fall(Status.DECLINED, said.message.at)
            entry.add_message(said)
        self.offers = [o for o in self.offers if slot.start and o.slot.start != slot.start]
