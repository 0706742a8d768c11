"""The budget of time of `make fuzz`: what takes longer on this machine breaks a target as any fault does.

It is CPU, and counted in the time that an ordinary letter takes here and now, instrumented as the target is; what is
over it counts only if it is so twice. The suite times nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cache

from tests.fuzz.repeated import SIZE
from tests.fuzz.targets import HEAD, LONGER, meant

LETTERS = 60
"""How many letters of 16 KB one input may cost: about 2 seconds where the budgets of the benchmarks hold."""
SUSPECTED = 2.5
"""How many letters a repeated piece may cost before more of it is tried."""

_LETTER = HEAD + b"text/plain\n\n" + (
    b"Thank you for coming in on Friday. We will let you know by the 13th, and Dana will write to you.\n" * 200
)[:SIZE]  # fmt: skip


class TooSlowError(Exception):
    """An input took more than its budget."""


def in_time(name: str, target: Callable[[bytes], object]) -> Callable[[bytes], None]:
    """The target, which breaks where it takes too long; what is slow for its size is tried at a larger one."""
    longer = LONGER.get(name)

    def run(raw: bytes) -> None:
        took, tried = _seconds(target, raw), target
        if longer and took > SUSPECTED * letter():
            took, tried = _seconds(longer, raw), longer
        if took > LETTERS * letter() and (took := _seconds(tried, raw)) > LETTERS * letter():
            raise TooSlowError(f"{took:.1f} s, as much as {took / letter():.0f} letters of 16 KB")

    return run


@cache
def letter() -> float:
    """Seconds that an ordinary letter takes; the first reading, which loads the tables, is not counted."""
    meant(_LETTER)
    return max(0.005, min(_seconds(meant, _LETTER) for _ in range(3)))


def _seconds(target: Callable[[bytes], object], raw: bytes) -> float:
    start = time.process_time()
    target(raw)
    return time.process_time() - start
