"""Which kind the words of a message say, within what can be, once everything in it is weighed (docs/kinds.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from agent.reading.records import Reading
from agent.understanding.findings import Kind, Purpose
from agent.understanding.kinds.author import by_person
from agent.understanding.kinds.fresh import answers
from agent.understanding.kinds.marks import Marks
from agent.understanding.kinds.records import Verdict
from agent.understanding.kinds.traits import Likely, fact
from agent.understanding.kinds.weighing import MEETINGS, SIGNALS, together, weigh

LIKELY = 0.5
"""A sentence that is so likely to do something does it."""

_SAID = 2.0
"""So much do phrases weigh together that say something outright."""

_SHOWN_ONLY = (Kind.AUTO_REPLY, Kind.BOUNCE)
"""What is told by headers, or by its own words; the rest of a text does not make it likely."""

_HIRING = tuple(signal for kind, signals in SIGNALS.items() if kind is not Kind.NOT_JOB for signal in signals)
_ASKS_TO_MEET = ("invite", "ask_times", "move")
_PLAIN = 0.85
"""More like its signal than this a sentence plainly does what only the hiring side does."""

_WEAK = 0.4
"""Less sure than this a kind is a guess; more likely than this a meeting is one where a job is meant."""

_RATHER = 0.5
"""Less surely than this no hiring mail: then it is what hiring mail it may be."""

_HARDLY = 0.2
"""So likely no hiring mail at most: then somebody writes about the job, whatever they say."""

_DENIED = 0.6
"""An invitation that may be a job's asks for a meeting or settles it, unless the words deny it this surely."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """What is known of a message before its kind is told.

    `passed_on` is True when somebody who is not of the hiring side forwards mail of it.
    """

    marks: Marks
    sentences: tuple[Likely, ...]
    traits: dict[str, float]
    words: frozenset[str]
    job: bool
    purpose: Purpose | None
    passed_on: bool

    @property
    def timed(self) -> bool:
        """Whether it names a time."""
        return fact("slots 0") not in self.traits

    @property
    def asks_to_meet(self) -> bool:
        """Whether it names a time and plainly asks for a meeting, and another sentence is plainly the hiring side's."""
        plain = [one for one in self.sentences if any(one.signals.get(signal, 0.0) > _PLAIN for signal in _HIRING)]
        asks = any(one.signals.get(signal, 0.0) > _PLAIN for one in plain for signal in _ASKS_TO_MEET)
        return self.timed and asks and len(plain) > 1

    def shows(self, kind: Kind) -> bool:
        """Whether a phrase or a sentence says outright what a kind says."""
        signals = SIGNALS[kind]
        likely = any(one.signals.get(signal, 0.0) > LIKELY for one in self.sentences for signal in signals)
        return likely or self.marks.score(*signals) >= _SAID


def by_words(reading: Reading, weighed: Weighed, shares: Mapping[Kind, float]) -> Verdict:
    """What the words say, within what can be: hiring mail of some kind unless it is rather none."""
    if not reading.invitations and all(one.passage.subject for one in weighed.sentences) and reading.forwarded:
        return Verdict(Kind.NOT_JOB, 0.5)  # a bare forward says nothing new
    possible = frozenset(Kind) - {kind for kind in _SHOWN_ONLY if not weighed.shows(kind)}
    likeliest = weigh(shares, weighed.sentences, possible, timed=weighed.timed)
    meets = together(shares, MEETINGS)
    if likeliest.kind not in MEETINGS and meets > max(_enough_for_a_meeting(weighed), likeliest.confidence):
        # Somebody is to be met, though it is open whether this invites, confirms or reminds.
        return replace(weigh(shares, weighed.sentences, MEETINGS), confidence=round(meets, 2))
    verdict = likeliest
    if likeliest.kind is Kind.NOT_JOB and likeliest.confidence < _RATHER:
        verdict = weigh(shares, weighed.sentences, possible - {Kind.NOT_JOB}, timed=weighed.timed)
    if meets < _RATHER and _bears_out_nothing(reading, weighed, verdict):
        verdict = Verdict(_guessed(reading, weighed, shares, likeliest), 0.45, verdict.sentence)
    if verdict.kind is Kind.OTHER_HUMAN_REPLY and (weighed.passed_on or not by_person(reading)):
        return Verdict(Kind.NOT_JOB, 0.45, verdict.sentence)
    if _invites(reading, weighed, verdict):
        return weigh(shares, weighed.sentences, MEETINGS)
    return verdict


def _enough_for_a_meeting(weighed: Weighed) -> float:
    """More likely than this a meeting of any kind is one."""
    return _WEAK if weighed.job or any(weighed.shows(kind) for kind in MEETINGS) else _RATHER


def _bears_out_nothing(reading: Reading, weighed: Weighed, verdict: Verdict) -> bool:
    """Whether a kind is a mere guess: weak, and neither a phrase, a sentence nor a calendar part shows it."""
    return verdict.confidence < _WEAK and not weighed.shows(verdict.kind) and not reading.invitations


def _guessed(reading: Reading, weighed: Weighed, shares: Mapping[Kind, float], likeliest: Verdict) -> Kind:
    """What a guess comes to that nothing in the text bears out.

    With a day of news it tells when; in a conversation, or where a job is plainly meant, it is an answer still.
    """
    if fact("day of news") in weighed.traits and likeliest.kind is not Kind.NOT_JOB:
        return Kind.TIMELINE_UPDATE
    about_it = answers(reading) or (weighed.job and shares[Kind.NOT_JOB] < _HARDLY)
    return Kind.OTHER_HUMAN_REPLY if about_it else Kind.NOT_JOB


def _invites(reading: Reading, weighed: Weighed, verdict: Verdict) -> bool:
    """Whether its calendar part asks for a meeting about the job, and the words do not surely deny it."""
    invited = any(one.method in ("REQUEST", "PUBLISH") and not one.cancelled for one in reading.invitations)
    return invited and weighed.job and verdict.kind not in MEETINGS and verdict.confidence < _DENIED
