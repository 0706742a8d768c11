"""Where a process stands as of a moment, since when, and the story of how it came there."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from agent.cases.played import Played
from agent.cases.records import Happened, State
from agent.cases.state import at_the_moment
from agent.cases.story import imitation, moment, unknown_address
from agent.cases.strangers import heard_unproven
from agent.cases.waits import quiet_since
from agent.messages import Owner


def state_of(read: Played, owner: Owner, now: datetime) -> State:
    """Where the process stands at `now`."""
    quiet = quiet_since(read.wait)
    no_on = read.silent_no_on
    return at_the_moment(
        read.course.standing,
        closed_by_owner=read.told.closed is not None,
        interview_ahead=read.coming is not None,
        asked=read.asked is not None,
        arranging=read.course.questions.arranging_since is not None or read.course.diary.pending(),
        silence_means_no=no_on is not None and now.astimezone(owner.zone).date() > no_on,
        quiet=quiet is not None and now >= quiet,
    )


def since(read: Played, state: State, owner: Owner) -> datetime:
    """Since when the process stands as it does."""
    named = set(read.coming.messages) if read.coming else set()
    found: datetime | None = None
    match state:
        case State.CLOSED:
            found = read.told.closed or _day_after(read.silent_no_on, owner)
        case State.SCHEDULED:
            found = max((one.message.at for one in read.said if one.message.message_id in named), default=None)
        case State.YOUR_TURN:
            found = read.asked.at if read.asked else None
        case State.ARRANGING:
            found = read.course.questions.arranging_since
        case State.QUIET:
            found = quiet_since(read.wait)
        case State.WAITING:
            found = read.wait.since if read.wait else None
        case _:
            found = read.course.standing_since
    return found or read.said[-1].message.at


def _day_after(day: date | None, owner: Owner) -> datetime | None:
    return datetime.combine(day + timedelta(days=1), time(), owner.zone) if day else None


def story(read: Played, owner: Owner, state: State) -> tuple[Happened, ...]:
    """What was said and what the clock brought, in time order."""
    told = list(read.course.story)
    told += [Happened(one.message.at, imitation(one.message), None) for one in read.bundle.imitators]
    told += [Happened(one.message.at, unknown_address(one.message), None) for one in heard_unproven(read.bundle)]
    for letter in read.bundle.letters:
        at = letter.said.message.at
        told += [Happened(at, f"About this mail: {one.text}", None) for one in letter.said.remarks]
    for interview in read.done:
        if interview.over is not None:
            when = f" on {moment(interview.start, owner.zone)}" if interview.start else ""
            told.append(Happened(interview.over, f"The interview{when} was over", interview.evidence))
    if read.told.closed is not None:
        told.append(Happened(read.told.closed, "You closed this", None))
    elif state is State.CLOSED and read.silent_no_on is not None:
        told.append(Happened(since(read, state, owner), "No news by then: as they said, that means no", None))
    elif state is State.QUIET:
        told.append(Happened(since(read, state, owner), "Asked twice, no answer: nothing more is written", None))
    return tuple(sorted(told, key=lambda line: line.at))
