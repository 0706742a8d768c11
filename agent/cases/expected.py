"""What the owner's mail perhaps does is believed where the process expects it, and what it hardly does is not.

"Thank you for this morning, and for your patience" may thank for anything; hours after an interview it thanks for that.
So may "have you got any further?" ask for anything, and after days of waiting asks for news, but not before the day
that they named for it. "I would be delighted to work with you", in the thanks for an interview, takes no job that
nobody has offered, nor does a yes to a time; nor does such a yes tell of a no. "I would be delighted to join you" says
yes to whatever they have asked: to the interview that is ahead, to the job once they have offered it.
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
    `invited`: an interview is ahead, or they wait for a yes to a time; `offered`: the job has been offered.
    """

    met: bool
    waiting_since: datetime | None
    day: date | None
    invited: bool
    offered: bool

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
    return _yes_to_what_was_asked(_without_no(replace(one, findings=(*certain, *believed))), due)


def _without_no(one: Understanding) -> Understanding:
    """The mail without a no that it would tell of, where it says yes to a time."""
    if not any(isinstance(f, Accepted) for f in one.findings):
        return one
    return replace(one, findings=tuple(f for f in one.findings if not isinstance(f, Rejected)))


def _yes_to_what_was_asked(one: Understanding, due: Due) -> Understanding:
    """The mail with its yes to the job, where that can be meant; where an interview is, with a yes to that.

    "Yes! Friday 23rd at 9.30" takes no job, unless it was offered. An offer that came by telephone may be taken in any
    mail: "thank you for yesterday, and for the offer".
    """
    yes = next((f for f in one.findings if isinstance(f, Took)), None)
    if yes is None or due.offered or not (due.invited or _is_about_another_thing(one, due)):
        return one
    rest = tuple(f for f in one.findings if f is not yes)
    says_when = any(isinstance(f, Accepted | Scheduled) for f in rest)
    if _outright(yes) and (_names_the_job(yes) or not (due.invited and says_when)):
        return one
    to_invitation = (Accepted(yes.evidence),) if due.invited and not says_when else ()
    return replace(one, findings=(*rest, *to_invitation))


def _is_about_another_thing(one: Understanding, due: Due) -> bool:
    """Whether the mail is about a time, or thanks for the interview just held."""
    thanks = due.met and any(isinstance(f, Thanked) for f in one.findings)
    return thanks or any(isinstance(f, Accepted) or _names_a_time(f) for f in one.findings)


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


def _names_the_job(took: Took) -> bool:
    """Whether the sentence says that it is the job: "I accept with pleasure" behind an hour says yes to that."""
    return pattern("job_taken").search(took.evidence.sentence) is not None


def _believed(findings: tuple[Finding, ...], *, thanks: bool, asks: bool) -> Iterator[Finding]:
    for finding in findings:
        if isinstance(finding, PerhapsThanked) and thanks:
            yield Thanked(finding.evidence, finding.names)
        elif isinstance(finding, PerhapsNudged) and asks:
            yield Nudged(finding.evidence)
