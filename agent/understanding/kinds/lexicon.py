"""Loads the lexicons (`agent/understanding/lexicon/*.toml`): phrases as data, each with an example that must match.

A lexicon is a table of signals. A signal ("rejection", "survey") is a list of entries; each entry is a phrase (see
`phrases`), a weight from 1 (weak) to 5 (decisive), an example, and where needed a `veto` phrase that spares the
sentence, with an example of such a sentence in `spared`. The list `veto` of a file spares whole signals.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import agent.understanding
from agent.tables import read_table
from agent.understanding.kinds.phrases import Phrase, compile_phrase

LEXICONS = ("answers", "scheduling", "requests", "noise", "automatic", "context")
_STEM = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """One phrase of one signal. `spares` names the signals that a veto entry silences (empty: an ordinary entry)."""

    signal: str
    phrase: Phrase
    weight: float
    veto: Phrase | None
    spares: frozenset[str]

    def matches(self, plain: str) -> bool:
        """True when the phrase stands in this plain sentence and its own veto does not."""
        if not pattern(self.phrase.pattern).search(plain):
            return False
        return self.veto is None or not pattern(self.veto.pattern).search(plain)


@cache
def pattern(source: str) -> re.Pattern[str]:
    """The compiled expression; made when first needed, since most phrases never are."""
    return re.compile(source)


class Lexicon:
    """Entries by the words they need, so that a sentence is only compared with phrases it might hold."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Index `entries` by their keys: whole words, and the first letters of open-ended ones."""
        self.entries = tuple(entries)
        self._words: dict[str, list[int]] = {}
        self._stems: dict[str, list[int]] = {}
        for number, entry in enumerate(self.entries):
            for key in entry.phrase.keys:
                index, word = (self._stems, key[:_STEM]) if key.endswith("*") else (self._words, key)
                index.setdefault(word, []).append(number)

    def candidates(self, plain: str) -> list[Entry]:
        """The entries whose words can stand in this plain sentence, in the lexicon's order."""
        words = set(plain.split())
        numbers = {number for word in self._words.keys() & words for number in self._words[word]}
        stems = self._stems.keys() & {word[:_STEM] for word in words}
        numbers.update(number for stem in stems for number in self._stems[stem])
        found = (self.entries[number] for number in sorted(numbers))
        return [entry for entry in found if not entry.phrase.also or not words.isdisjoint(entry.phrase.also)]


@cache
def lexicon(name: str) -> Lexicon:
    """The lexicon of one file, or several joined with "+" ("answers+noise")."""
    return Lexicon(entry for part in name.split("+") for entry in _entries(load(part)))


@cache
def load(name: str) -> Mapping[str, Any]:
    """The raw tables of one lexicon file."""
    return read_table(agent.understanding.__file__, "lexicon", f"{name}.toml")


def _entries(tables: Mapping[str, Any]) -> Iterable[Entry]:
    words = tables.get("words", {})
    for signal, rows in tables.items():
        if signal == "words":
            continue
        for row in rows:
            yield entry_of(signal, row, words)


def entry_of(signal: str, row: Mapping[str, Any], words: Mapping[str, str]) -> Entry:
    """One row of a lexicon file as an entry. Raises ValueError when its phrase is not well formed."""
    veto = row.get("veto")
    return Entry(
        signal=signal,
        phrase=compile_phrase(row["phrase"], words),
        weight=float(row.get("weight", 0)),
        veto=compile_phrase(veto, words) if veto else None,
        spares=frozenset(row.get("of", ())),
    )
