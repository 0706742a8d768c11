"""Whether the clock can be right. A wrong one makes old promises look broken, so then nothing is done.

Compared with the last pass that was noted: the clock may stand still or go on, by less than a year. And with the mail:
what has arrived cannot be yet to come. `run --allow N`
is how the owner says that the clock is right after all (a computer unused for years, a mended clock).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from agent.errors import ClockDoubtful

_SLACK = timedelta(minutes=10)  # a clock that is set by the network is corrected by seconds, seldom by minutes
_LAG = timedelta(hours=1)  # how far a computer's clock may be behind the mail server's
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


def held_against(arrived: Sequence[datetime], now: datetime) -> None:
    """Raises ClockDoubtful when mail that is here already (`arrived`: when each came, aware) is yet to come at `now`.

    One message may bear a false date; two, or all there are, do not.
    """
    ahead = [at for at in arrived if at > now + _LAG]
    if len(ahead) > 1 or (ahead and len(ahead) == len(arrived)):
        raise ClockDoubtful(
            f"The clock says {_told(now)}, but mail of {_told(max(ahead))} is here already. Nothing was done.",
            "Set the clock, then run again.",
        )


def _told(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
