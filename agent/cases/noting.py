"""What a message of theirs says of interviews, noted in the diary."""

from __future__ import annotations

from datetime import tzinfo

from agent.cases.contacts import ContactBook
from agent.cases.diary import Diary
from agent.cases.held import evening_of, missed, took_place
from agent.cases.news import evidence_of
from agent.cases.openings import ADVANCES
from agent.cases.slots import WEAK_BELOW
from agent.cases.standing_in import step_in
from agent.understanding.findings import Accepted, Kind, Met, Missed, Scheduled, Status, SteppedIn, Understanding


def note_all(one: Understanding, diary: Diary, book: ContactBook, zone: tzinfo, *, heard_before: bool) -> None:
    """Slots, acceptances, what was missed or shown to have taken place. `heard_before`: they have answered before."""
    diary.hear(one)
    slots = [f for f in one.findings if isinstance(f, Scheduled)]
    proved = [f for f in one.findings if isinstance(f, Met) and _proves(f, one, diary, zone, heard_before)]
    for slot in slots:
        diary.note(slot, one)
    if not slots:
        _unnamed(one, diary)
    for finding in one.findings:
        if isinstance(finding, Accepted):
            diary.accept(finding, one)
        elif isinstance(finding, Missed):
            missed(diary, one, finding.by)
        elif isinstance(finding, SteppedIn):
            step_in(diary, finding, one, arranges=book.arranges(finding.other))
        elif isinstance(finding, Met) and finding not in proved and not _met_the_agency(one, diary):
            took_place(diary, finding, one, evening_of(finding, zone), sure=_sure(finding, one, heard_before))


def _unnamed(one: Understanding, diary: Diary) -> None:
    """What the message as a whole does to an interview that it does not name."""
    if one.kind is Kind.CONFIRMATION:
        diary.confirm_next(one)
    elif one.kind is Kind.CANCELLATION:
        diary.note(Scheduled(evidence_of(one), Status.CANCELLED), one)
    elif one.kind is Kind.RESCHEDULE:
        diary.note(Scheduled(evidence_of(one), Status.MOVED), one)


def _proves(met: Met, one: Understanding, diary: Diary, zone: tzinfo, heard_before: bool) -> bool:
    """Whether it shows that a proposed slot was held; asked before the message's own slots, which are to come."""
    sure = _sure(met, one, heard_before)
    return not _met_the_agency(one, diary) and diary.prove(one, evening_of(met, zone), sure=sure)


def _met_the_agency(one: Understanding, diary: Diary) -> bool:
    """Whether an agency speaks of a visit to itself and passes the owner on: nobody of the house was met yet."""
    return one.agency is not None and one.kind in ADVANCES and not diary.entries


def _sure(met: Met, one: Understanding, heard_before: bool) -> bool:
    """A polite no alone ("thank you for your time") does not prove that anybody was met."""
    return met.evidence.confidence >= WEAK_BELOW and (one.kind is not Kind.REJECTION or heard_before)
