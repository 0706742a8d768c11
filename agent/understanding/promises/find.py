"""Stated timelines: what the hiring side promises the candidate, by when (docs/timelines.md, "Promise detection")."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache

from agent.calendar import add_business_days
from agent.understanding.dates import When, find_dates
from agent.understanding.findings import Evidence, Promised
from agent.understanding.likeness import likeness
from agent.understanding.promises.borrowed import THEN, at_a_clock, lent, told_before
from agent.understanding.promises.choice import choose
from agent.understanding.promises.clauses import Clause, clauses
from agent.understanding.promises.lexicon import found_in, says
from agent.understanding.promises.silence import silence, who
from agent.understanding.sentences import LONGEST, Sentence, lowered, sentences

_LONGEST_SENTENCE = 1200
_STRENGTH = {"by": 0.1, "before": 0.1, "within": 0.1, "allow": 0.1, "in": 0.05}
_WEAK = frozenset({"takes", "back", "update", "noun", "passive", "patience"})
_HARDLY = 0.2
"""A sentence less like the promises we know than this is none, unless it has their very words."""

_LIKENED = 0.6
_PLAINLY = 0.9
"""One more like them than this is a promise whatever else its clause asks for."""


@dataclass(frozen=True, slots=True)
class _Found:
    when: When
    sentence: Sentence
    score: float
    silence: str | None
    likened: bool


def promises(
    said: str,
    message_id: str,
    sent: datetime,
    *,
    day_first: bool | None = None,
    country: str | None = None,
    told: date | None = None,
) -> tuple[Promised, ...]:
    """The timelines that `said` states, best first. `sent` is aware, in the sender's offset; days are the sender's own.

    `day_first`, `country` and `told` as in `find_dates`. Evidence is the sentence as written.
    """
    dates = tuple(d for d in find_dates(said, sent, day_first=day_first, country=country, told=told) if not d.past)
    if not dates:
        return ()
    low = lowered(said[:LONGEST])
    parts = [s for s in sentences(said) if len(s.text) <= _LONGEST_SENTENCE]
    found = []
    for k, part in enumerate(parts):
        if any(part.start <= d.span[0] < part.end for d in dates) or THEN.search(low, part.start, part.end):
            following = parts[k + 1] if k + 1 < len(parts) else None
            one = _in_sentence(low, part, parts[k - 1] if k else None, following, dates, sent)
            if one is not None:
                found.append(one)
    found.sort(key=lambda one: (-one.score, -one.when.by.toordinal()))
    return tuple(_promised(one, message_id, country) for one in _distinct(_corrected(low, found)))


def _in_sentence(
    low: str,
    part: Sentence,
    before: Sentence | None,
    following: Sentence | None,
    dates: tuple[When, ...],
    sent: datetime,
) -> _Found | None:
    pieces = clauses(low, part, dates)
    meaning = _silence(low, part, following)
    best: _Found | None = None
    for k, clause in enumerate(pieces):
        cue = _cue(low, clause, meaning) or _resemblance(low, clause, part.text)
        if cue is None or says("hinges", low[part.start : clause.end]):
            continue
        name, end = cue
        own = clause.dates or lent(low, pieces, k) or told_before(low, clause, dates, sent)
        when = choose(low, own, end, sent.date())
        if when is None or (name != "silence" and _is_meeting(low, clause, when, sent)):
            continue
        when = _anchored(low, clause, when, end)
        sure = _LIKENED * _like(part.text) + 0.1 if name == "like" else 0.7
        if best is not None and (name == "like") != best.likened:
            if name == "like":
                continue
            best = None
        score = sure + _STRENGTH.get(when.prep or "", 0.0) - (0.1 if name in _WEAK else 0.0)
        if best is None or score >= best.score:
            told = meaning if name == "silence" or meaning == "means_no" else None
            best = _Found(when, part, score, told, name == "like")
    return best


def _cue(low: str, clause: Clause, meaning: str | None) -> tuple[str, int] | None:
    """The name and end of the words that promise something in a clause; None when there are none, or a veto."""
    text = low[clause.start : clause.end]
    hits = found_in("cue", text)
    if not hits:
        return None
    names = {name for name, _ in hits}
    if "silence" in names and not says("no_news", text) and (meaning or " hear" in text) and "from you" not in text:
        return "silence", clause.start
    hits = [(name, m) for name, m in hits if name != "silence"]
    if not hits or _vetoed(text, {name for name, _ in hits}):
        return None
    name, match = max(hits, key=lambda hit: (hit[0] not in _WEAK, hit[1].end()))
    return name, clause.start + match.end()


@lru_cache(maxsize=1)
def _like(sentence: str) -> float:
    """How like the promises we know a sentence is; asked once for each of its clauses."""
    return likeness(sentence).get("timeline", 0.0)


def _resemblance(low: str, clause: Clause, sentence: str) -> tuple[str, int] | None:
    """A cue for a clause of a sentence that is like promises, in words of its own."""
    if not (clause.dates or THEN.search(low, clause.start, clause.end)):
        return None
    like = _like(sentence)
    if like < _HARDLY:
        return None
    text = low[clause.start : clause.end]
    vetoed = says("never", text) or (like < _PLAINLY and says("veto", text))
    return None if vetoed else ("like", clause.start)


def _vetoed(text: str, cues: set[str]) -> bool:
    """Do other words take the promise back? Papers that are sent are news, whatever they are."""
    return says("never", text) or ("papers" not in cues and says("veto", text))


def _is_meeting(low: str, clause: Clause, when: When, sent: datetime) -> bool:
    """A date with a clock time and no bound is a meeting: "I'll call you on Tuesday at 3 pm"."""
    if when.prep in ("by", "before", "within"):
        return False
    return at_a_clock(low, clause.end, when, sent)


def _anchored(low: str, clause: Clause, when: When, cue_end: int) -> When:
    """As in "Once interviews end on the 12th, we'll write": open-ended, about two business days (timelines, 10)."""
    lead = low[max(0, when.span[0] - 80) : when.span[0]]
    if when.span[0] >= cue_end or when.open_ended or when.prep in ("by", "before", "within"):
        return when
    if not re.search(r"\b(?:once|after|when|as soon as)\b[^.;]{0,70}\Z", lead):
        return when
    return replace(when, open_ended=True, alternative=add_business_days(when.by, 2, None))


def _silence(low: str, part: Sentence, following: Sentence | None) -> str | None:
    text = low[part.start : part.end]
    meaning = silence(text, part.text)
    if meaning is None and following is not None and re.search(r"\bif (?:you|i|we)\b|\bunless\b", text):
        meaning = silence(f"{text} {low[following.start : following.end]}", part.text)
    return meaning


def _corrected(low: str, found: list[_Found]) -> list[_Found]:
    """A later sentence that takes an earlier one back ("Actually, make that Monday") stands alone."""
    for one in found:
        begin = low[one.sentence.start : one.sentence.start + 30]
        if re.match(r"(?:actually|correction|apologies|scratch that|sorry,|update:|edit:)", begin):
            return [one]
    return found


def _distinct(found: list[_Found]) -> list[_Found]:
    seen: set[date] = set()
    kept = []
    for one in found:
        if one.when.by not in seen:
            seen.add(one.when.by)
            kept.append(one)
    return kept


def _promised(one: _Found, message_id: str, country: str | None) -> Promised:
    when = one.when
    return Promised(
        Evidence(message_id, one.sentence.text, round(min(one.score, 0.95), 2)),
        when.start,
        when.by,
        when.text.strip(),
        open_ended=when.open_ended,
        alternative=when.alternative,
        silence=one.silence,
        who=who(one.sentence.text),
        country=country,
    )
