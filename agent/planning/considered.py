"""What one rule makes of one case: the value that thanks, follow-ups and rejections hand to the plan."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from agent.planning.records import Due, Held, Step


@dataclass(frozen=True, slots=True)
class Considered:
    """`dues` that have come or lie ahead, what is `held` and why, moments at which the answer may change, notices."""

    dues: tuple[Due, ...] = ()
    held: tuple[Held, ...] = ()
    wakes: tuple[datetime, ...] = ()
    notices: tuple[str, ...] = ()

    def __add__(self, other: Considered) -> Considered:
        return Considered(
            self.dues + other.dues,
            self.held + other.held,
            self.wakes + other.wakes,
            self.notices + other.notices,
        )


NOTHING = Considered()


def closed(due: Due) -> Due:
    """The same due, to be served only by a draft that already exists (see `Due.until`)."""
    shut = due.on - timedelta(seconds=1)
    return replace(due, until=shut if due.until is None else min(due.until, shut))


def hold(considered: Considered, steps: frozenset[Step], now: datetime) -> Considered:
    """The same without new drafts for `steps`: drafts that exist stay, nothing of these steps lies ahead."""
    stopped = tuple(due for due in considered.dues if due.step in steps)
    kept = tuple(due for due in considered.dues if due.step not in steps)
    waiting = tuple(closed(due) if due.may_be_written(now) else due for due in stopped if due.on <= now)
    return replace(considered, dues=kept + waiting)
