"""What follows from a kind and its marks: every finding that needs no date grammar of meetings or promises."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from agent.messages import Direction, Owner
from agent.reading.records import Reading
from agent.understanding.findings import (
    Advanced,
    Applies,
    Approached,
    Asked,
    Assessed,
    Bounced,
    Evidence,
    Finding,
    Kind,
    Met,
    Missed,
    NoContact,
    Offered,
    OnHold,
    Reconsidered,
    Rejected,
    Sender,
)
from agent.understanding.kinds.away import away_findings, dates_in, gone_from
from agent.understanding.kinds.candidacy import applies_to_owner
from agent.understanding.kinds.elsewhere import elsewhere
from agent.understanding.kinds.held import by_letter, day_of, went
from agent.understanding.kinds.marks import Mark
from agent.understanding.kinds.outreach import outreach
from agent.understanding.kinds.own import own_findings
from agent.understanding.kinds.passages import split
from agent.understanding.kinds.records import Classified

_ENOUGH = 3.0
_PLAINER = 1.0
_WENT = 0.8
_PAUSED = frozenset({Kind.CANCELLATION, Kind.OTHER_HUMAN_REPLY})
"""What else a mail may be that tells of a hold: "the search is on hold, so tomorrow is off"."""

_MEETINGS = frozenset({Kind.INTERVIEW_INVITE, Kind.REMINDER, Kind.CONFIRMATION, Kind.APPLICATION_ACK})
"""What sets a meeting: the talk it speaks of arranged that, unless the mail has shown it."""

_INTERVIEWED = re.compile(
    r"\b(?:interview(?:s|ed|ing)?|(?:coming|came|come) in|visit(?:ed|ing)?|panel)\b", re.IGNORECASE
)
"""Words of a talk that is more than one by which another was arranged."""


def findings(reading: Reading, owner: Owner, classified: Classified) -> tuple[Finding, ...]:
    """The findings of one message but for Scheduled, Accepted and Promised, each with its sentence."""
    if reading.message.direction is Direction.OWNER:
        return own_findings(reading)
    if classified.kind is Kind.BOUNCE:
        return tuple(Bounced(classified.evidence, address) for address in reading.bounced)
    if classified.kind is Kind.AUTO_REPLY:
        return away_findings(reading, classified)
    if classified.kind is Kind.NOT_JOB:
        applies = applies_to_owner(classified.marks) is not None
        return (*elsewhere(reading, classified), *((Applies(classified.evidence),) if applies else ()))
    return tuple(_of_kind(reading, classified)) + tuple(_of_words(reading, classified))


def _of_kind(reading: Reading, classified: Classified) -> Iterator[Finding]:
    """What the kinds themselves say."""
    kinds = {classified.kind, *classified.also}
    marks = classified.marks
    if Kind.REJECTION in kinds:
        yield from _ending(reading, classified)
    if Kind.OFFER in kinds:
        yield Offered(_evidence(reading, marks.best("offer"), classified))
    if Kind.NEXT_ROUND in kinds:
        again = marks.best("reconsider")
        if again is not None and again.weight >= _ENOUGH:
            yield Reconsidered(_evidence(reading, again, classified))
        yield Advanced(_evidence(reading, marks.best("advance", "reconsider"), classified))
    if Kind.ASSESSMENT in kinds:
        yield Assessed(_evidence(reading, marks.best("assess"), classified), _deadline(reading, marks.all("assess")))
    if Kind.INFO_REQUEST in kinds:
        yield Asked(_evidence(reading, marks.best("info"), classified), _deadline(reading, marks.all("info")))


def _ending(reading: Reading, classified: Classified) -> Iterator[Finding]:
    """A hold where the text says so; beside it a no only where its words are plainer ("we chose somebody else").

    "Unfortunately" and "we will not be moving forward at this time" are how a hold is told too.
    """
    no, hold = classified.marks.best("rejection"), classified.marks.best("hold")
    if hold is not None and hold.weight >= _ENOUGH:
        yield OnHold(_evidence(reading, hold, classified), _lasts_until(reading, hold))
        if no is None or no.weight < hold.weight + _PLAINER or no.passage is hold.passage:
            return
    yield Rejected(_evidence(reading, no, classified))


def _of_words(reading: Reading, classified: Classified) -> Iterator[Finding]:
    """What may stand in a message of any kind."""
    marks = classified.marks
    yield from _met(reading, classified)
    for signal, by in (("missed_owner", "owner"), ("missed_them", "them")):
        missed = marks.best(signal)
        if missed is not None:
            yield Missed(_evidence(reading, missed, classified), by)
    hold = marks.best("hold")
    if hold is not None and hold.weight >= _ENOUGH and classified.kind in _PAUSED:
        yield OnHold(_evidence(reading, hold, classified), _lasts_until(reading, hold))
    left = marks.best("gone")
    if left is not None and left.weight >= _ENOUGH:
        yield gone_from(reading, _evidence(reading, left, classified))
    approach = outreach(reading, frozenset({classified.kind, *classified.also}))
    if approach is not None and classified.sender is Sender.PERSON:
        yield Approached(approach)
    stop = marks.best("no_contact")
    if stop is not None and classified.kind is not Kind.APPLICATION_ACK:
        yield NoContact(_evidence(reading, stop, classified))


def _met(reading: Reading, classified: Classified) -> Iterator[Met]:
    """That an interview has taken place, by words that show one, else by words that prove one which is known.

    What sets or confirms a meeting shows no other; "great talking to you today" proves one in it, too. What asks for
    times shows none by a mere talk ("great to chat yesterday").
    """
    sent = reading.message.at.date()
    met = classified.marks.best("met")
    shown = met is not None and met.weight >= 2.0 and not by_letter(met.passage.written)
    if met is not None and shown and not _arranges(met, classified):
        if not _rang(met, classified):
            yield Met(_evidence(reading, met, classified), day_of(met.passage.written, sent))
        return
    if classified.kind is Kind.APPLICATION_ACK or classified.sender is not Sender.PERSON:
        return
    words = next((one for one in split(reading.said) if went(one)), None)
    if words is not None and not _JUST_NOW.search(words):
        sure = Evidence(reading.message.message_id, words[:400], _WENT)
        yield Met(sure, day_of(words, sent), known=True)


def _arranges(met: Mark, classified: Classified) -> bool:
    """Whether the talk of these words may be the one by which the mail's own meeting was arranged."""
    asks = classified.kind is Kind.SCHEDULING_REQUEST
    return classified.kind in _MEETINGS or (asks and _INTERVIEWED.search(met.passage.written) is None)


