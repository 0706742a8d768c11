"""Where a sender is: the zone their times are in, their country, and how they write 3/4.

A zone stated beside a time is read with the time (`agent.understanding.dates`); this module gives the zone for times
that name none. docs/kinds.md: a person's own zone is meant, better one seen in their invitations or signature than the
bare offset of their Date, so that a change to summer time between sending and meeting is right; a robot's +0000 is no
zone. docs/timelines.md, 6: D/M or M/D by signature, zone name or domain, failing that by the offset of a person's mail.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cache

from agent.messages import Direction, Owner
from agent.reading.records import Reading
from agent.understanding.people.lexicon import any_of, lexicon
from agent.understanding.people.towns import country_in, zone_in
from agent.zones import zone_of

_MONTH_FIRST = frozenset({"US", "PH"})
_LATEST_SIGNATURE = 800


@dataclass(frozen=True, slots=True)
class Locale:
    """`zone` is the one to read bare times in; `sure` False when it is the owner's for want of the sender's.

    `country` is the sender's (ISO 3166) or None; `day_first` True for 3/4 = 3 April, False for March 4, None unknown.
    `reader` is the zone of whom they write to, where that is the owner: "9:00 your time".
    """

    zone: tzinfo
    sure: bool
    country: str | None
    day_first: bool | None
    reader: tzinfo | None = None


def sender_locale(reading: Reading, owner: Owner) -> Locale:
    """The sender's zone, country and order of day and month, as far as one message shows them."""
    message = reading.message
    if message.direction is Direction.OWNER:
        # The owner's Date knows where they were; their own zone is the better name for it.
        return Locale(_owners_zone(owner, message.sent), True, owner.country, _order(owner.country, None))
    person = message.direction is Direction.THEIRS and reading.automatic is None
    country = _country(reading)
    offset = message.sent.utcoffset() if person and message.sent is not None else None
    name = _stated(reading.said) or _invited(reading) or zone_in(reading.signature, reading.message.sender)
    zone = zone_of(name) or _by_offset(offset, message.sent, country, owner) or _by_country(country, offset, person)
    country = (
        country or _country_of(name) or (_country_of(getattr(zone, "key", None)) if zone is not None and name else None)
    )
    order = _order(country, offset)
    if order is None and not (message.sent or message.at).utcoffset():
        order = _order(owner.country, None)  # a robot that shows nothing of where it is writes as is written there
    return Locale(zone or owner.zone, zone is not None, country, order, owner.zone)


def _owners_zone(owner: Owner, sent: datetime | None) -> tzinfo:
    """The owner's zone, or the offset of their Date when they are travelling."""
    if sent is None or sent.utcoffset() in {timedelta(0), sent.astimezone(owner.zone).utcoffset()}:
        return owner.zone
    return _by_offset(sent.utcoffset(), sent, None, owner) or owner.zone


def _order(country: str | None, offset: timedelta | None) -> bool | None:
    if country is not None:
        return country not in _MONTH_FIRST
    return None if offset is None else offset >= timedelta(0)


@cache
def _stated_pattern() -> re.Pattern[str]:
    zones = any_of(lexicon("people_places")["zone_words"])
    return re.compile(
        rf"\b(?:all\s+)?times?\s+(?:\w+\s+){{0,3}}?(?:are|is|in|listed\s+in|shown\s+in|given\s+in|below\s+in|quoted\s+in|:)\s*(?:in\s+)?(?:the\s+)?({zones})\b|\(?\btime\s?zone:?\s*({zones})\b",
        re.IGNORECASE,
    )


def _stated(text: str) -> str | None:
    """The zone of a note that stands for all times: "all times are in Eastern Time"."""
    if "time" not in text and "Time" not in text:
        return None
    match = _stated_pattern().search(text[:12_000])
    return lexicon("people_places")["zone_words"][" ".join((match[1] or match[2]).lower().split())] if match else None


def _invited(reading: Reading) -> str | None:
    """The zone of an invitation the message carries; UTC says nothing about its maker."""
    zones = (i.zone for i in reading.invitations if i.sure and i.zone not in {None, "UTC", "Etc/UTC", "GMT"})
    return next(zones, None)


def _country(reading: Reading) -> str | None:
    """The sender's country by signature (name or dialling code), then by the domain of their address."""
    places = lexicon("people_places")
    named = country_in(reading.signature, reading.message.sender)
    if named:
        return named
    text = reading.signature[:_LATEST_SIGNATURE].lower()
    dialled = re.search(r"(?:\+|\b00)(\d{1,3})", re.sub(r"[\s().-]", "", text))
    for length in (3, 2) if dialled else ():
        if dialled and (code := "+" + dialled[1][:length]) in places["phone"]:
            return str(places["phone"][code])
    if re.search(r"\+1[\s(.-]", text):
        return "US"
    tld = reading.message.sender.domain.rpartition(".")[2] if reading.message.sender else ""
    found = places["tld"].get(tld)
    return str(found) if found else _country_of(zone_in(reading.signature, reading.message.sender) or _invited(reading))


def _country_of(zone: str | None) -> str | None:
    """The country of an IANA zone name, where it has one."""
    if zone is None:
        return None
    places = lexicon("people_places")
    found = places["zone_country"].get(zone) or next((c for c, z in places["country_zone"].items() if z == zone), None)
    return str(found) if found else None


def _by_country(country: str | None, offset: timedelta | None, person: bool) -> tzinfo | None:
    """A country's only zone. A person's zero offset fits it, or tells nothing (UTC servers); a robot's never counts."""
    return (
        zone_of(lexicon("people_places")["country_zone"].get(country))
        if person and country and offset is not None
        else None
    )


def _by_offset(offset: timedelta | None, sent: datetime | None, country: str | None, owner: Owner) -> tzinfo | None:
    """The zone a person's offset most likely means: it must have that offset at the time of sending."""
    if offset is None or sent is None or not offset:
        return None
    moment = sent.astimezone(UTC)
    places = lexicon("people_places")
    of_country = [places["country_zone"].get(country or "")] + [
        z for z, c in places["zone_country"].items() if c == country
    ]
    candidates: list[tzinfo] = [zone for name in of_country if name and (zone := zone_of(name))]
    candidates.append(owner.zone)
    candidates += [zone for name in places["offset_zones"]["zones"] if (zone := zone_of(name))]
    return next((zone for zone in candidates if moment.astimezone(zone).utcoffset() == offset), sent.tzinfo)
