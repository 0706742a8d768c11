"""Time zones as people write them: "ET", "GMT+2", "London time", "(Berlin)". A zone is read with DST on the day."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from agent.understanding.alternatives import alternation
from agent.understanding.dates.names import names_more
from agent.understanding.dates.words import compiled, lexicon
from agent.understanding.sentences import lowered

_ENTRIES: dict[str, dict[str, Any]] = {
    **{entry["zone"].lower(): entry for entry in lexicon()["zone"] if not entry["zone"].startswith("Etc/")},
    **{name: entry for entry in lexicon()["zone"] for name in entry["names"]},
}
_CITIES: dict[str, str] = lexicon()["cities"]

_OFFSET = r"(?:utc|gmt)[ ]?(?P<sign>[+-])[ ]?(?P<h>\d{1,2})(?::?(?P<m>[0-5]\d))?"
_NAME = alternation([*_ENTRIES, *(f"{city} time" for city in _CITIES), *_CITIES])
_ZONE = compiled(
    rf"\)?(?:,)?[ ]?\n?(?:in )?[(\[]?(?:{_OFFSET}|(?P<name>{_NAME})(?![\w@]))"
    r"(?: local)?(?:[ ]?time\b)?[)\]]?"
)
_LABEL = compiled(rf"(?:\A|\n)[ *|(]{{0,4}}(?:time )?[ (]{{0,2}}(?P<name>{_NAME})(?: time)?[)]?[ :|-]{{1,6}}\Z")
"""The head of a row of one hour on several clocks: "Eastern: 1 PM", "(UK) 13:30"."""

_LONGEST_LABEL = 48
_HEADS_ROW = re.compile(r"(?:[ ]time)?[ :|-]{1,6}\d")
_STATED = compiled(
    (
        rf"(?:time ?zone[ ]?[:=-]|all times(?: are| shown)?(?: in| listed"
        rf" in)?|times (?:are )?in|\() ?(?:{_OFFSET}|(?P<name>{_NAME})\b)"
    )
    .replace("time ?zone", "time[ ]?zone")
    .replace(") ?(", ")[ ]?(")
)
_OF_ISO = re.compile(r"(?:(?<=t\d\d:\d\d)|(?<=t\d\d:\d\d:\d\d))(?P<sign>[+-])(?P<h>0\d|1[0-4]):?(?P<m>[0-5]\d)(?!\d)")
"""As in "2026-11-03T10:00+01:00"."""

_COMMA_LIST = re.compile(r"[ ]?\((?P<first>[a-z]+(?: [a-z]+)?)(?:, [a-z ]{2,20}){1,4} time\)")


@lru_cache(maxsize=64)
def named(name: str) -> ZoneInfo:
    """The zone with an IANA name."""
    return ZoneInfo(name)


def zone_at(low: str, at: int, sent: datetime, text: str = "") -> tuple[tzinfo, int] | None:
    """The zone written at place `at`, and where it ends.

    `text` is the same text as written: its capitals tell "10:00 in China Wharf" from a zone.
    """
    listed = _COMMA_LIST.match(low, at)
    if listed and (found := _named(listed["first"], sent)):
        return found, listed.end()
    match = _OF_ISO.match(low, at) or _ZONE.match(low, at)
    if match is None or match.end() == at:
        return None
    names_one = match.re is _ZONE and match["name"]
    if names_one and "\n" in low[at : match.start("name")] and _HEADS_ROW.match(low, match.end("name")):
        return None  # the next row's own zone
    if names_one and names_more(text or low, *match.span("name")):
        return None
    zone = _read(match, sent)
    if zone and match["sign"] and (name := _ZONE.match(low, match.end())) and name["name"]:
        return _read(name, sent) or zone, name.end()  # "(GMT-05:00) Eastern Time"
    return (zone, match.end()) if zone else None


def zone_before(low: str, at: int, sent: datetime) -> tzinfo | None:
    """The zone that heads the row of the time at place `at`."""
    begin = max(low.rfind("\n", 0, at), 0, at - _LONGEST_LABEL)
    match = _LABEL.search(low, begin, at)
    return _named(" ".join(match["name"].split()), sent) if match else None


def is_zone(words: str) -> bool:
    """True for words that are a zone and nothing else: "US Eastern", "(UK)"."""
    return _ZONE.fullmatch(lowered(words).strip(" :|-")) is not None


def stated_zone(low: str, sent: datetime, text: str) -> tzinfo | None:
    """The one zone that the text states for all its times ("All times are in ET", "Time zone: Berlin").

    `text` is the same text as written.
    """
    found = (one for one in _STATED.finditer(low) if not (one["name"] and names_more(text, *one.span("name"))))
    match = next(found, None)
    return _read(match, sent) if match else None


def _read(match: re.Match[str], sent: datetime) -> tzinfo | None:
    if match["sign"]:
        hours, minutes = int(match["h"]), int(match["m"] or 0)
        if hours > 14:
            return None
        offset = timedelta(hours=hours, minutes=minutes)
        return timezone(offset if match["sign"] == "+" else -offset)
    return _named(" ".join(match["name"].split()), sent)


def _named(name: str, sent: datetime) -> tzinfo | None:
    entry = _ENTRIES.get(name)
    if entry is None:
        city = _CITIES.get(name.removesuffix(" time"))
        return named(city) if city else None
    offset = sent.utcoffset() or timedelta(0)
    hours, rest = divmod(round(offset.total_seconds()), 3600)
    elsewhere = entry.get("offset", {}) if not rest else {}
    zone = named(elsewhere.get(str(hours), entry["zone"]))
    steady = entry.get("steady", {}).get(name)
    if steady and offset == named(steady).utcoffset(sent) != zone.utcoffset(sent):
        return named(steady)
    return zone


def iana(zone: tzinfo) -> str | None:
    """The zone's IANA name; None for a plain offset."""
    return zone.key if isinstance(zone, ZoneInfo) else None
