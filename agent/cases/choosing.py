"""Which of several fitting processes a message is about - and what to do when that cannot be told.

Non-destructive: a word that could mean either process stops the nudging in both and ends neither; the owner is told.
"""

from __future__ import annotations

from agent.cases.bundles import Bundle
from agent.cases.marks import Marks
from agent.cases.openings import ADVANCES
from agent.cases.roles import Likeness
from agent.understanding.findings import (
    ANSWERS,
    Elsewhere,
    Kind,
    Nudged,
    Replied,
    Sender,
    Submitted,
    Thanked,
    Took,
    Understanding,
    Withdrew,
)

_DECIDES = frozenset({Kind.REJECTION, Kind.OFFER})
_FOR_ALL = (Thanked, Nudged, Replied, Submitted, Withdrew, Took)
_UNCLEAR = "it is not clear which of several processes a message of {day} is about"
_OTHER_JOB = "a message of {day} says no to another job than this one"


def choose(
    fitting: list[Bundle], one: Understanding, seen: Marks, *, by_thread: bool, by_person: bool
) -> tuple[list[Bundle], str | None]:
    """The bundles `one` goes into, and why that is doubtful (None: it is not)."""
    left = _narrowed(fitting, one, seen)
    if len(left) == 1:
        if by_thread and one.kind in _DECIDES and left[0].likeness(seen.role) is Likeness.DIFFERENT:
            return left, _OTHER_JOB.format(day=_day(one))
        return left, None
    if one.sender is Sender.OWNER:
        shared = not one.findings or any(isinstance(f, _FOR_ALL) for f in one.findings)
        return (left, None) if shared else ([_latest(left)], None)
    if any(isinstance(finding, Elsewhere) for finding in one.findings):
        return left, None
    doubtful = one.kind in _DECIDES or (one.kind in ANSWERS - ADVANCES and by_person)
    if doubtful and not by_thread:
        return left, _UNCLEAR.format(day=_day(one))
    if one.kind in _DECIDES:
        return left, _UNCLEAR.format(day=_day(one))
    return [_latest(left)], None


def _narrowed(bundles: list[Bundle], one: Understanding, seen: Marks) -> list[Bundle]:
    """Those that fit best: by the job, still alive, by the slot, being arranged."""
    left = bundles
    if seen.role:
        best = max(bundle.likeness(seen.role) for bundle in left)
        left = [bundle for bundle in left if bundle.likeness(seen.role) == best]
    left = [bundle for bundle in left if not bundle.ended] or [_latest(left)]
    left = [bundle for bundle in left if bundle.shares_slot(seen)] or left
    if one.kind in ADVANCES:
        left = [bundle for bundle in left if bundle.arranging] or left
    return left


def _latest(bundles: list[Bundle]) -> Bundle:
    """The one in which something was said last."""
    return max(bundles, key=lambda bundle: (bundle.last, bundle.root.message.message_id))


def _day(one: Understanding) -> str:
    return f"{one.message.at:%A} {one.message.at.day} {one.message.at:%B}"
