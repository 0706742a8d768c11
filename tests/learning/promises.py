"""Which dates promise news, learnt from labelled mail: those of its dates that are the promised one, and the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import repeat
from pathlib import Path

import agent.understanding.promises as promises
from agent.messages import Direction
from agent.reading import read
from agent.understanding.people.locale import sender_locale
from agent.understanding.promises import candidates
from agent.understanding.promises.weighing import OTHER, PROMISED
from agent.understanding.times import dated
from tests.evaluation import corpus
from tests.learning.fitting import Fitted, digest, fit, write
from tests.understanding.promises.phrases import NEGATIVES, PROMISES, SENT

TARGET = Path(promises.__file__).with_name("weights.json")
_NO_NEWS = frozenset({"not_job", "bounce"})
"""Kinds that promise nothing whatever they say: their dates would teach nothing."""

_CERTAIN = 3
"""A row of the tables counts as so many messages: it stands for all that say the same."""


@dataclass(frozen=True, slots=True)
class Example:
    """A date with its traits, and whether it is the promised one."""

    traits: Mapping[str, float]
    label: str


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
        days = promised_days(one.expect)
        for when, traits in dated(reading, sender_locale(reading, one.owner)):
            yield Example(traits, PROMISED if days & {when.by, when.alternative} else OTHER)


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
