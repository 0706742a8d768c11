"""The acts, and how likely each must be to be believed."""

from __future__ import annotations

from enum import StrEnum


class Act(StrEnum):
    """What a sentence of the owner's does."""

    THANKS = "thanks"  # for a meeting that has taken place
    ASKS = "asks"  # for news
    AGREES = "agrees"  # to a time
    REFUSES = "refuses"  # a time, or asks for another, or calls a meeting off
    OFFERS = "offers"  # times
    WITHDRAWS = "withdraws"  # or turns the job down
    TAKES = "takes"  # the job
    SUBMITS = "submits"  # a test, or documents they were asked for
    REGRETS = "regrets"  # a no that they were given
    MISSED = "missed"  # a meeting did not take place
    MET = "met"  # a talk took place; no thanks
    HIRES = "hires"  # the owner is the one who hires
    OTHER = "other"


MARGINS: dict[Act, float] = dict.fromkeys(Act, 0.5) | {
    Act.THANKS: 0.65,
    Act.WITHDRAWS: 0.7,
    Act.TAKES: 0.7,
    Act.REGRETS: 0.6,
    Act.MISSED: 0.6,
    Act.HIRES: 0.6,
}
"""What ends a process, or takes a meeting away, silences everything, and thanks that were none lose the thank-you: they
must be surer than a question for news. Of two authors who saw no rules each was judged by weights without them."""

OUTRIGHT: dict[Act, float] = dict.fromkeys(Act, 0.25) | {Act.HIRES: 0.0}
"""So likely an act is believed of a sentence that says it in so many words. Whom the owner wants to interview invites
them to nothing, whatever it is for."""

EXPECTED = 0.25
"""So likely an act is believed where it is due: thanks after an interview, a question after days of waiting."""
