"""Which dates promise news, learnt from labelled mail: those of its dates that are the promised one, and the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, tzinfo
from itertools import repeat
from pathlib import Path

import agent.understanding.promises as promises
from agent.messages import Direction
from agent.reading import read
from agent.understanding.dates import When
from agent.understanding.people.locale import Locale, sender_locale
from agent.understanding.promises import Candidate, candidates, meant_after
from agent.understanding.promises.weighing import OTHER, PROMISED
from agent.understanding.times import dated, stating
from tests.evaluation import corpus
from tests.learning.fitting import Example, Fitted, digest, fit, write
from tests.understanding.promises.phrases import NEGATIVES, PROMISES, SENT

TARGET = Path(promises.__file__).with_name("weights.json")
_NO_NEWS = frozenset({"not_job", "bounce"})
"""Kinds that promise nothing whatever they say: their dates would teach nothing."""

_CERTAIN = 3
"""A row of the tables counts as so many messages: it stands for all that say the same."""


def examples(paths: Iterable[Path]) -> Iterator[Example]:
    """Every date of the tables and of the hiring side's messages of `paths`."""
    for row in (*PROMISES, *NEGATIVES):
        sent = row.get("sent", SENT)
        for one in candidates(row["text"], sent, day_first=None, country=row.get("country"), told=None):
            example = Example(one.traits, PROMISED if one.when.by == row.get("by") else OTHER)
            yield from repeat(example, _CERTAIN)
    for one in corpus.messages_of(paths):
        if one.expect["kind"] in _NO_NEWS:
            continue
        reading = read(one.raw, one.owner, "learning")
        if reading.message.direction is Direction.OWNER:
            continue
        days, locale = promised_days(one.expect), sender_locale(reading, one.owner)
        said = stating(reading, locale).said
        for found in dated(reading, locale):
            meant = _meant(found, said, one.expect.get("start"), reading.message.at.tzinfo, locale)
            yield Example(
                found.traits, PROMISED if any(days & {when.by, when.alternative} for when in meant) else OTHER
            )


def _meant(found: Candidate, said: str, meeting: object, zone: tzinfo | None, locale: Locale) -> tuple[When, ...]:
    """The date, and how it is meant beside the meeting that a label tells."""
    when = found.when
    if not isinstance(meeting, datetime):
        return (when,)
    after = meant_after(
        when.text.strip(),
        when.by,
        found.sentence.text,
        meeting.astimezone(zone),
        said,
        day_first=locale.day_first,
        country=locale.country,
    )
    return (when,) if after is None else (when, after)


def promised_days(expect: Mapping[str, object]) -> frozenset[date]:
    """The days by which a label says that news is promised; none when nothing is."""
    accepted = expect.get("promise_accept", [])
    assert isinstance(accepted, list)
    return frozenset({expect["promise_by"], *accepted}) if "promise_by" in expect else frozenset()


def made_from() -> str:
    """Changes with the labelled messages."""
    texts = [path.read_text(encoding="utf-8") for path in corpus.files("open")]
    return digest((texts, PROMISES, NEGATIVES))


def learn() -> None:
    """Write the table of dates anew."""
    write(TARGET, made_from(), *learnt(corpus.files("open")))


def learnt(paths: Iterable[Path]) -> Fitted:
    """The table of dates as learnt from the messages of `paths`."""
    known = list(examples(paths))
    labels = [one.label for one in known]
    rows = [one.traits for one in known]
    return fit(rows, labels, strictness=0.3, at_least=2, smallest=0.02, is_word=lambda _: False, alike=False)
