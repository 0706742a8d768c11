"""Figures that say how sure they are: shares with Wilson's interval, F1 per kind and their mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

_Z = 1.96  # 95 %


@dataclass(frozen=True, slots=True)
class Share:
    """`hits` of `n`."""

    hits: int
    n: int

    def __str__(self) -> str:
        if not self.n:
            return "   - (n = 0)"
        low, high = interval(self.hits, self.n)
        return f"{100 * self.hits / self.n:5.1f} % ({100 * low:.0f}-{100 * high:.0f}, n = {self.n})"


def interval(hits: int, n: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share (E. B. Wilson, 1927)."""
    share = hits / n
    middle = (share + _Z * _Z / (2 * n)) / (1 + _Z * _Z / n)
    half = _Z * sqrt(share * (1 - share) / n + _Z * _Z / (4 * n * n)) / (1 + _Z * _Z / n)
    return max(0.0, middle - half), min(1.0, middle + half)


@dataclass(frozen=True, slots=True)
class KindScore:
    """How one kind fared: how many there are, how many were right, how many were called so."""

    kind: str
    n: int
    right: int
    called: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 0 when nothing was right."""
        return 2 * self.right / (self.n + self.called) if self.right else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of F1, by Wilson's of what is right among all that is of this kind or called so."""
        low, high = interval(self.right, self.n + self.called - self.right)
        return 2 * low / (1 + low), 2 * high / (1 + high)


def kind_scores(pairs: Sequence[tuple[str, str]]) -> list[KindScore]:
    """Scores of (expected, found) pairs for every expected kind, the most frequent first."""
    expected, called = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    right = Counter(a for a, b in pairs if a == b)
    return [KindScore(kind, n, right[kind], called[kind]) for kind, n in expected.most_common()]


def macro_f1(scores: Sequence[KindScore]) -> float:
    """The plain mean of the kinds' F1: every kind counts alike, however rare."""
    return sum(score.f1 for score in scores) / len(scores) if scores else 0.0
