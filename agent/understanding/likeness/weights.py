"""Tables of learnt weights: names, what each speaks for, and how strongly. Written by `learn`, read here.

The weights of one name for all classes are kept in the digits of one whole number, 64 bits for each class, so that
Python adds what hundreds of names say about all classes at once, a number a name, instead of a weight at a time.
In the file a row is text, which is read when its name is first met: a mailbox meets a fraction of the names.
"""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from math import exp
from pathlib import Path

_PLACES = 100
"""Weights are written down with two decimals."""

_ONE = 1 << 20
"""How finely the value of a name is taken."""

_BITS = 64
_BELOW = 1 << (_BITS - 2)
"""Added to each class before its digits are read, since a sum may be negative; no sum comes near it."""

Row = Iterable[tuple[int, float]]
"""What a name weighs: the number of a class, and the weight for it."""


@dataclass(frozen=True, slots=True)
class Weights:
    """A multinomial logistic model: `classes` with a `base` each, and per name the classes it speaks for or against.

    `made_from` is a digest of the examples it was learnt from; `unread` are the rows as written, of names not met yet.
    Make one with `weights` or `read_weights`.
    """

    made_from: str
    classes: tuple[str, ...]
    base: int
    rows: dict[str, int]
    unread: dict[str, str] = field(default_factory=dict)

    def knows(self, name: str) -> bool:
        """Whether a name was learnt."""
        return name in self.rows or name in self.unread

    def likelihoods(
        self, values: Mapping[str, float], alike: Collection[str] = (), value: float = 1.0
    ) -> dict[str, float]:
        """How likely each class is; together 1. Names that were never learnt count nothing.

        `alike` are names that all have one `value`, each once: they are added first and multiplied together.
        """
        return self._shares(self._said(values) + self._said_alike(alike, value))

    def likelihoods_of(self, names: Collection[str], value: float = 1.0) -> dict[str, float]:
        """The same for names that all have one value; each must be given once."""
        return self._shares(self._said_alike(names, value))

    def lead(self, one: str, other: str, values: Mapping[str, float]) -> float:
        """How much more these values say for class `one` than for `other`: the logarithm of their odds."""
        scores = dict(zip(self.classes, self._scores(self._said(values)), strict=True))
        return (scores[one] - scores[other]) / (_PLACES * _ONE)

    def _said(self, values: Mapping[str, float]) -> int:
        """What names with values of their own say together."""
        self._meet(values.keys())
        rows = self.rows
        return sum(rows[name] * int(values[name] * _ONE) for name in rows.keys() & values.keys())

    def _said_alike(self, names: Collection[str], value: float) -> int:
        """What names of one value say together."""
        self._meet(names)
        return sum(filter(None, map(self.rows.get, names))) * int(value * _ONE)

    def _meet(self, names: Collection[str]) -> None:
        """Read the rows of those names that are met for the first time."""
        for name in self.unread.keys() & names:
            self.rows[name] = _packed(_as_read(self.unread.pop(name)))

    def _shares(self, said: int) -> dict[str, float]:
        """The likelihoods when all names together say `said`."""
        found = self._scores(said)
        most = max(found)
        parts = [exp((score - most) / (_PLACES * _ONE)) for score in found]
        whole = sum(parts)
        return dict(zip(self.classes, [part / whole for part in parts], strict=True))

    def _scores(self, said: int) -> array[int]:
        """What is said for each class, all raised by the same so that none is negative."""
        count = len(self.classes)
        digits = (self.base * _ONE + said + _all_alike(count)).to_bytes(count * _BITS // 8, sys.byteorder)
        found = array("Q", digits)
        if sys.byteorder == "big":
            found.reverse()
        return found


def weights(made_from: str, classes: Iterable[str], base: Iterable[float], rows: Mapping[str, Row]) -> Weights:
    """The model with these weights, each rounded to two decimals."""
    packed = {name: _packed(row) for name, row in rows.items()}
    return Weights(made_from, tuple(classes), _packed(enumerate(base)), packed)


def read_weights(module: str, name: str) -> Weights:
    """The table called `name` beside the module whose `__file__` is given."""
    raw = json.loads(Path(module).with_name(name).read_text(encoding="utf-8"))
    return Weights(raw["made_from"], tuple(raw["classes"]), _packed(enumerate(raw["base"])), {}, raw["rows"])


def as_written(row: Row) -> str:
    """A row as it stands in the file: the number of a class and its weight in hundredths, over and over."""
    return " ".join(f"{number} {round(weight * _PLACES)}" for number, weight in row)


def _as_read(written: str) -> Iterator[tuple[int, float]]:
    found = list(map(int, written.split()))
    yield from zip(found[::2], (weight / _PLACES for weight in found[1::2]), strict=True)


def _packed(row: Row) -> int:
    return sum(round(weight * _PLACES) << (number * _BITS) for number, weight in row)


@cache
def _all_alike(count: int) -> int:
    return sum(_BELOW << (number * _BITS) for number in range(count))
