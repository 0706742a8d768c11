"""Zones that a calendar defines itself (RFC 5545 3.6.5), for names nobody else knows ("Customized Time Zone").

Only the yearly rules real programs write are read; each costs one look at a year, so no rule can run away.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

MAX_ZONES = 20

_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)")
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class Observance:
    """Standard or summer time: its offset, and when it begins: every year by month and weekday, or once."""

    ahead: timedelta
    begins: datetime
    month: int | None
    weekday: int | None
    nth: int

    def onset(self, year: int) -> datetime | None:
        """When it begins in `year`, in local time; None when it does not."""
        if self.month is None or self.weekday is None:
            return self.begins if self.begins.year <= year else None
        days = monthrange(year, self.month)[1]
        fitting = [day for day in range(1, days + 1) if datetime(year, self.month, day).weekday() == self.weekday]  # noqa: DTZ001 - local by nature
        index = self.nth - 1 if self.nth > 0 else self.nth
        day = fitting[max(-len(fitting), min(index, len(fitting) - 1))]
        return self.begins.replace(year=year, month=self.month, day=day)


def parse(lines: list[str]) -> tuple[dict[str, list[Observance]], dict[str, str]]:
    """From unfolded calendar lines: TZID -> its observances, and TZID -> X-LIC-LOCATION where given."""
    zones: dict[str, list[Observance]] = {}
    places: dict[str, str] = {}
    tzid, fields, inside = "", dict[str, str](), ""
    for line in lines:
        name, _, value = line.partition(":")
        name = name.partition(";")[0].upper()
        if name == "BEGIN":
            inside = value.strip().upper() if inside or value.strip().upper() == "VTIMEZONE" else ""
            fields = {}
        elif name == "END" and inside:
            if inside in ("STANDARD", "DAYLIGHT") and tzid and (found := _observance(fields)):
                zones.setdefault(tzid, []).append(found)
            inside = "" if value.strip().upper() == "VTIMEZONE" else "VTIMEZONE"
        elif inside == "VTIMEZONE" and name == "TZID" and len(zones) < MAX_ZONES:
            tzid = value.strip()
        elif inside == "VTIMEZONE" and name == "X-LIC-LOCATION" and tzid:
            places[tzid] = value.strip()
        elif inside:
            fields[name] = value.strip()
    return zones, places


def _observance(fields: dict[str, str]) -> Observance | None:
    offset = _OFFSET.match(fields.get("TZOFFSETTO", ""))
    try:
        begins = datetime.strptime(fields.get("DTSTART", "")[:15], "%Y%m%dT%H%M%S")  # noqa: DTZ007 - local by nature
    except ValueError:
        return None
    if not offset or int(offset[2]) > 15:
        return None
    ahead = (1 if offset[1] == "+" else -1) * timedelta(hours=int(offset[2]), minutes=int(offset[3]))
    rule = dict(part.partition("=")[::2] for part in fields.get("RRULE", "").upper().split(";"))
    day = re.fullmatch(r"([+-]?\d)?(MO|TU|WE|TH|FR|SA|SU)", rule.get("BYDAY", ""))
    month = int(rule["BYMONTH"]) if rule.get("BYMONTH", "").isdigit() and 1 <= int(rule["BYMONTH"]) <= 12 else None
    weekday = _DAYS.index(day[2]) if day else None
    return Observance(ahead, begins, month, weekday, int(day[1] or 1) if day else 1)


def place(local: datetime, observances: list[Observance]) -> datetime | None:
    """A local time made aware by the observance that began last before it; None without any."""
    onsets = [
        (onset, each)
        for each in observances[:50]
        for year in (local.year - 1, local.year)
        if (onset := each.onset(year)) is not None and onset <= local
    ]
    chosen = max(onsets, key=lambda pair: pair[0])[1] if onsets else (observances[0] if observances else None)
    return local.replace(tzinfo=timezone(chosen.ahead)) if chosen else None
