"""Where a process stands: the transition table, and what the clock adds to it.

The table holds what words do; no entry means that the state stays. What only time decides (an interview lies ahead,
is over, "no news by X means no", silence) is `at_the_moment`, in the order of its lines.
"""

from __future__ import annotations

from enum import StrEnum

from agent.cases.records import State


class Said(StrEnum):
    """What a message does to a process as a whole."""

    NO = "no"  # a rejection, a role filled or withdrawn
    OFFER = "offer"
    HOLD = "hold"  # on hold or frozen, without a date
    RECONSIDERED = "reconsidered"
    ADVANCE = "advance"  # an invitation, a request for times, a next round, a test
    WORD = "word"  # any other answer of theirs
    WITHDREW = "withdrew"  # the owner did
    TOOK = "took"  # the owner said yes to the job
    ACCEPTED = "accepted"  # the owner said yes to a slot


OPEN = State.WAITING
"""In the table this stands for every state in which the process goes on."""

TRANSITIONS: dict[State, dict[Said, State]] = {
    OPEN: {
        Said.NO: State.REJECTED,
        Said.OFFER: State.OFFER,
        Said.TOOK: State.OFFER,
        Said.HOLD: State.ON_HOLD,
        Said.WITHDREW: State.WITHDRAWN,
    },
    State.ON_HOLD: {
        Said.NO: State.REJECTED,
        Said.OFFER: State.OFFER,
        Said.TOOK: State.OFFER,
        Said.WITHDREW: State.WITHDRAWN,
        Said.RECONSIDERED: OPEN,
        Said.ADVANCE: OPEN,
        Said.WORD: OPEN,
    },
    State.OFFER: {
        Said.NO: State.REJECTED,
        Said.HOLD: State.ON_HOLD,
        Said.WITHDREW: State.WITHDRAWN,
    },
    State.REJECTED: {
        Said.WITHDREW: State.WITHDRAWN,  # even after a no that lay in spam and may be nobody's
        Said.OFFER: State.OFFER,
        Said.TOOK: State.OFFER,
        Said.RECONSIDERED: OPEN,
        Said.ADVANCE: OPEN,
    },
    State.WITHDRAWN: {
        Said.ACCEPTED: OPEN,
    },
}
"""state -> what was said -> state."""


def after(state: State, said: Said) -> State:
    """The state of a process in `state` when `said` happens."""
    return TRANSITIONS[state].get(said, state)


def at_the_moment(
    standing: State,
    *,
    closed_by_owner: bool,
    interview_ahead: bool,
    asked: bool,
    arranging: bool,
    silence_means_no: bool,
    quiet: bool,
) -> State:
    """The state now, from what was said last (`standing`) and what the clock shows."""
    if closed_by_owner:
        return State.CLOSED
    if standing is not OPEN:
        return standing
    by_clock = (
        (interview_ahead, State.SCHEDULED),
        (asked, State.YOUR_TURN),
        (arranging, State.ARRANGING),
        (silence_means_no, State.CLOSED),
        (quiet, State.QUIET),
    )
    return next((state for holds, state in by_clock if holds), State.WAITING)
