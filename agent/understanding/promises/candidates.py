"""The dates of a text that may be promised, each with what stands around it: what is weighed, and learnt from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from agent.understanding.dates import Grain, When, find_dates
from agent.understanding.dates.words import compiled
from agent.understanding.promises.traits import traits_of
from agent.understanding.sentences import LONGEST, Sentence, lowered, sentences

_LONGEST_SENTENCE = 1200
_MOST = 30
"""So many dates of a text are weighed; a mail that promises news names few."""

_NOT = compiled(r"(?<!\bif[ ])(?<!\bwhy[ ])(?<!\bor[ ])\bnot (?:the )?\Z")
"""As in "it'll be the 29th, and not the 15th like I told you"; "if not on Friday" may well be then."""

_FAR = timedelta(days=200)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A date of a text that may be promised: where it stands and what is around it."""

    when: When
    earlier: Sentence | None
    sentence: Sentence
    following: Sentence | None
    traits: dict[str, float]


def candidates(
    said: str, sent: datetime, *, day_first: bool | None, country: str | None, told: date | None
) -> Iterator[Candidate]:
    """The dates to come of `said`, in order, as in `promises`."""
    named = find_dates(said, sent, day_first=day_first, country=country, told=told, doubtful=True)
    low = lowered(said[:LONGEST])
    dates = tuple(when for when in named if not when.past)
    ahead = tuple(d for d in dates if sent.date() <= d.by <= sent.date() + _FAR and not _is_denied(low, d))[:_MOST]
    if not ahead:
        return
    parts = sentences(said)
    for when in ahead:
        at = next((k for k, part in enumerate(parts) if part.start <= when.span[0] < part.end), None)
        if at is not None and len(parts[at].text) <= _LONGEST_SENTENCE:
            earlier = parts[at - 1] if at else None
            following = parts[at + 1] if at + 1 < len(parts) else None
            yield Candidate(when, earlier, parts[at], following, traits_of(said, low, when, parts[at], dates, sent))


def _is_denied(low: str, when: When) -> bool:
    """Is it said not to be that day?"""
    if when.prep not in (None, "on", "by") or when.grain is Grain.LENGTH:
        return False
    return _NOT.search(low, max(0, when.span[0] - 12), when.span[0]) is not None
