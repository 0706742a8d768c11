"""Which messages are worth reading whole, by header and snippet alone: rather one too many than one too few.

A list's mail, an alert or an order is passed over unless its words or its people belong to a hiring process.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from agent.messages import Direction, Message, Person
from agent.senders import Nature, nature, registrable_domain

_NOTHING: frozenset[str] = frozenset()

SEARCH_WORDS: tuple[str, ...] = (
    "interview", "interviews", "interviewing", "application", "applying", "applied", "candidate", "candidacy",
    "recruiter", "recruiting", "recruitment", "hiring", "position", "role", "vacancy", "opportunity", "resume", "cv",
    "assessment", "hackerrank", "codility", "hirevue", "availability", "schedule", "screening", "onsite", "calendly",
    "talent", "offer", "salary", "references", "job", "reschedule", "panel", "team", "next steps", "phone screen",
    "take-home", "next step",
    "bewerbung", "vorstellungsgespräch", "stelle", "candidature", "entretien", "poste", "candidatura",
    "entrevista", "puesto", "vacante", "sollicitatie", "vacature", "intervju", "colloquio", "haastattelu", "pohovor",
)  # fmt: skip
"""Words by which a mailbox is searched on the first pass, in lower case."""

PERSONAL_WORDS: tuple[str, ...] = (
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    "mon", "tue", "tues", "wed", "weds", "thu", "thur", "thurs", "fri", "sat", "tomorrow", "week",
    "january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december",
    "jan", "feb", "apr", "aug", "sep", "sept", "oct", "nov", "dec",
    "engineer", "developer", "analyst", "designer", "call", "chat", "meet", "meeting", "talk", "decision", "round",
    "trial", "shift", "unfortunately", "congratulations", "shortlist", "shortlisted", "contract", "update", "news",
)  # fmt: skip
"""Words of people who arrange to meet and say what came of it, by whatever name. Searched for in people's mail only: a
small firm invites with "could you come by on Thursday?" and calls it nothing."""

_WORD = re.compile(
    r"interview|applica|appl(?:y|ied)|candida|recruit|hiring|\bhire|position|\brole\b|vacanc|opportunit|r[eé]sum[eé]|\bcv\b"
    r"|assessment|challenge|take.?home|hackerrank|codility|hirevue|availab|schedul|screen|on.?site|calendly|talent"
    r"|offer|salary|referenc|\bjobs?\b|panel|next (?:step|stage|round)|\bcall\b|\bchat\b|\bmeet|\bupdate\b|follow.?up"
    r"|bewerb|gespräch|\bstelle|entretien|\bposte\b|entrevista|puesto|vacante|sollicit|vacature|\bteam\b|\btest\b"
    r"|intervju|colloquio|haastattelu|pohovor"
    r"|engineer|developer|manager|analyst|designer|scientist|consultant|unfortunately|confirm|invit|cancel|thank"
)
"""Matched against lower case, which takes a quarter of the time of ignoring case."""

_HIRING = frozenset({Nature.HIRING_SYSTEM, Nature.RELAY, Nature.CALENDAR, Nature.JOB_SITE})
_LIST = re.compile(r"list-|precedence|bulk", re.IGNORECASE)
_STRONG = (
    "interview", "applica", "candida", "recruit", "hiring", "assessment", "position", "bewerbung", "candidature",
    "entretien", "entrevista", "sollicit", "vacature", "intervju", "colloquio", "haastattelu", "pohovor", "message",
)  # fmt: skip
"""What a list's mail says when it may be a hiring system's, with whatever ending."""

_STRONG_ALONE = re.compile(r"\b(?:role|offer|job)\b")
_DAY = r"\b(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|satur|sun)(?:day)?|tomorrow)\b"
_HOUR = r"\b(?:\d{1,2}[:.]\d\d|\d{1,2} ?[ap]\.?m\b|(?:at|from|by) \d{1,2}\b|noon\b|\d{1,2} o.?clock|\d\d?h\b)"
_MEETING = re.compile(rf"{_DAY}[^\n]{{0,40}}?{_HOUR}|{_HOUR}[^\n]{{0,40}}?{_DAY}")
"""A day and an hour near each other: somebody may want to meet, whatever they call it."""


@dataclass(frozen=True, slots=True)
class Known:
    """Who and what already belongs to a hiring process: addresses and domains in lower case, Message-IDs, threads.

    `names` are the full names of those who are to be met and whose address no mail has shown, in lower case.
    """

    addresses: frozenset[str] = _NOTHING
    domains: frozenset[str] = _NOTHING
    message_ids: frozenset[str] = _NOTHING
    threads: frozenset[str] = _NOTHING
    names: frozenset[str] = _NOTHING


def is_candidate(message: Message, snippet: str, known: Known) -> bool:
    """Whether this message may concern a hiring process; `snippet` is the mailbox's preview, often short or empty."""
    if _is_known(message, known):
        return True
    people = _people(message)
    if any(nature(p.email, p.name) in _HIRING for p in people):
        return True
    text = f"{message.subject}\n{snippet}".lower()
    if message.automatic and _LIST.search(message.automatic):
        return any(word in text for word in _STRONG) or _STRONG_ALONE.search(text) is not None
    return _personal(message, snippet) or bool(_WORD.search(text) or _MEETING.search(text))


def _is_known(message: Message, known: Known) -> bool:
    """Whether thread, answered message or people are those of a process already seen."""
    if message.thread is not None and message.thread in known.threads:
        return True
    if known.message_ids and known.message_ids & {message.message_id, *message.in_reply_to, *message.references}:
        return True
    people = (*_people(message), *message.to, *message.cc)
    return any(p.email in known.addresses or registrable_domain(p.email) in known.domains for p in people)


def _people(message: Message) -> tuple[Person, ...]:
    sender = (message.sender,) if message.sender is not None else ()
    return (*sender, *message.reply_to)


def _personal(message: Message, snippet: str) -> bool:
    """A person's mail cannot be judged by its first words ("Yep, that works"): it is read. So are delivery reports."""
    if message.direction is Direction.MACHINE:
        return message.sender is None or "daemon" in message.sender.email or "postmaster" in message.sender.email
    return message.direction is Direction.THEIRS or not snippet.strip()
