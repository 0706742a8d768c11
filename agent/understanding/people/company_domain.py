"""The employer by the sender's own domain, in the form in which text, signature or subject write it."""

from __future__ import annotations

import re
from functools import cache

from agent.messages import Person
from agent.reading.records import Reading
from agent.senders import Nature, is_hiring_system_domain, nature, registrable_domain
from agent.understanding.people.company_names import NAME, flat, without_legal_form
from agent.understanding.people.domain_words import parted
from agent.understanding.people.lexicon import any_of, lexicon, words
from agent.understanding.people.spelled import spelled

_LONGEST = 12_000
_SHARED = frozenset({Nature.RELAY, Nature.CALENDAR, Nature.JOB_SITE, Nature.FREEMAIL, Nature.ROOM})
_WORD = re.compile(r"[\w&+][\w&+'’-]*")
_PARTS = re.compile(r"\n|\s[-–—]\s|\s*[|:,;/()\[\]·•]+\s*|\s(?:at|for|from|with|and|<>)\s")
_LARGE = re.compile(NAME)


def is_shared(person: Person) -> bool:
    """True when unrelated people or companies share the address's domain: mail providers, hiring systems, sites."""
    kind = nature(person.email)
    return kind in _SHARED or (kind is not None and is_hiring_system_domain(person.domain))


def label_of(person: Person) -> str:
    """The word of the domain that names its owner: "acme" of dana@mail.acme.example; "" for a shared domain."""
    if is_shared(person):
        return ""
    labels = person.domain.split(".")
    label = registrable_domain(person.domain).partition(".")[0]
    at = labels.index(label) if label in labels else 0
    return labels[at - 1] if at and label in words("people_domains", "levels") else label


def serves_many(label: str) -> bool:
    """True when a domain's name is that of a service for many employers: "hotel-jobs", "screening-portal"."""
    parts = label.split("-")
    return label in words("people_company", "never") or any(
        part.endswith(word) for part in parts for word in words("people_domains", "services")
    )


def company_by_domain(reading: Reading, person: Person | None) -> str | None:
    """The company whose domain `person` writes from, as the message writes it; None for a shared domain."""
    label = label_of(person) if person is not None else ""
    if person is None or not label:
        return None
    summaries = " ".join(invitation.summary for invitation in reading.invitations[:2])
    texts = (reading.subject, reading.said, reading.signature, person.name or "", summaries, reading.quoted[:2000])
    for whole in (True, False):
        for text in texts:
            written = spelled(label, text[:_LONGEST], whole)
            if written:
                return _whole(written, reading, person) or written
    return parted(label, _large_words(reading, person, summaries))


def _large_words(reading: Reading, person: Person, summaries: str) -> dict[str, str]:
    """Words that the message writes large where names stand, by their letters: "mcallister" -> "McAllister"."""
    places = f"{person.name or ''}\n{reading.signature[:600]}\n{reading.subject[:200]}\n{summaries[:200]}"
    large = (word for word in _WORD.findall(places) if word[0].isupper() and len(word) > 3)
    return {flat(word): word if not word.isupper() else word.capitalize() for word in large}


def _whole(name: str, reading: Reading, person: Person) -> str | None:
    """A longer form that stands by itself in signature or subject: "Ironwood Packaging" for "Ironwood"."""
    summaries = [invitation.summary[:200] for invitation in reading.invitations[:1]]
    never = words("roles", "heads") | words("roles", "never") | words("people_company", "never")
    never |= words("people", "team") - words("people_company", "in_names")
    for text in (reading.signature[:600], reading.subject[:200], *summaries, (person.name or "")[:100]):
        for part in _PARTS.split(text):
            whole = without_legal_form(part)
            if _of().fullmatch(whole) and whole.endswith(" " + name):
                return whole
            short = len(whole.split()) <= len(name.split()) + 3
            if short and whole.startswith(name + " ") and _LARGE.fullmatch(whole):
                rest = whole[len(name) :].lower().split()
                if never.isdisjoint(rest):
                    return whole
    return None


@cache
def _of() -> re.Pattern[str]:
    return re.compile(rf"(?:The )?(?i:{any_of(lexicon('people_domains')['of'])}) of (?:the )?[\w&' -]{{2,40}}")
