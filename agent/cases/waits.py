"""Waits: since when the ball is with them, what timeline holds, how often the owner has asked.

A wait begins when the last interview is over, with an answer of theirs, or when the owner has answered a question of
theirs; the latest of these counts. An answer found in spam or trash ends a wait and begins none (docs/etiquette.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo

from agent.cases.records import Began, Interview, Wait
from agent.understanding.findings import Finding, Kind, OnHold, Promised, Scheduled, Understanding

ONE_ROUND = timedelta(hours=24)
"""Questions to several people within this time are one nudge."""

QUIET_AFTER = timedelta(days=7)
"""So long after the second unanswered nudge a process counts as quiet."""

_UNSET = frozenset({Kind.CANCELLATION, Kind.RESCHEDULE})
"""The kinds by which an interview loses its time."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """A moment at which a wait began. `stops` is True for one that only ended the wait before it."""

    at: datetime
    began: Began
    id: str
    stops: bool = False


@dataclass(frozen=True, slots=True)
class Stated:
    """A timeline of theirs and when they stated it.

    `of_meeting`: it is by when they set another time for an interview that they called off; `before` was stated before.
    """

    promise: Promised
    at: datetime
    before: Stated | None = None
    of_meeting: bool = False

    @property
    def last_day(self) -> date:
        """The last day the words can mean."""
        return max(self.promise.by, self.promise.alternative or self.promise.by)

    def after_news(self, *, held_before: bool) -> Stated | None:
        """What still holds once the process has gone on: nothing after an interview, else all but the promised time."""
        if held_before:
            return None
        return self.before if self.of_meeting else self


def stated_in(one: Understanding, before: Stated | None) -> Stated | None:
    """The timeline that holds after a message of theirs: the one it states, or `before`.

    What they promise as an interview loses its time is another time.
    """
    promise = _surest(one.findings)
    if promise is None:
        return before
    of_meeting = one.kind in _UNSET and not any(isinstance(f, Scheduled) and f.start for f in one.findings)
    return Stated(promise, one.message.at, before if of_meeting else None, of_meeting=of_meeting)


def _surest(findings: Sequence[Finding]) -> Promised | None:
    """The surest timeline of a message: a day by which news comes, or until which the process is on hold."""
    promised = [f for f in findings if isinstance(f, Promised)]
    on_hold = [f for f in findings if isinstance(f, OnHold)]
    until = [Promised(f.evidence, None, f.until, f.evidence.sentence) for f in on_hold if f.until is not None]
    return max((*promised, *until), key=lambda promise: promise.evidence.confidence, default=None)


def after_interview(interview: Interview) -> Beginning | None:
    """The wait that begins with the end of an interview."""
    if interview.over is None:
        return None
    day = (interview.start or interview.over).astimezone(UTC).date()
    return Beginning(interview.over, Began.INTERVIEW, f"interview/{day.isoformat()}")


def current(
    beginnings: Iterable[Beginning], stated: Stated | None, nudged: Iterable[datetime], zone: tzinfo
) -> Wait | None:
    """The wait that holds now; None when none has begun, or the last one was ended by hidden mail."""
    latest = max(beginnings, key=lambda b: (b.at, b.began is Began.ANSWER, b.id), default=None)
    if latest is None or latest.stops:
        return None
    holds = stated if stated is not None and _still_holds(stated, latest, zone) else None
    return Wait(
        id=latest.id,
        began=latest.began,
        since=latest.at,
        promise=holds.promise if holds else None,
        promised_at=holds.at if holds else None,
        nudges=rounds(at for at in nudged if at > latest.at),
    )


def _still_holds(stated: Stated, latest: Beginning, zone: tzinfo) -> bool:
    """A stated day outlives what is said later, but not itself: once it has passed, a new wait starts without it."""
    return stated.last_day >= latest.at.astimezone(zone).date()


def rounds(nudged: Iterable[datetime]) -> tuple[datetime, ...]:
    """When the owner asked, several messages within a day being one."""
    found: list[datetime] = []
    for at in sorted(nudged):
        if not found or at - found[-1] > ONE_ROUND:
            found.append(at)
    return tuple(found)


def quiet_since(wait: Wait | None) -> datetime | None:
    """When the process counts as quiet: some time after the second unanswered nudge; None: not yet asked twice."""
    if wait is None or len(wait.nudges) < 2:
        return None
    return wait.nudges[1] + QUIET_AFTER


def silent_no(wait: Wait | None) -> Promised | None:
    """The statement that no news by its day means no, when it holds in this wait."""
    if wait is None or wait.promise is None or wait.promise.silence != "means_no":
        return None
    return wait.promise
