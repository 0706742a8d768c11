"""What wording, subject, signature and headers call the employer, each with a score (`lexicon/people_company.toml`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from agent.messages import Person
from agent.reading.records import Reading
from agent.senders import ROBOTS, Nature, nature
from agent.understanding.people.company_domain import is_shared, label_of, serves_many
from agent.understanding.people.company_names import NAME, alike, display_form, ends_as_companies, flat
from agent.understanding.people.domain_words import parted
from agent.understanding.people.house_names import is_service, shown_house
from agent.understanding.people.lexicon import lexicon, words
from agent.understanding.people.names import parse_name
from agent.understanding.people.teams import is_team

_LONGEST = 12_000
_ELSEWHERE = 1.2
_SIGNED_AT, _LEGAL_FORM = 1.7, 1.8
_FOR_OTHERS, _SYSTEM_SAYS, _SYSTEM_NAME, _PERSON_SAYS, _SYSTEM_ADDRESS = 2.6, 2.3, 2.2, 1.9, 1.35
_LETTERHEAD, _SIGNED_BY = 2.45, 2.2
_A_PLACE = 0.7  # "at the Grand" may be where, not who
_IN_SUBJECT, _QUOTED, _FORWARDED = 0.3, 0.8, 0.4  # what a wording counts less there

_FOR = re.compile(r"\b(?:via|on behalf of|for)\b")
_FOR_BEFORE = re.compile(r"\b(?:for|to)\s(?:the\s|an?\s)?$")
_AT_BEHIND = re.compile(rf"\s(?:(?:role|position|job)\s)?(?:at|with)\s{NAME}")
_DASH = re.compile(r"\s[-–—|]\s")
_YOUR_INTERVIEW = re.compile(r"\b[Yy]our (?:\w+ )?interview with $")
_IN_BRACKETS = re.compile(r"\s?\(([A-Z][^()\n]{1,40})\)")
_APPOSITION = re.compile(r", (?:our |the )?((?:[A-Z][\w&-]+ ){0,3}[A-Z][\w-]+)\b")
_POSSESSIVE = re.compile(r"['’]s [A-Z]")


def named_companies(reading: Reading) -> Iterator[tuple[float, str]]:
    """(score, display form) of every name that stands where an employer's would; judged by nobody yet."""
    sender = reading.message.sender
    yield from _by_wording(reading.said[:_LONGEST], 0.0, sender)
    yield from _by_wording(reading.subject[:300], _IN_SUBJECT, sender)
    yield from _by_wording(reading.quoted[:3000], _QUOTED, sender)
    yield from _by_wording(reading.forwarded[:3000], _FORWARDED, sender)
    for headline in (reading.subject, *(invitation.summary for invitation in reading.invitations[:2])):
        for pattern, score, persons in _patterns("subject"):
            match = pattern.search(headline[:300])
            if match and not (persons and _is_somebody(match, sender)):
                yield score, display_form(match[1])
    if _by_service(reading):
        yield from _as_services_write(reading)
    yield from _by_signature(reading.signature[:1000])
    shown = shown_house(reading)
    if shown is not None:
        yield _SYSTEM_NAME, shown
    for person in (sender, *(invitation.organizer for invitation in reading.invitations[:1])):
        if person is not None:
            yield from _by_header(person)


def _by_service(reading: Reading) -> bool:
    """True when a robot wrote, or a service that many employers use."""
    sender = reading.message.sender
    if sender is None:
        return False
    kind = nature(sender.email, sender.name)
    return kind in ROBOTS or (is_shared(sender) and kind is not Nature.FREEMAIL) or serves_many(label_of(sender))


def _as_services_write(reading: Reading) -> Iterator[tuple[float, str]]:
    """What the forms of hiring systems and calendars show: the letterhead, "Acme has asked you to ..."."""
    said = reading.said[:_LONGEST]
    calendar = nature(reading.message.sender.email) is Nature.CALENDAR if reading.message.sender else False
    for text in (said, reading.subject[:300], *(invitation.summary[:300] for invitation in reading.invitations[:2])):
        for entry, (pattern, score, persons) in zip(
            lexicon("people_company")["service"], _patterns("service"), strict=True
        ):
            for match in pattern.finditer(text):
                name = display_form(_employer_in(match))
                if _is_speciality(match, calendar) or (persons and _is_somebody(match, reading.message.sender)):
                    continue
                doubtful = entry.get("firm") and len(name.split()) == 2 and "&" not in name
                if (not (calendar and not entry.get("in_calendars", True)) and not doubtful) or ends_as_companies(name):
                    yield score, name
    lines = [_without_service(line.strip(" \t-–—|")) for line in said.splitlines() if line.strip()]
    for line, score in ((lines[0], _LETTERHEAD), (lines[-1], _SIGNED_BY)) if len(lines) > 1 else ():
        if len(line) < 60 and _large().fullmatch(line):
            yield score, _letterhead(line)


def _without_service(line: str) -> str:
    """A letterhead without the service that sends it: "Severnside NHS – Trac"."""
    parts = [part for part in _DASH.split(line) if part.lower() not in words("people_company", "never")]
    return parts[0] if len(parts) == 1 else line


def _employer_in(match: re.Match[str]) -> str:
    """The name, or the one behind it where the first is a job's: "interview for Millwright with Great Lakes Paper"."""
    start, end = match.span(1)
    behind = (
        _AT_BEHIND.match(match.string, end) if _FOR_BEFORE.search(match.string, max(0, start - 10), start) else None
    )
    return str(behind[1] if behind else match[1])