def _rang(met: Mark, classified: Classified) -> bool:
    """True for a call just now, by which something was arranged and nobody was met."""
    arranges = {Kind.NEXT_ROUND, Kind.RESCHEDULE, Kind.ASSESSMENT, Kind.INFO_REQUEST}
    return classified.kind in arranges and _JUST_NOW.search(met.passage.written) is not None


def _evidence(reading: Reading, mark: Mark | None, classified: Classified) -> Evidence:
    if mark is None:
        return classified.evidence
    sure = round(min(0.97, 0.5 + mark.weight * 0.08), 2)
    return Evidence(reading.message.message_id, mark.passage.written[:400], sure)


def _lasts_until(reading: Reading, hold: Mark) -> date | None:
    """The last day of a hold: "on hold until March", never the day it began ("this morning the board froze hiring")."""
    days = _limits(hold.passage.written, reading, _ENDS)
    until = max(days, default=None)
    return until if until is not None and until > reading.message.at.date() else None


def _deadline(reading: Reading, marks: tuple[Mark, ...]) -> date | None:
    """The last day named in these sentences, else in one about handing in."""
    told = [mark.passage.written for mark in marks]
    told += [sentence for sentence in split(reading.said) if _HANDING_IN.search(sentence)]
    limits = [max(found) for one in told if (found := _limits(one, reading, _LIMITS))]
    # "I watched it this morning": the day of writing is a limit only where no other day is one.
    return next((day for day in limits if day > reading.message.at.date()), next(iter(limits), None))


def _limits(sentence: str, reading: Reading, prepositions: frozenset[str | None]) -> list[date]:
    return [when.by for when in dates_in(sentence, reading) if when.prep in prepositions]


_JUST_NOW = re.compile(
    r"\b(?:speak|spoke|talk|chat|phone|call|rang|ring)\w*\b[^.!?\n]{0,40}\b(?:just now|a (?:moment|minute) ago)\b",
    re.IGNORECASE,
)
_HANDING_IN = re.compile(
    r"\b(?:submit|return it|return them|send|due|complete|deadline|expires?|you have)\b", re.IGNORECASE
)
_LIMITS: frozenset[str | None] = frozenset({"by", "before", "within", "until", None, "in", "on"})
_ENDS: frozenset[str | None] = frozenset({"by", "before", "within", "until", "in"})
"""Before the end of a hold; a bare day is another's: "on hold, and Tuesday's interview is cancelled"."""
