"""The employer in the display name of a hiring system's mail: "Alstertal Logistik <no-reply@hire.lever.co>".

What such a system writes bears the employer's name, with or without its own and the team's. A recruiter's name stands
there too; it is theirs when the mail is signed so, or when they say who they are.
"""

from __future__ import annotations

import re
from functools import cache

from agent.messages import Person
from agent.reading.records import Reading
from agent.senders import ROBOTS, Nature, is_hiring_system_domain, nature
from agent.understanding.people.company_names import display_form, ends_as_companies, plausible, without_legal_form
from agent.understanding.people.impersonal import FIRST_PERSON
from agent.understanding.people.lexicon import lexicon, words
from agent.understanding.people.names import parse_name

_LONGEST = 120
_SERVICES = ("never", "team_tail", "service_words")
_DASH = re.compile(r"\s+[-–—]\s+|\s*[|:•·]\s*")
_I = re.compile(rf"{FIRST_PERSON}|\b[Mm]y (?:name|team|manager|colleague|calendar)\b")
_WE = re.compile(r"\b(?:we|our|us)\b", re.IGNORECASE)
_BEHIND_NAME = re.compile(r"\s*(?:[,|(–—-]|$)")


def shown_house(reading: Reading) -> str | None:
    """The employer that the display name shows; None for a person's name, a system's own and any other sender."""
    sender = reading.message.sender
    if sender is None or not sender.name or "@" in sender.name.replace(" @ ", " "):
        return None
    kind = nature(sender.email)
    signing = kind is Nature.SIGNING
    if not signing and (kind not in ROBOTS or not is_hiring_system_domain(sender.domain)):
        return None
    written = without_legal_form(sender.name[:_LONGEST].strip(" '\"“”‘’"))
    name = _without_service(written)
    if name is None or not plausible(name, frozenset()) or _of_person_and_house(sender):
        return None
    sure = ends_as_companies(name) or "&" in name
    if signing:  # "Hank Dubois via DocuSign": whoever sends the papers
        return name if sure else None
    return name if sure or not _is_persons(name, reading) else None


def _without_service(written: str) -> str | None:
    """The name without the system's and the team's: "Silberbach via Personio", "Moss Lane - Talent Acquisition"."""
    for pattern in _forms():
        found = pattern.search(written)
        if found and is_service(found["service"]):
            written = found["house"]
    kept = [part for part in _DASH.split(written) if part and not is_service(part)]
    if len(kept) != 1:
        return None
    name = display_form(kept[0])
    return name if name and not is_service(name) else None


def is_service(part: str) -> bool:
    """True for a system's name and for words that only name a team: "SmartRecruiters", "Talent Acquisition"."""
    low = part.lower().strip(" .")
    known = frozenset.union(*(words("people_company", key) for key in _SERVICES), words("people", "team"))
    return low in known or known.issuperset(low.split()) or low in words("people_company", "legal")


def _of_person_and_house(sender: Person) -> bool:
    """True for "Dana Reyes (Acme)" and "Dana from Acme": who writes, with the house."""
    parsed = parse_name(sender.name, sender.email)
    return parsed.full is not None and parsed.company is not None and not is_service(parsed.company)


def _is_persons(name: str, reading: Reading) -> bool:
    """True when the name signs as a person's does, or its first word does, or the mail does not say "we", but "I"."""
    first = name.split()[0]
    lines = [line.strip(" -–—*") for line in f"{reading.said[-400:]}\n{reading.signature[:300]}".splitlines()]
    lines = [line for line in lines if line]
    for at, line in enumerate(lines):
        if line.rpartition(",")[2].strip(" .!") == first and " " in name:
            return True
        titled = line.startswith(name) and (_BEHIND_NAME.match(line, len(name)) is not None)
        behind = f"{line[len(name) :]}\n{lines[at + 1] if at + 1 < len(lines) else ''}" if titled else ""
        if titled and not words("roles", "heads").isdisjoint(re.findall(r"[a-z]+", behind.lower())):
            return True
    said = reading.said[:2000]
    return _I.search(said) is not None or _WE.search(said) is None


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    """Patterns of display names: the groups are the house and the service."""
    return tuple(re.compile(entry["pattern"], re.IGNORECASE) for entry in lexicon("people_company")["system_name"])
