"""Interviews from what the hiring side writes: asked for, booked, moved, called off (docs/etiquette.md)."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from agent.reading.records import Reading
from agent.understanding.dates.records import Slot
from agent.understanding.findings import Accepted, Evidence, Kind, Part, Participant, Scheduled, Status
from agent.understanding.interviews.choosing import (
    agreed,
    as_long_as_said,
    distinct,
    is_open_hours,
    is_window,
    met_at,
    settled,
    whole_day,
)
from agent.understanding.interviews.pieced import as_the_subject_says, pieced
from agent.understanding.interviews.schedule import Session, sessions
from agent.understanding.interviews.spoken import Manner, Spoken, spoken
from agent.understanding.interviews.wording import label_of, meets_nobody, says
from agent.understanding.people.locale import Locale
from agent.understanding.people.parts import meets_writer, meets_writer_too

_SPEAKS_OF_SLOTS = frozenset(
    {
        Kind.INTERVIEW_INVITE,
        Kind.SCHEDULING_REQUEST,
        Kind.CONFIRMATION,
        Kind.REMINDER,
        Kind.RESCHEDULE,
        Kind.CANCELLATION,
        Kind.NEXT_ROUND,
        Kind.ASSESSMENT,
    }
)
_MAY_NAME_ONE = frozenset({Kind.TIMELINE_UPDATE, Kind.INFO_REQUEST, Kind.APPLICATION_ACK, Kind.OTHER_HUMAN_REPLY})
"""What else the hiring side writes of; the interview may be named by the way: "your interview on Monday stands"."""

_SETTLE = frozenset({Kind.INTERVIEW_INVITE, Kind.CONFIRMATION, Kind.REMINDER, Kind.RESCHEDULE})


def from_prose(
    reading: Reading,
    slots: tuple[Slot, ...],
    quoted: tuple[Slot, ...],
    kinds: frozenset[Kind],
    locale: Locale,
    people: tuple[Participant, ...],
) -> list[Scheduled | Accepted]:
    """What the text says about interview slots.

    `quoted` are the slots of the mail it answers, `kinds` the kind and the further kinds of the message.
    """
    by_the_way = not kinds & _SPEAKS_OF_SLOTS
    if by_the_way and (not kinds <= _MAY_NAME_ONE or not slots):
        return []
    moving = bool(kinds & {Kind.RESCHEDULE, Kind.CANCELLATION})
    told = [
        one for one in spoken(reading.said, slots, reading.message.at, moving=moving) if one.manner is not Manner.NONE
    ]
    view = _View(reading, locale, people)
    if by_the_way:
        return view.by_the_way(distinct([one for one in told if settled(one)]))
    if not any(not one.slot.date_only and one.manner is not Manner.WAS for one in told):
        bare = tuple(one.slot for one in told if one.manner is not Manner.WAS)
        whole = pieced(reading, bare, quoted, kinds, locale)
        told = [*(one for one in told if one.manner is Manner.WAS), whole] if whole else told
    told = [one for one in told if not is_open_hours(one)]
    told = met_at(told) if not moving else as_the_subject_says(told, reading, locale)
    if Kind.CANCELLATION in kinds and Kind.RESCHEDULE not in kinds:
        return view.called_off(told)
    if Kind.RESCHEDULE in kinds:
        return view.moved(told)
    day = sessions(reading.said, slots, reading.message.at, view.never)
    if len(day) > 1:
        return [view.session(session) for session in day]
    asks = Kind.SCHEDULING_REQUEST in kinds and not kinds & _SETTLE
    timed = as_long_as_said(distinct([one for one in told if not one.slot.date_only]), reading.said)
    if timed:
        return view.told(timed, window=asks)
    days = [one for one in told if one.slot.date_only and whole_day(one)]
    if days and not any(is_window(one) for one in days):
        return [view.scheduled(days[0], _status(days[0].manner), all_day=True)]
    if Kind.CONFIRMATION in kinds:
        return [Accepted(view.evidence(reading.said.strip().split("\n")[0], 0.7), agreed(told, quoted))]
    return []


def _status(manner: Manner) -> Status:
    return Status.REQUESTED if manner is Manner.ASKED else Status.BOOKED


class _View:
    """One message, its sender's locale and its people: what every finding here is made from."""

    def __init__(self, reading: Reading, locale: Locale, people: tuple[Participant, ...]) -> None:
        self.reading, self.locale = reading, locale
        self.met = _met(reading, people)
        self.never = tuple(
            person.name
            for person in people
            if person.name and person.part in {Part.RECRUITER, Part.AGENCY, Part.COORDINATOR}
        )
        whole = f"{reading.subject}\n{reading.said}"
        self.label = label_of(reading.subject, reading.said)
        self.robot = meets_nobody(whole) and not self.met

    def evidence(self, sentence: str, confidence: float) -> Evidence:
        return Evidence(self.reading.message.message_id, sentence[:400], confidence)

    def told(self, timed: list[Spoken], *, window: bool = False) -> list[Scheduled | Accepted]:
        """Definite slots: one is booked or asked for, several are options or several interviews.

        `window`: who asks for times may name the hours between which they lie, and books nothing by it.
        """
        if window and any(is_window(one) for one in timed):
            return [self.scheduled(one, Status.REQUESTED, options=True) for one in timed]
        asked = [one for one in timed if one.manner is Manner.ASKED]
        several = len(timed) > 1 and len(asked) * 2 >= len(timed)
        if several:
            return [self.scheduled(one, Status.REQUESTED, options=True) for one in timed]
        return [self.scheduled(one, _status(one.manner)) for one in timed]

    def by_the_way(self, told: list[Spoken]) -> list[Scheduled | Accepted]:
        """What a mail about something else says of the interview: it stands, or "I moved you to Thursday at 2.30"."""
        moves = any(says("moves", "patterns", one.sentence.lower()) for one in told)
        return self.moved(told) if moves else self.told(told)

    def moved(self, told: list[Spoken]) -> list[Scheduled | Accepted]:
        """A move: the new slot, or several options for it, and the old one where it is named."""
        old = next((one for one in told if one.manner is Manner.WAS), None)
        ahead = [one for one in told if one.manner is not Manner.WAS and not one.slot.date_only]
        new = distinct(met_at(ahead))
        new = as_long_as_said(new, self.reading.said)
        was = old.slot.start if old and not old.slot.date_only else None
        if not new:
            day = next((one for one in told if one.manner is not Manner.WAS and one.slot.date_only), None)
            start = _same_time(day, old) if day and "same time" in self.reading.said.lower() else None
            sentence = (day or old).sentence if (day or old) else self.reading.said.strip()[:200]  # type: ignore[union-attr]
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
        self, one: Spoken, status: Status, *, options: bool = False, was: datetime | None = None, all_day: bool = False
    ) -> Scheduled:
        """One slot as a finding."""
        slot = one.slot
        sender = self.reading.message.sender
        named = tuple(person for person in self.met if person.name and _names(one.sentence, person.name))
        if named and sender is not None and meets_writer_too(one.sentence):
            named += tuple(p for p in self.met if p.email == sender.email and p not in named)
        return Scheduled(
            self.evidence(one.sentence, 0.8 if status is Status.REQUESTED else 0.9),
            status,
            start=slot.start,
            end=slot.end or (slot.start + timedelta(days=1) if all_day else None),
            zone=slot.zone,
            sure=slot.sure or self.locale.sure,
            all_day=all_day,
            was=was,
            people=named or self.met,
            label=label_of(one.sentence) or self.label,
            robot=self.robot,
            options=options,
        )


