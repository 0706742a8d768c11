"""Who is behind an address: a person, a robot, a relay, a room. A foundation below all stages.

The knowledge is in `senders.toml`. Most vendors of hiring software also employ people who interview candidates
themselves, so a vendor's own domain counts as a machine only for mailbox names no person has ("no-reply",
"invitations") and on its subdomains; `dana.reyes@` stays a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any

from agent.tables import read_table


class Nature(StrEnum):
    """What an address is, when it is not an ordinary personal one."""

    NO_REPLY = "no_reply"  # no-reply@, notifications@, mailer-daemon@: nobody reads it
    RELAY = "relay"  # a hiring system's reply address that reaches a human
    HIRING_SYSTEM = "hiring_system"  # the robots of hiring systems and assessment vendors
    CALENDAR = "calendar"  # calendar services and schedulers
    JOB_SITE = "job_site"  # networks and job boards
    SIGNING = "signing"  # services by which papers are signed: whoever's papers they are
    ROOM = "room"  # meeting rooms, resources, notetaker bots, conference bridges
    GROUP = "group"  # lists and group addresses
    FREEMAIL = "freemail"  # a person's private mailbox
    TEAM = "team"  # recruiting@, careers@: people may answer from it


ROBOTS = frozenset(
    {Nature.NO_REPLY, Nature.HIRING_SYSTEM, Nature.CALENDAR, Nature.JOB_SITE, Nature.SIGNING, Nature.ROOM}
)
"""The natures no person reads."""

NOBODY = ROBOTS | {Nature.GROUP}
"""The natures behind which stands nobody in particular: robots and lists."""

SHARED = (ROBOTS - {Nature.NO_REPLY}) | {Nature.FREEMAIL, Nature.RELAY}
"""The natures whose domain unrelated people and houses share: it says nothing of whom they write for."""

_PLAIN_SUFFIXES = frozenset({"com", "net", "org", "edu", "gov", "example", "test", "invalid", "localhost"})
"""Top-level domains with no public suffix below them, so the last two labels are the registrable domain."""

_TOKEN = re.compile(r"(?=[a-z0-9]{0,64}\d)(?=[a-z0-9]{0,64}[a-z])[a-z0-9]{10,64}")
"""A mailbox name made by a machine: letters and digits mixed, ten or more."""


@cache
def _tables() -> dict[str, Any]:
    """The parsed `senders.toml`."""
    return read_table(__file__, "senders.toml")


@cache
def _by_key(section: str) -> dict[str, Nature]:
    """One section as key -> nature. Keys that are patterns are in it too: no address equals one."""
    return {key: Nature(nature) for nature, entries in _tables()[section].items() for key in entries}


@cache
def _patterns(section: str) -> tuple[tuple[str, Nature], ...]:
    """The keys of a section that are patterns: * at either end stands for any text, # for a number."""
    return tuple((key, nature) for key, nature in _by_key(section).items() if "*" in key or "#" in key)


def _fits(pattern: str, text: str) -> bool:
    """Whether a whole text is what a pattern stands for."""
    word = pattern.strip("*")
    if "#" in word:
        return word.partition("#")[0] in text and _numbered(pattern).fullmatch(text) is not None
    if pattern[0] != "*":
        return text.startswith(word)
    return word in text if pattern[-1] == "*" else text.endswith(word)


@cache
def _numbered(pattern: str) -> re.Pattern[str]:
    return re.compile(re.escape(pattern).replace(r"\*", ".*").replace(r"\#", "[0-9]+"), re.DOTALL)


def _suffixes(host: str) -> Iterator[str]:
    """`host`, then what is left of it without the first label, and so on."""
    while host:
        yield host
        host = host.partition(".")[2]


def _squeezed(local: str) -> str:
    """A mailbox name without its tag and without the signs people put between words."""
    return re.sub(r"[^a-z0-9]", "", local.partition("+")[0])


def _named(section: str, local: str) -> Nature | None:
    """What a mailbox name alone says, by one section of words."""
    word = _squeezed(local)
    found = _by_key(section).get(word)
    return found or next((nature for pattern, nature in _patterns(section) if _fits(pattern, word)), None)


def _relay(local: str, host: str) -> bool:
    """True when this is a reply address that a hiring system forwards to a person."""
    if _named("locals", local) is Nature.NO_REPLY:
        return False
    return any(
        entry["domain"] in _suffixes(host) and re.fullmatch(entry["local"], local) for entry in _tables()["relay"]
    )


def _vendor(local: str, host: str) -> Nature | None:
    """What a vendor's domain says: on a subdomain always a machine, on its own domain only for machine names."""
    for suffix in _suffixes(host):
        if machine := _by_key("machines").get(suffix):
            return machine
        if vendor := _by_key("vendors").get(suffix):
            own = suffix == host and "+" not in local and not _TOKEN.fullmatch(local)
            person = own and _squeezed(local) != suffix.partition(".")[0]
            return None if person and not (_named("services", local) or _named("locals", local)) else vendor
    return None


def nature(email: str, name: str | None = None) -> Nature | None:
    """What the address `email` (with display name `name`) is; None for an ordinary personal address."""
    return _nature(email.strip().lower()[:320], (name or "").casefold()[:200])


@lru_cache(maxsize=4096)
def _nature(email: str, name: str) -> Nature | None:
    local, _, host = email.rpartition("@")
    if exact := _by_key("addresses").get(email):
        return exact
    if _relay(local, host):
        return Nature.RELAY
    if vendor := _vendor(local, host):
        return vendor
    if any(_fits(pattern, name) for pattern, _ in _patterns("names")):
        return Nature.ROOM
    by_name = _named("locals", local)
    if by_name in ROBOTS:
        return by_name
    by_host = next((found for suffix in _suffixes(host) if (found := _by_key("hosts").get(suffix))), None)
    return by_host or by_name or _provider(host)


def _provider(host: str) -> Nature | None:
    """FREEMAIL for a domain that calls itself as providers of mailboxes do: surfmail.example, no Royal Mail."""
    label = registrable_domain(host).partition(".")[0].replace("-", "")
    if label in _tables()["not_providers"]["names"]:
        return None
    named = _by_key("labels").get(label)
    return named or next((nature for pattern, nature in _patterns("labels") if _fits(pattern, label)), None)


def is_robot(email: str) -> bool:
    """True when no person reads this address."""
    return nature(email) in ROBOTS


def is_hiring_system_domain(domain: str) -> bool:
    """True when `domain` (or a parent of it) belongs to a hiring-system or assessment vendor, so is no employer's."""
    return any(
        Nature.HIRING_SYSTEM in (_by_key("machines").get(suffix), _by_key("vendors").get(suffix))
        for suffix in _suffixes(domain.strip().lower())
    )


@lru_cache(maxsize=4096)
def registrable_domain(host_or_email: str) -> str:
    """The domain somebody registered: "mail.acme.co.uk" and "a@acme.co.uk" both give "acme.co.uk"; "" for ""."""
    host = host_or_email.strip().lower().rpartition("@")[2].strip(".")[:253]
    labels = host.split(".")
    if len(labels) <= 2 or labels[-1].isdigit():
        return host
    if labels[-1] in _PLAIN_SUFFIXES:
        return ".".join(labels[-2:])
    return _extracted(host) or ".".join(labels[-2:])


def _extracted(host: str) -> str:
    """The registrable domain by the public suffix list that comes with tldextract; it never asks the network."""
    return _extract()(host).top_domain_under_public_suffix or ""


@cache
def _extract() -> Any:  # noqa: ANN401 - tldextract is slow to import, so its type is not named here
    import tldextract

    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
