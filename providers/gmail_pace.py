"""Keeping within Gmail's quota by going no faster than it allows, instead of finding out.

Prices in units, and the limit of 6,000 a minute and user, are those for Google projects made since May 2026; older
projects have more. https://developers.google.com/gmail/api/reference/quota
"""

from __future__ import annotations

import time
from collections.abc import Callable

PROFILE, HISTORY, LIST, GET, THREAD = 1, 2, 5, 20, 40
CREATE, UPDATE, DELETE = 10, 15, 10

_PER_SECOND = 95.0  # of the 100; the rest is for the owner's other programs
_AT_ONCE = 3000.0  # units that may be spent at once after a rest: no minute then sees more than the limit allows


class Pace:
    """Units to spend: they fill up with time, `clock` in seconds; `wait` waits seconds."""

    def __init__(
        self, *, clock: Callable[[], float] = time.monotonic, wait: Callable[[float], None] = time.sleep
    ) -> None:
        self._clock = clock
        self._wait = wait
        self._left = _AT_ONCE
        self._at = clock()
        self.spent = 0

    def spend(self, units: int) -> None:
        """Take `units`, after waiting until they are there."""
        self._fill()
        if self._left < units:
            self._wait((units - self._left) / _PER_SECOND)
            self._fill()
        self._left -= units
        self.spent += units

    def _fill(self) -> None:
        now = self._clock()
        self._left = min(_AT_ONCE, self._left + (now - self._at) * _PER_SECOND)
        self._at = now
