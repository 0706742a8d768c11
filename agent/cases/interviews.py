"""Interviews as the case shows them: when each counts as over, which was held last, which lies ahead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta, tzinfo

from agent.cases.absent import Absences
from agent.cases.contacts import ContactBook
from agent.cases.diary import Diary
from agent.cases.entries import Entry
from agent.cases.lexicon import words
from agent.cases.offers import Offer
from agent.cases.records import Contact, Interview
from agent.cases.slots import strong
from agent.policy import Policy
from agent.understanding.findings import Part, Status
from agent.zones import zone_of


def interviews(
    diary: Diary, book: ContactBook, absent: Absences, zone: tzinfo, policy: Policy
) -> tuple[Interview, ...]:
    """All interviews of a process by time, called-off ones too, and a proposed slot that waits for a yes."""
    shown = [_interview(entry, book, absent, zone, policy) for entry in diary.entries]
    open_offers = [offer for offer in diary.offers if offer.alone and offer.instead_of is None]
    if len(open_offers) == 1 and open_offers[0].slot.start is not None:
        shown.append(_proposed(open_offers[0], book, absent, zone, policy))
    return tuple(sorted(shown, key=_by_time))


def proposed(diary: Diary, book: ContactBook, absent: Absences, zone: tzinfo, policy: Policy) -> tuple[Interview, ...]:
    """The slots that were named and not settled, by time; none that would move an interview that is booked."""
    open_ones = [o for o in diary.offers if o.slot.start is not None and not o.slot.robot and o.instead_of is None]
    return tuple(sorted((_proposed(one, book, absent, zone, policy) for one in open_ones), key=_by_time))


def _by_time(interview: Interview) -> tuple[float, str]:
    when = interview.start or interview.over
    return (when.timestamp() if when else float("inf")), interview.id


def held(shown: Iterable[Interview], now: datetime) -> tuple[Interview, ...]:
    """The interviews with people that have taken place by `now`, the last to end last."""
    done = [i for i in shown if counts(i) and i.over is not None and i.over <= now]
    return tuple(sorted(done, key=lambda i: (i.over, i.id)))


def ahead(shown: Iterable[Interview], now: datetime) -> Interview | None:
    """The next interview with people that is not over at `now`."""
    coming = [i for i in shown if counts(i) and i.start is not None and i.over is not None and i.over > now]
    return min(coming, key=lambda i: (i.start, i.id), default=None)


def counts(interview: Interview) -> bool:
    """Whether this is a booked interview with people that was not called off or missed."""
    booked = interview.status in (Status.BOOKED, Status.MOVED)
    return booked and interview.happened and not interview.robot


def same_day(held_ones: Sequence[Interview], zone: tzinfo) -> tuple[Interview, ...]:
    """The last held interview and those before it on its day: a panel day is thanked for as one."""
    if not held_ones or held_ones[-1].over is None:
        return ()
    day = held_ones[-1].over.astimezone(zone).date()
    return tuple(i for i in held_ones if i.over is not None and i.over.astimezone(zone).date() == day)


def ends(entry: Entry, zone: tzinfo, policy: Policy) -> datetime | None:
    """When an interview counts as over; None while its start is not known (docs/etiquette.md, "What counts").

    Without an end: `policy.interview_hours` after the start; a panel, onsite or whole day at `policy.onsite_end_hour`
    in the interview's own zone.
    """
    if entry.start is None:
        return entry.over
    end = entry.end if entry.end is not None and entry.end > entry.start else None
    local = zone_of(entry.zone) or zone
    if entry.all_day:
        last = ((end - timedelta(seconds=1)) if end else entry.start).astimezone(entry.start.tzinfo).date()
        return datetime.combine(last, time(policy.onsite_end_hour), zone_of(entry.zone) or entry.start.tzinfo or zone)
    if end is not None:
        return end
    usual = entry.start + timedelta(hours=policy.interview_hours)
    if any(word in (entry.label or "").casefold() for word in words("interviews", "whole_day")):
        evening = datetime.combine(entry.start.astimezone(local).date(), time(policy.onsite_end_hour), local)
        return max(usual, evening)
    return usual


def _interview(entry: Entry, book: ContactBook, absent: Absences, zone: tzinfo, policy: Policy) -> Interview:
    return Interview(
        id=entry.id,
        status=entry.status,
        start=entry.start,
        end=entry.end,
        over=ends(entry, zone, policy),
        zone=entry.zone,
        sure=entry.sure,
        confirmed=entry.confirmed,
        happened=entry.alive,
        robot=entry.robot,
        people=_people(entry, book, absent),
        arranged_by=entry.arranged_by,
        label=entry.label,
        topics=tuple(entry.topics),
        uid=entry.uid,
        messages=tuple(entry.messages),
        evidence=entry.evidence,
        missed_by=entry.missed_by,
    )


def _proposed(offer: Offer, book: ContactBook, absent: Absences, zone: tzinfo, policy: Policy) -> Interview:
    """One slot that was asked for and not yet answered."""
    entry = Entry.of(offer.slot, offer.said)
    entry.take(offer.slot, offer.said, strong(offer.slot, offer.said))
    entry.status = Status.REQUESTED
    return _interview(entry, book, absent, zone, policy)


def _people(entry: Entry, book: ContactBook, absent: Absences) -> tuple[Contact, ...]:
    """Whom the owner meets: each once, as interviewers.

    A writer of whom it is only guessed is not met where mail tells of others: who moves it for them arranges it.
    """
    met = [one for one in entry.people if one.part is Part.INTERVIEWER]
    told = [one for one in met if not one.guessed] or met
    found: dict[str, Contact] = {}
    for participant in told:
        contact = book.person(participant, absent, entry.start or entry.over)
        if contact is not None:
            found[contact.email or (contact.name or "").casefold()] = _as_interviewer(contact)
    return tuple(found.values())


def _as_interviewer(contact: Contact) -> Contact:
    return Contact(
        name=contact.name,
        email=contact.email,
        part=Part.INTERVIEWER,
        spoke=contact.spoke,
        seen=contact.seen,
        unreachable=contact.unreachable,
        away_since=contact.away_since,
        back=contact.back,
    )
