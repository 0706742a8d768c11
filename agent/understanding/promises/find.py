"""Stated timelines: what the hiring side promises the candidate, by when (docs/timelines.md, "Promise detection").

Each date of a text is weighed by what stands around it; what is likely promised is told with its sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime

from agent.calendar import add_business_days, next_business_day
from agent.understanding.dates import Grain, When
from agent.understanding.findings import Evidence, Promised
from agent.understanding.promises.candidates import Candidate, candidates
from agent.understanding.promises.choice import before_its_condition, last_of_choice
from agent.understanding.promises.corrections import corrects
from agent.understanding.promises.lexicon import found_in
from agent.understanding.promises.silence import silence_of, who
from agent.understanding.promises.weighing import likelihood
from agent.understanding.sentences import LONGEST, Sentence, lowered

POSSIBLE = 0.1
"""A date less likely than this promises nothing, whatever the message is."""

_SUREST = 0.95
_CORRECTED = 0.8
"""How sure a day is that stands for another by which news was promised."""

_LIKELY = 0.4
_GAP = 3
"""So many letters may stand between a sentence and the next."""

_LONGER = frozenset({Grain.HOLIDAY, Grain.WEEKEND})
_CORRECTS = re.compile(r"(?:actually|correction|apologies|scratch that|sorry,|update:|edit:)")


@dataclass(frozen=True, slots=True)
class _Found:
    when: When
    sentence: Sentence
    following: Sentence | None
    score: float


def promises(
    said: str,
    message_id: str,
    sent: datetime,
    *,
    day_first: bool | None = None,
    country: str | None = None,
    told: date | None = None,
    least: float = POSSIBLE,
) -> tuple[Promised, ...]:
    """The timelines that `said` states, best first. `sent` is aware, in the sender's offset; days are the sender's own.

    `day_first`, `country` and `told` as in `find_dates`. Evidence is the sentence as written, and how likely
    it promises: at least `least`.
    """
    low = lowered(said[:LONGEST])
    named = list(candidates(said, sent, day_first=day_first, country=country, told=told))
    found = [
        _Found(one.when, one.sentence, one.following, score)
        for one in named
        if (score := likelihood(one.traits)) >= least
    ]
    found = _instead(low, named, found)
    best = [_best_of(low, [one for one in found if one.sentence is sentence]) for sentence in _sentences(found)]
    best.sort(key=lambda one: (-one.score, -one.when.by.toordinal()))
    return tuple(_promised(low, one, message_id, country) for one in _distinct(_counted_on(_corrected(low, best))))


def _sentences(found: list[_Found]) -> list[Sentence]:
    """The sentences that promise, each once, in order."""
    return list({one.sentence.start: one.sentence for one in found}.values())


def _best_of(low: str, found: list[_Found]) -> _Found:
    """The likeliest day of a sentence, or one behind it that says it better ("or Friday at the latest")."""
    best = max(found, key=lambda one: one.score)
    first = before_its_condition(low, best.when, [one.when for one in found])
    last = last_of_choice(low, [first, *(one.when for one in found if one.when.span[0] > first.span[0])])
    return replace(best, when=_anchored(low, best.sentence, last))


def _anchored(low: str, part: Sentence, when: When) -> When:
    """As in "Once interviews end on the 12th, we'll write": open-ended, about two business days (timelines, 10)."""
    if when.open_ended or when.prep in ("by", "before", "within"):
        return when
    lead = low[max(0, when.span[0] - 80) : when.span[0]]
    if not re.search(r"\b(?:once|after|when|as soon as)\b[^.;]{0,70}\Z", lead):
        return when
    if not found_in("cue", low[when.span[1] : part.end]):
        return when
    if when.grain in _LONGER:  # "once the bank holiday's out of the way": the first business day after it
        first = next_business_day(when.by, None)
        return replace(when, start=first, by=first, open_ended=True, alternative=add_business_days(first, 2, None))
    return replace(when, open_ended=True, alternative=add_business_days(when.by, 2, None))


def _instead(low: str, named: list[Candidate], found: list[_Found]) -> list[_Found]:
    """What is found, with the day that stands for another in its place: "I wrote Friday. Not Friday but Monday"."""
    for one in reversed(named):
        if corrects(low, one.when, one.sentence, one.earlier):
            since = one.earlier.start if one.earlier is not None else one.sentence.start
            kept = [other for other in found if not since <= other.sentence.start <= one.sentence.start]
            return [*kept, _Found(one.when, one.sentence, one.following, max(_CORRECTED, likelihood(one.traits)))]
    return found


def _corrected(low: str, found: list[_Found]) -> list[_Found]:
    """A later sentence that takes an earlier one back ("Actually, make that Monday") stands alone."""
    for one in found:
        if _CORRECTS.match(low, one.sentence.start):
            return [one]
    return found


def _counted_on(found: list[_Found]) -> list[_Found]:
    """A day counted from the likeliest, right behind it, is the one: "They sit on the 3rd. You hear the day after"."""
    for one in found[1:]:
        best = found[0]
        right_behind = 0 <= one.sentence.start - best.sentence.end <= _GAP
        if right_behind and one.when.leaned and one.score >= _LIKELY and one.when.by > best.when.by:
            return [one, *(other for other in found if other is not one)]
    return found


def _distinct(found: list[_Found]) -> list[_Found]:
    seen: set[date] = set()
    kept = []
    for one in found:
        if one.when.by not in seen:
            seen.add(one.when.by)
            kept.append(one)
    return kept


def _promised(low: str, one: _Found, message_id: str, country: str | None) -> Promised:
    when = one.when
    return Promised(
        Evidence(message_id, one.sentence.text, round(min(one.score, _SUREST), 2)),
        when.start,
        when.by,
        when.text.strip(),
        open_ended=when.open_ended,
        alternative=when.alternative,
        silence=silence_of(low, one.sentence, one.following),
        who=who(one.sentence.text),
        country=country,
    )
