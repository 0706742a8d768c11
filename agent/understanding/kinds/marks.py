"""Compares passages with a lexicon: which signals stand in which sentence, and how strong each is in all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from agent.understanding.kinds.lexicon import Lexicon
from agent.understanding.kinds.passages import Passage


@dataclass(frozen=True, slots=True)
class Mark:
    """One signal in one passage."""

    signal: str
    weight: float
    passage: Passage


class Marks:
    """All marks of a text, asked by signal."""

    def __init__(self, marks: Iterable[Mark]) -> None:
        """Group `marks` by signal, the strongest first (of equals, the earlier)."""
        self._by_signal: dict[str, list[Mark]] = {}
        for mark in marks:
            self._by_signal.setdefault(mark.signal, []).append(mark)
        for group in self._by_signal.values():
            group.sort(key=lambda mark: -mark.weight)

    def score(self, *signals: str) -> float:
        """The strongest of these signals: its best mark, and half of what other passages add (at most 2)."""
        return max((self._score(signal) for signal in signals), default=0.0)

    def _score(self, signal: str) -> float:
        group = self._by_signal.get(signal)
        if not group:
            return 0.0
        best = group[0]
        others = {id(mark.passage): mark.weight for mark in reversed(group) if mark.passage is not best.passage}
        return best.weight + min(sum(others.values()) / 2, 2.0)

    def best(self, *signals: str) -> Mark | None:
        """The strongest mark of these signals, in the text rather than the subject where both are as strong."""
        found = [mark for signal in signals for mark in self._by_signal.get(signal, ())]
        return min(found, key=lambda mark: (-mark.weight, mark.passage.subject), default=None)

    def all(self, signal: str) -> tuple[Mark, ...]:
        """Every mark of one signal, the strongest first."""
        return tuple(self._by_signal.get(signal, ()))

    def joined(self, marks: Iterable[Mark]) -> Marks:
        """These marks and `marks` together."""
        return Marks([mark for group in self._by_signal.values() for mark in group] + list(marks))

    def signals(self) -> tuple[str, ...]:
        """Every signal that has a mark."""
        return tuple(self._by_signal)

    def __contains__(self, signal: str) -> bool:
        return signal in self._by_signal


def read_marks(passages: Iterable[Passage], lexicon: Lexicon) -> Marks:
    """Every signal of `lexicon` that stands in `passages`; a sentence said twice counts once."""
    found: list[Mark] = []
    seen: set[str] = set()
    for passage in passages:
        if passage.plain in seen:
            continue
        seen.add(passage.plain)
        found.extend(_marks_of(passage, lexicon))
    return Marks(found)


def _marks_of(passage: Passage, lexicon: Lexicon) -> list[Mark]:
    strongest: dict[str, float] = {}
    spared: set[str] = set()
    for entry in lexicon.candidates(passage.plain):
        if not entry.spares and strongest.get(entry.signal, 0.0) >= entry.weight:
            continue
        if not entry.matches(passage.plain):
            continue
        if entry.spares:
            spared |= entry.spares
        else:
            strongest[entry.signal] = entry.weight
    return [Mark(signal, weight, passage) for signal, weight in strongest.items() if signal not in spared]
