"""What the owner's sentences do, learnt from labelled mail of theirs (`tests/corpus/open/owner`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, repeat
from pathlib import Path

import agent.understanding.acts as acts
from agent.understanding.acts.traits import answering, traits_of
from tests.evaluation.corpus import CORPUS
from tests.evaluation.owners import OwnersMail, mails
from tests.learning.fitting import Fitted, digest, fit, write

_CERTAIN, _CERTAINLY = 3, ("tables", "phrases")
"""A mail of these files counts as so many: it stands for all that say the same."""

TARGET = Path(acts.__file__).with_name("weights.json")


def files() -> list[Path]:
    """The files of labelled mail, in order."""
    return sorted((CORPUS / "open" / "owner").glob("*.txt"))


def examples(paths: Iterable[Path]) -> Iterator[tuple[Mapping[str, float], str]]:
    """The traits of every sentence and what it does.

    Of every second mail that quotes what it answers the sentences count once more without: many mails do not quote.
    """
    for number, one in enumerate(chain.from_iterable(map(_of, paths))):
        texts = [sentence for _, sentence in one.lines]
        below = [one.reading().quoted] if one.quoted else [""]
        below += [""] if one.quoted and number % 2 else []
        for answered in map(answering, below):
            yield from ((traits_of(texts, at) | answered, act) for at, (act, _) in enumerate(one.lines))


def _of(path: Path) -> Iterator[OwnersMail]:
    for one in mails([path]):
        yield from repeat(one, _CERTAIN if path.stem in _CERTAINLY else 1)


def made_from() -> str:
    """Changes with the labelled mail."""
    return digest([path.read_text(encoding="utf-8") for path in files()])


def learn() -> None:
    """Write the table of acts anew."""
    write(TARGET, made_from(), *learnt(files()))


def learnt(paths: Iterable[Path]) -> Fitted:
    """The table of acts as learnt from the mail of `paths`."""
    known = list(examples(paths))
    rows, labels = [traits for traits, _ in known], [act for _, act in known]
    return fit(rows, labels, strictness=3.0, at_least=2, smallest=0.05, is_word=lambda _: False)
