"""Interviews from the owner's own mail: "Tuesday at 3 works", "I could do Tuesday or Wednesday", "I have to cancel".

The quoted text below the owner's answer often holds what they answer to: a day without a time takes its time from
there. Their zone is not known from a quotation, so a quoted time counts only where it names its zone, or where the
owner repeats it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from agent.reading.records import Reading
from agent.understanding.acts import Act, Line, acts
from agent.understanding.dates.records import Slot
from agent.understanding.findings import Accepted, Evidence, Scheduled, Status
from agent.understanding.interviews.clauses import asked_for, bare, said_yes_to
from agent.understanding.interviews.quoted import Quoted
from agent.understanding.interviews.shifted import shifted
from agent.understanding.interviews.short_yes import short_yes
from agent.understanding.interviews.wording import label_of, pattern, says
from agent.understanding.sentences import Sentence, lowered

_MOST = 40
"""No more slots are looked at: people write less."""

_DAY_AND_NUMBER = re.compile(r"[^\W\d]+\.?,? (?:the )?(\d{1,2})")


def from_owner(reading: Reading, slots: tuple[Slot, ...], quoted: tuple[Slot, ...]) -> list[Scheduled | Accepted]:
    """What the owner's words do to interview slots. `slots` stand in the new text, `quoted` in the quotation."""
    said, low = acts(reading), lowered(reading.said)
    slots = slots[:_MOST]
    answer = _Answer(reading, low, Quoted(quoted, reading.message.at))
    off = answer.called_off(said, slots)
    moves = any(one.status is not Status.DECLINED for one in off)
    found = list[Scheduled | Accepted]()
    offering = False
    for line in said:
        part, words = line.sentence, line.within(low)
        inside = [slot for slot in slots if part.start <= slot.span[0] < part.end and slot.start >= reading.message.at]
        inside = [slot for slot in inside if not says("not_a_slot", "before", low[part.start : slot.span[0]][-40:])]
        inside = [slot for slot in inside if not says("owner", "restated", low[part.start : slot.span[0]][-40:])]
        offers = line.does(Act.OFFERS) or (says("owner", "offers", words) and not line.does(Act.AGREES))
        offering = offers or (offering and bool(inside))
        found += answer.sentence(line, words, inside, moves, offering)
    # "Tuesday is bad, Wednesday at 10 is fine" refuses no meeting.
    found = [*(one for one in off if not found or one.status is not Status.DECLINED), *found]
    return _settled(found) if found else answer.in_short()


