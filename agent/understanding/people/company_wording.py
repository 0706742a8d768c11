"""What wording, subject, signature and headers call the employer, each with a score (`lexicon/people_company.toml`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from agent.messages import Person
from agent.reading.records import Reading
from agent.senders import Nature, nature
from agent.understanding.people.company_domain import is_shared
from agent.understanding.people.company_names import NAME, display_form, display_of_label
from agent.understanding.people.lexicon import lexicon
from agent.understanding.people.names import parse_name
from agent.understanding.people.teams import is_team

_LONGEST = 12_000
_ELSEWHERE = 1.2
_SIGNED_AT, _LEGAL_FORM = 1.7, 1.8
_FOR_OTHERS, _SYSTEM_SAYS, _SYSTEM_NAME, _PERSON_SAYS, _SYSTEM_ADDRESS = 2.6, 2.3, 2.2, 1.9, 1.35
_IN_SUBJECT, _QUOTED, _FORWARDED = 0.3, 0.8, 0.4  # what a wording counts less there


def named_companies(reading: Reading) -> Iterator[tuple[float, str]]:
    """(score, display form) of every name that stands where an employer's would; judged by nobody yet."""
    yield from _by_wording(reading.said[:_LONGEST], 0.0)
    yield from _by_wording(reading.subject[:300], _IN_SUBJECT)
    yield from _by_wording(reading.quoted[:3000], _QUOTED)
    yield from _by_wording(reading.forwarded[:3000], _FORWARDED)
    for headline in (reading.subject, *(invitation.summary for invitation in reading.invitations[:2])):
        for pattern, score in _patterns("subject"):
            match = pattern.search(headline[:300])
            if match:
                yield score, display_form(match[1])
    yield from _by_signature(reading.signature[:1000])
    for sender in (reading.message.sender, *(invitation.organizer for invitation in reading.invitations[:1])):
        if sender is not None:
            yield from _by_header(sender)


def _by_wording(text: str, less: float) -> Iterator[tuple[float, str]]:
    for pattern, score in _patterns("wording") if text else ():
        for match in pattern.finditer(text):
            elsewhere = _compiled("elsewhere").search(text[max(0, match.start() - 24) : match.start() + 12])
            yield (_ELSEWHERE if elsewhere else score) - less, display_form(match[1])


def _by_signature(signature: str) -> Iterator[tuple[float, str]]:
    """What a signature shows: "Recruiter at Acme", "Acme GmbH" on a line of its own."""
    for match in _compiled("title_at").finditer(signature):
        yield _SIGNED_AT, display_form(match[1])
    for line in signature.splitlines():
        if _compiled("legal_line").search(line):
            yield _LEGAL_FORM, display_form(line)


def _by_header(sender: Person) -> Iterator[tuple[float, str]]:
    """What display name and address say: "Acme Recruiting", "Dana (Acme)", acme@myworkday.com."""
    system = is_shared(sender) and nature(sender.email) is not Nature.FREEMAIL
    parsed = parse_name(sender.name, sender.email)
    if parsed.company:
        for_others = "on behalf of" in (sender.name or "").lower()
        yield _FOR_OTHERS if for_others else _SYSTEM_SAYS if system else _PERSON_SAYS, display_form(parsed.company)
    elif sender.name and parsed.full is None and system and "@" not in sender.name:
        yield _SYSTEM_NAME, display_form(sender.name)
    local = sender.email.partition("@")[0].partition("+")[0]
    if system and local.isalpha() and len(local) > 2 and not is_team(local, sender.email):
        yield _SYSTEM_ADDRESS, display_of_label(local)


@cache
def _patterns(group: str) -> tuple[tuple[re.Pattern[str], float], ...]:
    entries = lexicon("people_company")[group]
    return tuple((re.compile(entry["pattern"].replace("{name}", NAME)), entry["score"]) for entry in entries)


@cache
def _compiled(key: str) -> re.Pattern[str]:
    return re.compile(lexicon("people_company")[key].replace("{name}", NAME))
