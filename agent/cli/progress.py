"""How far a long pass is, in one line of a terminal that is written over and then gone.

Where nobody looks (a timer, a pipe, `--json`) nothing is written. No length is shown: a search gives hits as it goes.
"""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from agent.cycle import Watch
    from agent.gathering import Gathered

_PATIENCE = 1.0  # seconds a pass may take without a word: most are over by then
_PAUSE = 0.2  # seconds between two lines


class ProgressLine:
    """The line on the terminal `out`. `clock` is in seconds."""

    def __init__(self, out: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._out = out
        self._clock = clock
        self._next = clock() + _PATIENCE
        self._shown = 0

    def __call__(self, account: str, so_far: Gathered) -> None:
        """Say what a pass over `account` has done so far, if it is time to."""
        now = self._clock()
        if now < self._next:
            return
        self._next = now + _PAUSE
        told = f"{account}: {so_far.looked_at:,} messages looked at, {so_far.read:,} read"
        self._write(told[: shutil.get_terminal_size().columns - 1])

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            self._write("")
            self._out.write("\r")
            self._out.flush()

    def _write(self, text: str) -> None:
        self._out.write("\r" + text.ljust(self._shown))
        self._out.flush()
        self._shown = len(text)


@contextmanager
def progress(*, as_json: bool) -> Iterator[Watch | None]:
    """What `agent.cycle.run` tells its progress to; None when nobody looks."""
    if as_json or not sys.stderr.isatty():
        yield None
        return
    line = ProgressLine(sys.stderr)
    try:
        yield line
    finally:
        line.clear()