@dataclass(frozen=True, slots=True)
class _Answer:
    """The owner's message as an answer to what it quotes."""

    reading: Reading
    low: str
    quoted: Quoted

    def evidence(self, sentence: str, confidence: float) -> Evidence:
        return Evidence(self.reading.message.message_id, sentence[:400], confidence)

    def in_short(self) -> list[Scheduled | Accepted]:
        """A message that says yes and nothing else: to what, only the message it answers tells."""
        yes = short_yes(self.reading)
        return [Accepted(self.evidence(self.reading.said.strip(), 0.75), hour=yes.hour, short=True)] if yes else []

    def called_off(self, said: tuple[Line, ...], slots: tuple[Slot, ...]) -> list[Scheduled]:
        """The owner cancels, declines, or asks to move a known interview."""
        for line in said:
            part, words = line.sentence, line.within(self.low)
            if not line.does(Act.REFUSES):
                continue
            cancels, moves = says("owner", "cancels", words), says("owner", "moves", words)
            slot = next((s for s in slots if part.start <= s.span[0] < part.end), None)
            was = slot.start if slot and not slot.date_only and (cancels or not self._is_new(slot)) else None
            evidence = self.evidence(part.text, 0.85)
            if not cancels and slot is None and (later := self._by_a_length(part, words)):
                return later
            if cancels and not says("owner", "moves", self.low):
                return [Scheduled(evidence, Status.CANCELLED, was=was)]
            if cancels or moves:
                return [Scheduled(evidence, Status.MOVED, was=was)]
            return [Scheduled(evidence, Status.DECLINED, start=was)]
        return []

    def _by_a_length(self, part: Sentence, words: str) -> list[Scheduled]:
        """As in "might we begin an hour later than you say?": another time than the one that is quoted."""
        old = self.quoted.only()
        start = shifted(words, old.start) if old is not None else None
        if old is None or start is None:
            return []
        new = replace(old, start=start, end=old.end + (start - old.start) if old.end else None)
        return [
            Scheduled(self.evidence(part.text, 0.85), Status.MOVED, was=old.start),
            replace(self._offered(part, new, several=False), sure=old.sure),
        ]

    def _is_new(self, slot: Slot) -> bool:
        """True for "could we move it to Friday at 4", False for "move our call on Friday at 4"."""
        return says("moves", "now_before", self.low[max(slot.span[0] - 45, 0) : slot.span[0]])

    def sentence(
        self, line: Line, words: str, inside: list[Slot], called_off: bool, offers: bool
    ) -> list[Scheduled | Accepted]:
        """One sentence that accepts a slot or offers some."""
        part, agrees = line.sentence, line.does(Act.AGREES)
        if called_off and says("owner", "cancels", words) and not says("owner", "offers", words):
            return []
        asked = asked_for(part, words, inside)
        refused = not asked and (line.does(Act.REFUSES) or says("owner", "not_accepts", words))
        said_so = bool(asked) or agrees or (not offers and bare(part.start, words, inside))
        inside = asked or inside
        accepts = said_so and not refused and "?" not in part.text
        inside = said_yes_to(part, words, inside) if accepts else inside
        timed = [self.quoted.placed(slot) for slot in inside]
        if accepts and not called_off and len(timed) <= 1:
            return self._accepted(part, words, timed)
        if refused and timed and not accepts:
            return self._instead(part, words, timed)
        if timed and not refused:
            known = [slot for slot in timed if self.quoted.repeats(slot)]
            if not known and not (offers or accepts):
                return []
            if len(timed) == 1 and known and not called_off and "?" not in part.text:
                return self._accepted(part, words, timed)
            return [self._offered(part, slot, several=len(timed) > 1) for slot in timed if not slot.date_only]
        return []

    def _instead(self, part: Sentence, words: str, timed: list[Slot]) -> list[Scheduled | Accepted]:
        """What is offered behind a no: "Tuesday is bad, but I could do Wednesday at 3"."""
        offer = pattern("owner", "offers").search(words)
        behind = [slot for slot in timed if offer and slot.span[0] - part.start >= offer.start()]
        new = [slot for slot in behind if not self.quoted.repeats(slot)]
        return [self._offered(part, slot, several=len(new) > 1) for slot in new if not slot.date_only]

    def _accepted(self, part: Sentence, words: str, timed: list[Slot]) -> list[Scheduled | Accepted]:
        """A yes: to the slot that is named, to the quoted one it points to, or to whatever was asked."""
        slot = timed[0] if timed else self.quoted.pointed_to(words)
        if slot is None and not _about_slot(words, bool(self.quoted.slots)):
            return []
        start = slot.start if slot is not None and not slot.date_only else None
        yes = Accepted(self.evidence(part.text, 0.75), start, slot.start.date() if slot and _only_day(slot) else None)
        # The owner repeats their clock time, which may be of another zone: an undated yes points to the one slot asked.
        repeated = start is not None and slot is not None and not slot.sure and self.quoted.repeats(slot)
        return [yes, Accepted(yes.evidence)] if self.quoted.one_time() and repeated else [yes]

    def _offered(self, part: Sentence, slot: Slot, *, several: bool) -> Scheduled:
        return Scheduled(
            self.evidence(part.text, 0.7),
            Status.REQUESTED,
            start=slot.start,
            end=slot.end,
            zone=slot.zone,
            label=label_of(self.reading.subject),
            options=several,
        )


def _only_day(slot: Slot) -> bool:
    """True for a bare day, and for "Tuesday 3" where the third is a Tuesday: the 3 need not be the hour."""
    number = _DAY_AND_NUMBER.fullmatch(slot.text.strip())
    return slot.date_only or (number is not None and int(number[1]) == slot.start.day)


def _about_slot(words: str, quoted: bool) -> bool:
    """True when a yes without a time is a yes to a slot: a time word, or a short answer to quoted slots."""
    return quoted or says("owner", "about_slot", words)


def _settled(found: list[Scheduled | Accepted]) -> list[Scheduled | Accepted]:
    """One yes at most, the one that names a time; options that several sentences offer are options of one question."""
    yes = [one for one in found if isinstance(one, Accepted)]
    rest = [one for one in found if isinstance(one, Scheduled)]
    asked = [one for one in rest if one.status is Status.REQUESTED]
    best = next((one for one in yes if one.start is not None), yes[0] if yes else None)
    undated = [one for one in yes if best is not None and one.start is None and one.evidence is best.evidence]
    if best is not None and best.start is not None:
        rest = [one for one in rest if one.status is not Status.REQUESTED or one.start != best.start]
    rest = [replace(one, options=True) if one.status is Status.REQUESTED and len(asked) > 1 else one for one in rest]
    return [*([best] if best else []), *(one for one in undated if one is not best), *rest]
