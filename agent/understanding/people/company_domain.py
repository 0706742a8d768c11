"""The employer by the sender's own domain, in the form in which text, signature or subject write it."""

from __future__ import annotations

import re

from agent.messages import Person
from agent.reading.records import Reading
from agent.senders import Nature, is_hiring_system_domain, nature, registrable_domain
from agent.understanding.people.company_names import NAME, display_of_label, flat, without_legal_form
from agent.understanding.people.lexicon import words

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
    return "" if is_shared(person) else registrable_domain(person.domain).partition(".")[0]


def company_by_domain(reading: Reading, person: Person | None) -> str | None:
    """The company whose domain `person` writes from, as the message writes it; None for a shared domain."""
    label = label_of(person) if person is not None else ""
    if person is None or not label:
        return None
    summaries = " ".join(invitation.summary for invitation in reading.invitations[:2])
    for text in (reading.subject, reading.said, reading.signature, person.name or "", summaries, reading.quoted[:2000]):
        written = _spelled(label, text[:_LONGEST])
        if written:
            return _whole(written, reading) or written
    return display_of_label(label)


def _spelled(label: str, text: str) -> str | None:
    """The words of the text that spell a domain's label: "Blue River" for "blueriver"; they are written large."""
    wanted = flat(label)
    tokens = _WORD.findall(text)
    nearly: str | None = None
    for first, token in enumerate(tokens):
        joined = ""
        if token.islower() or not flat(token) or not wanted.startswith(flat(token)):
            continue
        for last in range(first, min(first + 5, len(tokens))):
            joined += flat(tokens[last])
            if joined == wanted:
                return " ".join(tokens[first : last + 1])
            if not wanted.startswith(joined):
                break
            if nearly is None and len(joined) > 3 and wanted[len(joined) :] in words("people_company", "domain_tails"):
                nearly = " ".join(tokens[first : last + 1])
    return nearly


def _whole(name: str, reading: Reading) -> str | None:
    """A longer form that stands by itself in signature or subject: "Ironwood Packaging" for "Ironwood"."""
    summaries = [invitation.summary[:200] for invitation in reading.invitations[:1]]
    never = words("roles", "heads") | words("roles", "never") | words("people_company", "never")
    never |= words("people", "team") - words("people_company", "in_names")
    for text in (reading.signature[:600], reading.subject[:200], *summaries):
        for part in _PARTS.split(text):
            whole = without_legal_form(part)
            short = len(whole.split()) <= len(name.split()) + 3
            if short and whole.startswith(name + " ") and _LARGE.fullmatch(whole):
                rest = whole[len(name) :].lower().split()
                if never.isdisjoint(rest):
                    return whole
    return None
