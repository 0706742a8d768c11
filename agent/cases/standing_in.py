"""Who is met changes and the time stays: "Petra will step in for Sophie" (`SteppedIn`).

It counts for the next interview day on which the other was to be met. Where nobody was known to be met it counts for
the next interview, unless the other only arranges it: who covers for a recruiter is not met.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from agent.cases.diary import Diary
from agent.cases.entries import Entry
from agent.cases.offers import Offer
from agent.cases.persons import alike
from agent.understanding.findings import Part, Participant, SteppedIn, Understanding


def step_in(diary: Diary, finding: SteppedIn, said: Understanding, *, arranges: bool) -> None:
    """Change whom the owner meets. `arranges`: the other is known to arrange, not to interview."""
    who = tuple(replace(one, part=Part.INTERVIEWER, guessed=False) for one in finding.who)
    for entry in _meant(diary, finding, said, arranges=arranges):
        others = [one for one in entry.people if alike(one, finding.other)] or [finding.other]
        entry.replaced = [one for one in (*entry.replaced, *others) if not any(alike(one, new) for new in who)]
        entry.told = [one for one in entry.told if not any(alike(one, new) for new in who)] + list(who)
        entry.add_message(said)
    for offer in diary.offers:
        met = _asked_to_meet(offer)
        if any(alike(one, finding.other) for one in met):
            rest = tuple(one for one in met if not alike(one, finding.other))
            offer.slot = replace(offer.slot, people=(*rest, *who))


def _meant(diary: Diary, finding: SteppedIn, said: Understanding, *, arranges: bool) -> list[Entry]:
    """The interviews it is about."""
    pending = [e for e in diary.entries if e.unsettled and not e.robot]
    coming = [e for e in diary.ahead(said.message.at) if finding.on in (None, e.start.date() if e.start else None)]
    known = [e for e in (*coming, *pending) if any(alike(one, finding.other) for one in e.people)]
    if known:
        return _first_day(known)
    first = _first_day(coming)
    nobody = len(first) == 1 and not any(one.part is Part.INTERVIEWER and not one.guessed for one in first[0].people)
    return first if nobody and not arranges else []


def _first_day(entries: Sequence[Entry]) -> list[Entry]:
    days = [e.start.date() for e in entries if e.start is not None]
    return [e for e in entries if e.start is not None and e.start.date() == min(days)] if days else list(entries)


def _asked_to_meet(offer: Offer) -> tuple[Participant, ...]:
    return offer.slot.people or tuple(one for one in offer.said.people if one.part is Part.INTERVIEWER)
