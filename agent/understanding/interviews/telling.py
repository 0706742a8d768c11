"""What one message tells of its slots, as findings: with the people, the label and the zone that go with them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from agent.reading.records import Reading
from agent.understanding.dates.records import Slot
from agent.understanding.dates.zones import iana
from agent.understanding.findings import Accepted, Evidence, Part, Participant, Scheduled, Status
from agent.understanding.interviews.choosing import are_options, as_long_as_said, distinct, is_window, met_at
from agent.understanding.interviews.manners import Manner, Spoken
from agent.understanding.interviews.met import met_at_slot, met_in
from agent.understanding.interviews.new_hour import NewHour
from agent.understanding.interviews.schedule import Session
from agent.understanding.interviews.shifted import shifted
from agent.understanding.interviews.wording import label_of, meets_nobody, says
from agent.understanding.people.locale import Locale
from agent.understanding.sentences import lowered


def status_of(manner: Manner) -> Status:
    """How firm a slot is by the manner in which it is told."""
    return Status.REQUESTED if manner is Manner.ASKED else Status.BOOKED


class Telling:
    """One message, its sender's locale and its people: what every finding here is made from."""

    def __init__(self, reading: Reading, locale: Locale, people: tuple[Participant, ...]) -> None:
        self.reading, self.locale = reading, locale
        self.met = met_in(reading, people)
        self.never = tuple(
            person.name
            for person in people
            if person.name and person.part in {Part.RECRUITER, Part.AGENCY, Part.COORDINATOR}
        )
        whole = f"{reading.subject}\n{reading.said}"
        self.label = label_of(reading.subject, reading.said)
        self.robot = meets_nobody(whole) and not self.met

    def evidence(self, sentence: str, confidence: float) -> Evidence:
        """The sentence a slot was read from, in its message."""
        return Evidence(self.reading.message.message_id, sentence[:400], confidence)

    def told(self, timed: list[Spoken], *, window: bool = False) -> list[Scheduled | Accepted]:
        """Definite slots: one is booked or asked for, several are options or several interviews.

        `window`: who asks for times may name the hours between which they lie, or several days, and books none by it.
        """
        if window and (any(is_window(one) for one in timed) or len({one.slot.start.date() for one in timed}) > 1):
            return [self.scheduled(one, Status.REQUESTED, options=True) for one in timed]
        if are_options(timed):
            return [self.scheduled(one, Status.REQUESTED, options=True) for one in timed]
        return [self.scheduled(one, status_of(one.manner), apart=len(timed) > 1) for one in timed]

    def by_the_way(self, told: list[Spoken]) -> list[Scheduled | Accepted]:
        """What a mail about something else says of the interview: it stands, or "I moved you to Thursday at 2.30"."""
        moves = any(says("moves", "patterns", one.sentence.lower()) for one in told)
        return self.moved(told) if moves else self.told(told)

    def moved(self, told: list[Spoken], known: Slot | None = None) -> list[Scheduled | Accepted]:
        """A move: the new slot, or several options for it, and the old one where it is named.

        `known` is the slot of the quotation, from which a move by a length of time counts.
        """
        old = next((one for one in told if one.manner is Manner.WAS), None)
        ahead = [one for one in told if one.manner is not Manner.WAS and not one.slot.date_only]
        new = distinct(met_at(ahead))
        repeats = known is not None and all(one.slot.start == known.start for one in new)  # "9:30 may stay"
        if known is not None and repeats and (by := self._by_a_length(known, told)) is not None:
            new = [by]
        new = as_long_as_said(new, self.reading.said)
        was = old.slot.start if old and not old.slot.date_only else None
        if not new:
            day = next((one for one in told if one.manner is not Manner.WAS and one.slot.date_only), None)
            start = _same_time(day, old) if day and "same time" in self.reading.said.lower() else None
            sentence = next((one.sentence for one in (day, old) if one), self.reading.said.strip()[:200])
            return [
                Scheduled(
                    self.evidence(sentence, 0.85),
                    Status.MOVED,
                    start=start,
                    was=old.slot.start if old else None,
                    label=self.label,
                )
            ]
        asked = [one for one in new if one.manner is Manner.ASKED]
        if len(new) > 1 or asked:
            moved = Scheduled(self.evidence(new[0].sentence, 0.85), Status.MOVED, was=was, label=self.label)
            return [moved, *(self.scheduled(one, Status.REQUESTED, options=len(new) > 1) for one in new)]
        return [self.scheduled(new[0], Status.MOVED, was=was)]

    def _by_a_length(self, known: Slot, told: list[Spoken]) -> Spoken | None:
        """The slot to which "an hour sooner than planned" moves a known one; none where the text names another day."""
        low = lowered(self.reading.said)
        start = shifted(low, known.start)
        days = {one.slot.start.date() for one in told if one.slot.date_only and one.manner is not Manner.WAS}
        if start is None or not days <= {start.date(), known.start.date()}:
            return None
        end = known.end + (start - known.start) if known.end else None
        asked = says("asks", "patterns", low)
        manner = Manner.ASKED if asked else Manner.STATED
        return Spoken(replace(known, start=start, end=end), manner, self.reading.said.strip()[:400])

    def at_hour(self, new: NewHour) -> Scheduled:
        """A new hour without a day. `sure` only where it names its zone; `zone` is the sender's where it does not."""
        return Scheduled(
            self.evidence(new.sentence, 0.8 if new.asked else 0.85),
            Status.REQUESTED if new.asked else Status.MOVED,
            zone=iana(new.zone or self.locale.zone),
            sure=new.zone is not None,
            people=self.met,
            label=self.label,
            hour=new.hour,
        )

    def called_off(self, told: list[Spoken]) -> list[Scheduled | Accepted]:
        """A cancellation; the slot it names is the old one."""
        named = told[0] if told else None
        sentence = named.sentence if named else self.reading.said.strip().split("\n")[0]
        return [
            Scheduled(
                self.evidence(sentence or self.reading.subject, 0.9),
                Status.CANCELLED,
                was=named.slot.start if named else None,
                label=self.label,
            )
        ]

    def session(self, session: Session) -> Scheduled:
        """One slot of a schedule, with its own people."""
        known = {person.name: person for person in self.met if person.name}
        people = tuple(
            known.get(mention.name, Participant(mention.name, None, mention.part)) for mention in session.people
        )
        return Scheduled(
            self.evidence(session.line, 0.9),
            Status.BOOKED,
            start=session.start,
            end=session.end,
            zone=session.zone,
            sure=session.sure or self.locale.sure,
            people=people,
            label=label_of(session.line) or self.label,
        )

    def scheduled(
        self,
        one: Spoken,
        status: Status,
        *,
        options: bool = False,
        apart: bool = False,
        was: datetime | None = None,
        all_day: bool = False,
    ) -> Scheduled:
        """One slot as a finding. `options`: one of several to choose from; `apart`: of several to come to, each with
        those whom its own sentence names.
        """
        slot = one.slot
        return Scheduled(
            self.evidence(one.sentence, 0.8 if status is Status.REQUESTED else 0.9),
            status,
            start=slot.start,
            end=slot.end or (slot.start + timedelta(days=1) if all_day else None),
            zone=slot.zone,
            sure=slot.sure or self.locale.sure,
            all_day=all_day,
            was=was,
            people=met_at_slot(one.sentence, self.met, self.reading.message.sender) if options or apart else self.met,
            label=label_of(one.sentence) or self.label,
            robot=self.robot,
            options=options,
        )


def _same_time(day: Spoken | None, old: Spoken | None) -> datetime | None:
    """The new day at the old time: "moved from Tuesday 3 pm to Thursday, same time"."""
    if day is None or old is None or old.slot.date_only:
        return None
    return day.slot.start.replace(hour=old.slot.start.hour, minute=old.slot.start.minute)
