"""What the owner's mail perhaps does is believed where the process expects it, and what it hardly does is not.

"Thank you for this morning, and for your patience" may thank for anything; hours after an interview it thanks for that.
So may "have you got any further?" ask for anything, and after days of waiting asks for news. "I would be delighted to
work with you", in the thanks for an interview, takes no job that nobody has offered, nor does a yes to a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from agent.cases.lexicon import pattern
from agent.understanding.findings import (
    Accepted,
    Finding,
    Nudged,
    PerhapsNudged,
    PerhapsThanked,
    Replied,
    Thanked,
    Took,
    Understanding,
)

_WAITED = timedelta(days=4)


def as_expected(one: Understanding, *, met: bool, waiting_since: datetime | None) -> Understanding:
    """The owner's mail with what it may do, if that is due. `met`: somebody was, in the last days, and not yet thanked.

    `waiting_since`: since when the owner waits for news; None where they do not.
    """
    asks = waiting_since is not None and one.message.at - waiting_since >= _WAITED
    believed = tuple(_believed(one.findings, thanks=met, asks=asks))
    doubtful = (PerhapsThanked, PerhapsNudged, *((Replied,) if believed else ()))
    certain = tuple(finding for finding in one.findings if not isinstance(finding, doubtful))
    return _without_hopes(replace(one, findings=(*certain, *believed)), thanks_due=met)


def _without_hopes(one: Understanding, *, thanks_due: bool) -> Understanding:
    """The mail without a yes to the job, where it says yes to a time, or thanks for the interview just held.

    An offer that came by telephone may be taken in such mail too: "thank you for yesterday, and for the offer".
    """
    if not any(isinstance(f, Accepted) or (thanks_due and isinstance(f, Thanked)) for f in one.findings):
        return one
    return replace(one, findings=tuple(f for f in one.findings if not isinstance(f, Took) or _outright(f)))


def _outright(took: Took) -> bool:
    """Whether the sentence names what is taken, or that it is."""
    return pattern("taking").search(took.evidence.sentence) is not None


def _believed(findings: tuple[Finding, ...], *, thanks: bool, asks: bool) -> Iterator[Finding]:
    for finding in findings:
        if isinstance(finding, PerhapsThanked) and thanks:
            yield Thanked(finding.evidence, finding.names)
        elif isinstance(finding, PerhapsNudged) and asks:
            yield Nudged(finding.evidence)
