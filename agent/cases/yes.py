"""Which interview a yes means: "Tuesday works", "4 is fine", "Sure!"."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from agent.cases.offers import Offer
from agent.cases.slots import same_clock, same_time
from agent.cases.threads import replied_to
from agent.understanding.findings import Accepted, Understanding


def meant_by(yes: Accepted, said: Understanding, offers: list[Offer]) -> list[Offer]:
    """The proposals that a yes can mean: those at its time, else those on its day; any where it names neither."""
    timed = [o for o in offers if o.slot.start and may_mean(yes, said, o.slot.start, [o.said.message.message_id])]
    if yes.start is not None:
        at_once = [o for o in timed if o.slot.start and same_time(o.slot.start, yes.start)]
        if not at_once and yes.day is None:
            at_once = [o for o in timed if o.slot.start and _weeks_on(yes, yes.start, o.slot.start)]
        if not at_once:  # "Friday at 9.30, I am there", by their clock
            at_once = [o for o in timed if o.slot.start and same_clock(o.slot.start, yes.start)]
        if at_once or yes.day is None:
            return at_once
    return [o for o in timed if o.slot.start and yes.day in (None, o.slot.start.date())]


def _weeks_on(yes: Accepted, start: datetime, offered: datetime) -> bool:
    """Whether "9.30 on the Tuesday" was read as the next one, where that of a week or two later was offered.

    Where the day of the month is named, or "this" or "tomorrow", that very day is meant.
    """
    very = re.search(rf"\b0?{start.day}(?:st|nd|rd|th)?\b(?![.:h]\d)|(?i:\b(?:this|tomorrow)\b)", yes.evidence.sentence)
    return very is None and any(same_time(start + timedelta(weeks=weeks), offered) for weeks in (1, 2))


def may_mean(yes: Accepted, said: Understanding, start: datetime | None, told_in: list[str]) -> bool:
    """Whether a yes can mean the slot at `start` that was told in these messages.

    "4 is fine" means one at 4; "Sure!" only what the very message has asked that it answers.
    """
    if yes.hour is not None and (start is None or not same_time(yes.hour.on_the_day_of(start), start)):
        return False
    return not yes.short or any(name in told_in for name in replied_to(said)[:1])
