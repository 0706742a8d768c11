"""What the rules found, set right by the time at which one most likely meets.

The rules say how a time is spoken of, whom one meets and what moves; which of the times it is, or that it is none, is
weighed among all candidates (`likely`), the rules' own word among what speaks for each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from agent.understanding.findings import Accepted, Kind, Scheduled, Status
from agent.understanding.interviews.choosing import as_long_as_said
from agent.understanding.interviews.from_prose import may_speak_of_slots
from agent.understanding.interviews.likely import Candidate, Source, candidates, weighed
from agent.understanding.interviews.manners import Manner
from agent.understanding.interviews.telling import Telling, status_of
from agent.understanding.interviews.text import Text

_LIKELY = 0.4
"""So likely a candidate is the meeting; a time of the rules that is less likely is none."""

_AHEAD = 0.1
"""By so much it must be likelier than the next: of two that are alike neither is chosen."""

_SURELY = 0.95
"""So likely it is the one that is meant of several that the rules take for options."""

_OFF = frozenset({Kind.CANCELLATION, Kind.AUTO_REPLY})
"""Kinds that set no meeting."""

Found = list[Scheduled | Accepted]


def may_set_a_time(kinds: frozenset[Kind]) -> bool:
    """Whether mail of these kinds may set a meeting."""
    return may_speak_of_slots(kinds) and (not kinds & _OFF or Kind.RESCHEDULE in kinds)


def set_right(found: Found, text: Text, telling: Telling) -> Found:
    """The findings with the one time that is likely; without a time of theirs that is not."""
    if not may_set_a_time(text.kinds):
        return found
    ranked = weighed(candidates(text, found))
    if not ranked:
        return found
    likely, best = ranked[0]
    next_likely = ranked[1][0] if len(ranked) > 1 else 0.0
    if likely > _LIKELY:
        return _with(best, likely, found, text, telling) if likely - next_likely > _AHEAD else found
    return _but_for_the_unlikely(found, {one.start for _, one in ranked})


def _with(best: Candidate, likely: float, found: Found, text: Text, telling: Telling) -> Found:
    """The findings, where this is when one meets."""
    timed = _timed(found)
    own = next((one for one in timed if one.start == best.start), None)
    if own is not None and own.options and likely < _SURELY:
        return found  # somebody is asked which of several suits: only the answer can tell
    if own is not None:
        others = () if _is_plan(timed) else [one for one in timed if one is not own]
        return [replace(one, options=False) if one is own else one for one in found if one not in others]
    yes = next((one for one in found if isinstance(one, Accepted)), None)
    if yes is not None and yes.start == best.start:
        return found
    if yes is not None and best.source is Source.QUOTED:
        return [replace(yes, start=best.start, day=None, hour=None)]
    off = [one for one in found if isinstance(one, Scheduled) and one.status is Status.CANCELLED]
    return [*off, _told(best, found, text, telling)]


def _told(best: Candidate, found: Found, text: Text, telling: Telling) -> Scheduled | Accepted:
    """A time that the rules did not find."""
    if best.source is Source.QUOTED and Kind.CONFIRMATION in text.kinds:
        return Accepted(telling.evidence(best.told.sentence, 0.7), best.start)
    told = as_long_as_said([best.told], text.said)[0]
    if Kind.RESCHEDULE not in text.kinds or told.manner is Manner.ASKED:
        return telling.scheduled(told, status_of(told.manner))
    was = next((one.was for one in found if isinstance(one, Scheduled) and one.was), None)
    return telling.scheduled(told, Status.MOVED, was=was if was != best.start else None)


def _but_for_the_unlikely(found: Found, weighed: set[datetime]) -> Found:
    """The findings without the one time that they set, if it was weighed; a move remains one, to a time unknown."""
    timed = _timed(found)
    if len(timed) != 1 or timed[0].options or timed[0].start not in weighed:
        return found
    left = [one for one in found if one is not timed[0]]
    if timed[0].status is Status.MOVED:
        left.append(replace(timed[0], start=None, end=None))
    return left


def _timed(found: Found) -> list[Scheduled]:
    return [one for one in found if isinstance(one, Scheduled) and one.start and one.status is not Status.CANCELLED]


def _is_plan(timed: Sequence[Scheduled]) -> bool:
    """Several slots of one day that are all booked: a schedule, whose first one it is."""
    return len({one.start for one in timed}) == len(timed) > 1 and all(
        one.status is Status.BOOKED and not one.options for one in timed
    )
