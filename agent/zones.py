"""A time zone by its name (IANA, "Europe/London")."""

from __future__ import annotations

from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


@lru_cache(maxsize=256)  # a name that nobody knows is looked for on disk every time
def zone_of(name: str | None) -> ZoneInfo | None:
    """The zone of this name; None when there is no name, or nobody knows it."""
    if not name:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
