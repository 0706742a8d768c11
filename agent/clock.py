"""Whether the clock can be right. A wrong one makes old promises look broken, so then nothing is done.

Compared with the last pass that was noted: the clock may stand still or go on, by less than a year. `run --allow N`
is how the owner says that the clock is right after all (a computer unused for years, a mended clock).
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from agent.errors import ClockDoubtful

_SLACK = timedelta(minutes=10)  # a clock that is set by the network is corrected by seconds, seldom by minutes
_LEAP = timedelta(days=366)
_EARLIEST = datetime(2026, 1, 1, tzinfo=UTC)  # before this program was written


def trust(now: datetime, last: datetime | None, *, allowed: bool) -> None:
    """Raises ClockDoubtful when `now` cannot be right after a pass at `last` (both aware; None: no pass yet)."""
    remedy = "Set the clock. If it is right: followup run --allow 12"
    if now < _EARLIEST:
        raise ClockDoubtful(f"The clock says {_told(now)}, which cannot be. Nothing was done.", "Set the clock.")
    if last is None or allowed:
        return
    if now < last - _SLACK:
        raise ClockDoubtful(
            f"The clock says {_told(now)}, but the last pass was later, at {_told(last)}. Nothing was done.", remedy
        )
    if now > last + _LEAP:
        raise ClockDoubtful(
            f"The clock says {_told(now)}, more than a year after the last pass ({_told(last)}). Nothing was done.",
            remedy,
        )


def _told(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
