"""Keeping within Gmail's quota by going no faster than it allows, instead of finding out.

Prices in units, and the limit of 6,000 a minute and user, are those for Google projects made since May 2026; older
projects have more. https://developers.google.com/gmail/api/reference/quota
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

PROFILE, HISTORY, LIST, GET, THREAD = 1, 2, 5, 20, 40
CREATE, UPDATE, DELETE = 10, 15, 10

_MINUTE = 60.0
_A_MINUTE = 5_700  # units of the 6,000; the rest is for the owner's other programs


class Pace:
    """Units that may be spent in any minute, whenever it begins: `clock` in seconds; `wait` waits seconds."""

    def __init__(
        self, *, clock: Callable[[], float] = time.monotonic, wait: Callable[[float], None] = time.sleep
    ) -> None:
        self._clock = clock
        self._wait = wait
        self._lately: deque[tuple[float, int]] = deque()
        self._in_a_minute = 0
        self.spent = 0

    def spend(self, units: int) -> None:
        """Take `units`, after waiting until they are there."""
        now = self._clock()
        free = now
        while self._lately and (self._in_a_minute + units > _A_MINUTE or self._lately[0][0] <= now - _MINUTE):
            at, before = self._lately.popleft()
            self._in_a_minute -= before
            free = max(free, at + _MINUTE)
        if free > now:
            self._wait(free - now)
        self._lately.append((free, units))
        self._in_a_minute += units
        self.spent += units
