"""Networks and job sites that say somebody wrote to the owner there (docs/behaviours.md, 64)."""

from __future__ import annotations

import re

from agent.reading.records import Reading
from agent.senders import Nature, nature
from agent.understanding.findings import Elsewhere, Evidence, Finding
from agent.understanding.kinds.records import Classified

_WHO = re.compile(
    r"(?:^|\n|from )([A-Z][\w'.-]{0,30}(?: [A-Z][\w'.-]{0,30}){0,3}) "
    r"(?:(?:just )?(?:sent you|messaged you|replied to|wants to|has sent|wrote to))"
)
_SITES = {
    "linkedin": "LinkedIn",
    "indeed": "Indeed",
    "xing": "XING",
    "glassdoor": "Glassdoor",
    "wellfound": "Wellfound",
    "stepstone": "StepStone",
    "ziprecruiter": "ZipRecruiter",
    "monster": "Monster",
    "hired": "Hired",
    "otta": "Otta",
}
_WROTE = re.compile(r"\b(?:message[sd]?|inmails?|replied|reply|wrote|nachricht|mensaje|bericht)\b", re.IGNORECASE)


def elsewhere(reading: Reading, classified: Classified) -> tuple[Finding, ...]:
    """An Elsewhere when this is a site's notice of a message; nothing for its alerts and advertisements."""
    sender = reading.message.sender
    mark = classified.marks.best("network")
    if sender is None or mark is None or not _WROTE.search(mark.passage.written):
        return ()
    site = next((name for key, name in _SITES.items() if key in sender.domain.split(".")), None)
    if site is None and nature(sender.email, sender.name) is not Nature.JOB_SITE:
        return ()
    found = _WHO.search(f"{reading.subject}\n{reading.said[:1000]}")
    evidence = Evidence(reading.message.message_id, mark.passage.written[:400], classified.confidence)
    return (Elsewhere(evidence, site or sender.domain, found[1] if found else None),)
