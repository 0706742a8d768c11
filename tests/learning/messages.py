"""Whether a message is hiring mail, and of which kind, learnt from labelled mail.

What sentences are like must have been learnt before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import agent.understanding.kinds as kinds
from agent.messages import Owner
from agent.reading import read
from agent.reading.records import Reading
from agent.understanding.findings import Kind
from agent.understanding.kinds.classify import is_told_by_calendar, traits_of
from agent.understanding.kinds.traits import is_word
from agent.understanding.times import times_and_promises
from tests.evaluation import corpus
from tests.learning.fitting import Fitted, digest, fit, write
from tests.understanding.kinds.mails import OWNER, reading, rows

WHETHER, WHICH = (Path(kinds.__file__).with_name(f"{name}.json") for name in ("whether", "which"))
HIRING = "hiring mail"
_TABLES = ("messages.toml", "fresh.toml", "more.toml", "no_endings.toml")


@dataclass(frozen=True, slots=True)
class Example:
    """One labelled message, read; `slots` and `promised` as the reader finds them, or as its table says."""

    reading: Reading
    owner: Owner
    kind: str
    slots: int
    promised: bool


def examples(paths: Iterable[Path], conversations: Iterable[Path]) -> Iterator[Example]:
    """Every message of the tables, of `paths` and of `conversations` to learn from.

    The owner's own mail has no kind to learn.
    """
    for name in _TABLES:
        for row in rows(name):
            yield Example(reading(row), OWNER, row["kind"], row.get("slots", 0), row.get("promised", False))
    for one in chain(corpus.messages_of(paths), corpus.told_in(conversations)):
        if one.expect.get("sender") != "owner":
            found = read(one.raw, one.owner, "learning")
            slots, promised = times_and_promises(found, one.owner)
            yield Example(found, one.owner, one.expect["kind"], len(slots), bool(promised))


def made_from() -> str:
    """Changes with the labelled messages."""
    texts = [path.read_text(encoding="utf-8") for path in corpus.files("open")]
    told = [scenario["message"] for _, scenario, _ in corpus.conversations("open")]
    return digest((texts, told, [rows(name) for name in _TABLES]))


def learn() -> None:
    """Write both tables anew."""
    whether, which = learnt(corpus.files("open"), corpus.conversation_files("open"))
    write(WHETHER, made_from(), *whether)
    write(WHICH, made_from(), *which)


def learnt(paths: Iterable[Path], conversations: Iterable[Path]) -> tuple[Fitted, Fitted]:
    """Whether and which, as learnt from the tables, the messages of `paths` and those of `conversations`.

    Which kind is learnt from hiring mail alone. Of 492 messages of authors not learnt from, these two take 3 % for
    hiring mail wrongly, or for none; one table for all kinds took 8 % (27 November 2026).
    """
    known = [one for one in examples(paths, conversations) if not is_told_by_calendar(one.reading, one.owner)]
    seen = [traits_of(one.reading, one.owner, slots=one.slots, promised=one.promised) for one in known]
    hiring = [(traits, one.kind) for traits, one in zip(seen, known, strict=True) if one.kind != Kind.NOT_JOB]
    whether = fit(
        seen,
        [Kind.NOT_JOB.value if one.kind == Kind.NOT_JOB else HIRING for one in known],
        strictness=1.0,
        at_least=3,
        smallest=0.05,
        is_word=is_word,
        alike=False,
    )
    which = fit(
        [traits for traits, _ in hiring],
        [kind for _, kind in hiring],
        strictness=12.0,
        at_least=3,
        smallest=0.1,
        is_word=is_word,
    )
    return whether, which
