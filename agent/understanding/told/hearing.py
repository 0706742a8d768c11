"""What the owner was told by phone or elsewhere: an answer, a slot, a date, or all of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from agent.choices import Choice
from agent.messages import Direction, Owner
from agent.understanding.dates import find_dates, find_slots
from agent.understanding.dates.records import Slot
from agent.understanding.findings import (
    Evidence,
    Finding,
    Kind,
    Part,
    Participant,
    Promised,
    Scheduled,
    Status,
    Understanding,
)
from agent.understanding.interviews.wording import label_of
from agent.understanding.people.mentioned import mentioned
from agent.understanding.promises import promises
from agent.understanding.told.letters import evidence_of, letter
from agent.understanding.told.news import KINDS, news_of, said

_BARE = "You will hear from us "


def heard(choice: Choice, owner: Owner, employer: str | None) -> Understanding:
    """News by phone: an answer, a slot, a date, or all of them."""
    text = choice.text[:2000]
    at = (choice.on or choice.at).astimezone(owner.zone)
    news = news_of(text)
    people = _people(text, employer, owner)
    slots = tuple(
        s for s in find_slots(text, at, owner.zone, day_first=_day_first(owner), country=owner.country) if s.start >= at
    )
    meetings = _meetings(choice, news, slots, people)
    promised = () if meetings or news == "rejection" else _promised(choice, text, at, owner)
    findings: list[Finding] = [*said(choice, news, promised), *meetings]
    if news != "hold":
        findings += promised
    kind = KINDS.get(
        news or "", Kind.INTERVIEW_INVITE if meetings else Kind.TIMELINE_UPDATE if promised else Kind.OTHER_HUMAN_REPLY
    )
    return letter(choice, Direction.THEIRS, kind, employer, tuple(findings), people)


def _people(text: str, employer: str | None, owner: Owner) -> tuple[Participant, ...]:
    """Whom the owner will meet, by name."""
    never = tuple(filter(None, (employer, owner.name)))
    named = mentioned(f"meet {text}", never) or mentioned(text, never)
    return tuple(Participant(one.name, None, Part.INTERVIEWER) for one in named)


def _meetings(
    choice: Choice, news: str | None, slots: tuple[Slot, ...], people: tuple[Participant, ...]
) -> list[Scheduled]:
    """The slots that were told; the first of a cancellation is the old one."""
    evidence = evidence_of(choice, choice.text)
    if news in {"offer", "rejection", "hold", "no_contact"}:
        return []
    if news == "cancelled":
        return [
            Scheduled(evidence, Status.CANCELLED, was=slots[0].start if slots and not slots[0].date_only else choice.on)
        ]
    timed = [slot for slot in slots if not slot.date_only]
    if news == "moved":
        return [_moved(evidence, timed, people)]
    return [
        Scheduled(
            evidence, Status.BOOKED, start=s.start, end=s.end, zone=s.zone, people=people, label=label_of(choice.text)
        )
        for s in timed
    ]


def _moved(evidence: Evidence, timed: list[Slot], people: tuple[Participant, ...]) -> Scheduled:
    """A move: the last time told is the new one, the first the old one where there are two."""
    new = timed[-1] if timed else None
    return Scheduled(
        evidence,
        Status.MOVED,
        start=new.start if new else None,
        end=new.end if new else None,
        zone=new.zone if new else None,
        was=timed[0].start if len(timed) > 1 else None,
        people=people,
    )


def _promised(choice: Choice, text: str, at: datetime, owner: Owner) -> tuple[Promised, ...]:
    """When news will come: what is said outright, else any date in the text is meant so."""
    dates = find_dates(text, at, day_first=_day_first(owner), country=owner.country)
    named = [f"{_BARE}{date.text}" for date in reversed(dates)]
    for words in (text, f"{_BARE}{text[:1].lower()}{text[1:]}", f"{_BARE}by {text}", *named):
        found = promises(words, choice.id, at, day_first=_day_first(owner), country=owner.country)
        if found:
            return tuple(replace(one, evidence=evidence_of(choice, text), country=owner.country) for one in found)
    return ()


def _day_first(owner: Owner) -> bool | None:
    return None if owner.country is None else owner.country != "US"
