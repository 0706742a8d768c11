"""What a calendar's zone name means: IANA names, Windows names, names as Windows shows them, offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, timedelta, timezone, tzinfo
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from agent.tables import read_table

_SHOWN = re.compile(r"\((?:UTC|GMT)\s?(?:([+-])(\d\d?):?(\d\d)?)?\)\s?(.{0,120})", re.IGNORECASE)
_OFFSET = re.compile(r"(?:UTC|GMT|Etc/GMT|Z)?\s?([+-])(\d\d?):?(\d\d)?", re.IGNORECASE)
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_+-]{1,40}(?:/[A-Za-z0-9_+-]{1,40}){0,2}")


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone: `name` is its IANA name, None for a bare offset; `sure` is False when its summer time is unknown."""

    tz: tzinfo
    name: str | None
    sure: bool = True


@cache
def table() -> dict[str, dict[str, str]]:
    """The parsed `zones.toml`."""
    return read_table(__file__, "zones.toml")


@lru_cache(maxsize=512)
def resolve(tzid: str) -> Zone | None:
    """The zone that a TZID (or X-WR-TIMEZONE) names; None when nobody can tell."""
    name = tzid.strip(" \"'")[:200]
    if name.upper() in ("UTC", "Z", "GMT", "ETC/UTC", "ETC/GMT", "ZULU", "COORDINATED UNIVERSAL TIME"):
        return Zone(UTC, "UTC")
    known = table()["codes"].get(name.upper()) or _shown_name(name) or _windows(name)
    for candidate in [known] if known else _names_in(name):
        if found := _iana(candidate):
            return found
    return _offset(name)


def _iana(name: str) -> Zone | None:
    """The zone of an IANA name, in any case."""
    if name == "UTC":
        return Zone(UTC, "UTC")
    for spelt in (name, "/".join(part.title() for part in name.split("/"))):
        if _NAME.fullmatch(spelt):
            try:
                return Zone(ZoneInfo(spelt), spelt)
            except (OSError, ValueError, KeyError):
                continue
    return None


def _names_in(name: str) -> Iterator[str]:
    """What may be an IANA name at the end of a vendor's path ("/mozilla.org/20050126_1/Europe/Berlin")."""
    parts = [part for part in name.replace(" ", "_").split("/") if part]
    if not name.startswith(("/", "tzone:")) and len(parts) == 1 and name.upper() == name and len(name) <= 5:
        yield name
        return
    for length in (3, 2):
        if len(parts) >= length:
            yield "/".join(parts[-length:])
    if len(parts) == 1:
        yield parts[0]


def _windows(name: str) -> str | None:
    """The IANA name of a Windows zone, by the Unicode CLDR mapping that icalendar brings along."""
    if "/" in name:
        return None
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    plain = name.removesuffix(" 1")
    return WINDOWS_TO_OLSON.get(plain) or WINDOWS_TO_OLSON.get(plain.replace("Daylight", "Standard"))


def _shown_name(name: str) -> str | None:
    """The IANA name of "(UTC-05:00) Eastern Time (US & Canada)" or of that without the offset."""
    found = _SHOWN.match(name)
    return table()["shown"].get((found[4] if found else name).strip())


def _offset(name: str) -> Zone | None:
    """A bare offset ("GMT+0100"). Of "(UTC-05:00) Somewhere" the summer time is unknown, so it is not sure."""
    shown = _SHOWN.match(name)
    found = shown or _OFFSET.fullmatch(name)
    if not found or not found[1] or int(found[2]) > 14:
        return None
    sign = -1 if (found[1] == "-") != name.lower().startswith("etc/") else 1
    ahead = sign * timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return Zone(timezone(ahead), None, sure=shown is None)
