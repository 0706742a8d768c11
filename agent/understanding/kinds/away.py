"""Away notes: when somebody is back, and who is there instead of somebody who has left."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from agent.messages import Person
from agent.reading.records import Reading
from agent.understanding.findings import Away, Evidence, Finding, Gone
from agent.understanding.kinds.records import Classified

if TYPE_CHECKING:
    from agent.understanding.dates.records import When

_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_NAME_BEFORE = re.compile(r"([A-Z][\w'-]{1,30}(?: [A-Z][\w'-]{1,30}){0,2})[ ,(<:]{0,3}(?:at |under |via |on )?[(<]?$")
_LEAVER = re.compile(
    r"\b(?!(?:She|He|They|Who|It|This)\b)([A-Z][\w'-]{1,30}(?: [A-Z][\w'-]{1,30}){0,2}) (?:has|is|left|no longer)\b"
)
_INCLUSIVE = re.compile(
    r"\s{0,3}[(,]?\s{0,3}(?:inclusive|included|incl\b|einschlie|inclus|incluido|incluso|compreso)", re.IGNORECASE
)
_THROUGH = re.compile(r"\b(?:through|thru|bis einschlie\w+)\s+\S{1,12}\s{0,3}\S{0,12}\s{0,3}\S{0,6}$", re.IGNORECASE)
_BACK = re.compile(
    r"\b(?:back|return\w{0,3}|until|till?|bis|ab dem|wieder|zurück|jusqu\w{0,3}|de retour|retour le|reprendrai\w{0,2}"
    r"|hasta|vuelv\w{1,5}|vuelta|regres\w{1,4}|tot|terug|fino al?|al rientro|torner\w|até|de volta)\b",
    re.IGNORECASE,
)
_GREETING = frozenset({"Please", "Contact", "Email", "Write", "To", "Or", "Hi", "Hello", "Reach", "My", "Colleague"})


def away_findings(reading: Reading, classified: Classified) -> tuple[Finding, ...]:
    """Gone for a leaver's note, else Away with the first day back ("until D" and "back on D" are D)."""
    gone = classified.marks.best("gone")
    if gone is not None:
        sentence = Evidence(reading.message.message_id, gone.passage.written[:400], classified.confidence)
        return (gone_from(reading, sentence),)
    return (Away(classified.evidence, _back(reading)),)


def _back(reading: Reading) -> date | None:
    """The first day back: a day stated as the return, else the day after or at the end of the absence."""
    told: list[tuple[int, date]] = []
    text = f"{reading.subject}\n{reading.said}"
    for when in dates_in(text, reading):
        if when.past:
            continue
        start, end = when.span
        last = when.by
        before = text[max(0, start - 60) : end]
        if _INCLUSIVE.match(text[end : end + 20]) or _THROUGH.search(before) or when.prep == "through":
            told.append((1, last + timedelta(days=1)))
        elif _BACK.search(before):
            told.append((1, last))
        elif when.start is not None and when.start < when.by:
            told.append((2, last + timedelta(days=1)))
    return max((day for rank, day in told if rank == min(told)[0]), default=None)


def of_somebody_else(note: str, reading: Reading) -> bool:
    """Whether a leaver's note names somebody other than its writer: "Dana has left, I am your new contact"."""
    sender, named = reading.message.sender, _LEAVER.search(note)
    if sender is None or named is None:
        return False
    written = f"{sender.name or ''} {sender.email} {reading.signature[:100]}".casefold()
    return not any(word in written for word in named[1].casefold().split())


def gone_from(reading: Reading, evidence: Evidence) -> Gone:
    """Somebody left: the writer, or whom the sentence names; with whoever is named to be written to instead."""
    return Gone(evidence, _successor(reading))


def _successor(reading: Reading) -> Person | None:
    """Whoever is named with an address in a leaver's note, other than the leaver."""
    sender = reading.message.sender
    for match in _ADDRESS.finditer(reading.said):
        email = match[0].strip(".").lower()
        if sender is not None and email == sender.email:
            continue
        found = _NAME_BEFORE.search(reading.said[max(0, match.start() - 80) : match.start()])
        words = [w for w in (found[1].split() if found else ()) if w not in _GREETING]
        return Person(" ".join(words) or None, email)
    return None


def dates_in(text: str, reading: Reading) -> tuple[When, ...]:
    """The dates of a text, counted from when the message was sent."""
    from agent.understanding.dates import find_dates  # slow to import, and most mail names no such date

    return tuple(find_dates(text, reading.message.at, day_first=None, country=None))
