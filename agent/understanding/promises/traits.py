"""The traits of a date by which it is told whether it promises news: its words, the lexicon's, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache

from agent.understanding.dates import When
from agent.understanding.dates.clock import clocks
from agent.understanding.likeness import likeness
from agent.understanding.likeness.around import around
from agent.understanding.promises.clauses import clauses
from agent.understanding.promises.lexicon import found_in, says
from agent.understanding.sentences import Sentence

_LIKE = 3.0
"""What the likeness of a sentence to each signal counts beside one word of it."""

_SECTIONS = ("cue", "veto", "never", "hinges", "no_news", "means_no", "ask")
_AHEAD = (2, 7, 15, 40)
_SHORTLY = 200
"""How far behind a sentence, in letters, words are looked for that mean its date ("then")."""


def traits_of(
    said: str, low: str, when: When, sentence: Sentence | None, dates: tuple[When, ...], sent: datetime
) -> dict[str, float]:
    """The traits of one of the `dates` of `said` (`low`: in lower case), which stands in `sentence`."""
    found = around(said, when.span, sentence)
    found |= dict.fromkeys(_of_the_date(low, when, dates, sent), 1.0)
    if sentence is None:
        return found
    found |= {f"like {signal}": _LIKE * share for signal, share in _likeness(sentence.text).items()}
    found |= dict.fromkeys(_of_the_lexicon("sentence", low[sentence.start : sentence.end]), 1.0)
    clause = next((c for c in clauses(low, sentence, dates) if c.start <= when.span[0] < c.end), None)
    if clause is not None:
        found |= dict.fromkeys(_of_the_lexicon("clause", low[clause.start : clause.end]), 1.0)
    if says("then", low[sentence.end : sentence.end + _SHORTLY]):
        found["then"] = 1.0
    return found


def _of_the_date(low: str, when: When, dates: tuple[When, ...], sent: datetime) -> Iterator[str]:
    yield f"preposition {when.prep}"
    yield f"grain {when.grain}"
    yield f"{_ahead(when.by, sent.date())} days ahead"
    if when.leaned:
        yield "leaned"
    if when.doubtful:
        yield "doubtful"
    if len(dates) == 1:
        yield "the only date"
    if when is dates[0]:
        yield "the first date"
    if when is dates[-1]:
        yield "the last date"
    if at_a_clock(low, when, sent):
        yield "at a clock"


def _ahead(by: date, today: date) -> str:
    days = (by - today).days
    return next((f"under {limit}" for limit in _AHEAD if days < limit), f"over {_AHEAD[-1]}")


def at_a_clock(low: str, when: When, sent: datetime) -> bool:
    """Does a clock time stand by the date? `sent` is aware."""
    text = low[when.span[0] : when.span[1] + 30]
    return any(True for _ in clocks(text, sent, ((0, when.span[1] - when.span[0]),)))


def _of_the_lexicon(where: str, low: str) -> Iterator[str]:
    return (f"{where} {name}" for name in _named_in(low))


@lru_cache(maxsize=8)
def _named_in(low: str) -> tuple[str, ...]:
    """What of the lexicon a text holds; asked for each date of a sentence, which often is one clause."""
    found = [(section, [name for name, _ in found_in(section, low)]) for section in _SECTIONS]
    return tuple(
        name for section, names in found if names for name in (section, *(f"{section} {one}" for one in names))
    )


@lru_cache(maxsize=4)
def _likeness(sentence: str) -> dict[str, float]:
    """Asked once for all dates of a sentence."""
    return likeness(sentence)
