"""Joins the three sources of one message: calendar parts, prose of the hiring side, the owner's own words."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from agent.messages import Direction, Owner
from agent.reading.records import Reading
from agent.understanding.dates.records import Slot
from agent.understanding.findings import Accepted, Kind, Participant, Scheduled, Status
from agent.understanding.interviews.from_invitations import from_invitations
from agent.understanding.interviews.from_owner import from_owner
from agent.understanding.interviews.from_prose import from_prose
from agent.understanding.interviews.likely import Candidate, candidates
from agent.understanding.interviews.settling import may_set_a_time, set_right
from agent.understanding.interviews.telling import Telling
from agent.understanding.interviews.text import Text, text_of
from agent.understanding.people.locale import Locale

_NONE = frozenset({Kind.AUTO_REPLY, Kind.BOUNCE, Kind.NOT_JOB})


def find_interviews(
    reading: Reading,
    owner: Owner,
    kinds: frozenset[Kind],
    slots: tuple[Slot, ...],
    quoted: tuple[Slot, ...],
    locale: Locale,
    people: tuple[Participant, ...],
) -> tuple[Scheduled | Accepted, ...]:
    """Every interview finding of one message. `slots` stand in the new text, `quoted` in the quotation below it."""
    own = reading.message.direction is Direction.OWNER
    kind = next(iter(kinds & {Kind.RESCHEDULE}), Kind.INTERVIEW_INVITE)
    if not own and kinds & _NONE:
        return ()
    invited = list(from_invitations(reading, owner, kind, people))
    if own:
        spoken = from_owner(reading, slots, quoted)
    else:
        text = text_of(reading, slots, quoted, kinds=kinds, owner=owner, locale=locale)
        telling = Telling(text.reading, locale, people)
        spoken = from_prose(text, telling)
        if not invited:
            spoken = set_right(spoken, text, telling)
    live = [one for one in invited if isinstance(one, Scheduled) and one.status is not Status.CANCELLED]
    if not live:
        return tuple(invited + _beside_a_cancellation(spoken, invited))
    was = next((one.was for one in spoken if isinstance(one, Scheduled) and one.was is not None), None)
    met = tuple(p for one in spoken if isinstance(one, Scheduled) for p in one.people) if not own else ()
    outside = [] if not own else [one for one in spoken if isinstance(one, Accepted)]
    return tuple(_told(one, was, met) for one in invited) + tuple(outside)


def rivals(text: Text) -> tuple[Candidate, ...]:
    """The candidates among which `find_interviews` chooses for a mail of the hiring side: by them it is learnt."""
    found = from_prose(text, Telling(text.reading, text.locale, ()))
    return candidates(text, found) if may_set_a_time(text.kinds) else ()


def _told(one: Scheduled | Accepted, was: datetime | None, met: tuple[Participant, ...]) -> Scheduled | Accepted:
    """A calendar's finding with what the text adds: the old time of a move, whom the event does not name."""
    if isinstance(one, Accepted):
        return one
    if not one.people:
        one = replace(one, people=tuple(dict.fromkeys(met)))
    return replace(one, was=was) if one.status is Status.MOVED and was != one.start else one


def _beside_a_cancellation(
    told: list[Scheduled | Accepted], invited: list[Scheduled | Accepted]
) -> list[Scheduled | Accepted]:
    """What the text adds to a cancelled event: neither it once more nor its slot as a new one."""
    off = [one for one in invited if isinstance(one, Scheduled)]
    was = {one.was for one in off}
    return [
        replace(one, start=None, end=None, was=one.start)
        if off and isinstance(one, Scheduled) and one.status is Status.MOVED and one.start in was
        else one
        for one in told
        if not (off and isinstance(one, Scheduled) and (one.status is Status.CANCELLED))
    ]
