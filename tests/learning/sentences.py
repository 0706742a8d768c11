"""What a sentence is like, learnt from examples: one file per signal, one sentence per line, and the lexicons'."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import agent.understanding.likeness as likeness
from agent.understanding.kinds.lexicon import load
from agent.understanding.likeness import features, weight_of_each
from tests.evaluation.corpus import CORPUS
from tests.learning.fitting import digest, fit, write

TARGET = Path(likeness.__file__).with_name("weights.json")
_LEXICONS = ("answers", "scheduling", "requests", "noise", "automatic")


def examples() -> list[tuple[str, str]]:
    """Every example as (signal, sentence), each sentence once, in a fixed order."""
    found: dict[str, str] = {}
    for signal, sentence in (*_written(), *_of_lexicons()):
        found.setdefault(sentence, signal)
    return sorted((signal, sentence) for sentence, signal in found.items())


def _written() -> Iterator[tuple[str, str]]:
    for path in sorted((CORPUS / "open" / "sentences").glob("*/*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip() and not line.startswith("#"):
                yield path.stem, line.strip()


def _of_lexicons() -> Iterator[tuple[str, str]]:
    for name in _LEXICONS:
        for signal, rows in load(name).items():
            if isinstance(rows, list) and signal != "veto":
                yield from ((signal, row["example"]) for row in rows if "example" in row)


def learn() -> None:
    """Write the table of sentences anew."""
    known = examples()
    rows = [dict.fromkeys(found, weight_of_each(len(found))) for found in (features(one) for _, one in known)]
    signals = [signal for signal, _ in known]
    fitted = fit(rows, signals, strictness=1.0, at_least=2, smallest=0.2, is_word=lambda _: True)
    write(TARGET, digest(known), *fitted)
