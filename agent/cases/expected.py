"""What the owner's mail perhaps does is believed where the process expects it, and what it hardly does is not.

"Thank you for this morning, and for your patience" may thank for anything; hours after an interview it thanks for that.
So may "have you got any further?" ask for anything, and after days of waiting asks for news, but not before the day
that they named for it. "I would be delighted to work with you", in the thanks for an interview, takes no job that
nobody has offered, nor does a yes to a time; nor does such a yes tell of a no.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo

from agent.cases.lexicon import pattern
from agent.understanding.findings import (
    Accepted,
    Finding,
    Nudged,
    PerhapsNudged,
    PerhapsThanked,
    Rejected,
    Replied,
    Scheduled,
    Status,
    Thanked,
    Took,
    Understanding,
)

_WAITED = timedelta(days=4)


@dataclass(frozen=True, slots=True)
class Due:
    """What the owner's mail may be about: `met`, somebody was, in the last days, and nobody thanked since.

    `waiting_since`: since when the owner waits for news, None where they do not; `day`: when it was promised to come.
    """

    met: bool
    waiting_since: datetime | None
    day: date | None

    def news(self, at: datetime, zone: tzinfo) -> bool:
        """Whether the owner has waited long enough to ask for news: some days, and until the day that was named."""
        if self.waiting_since is None or at - self.waiting_since < _WAITED:
            return False
        return self.day is None or self.day <= at.astimezone(zone).date()


def as_expected(one: Understanding, due: Due, zone: tzinfo) -> Understanding:
    """The owner's mail with what it may do, if that is due."""
    met, asks = due.met, due.news(one.message.at, zone)
    believed = tuple(_believed(one.findings, thanks=met, asks=asks))
    doubtful = (PerhapsThanked, PerhapsNudged, *((Replied,) if believed else ()))
    certain = tuple(finding for finding in one.findings if not isinstance(finding, doubtful))
    return _without_ends(replace(one, findings=(*certain, *believed)), thanks_due=met)


def _without_ends(one: Understanding, *, thanks_due: bool) -> Understanding:
    """The mail without what would end the search, where it is about a time, or thanks for the interview just held.

    "Yes! Friday 23rd at 9.30" takes no job. An offer that came by telephone may be taken in such mail too: "thank you
    for yesterday, and for the offer". A no is answered in none that says yes to a time.
    """
    accepts = any(isinstance(f, Accepted) for f in one.findings)
    meets = accepts or any(map(_names_a_time, one.findings))
    if not meets and not (thanks_due and any(isinstance(f, Thanked) for f in one.findings)):
        return one
    kept = (f for f in one.findings if not isinstance(f, Took) or _outright(f))
    return replace(one, findings=tuple(f for f in kept if not (accepts and isinstance(f, Rejected))))


def _names_a_time(finding: Finding) -> bool:
    """Whether the owner names an hour at which they would meet."""
    return (
        isinstance(finding, Scheduled)
        and finding.status in (Status.REQUESTED, Status.BOOKED)
        and finding.start is not None
    )


def _outright(took: Took) -> bool:
    """Whether the sentence names what is taken, or that it is."""
    return pattern("taking").search(took.evidence.sentence) is not None


def _believed(findings: tuple[Finding, ...], *, thanks: bool, asks: bool) -> Iterator[Finding]:
    for finding in findings:
        if isinstance(finding, PerhapsThanked) and thanks:
            yield Thanked(finding.evidence, finding.names)
        elif isinstance(finding, PerhapsNudged) and asks:
            yield Nudged(finding.evidence)