def _is_speciality(match: re.Match[str], calendar: bool) -> bool:
    """True for what brackets add to a job title: "Policy Adviser (HEO)"."""
    if calendar and " " in match[1] and ends_as_companies(match[1]):
        return False  # an event's line: "Phone interview, Sales Representative (Palmetto Solar)"
    before = match[0].partition("(")[0].split()
    return "(" in match[0] and bool(before) and before[-1].lower() in words("roles", "heads")


def _is_somebody(match: re.Match[str], sender: Person | None) -> bool:
    """True when a single name stands where a person's does as often: "Chat with Hiro", from Becca of tidepool.example.

    A hiring system's mail has the employer there; so has the employer's own, where its domain spells the name.
    """
    bracket = _IN_BRACKETS.match(match.string, match.end(1))
    if bracket and bracket[1].split()[-1].lower() not in words("roles", "heads"):
        return True  # "Dana Reyes (Acme)"
    first, *more = display_form(match[1]).split() or [""]
    by_calendar = sender is not None and nature(sender.email) is Nature.CALENDAR
    if by_calendar and len(more) == 1 and more[0] != "&" and not ends_as_companies(more[0]):
        return True  # "with Hollis Grady"
    if sender is None or (more and first.lower().rstrip(".") not in words("people", "titles")):
        return False
    label = flat(label_of(sender))
    calendar = by_calendar and not _YOUR_INTERVIEW.search(match.string, 0, match.start(1))
    return calendar or (bool(label) and not label.startswith(flat(first)))


def _has_title(match: re.Match[str]) -> bool:
    """True for somebody whose title follows: "on behalf of Carol Ostrander, Library Director"."""
    follows = _APPOSITION.match(match.string, match.end(1))
    return follows is not None and follows[1].split()[-1].lower() in words("roles", "heads")


def _letterhead(line: str) -> str:
    """A line that is a name: an employer's own form stays ("Cobbler's Bench")."""
    return display_form(line) if not _POSSESSIVE.search(line) else line.strip()


def _by_wording(text: str, less: float, sender: Person | None) -> Iterator[tuple[float, str]]:
    for pattern, score, persons in _patterns("wording") if text else ():
        for match in pattern.finditer(text):
            if (persons and _is_somebody(match, sender)) or _has_title(match):
                continue
            before = text[max(0, match.start() - 24) : match.start() + 12]
            elsewhere = _compiled("elsewhere").search(before) and not match[0].lower().startswith("on behalf")
            place = _A_PLACE if match[1].lower().startswith("the ") and match[1].count(" ") == 1 else 0.0
            yield (_ELSEWHERE if elsewhere else score) - less - place, display_form(_employer_in(match))


def _by_signature(signature: str) -> Iterator[tuple[float, str]]:
    """What a signature shows: "Recruiter at Acme", "Acme GmbH" on a line of its own."""
    for line in signature.splitlines():
        for match in _compiled("title_at").finditer(line):
            yield _SIGNED_AT, display_form(match[1])
        if _compiled("legal_line").search(line):
            yield _LEGAL_FORM, display_form(line)


def _by_header(sender: Person) -> Iterator[tuple[float, str]]:
    """What display name and address say: "Acme Recruiting", "Dana (Acme)", acme@myworkday.com."""
    system = is_shared(sender) and nature(sender.email) is not Nature.FREEMAIL
    if not system and (sender.name or "").lower() in words("people_company", "never"):
        return
    parsed = parse_name(sender.name, sender.email)
    if serves_many(label_of(sender)):
        if parsed.company and not alike(parsed.company, label_of(sender)):
            yield _PERSON_SAYS, display_form(parsed.company)
        return
    if nature(sender.email) is Nature.SIGNING:
        return
    if nature(sender.email) is Nature.CALENDAR and not _FOR.search(sender.name or ""):
        if parsed.full is None and parsed.company and not is_service(parsed.company):
            yield _SYSTEM_NAME, display_form(parsed.company)  # "Acme Scheduling <no-reply@goodtime.io>"
        return
    if parsed.company and not is_service(parsed.company):
        for_others = "on behalf of" in (sender.name or "").lower()
        yield _FOR_OTHERS if for_others else _SYSTEM_SAYS if system else _PERSON_SAYS, display_form(parsed.company)
    elif sender.name and (parsed.full is None or ends_as_companies(sender.name)) and system and "@" not in sender.name:
        yield _SYSTEM_NAME, display_form(sender.name)
    local = sender.email.partition("@")[0].partition("+")[0]
    if system and local.isalpha() and len(local) > 2 and not is_team(local, sender.email):
        yield _SYSTEM_ADDRESS, parted(local, {})


@cache
def _large() -> re.Pattern[str]:
    return re.compile(NAME)


@cache
def _patterns(group: str) -> tuple[tuple[re.Pattern[str], float, bool], ...]:
    """(pattern, score, whether persons stand there too) of every entry of a group."""
    entries = lexicon("people_company")[group]
    return tuple(
        (re.compile(entry["pattern"].replace("{name}", NAME)), entry["score"], entry.get("persons", False))
        for entry in entries
    )


@cache
def _compiled(key: str) -> re.Pattern[str]:
    return re.compile(lexicon("people_company")[key].replace("{name}", NAME))
