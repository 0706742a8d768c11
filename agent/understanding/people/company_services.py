"""What the forms of hiring systems, calendars and other services show of the employer for whom they write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from agent.reading.records import Reading
from agent.senders import ROBOTS, Nature, nature
from agent.understanding.people.company_domain import is_shared, label_of, serves_many
from agent.understanding.people.company_match import employer_in, is_somebody, patterns
from agent.understanding.people.company_names import NAME, display_form, ends_as_companies
from agent.understanding.people.lexicon import lexicon, words

_LONGEST = 12_000
_LETTERHEAD, _SIGNED_BY = 2.45, 2.2
_DASH = re.compile(r"\s[-–—|]\s")
_POSSESSIVE = re.compile(r"['’]s [A-Z]")


def by_service(reading: Reading) -> bool:
    """True when a robot wrote, or a service that many employers use."""
    sender = reading.message.sender
    if sender is None:
        return False
    kind = nature(sender.email, sender.name)
    return kind in ROBOTS or (is_shared(sender) and kind is not Nature.FREEMAIL) or serves_many(label_of(sender))


def as_services_write(reading: Reading) -> Iterator[tuple[float, str]]:
    """What the forms of hiring systems and calendars show: the letterhead, "Acme has asked you to ..."."""
    said = reading.said[:_LONGEST]
    calendar = nature(reading.message.sender.email) is Nature.CALENDAR if reading.message.sender else False
    for text in (said, reading.subject[:300], *(invitation.summary[:300] for invitation in reading.invitations[:2])):
        for entry, (pattern, score, persons) in zip(
            lexicon("people_company")["service"], patterns("service"), strict=True
        ):
            for match in pattern.finditer(text):
                name = display_form(employer_in(match))
                if _is_speciality(match, calendar) or (persons and is_somebody(match, reading.message.sender)):
                    continue
                doubtful = entry.get("firm") and len(name.split()) == 2 and "&" not in name
                if (not (calendar and not entry.get("in_calendars", True)) and not doubtful) or ends_as_companies(name):
                    yield score, name
    yield from _letterheads(said)


def _letterheads(said: str) -> Iterator[tuple[float, str]]:
    """What stands alone on the first line or the last."""
    lines = [_without_service(line.strip(" \t-–—|")) for line in said.splitlines() if line.strip()]
    for line, score in ((lines[0], _LETTERHEAD), (lines[-1], _SIGNED_BY)) if len(lines) > 1 else ():
        if len(line) < 60 and _large().fullmatch(line):
            yield score, _letterhead(line)


def _without_service(line: str) -> str:
    """A letterhead without the service that sends it: "Severnside NHS – Trac"."""
    parts = [part for part in _DASH.split(line) if part.lower() not in words("people_company", "never")]
    return parts[0] if len(parts) == 1 else line


def _is_speciality(match: re.Match[str], calendar: bool) -> bool:
    """True for what brackets add to a job title: "Policy Adviser (HEO)"."""
    if calendar and " " in match[1] and ends_as_companies(match[1]):
        return False  # an event's line: "Phone interview, Sales Representative (Palmetto Solar)"
    before = match[0].partition("(")[0].split()
    return "(" in match[0] and bool(before) and before[-1].lower() in words("roles", "heads")


def _letterhead(line: str) -> str:
    """A line that is a name: an employer's own form stays ("Cobbler's Bench")."""
    return display_form(line) if not _POSSESSIVE.search(line) else line.strip()


@cache
def _large() -> re.Pattern[str]:
    return re.compile(NAME)