def _met(reading: Reading, people: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """Whom the owner will meet: those the message names, and the writer where the words say so."""
    named = tuple(person for person in people if person.part is Part.INTERVIEWER)
    sender = reading.message.sender
    writer = next((p for p in people if sender is not None and p.email == sender.email and p.name), None)
    others = tuple(person for person in named if person != writer)
    if writer is None or (writer in named and not others):
        return named
    there = meets_writer_too(reading.said)
    if writer in named:  # they may be so for a talk that is over
        there = there or str(writer.name) in reading.said or meets_writer(reading.said)
    elif not others:
        there = there or meets_writer(reading.said)
    return (*others, Participant(writer.name, writer.email, Part.INTERVIEWER)) if there else others


def _names(sentence: str, name: str) -> bool:
    """Whether a sentence names somebody, by their whole or first name."""
    return name in sentence or re.search(rf"(?<!\w){re.escape(name.split()[0])}(?!\w)", sentence) is not None


def _same_time(day: Spoken | None, old: Spoken | None) -> datetime | None:
    """The new day at the old time: "moved from Tuesday 3 pm to Thursday, same time"."""
    if day is None or old is None or old.slot.date_only:
        return None
    return day.slot.start.replace(hour=old.slot.start.hour, minute=old.slot.start.minute)
