"""What kind of news the owner's words are, and the finding that the news itself is."""

from __future__ import annotations

import re
from functools import cache

from agent.choices import Choice
from agent.understanding.findings import (
    Advanced,
    Asked,
    Finding,
    Kind,
    NoContact,
    Offered,
    OnHold,
    Promised,
    Reconsidered,
    Rejected,
)
from agent.understanding.people.lexicon import lexicon
from agent.understanding.sentences import normalise
from agent.understanding.told.letters import evidence_of

KINDS = {
    "no_contact": Kind.OTHER_HUMAN_REPLY,
    "reconsidered": Kind.NEXT_ROUND,
    "hold": Kind.REJECTION,
    "offer": Kind.OFFER,
    "rejection": Kind.REJECTION,
    "cancelled": Kind.CANCELLATION,
    "moved": Kind.RESCHEDULE,
    "advanced": Kind.NEXT_ROUND,
    "asked": Kind.INFO_REQUEST,
}
"""The kind of each news in `lexicon/interviews_told.toml`."""


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str] | None], ...]:
    entries = lexicon("interviews_told")["news"]
    return tuple(
        (e["kind"], re.compile("|".join(e["patterns"])), re.compile(e["veto"]) if "veto" in e else None)
        for e in entries
    )


def news_of(text: str) -> str | None:
    """What kind of news the words are, by `lexicon/interviews_told.toml`; None for a mere date or chat."""
    low = normalise(text).lower().strip()
    return next(
        (kind for kind, pattern, veto in _patterns() if pattern.search(low) and not (veto and veto.search(low))), None
    )


def said(choice: Choice, news: str | None, promised: tuple[Promised, ...]) -> list[Finding]:
    """The finding that the news itself is."""
    evidence = evidence_of(choice, choice.text)
    made: dict[str, Finding] = {
        "no_contact": NoContact(evidence),
        "reconsidered": Reconsidered(evidence),
        "hold": OnHold(evidence, promised[0].by if promised else None),
        "offer": Offered(evidence),
        "rejection": Rejected(evidence),
        "advanced": Advanced(evidence),
        "asked": Asked(evidence),
    }
    return [made[news]] if news in made else []
