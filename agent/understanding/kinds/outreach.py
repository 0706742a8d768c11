"""Outreach: a recruiter's first word to somebody who has not applied (docs/behaviours.md, 19)."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from agent.reading.records import Reading
from agent.understanding.findings import Evidence, Kind

_MAY_BE = frozenset({Kind.INTERVIEW_INVITE, Kind.SCHEDULING_REQUEST, Kind.INFO_REQUEST, Kind.NEXT_ROUND})
_LOOKED_AT = 4000


@cache
def tables() -> dict[str, Any]:
    """The patterns of `outreach.toml`: what outreach says, and what shows that the owner has applied."""
    return tomllib.loads((files("agent.understanding") / "lexicon" / "outreach.toml").read_text(encoding="utf-8"))


@cache
def _pattern(section: str) -> re.Pattern[str]:
    return re.compile("|".join(entry["pattern"] for entry in tables()[section]), re.IGNORECASE)


def outreach(reading: Reading, kinds: frozenset[Kind]) -> Evidence | None:
    """The words by which a first message of one of these `kinds` reads like outreach, or None."""
    message = reading.message
    if not kinds & _MAY_BE or message.in_reply_to or message.references:
        return None
    text = f"{reading.subject}\n{reading.said[:_LOOKED_AT]}".replace("\u2019", "'")
    found = _pattern("outreach").search(text)
    if found is None or _pattern("applied").search(text):
        return None
    begin = max(text.rfind("\n", 0, found.start()), text.rfind(". ", 0, found.start())) + 1
    return Evidence(message.message_id, text[begin : found.end() + 120].strip().split("\n")[0], 0.7)
