"""The patterns of wording that names an employer, and what a match of one names: a house, or somebody after all."""

from __future__ import annotations

import re
from functools import cache

from agent.messages import Person
from agent.senders import Nature, nature
from agent.understanding.people.company_domain import label_of
from agent.understanding.people.company_names import NAME, display_form, ends_as_companies, flat
from agent.understanding.people.lexicon import lexicon, words

_FOR_BEFORE = re.compile(r"\b(?:for|to)\s(?:the\s|an?\s)?$")
_AT_BEHIND = re.compile(rf"\s(?:(?:role|position|job)\s)?(?:at|with)\s{NAME}")
_YOUR_INTERVIEW = re.compile(r"\b[Yy]our (?:\w+ )?interview with $")
_IN_BRACKETS = re.compile(r"\s?\(([A-Z][^()\n]{1,40})\)")
_APPOSITION = re.compile(r", (?:our |the )?((?:[A-Z][\w&-]+ ){0,3}[A-Z][\w-]+)\b")


@cache
def patterns(group: str) -> tuple[tuple[re.Pattern[str], float, bool], ...]:
    """(pattern, score, whether persons stand there too) of every entry of a group."""
    entries = lexicon("people_company")[group]
    return tuple(
        (re.compile(entry["pattern"].replace("{name}", NAME)), entry["score"], entry.get("persons", False))
        for entry in entries
    )


@cache
def compiled(key: str) -> re.Pattern[str]:
    """A single pattern of the lexicon."""
    return re.compile(lexicon("people_company")[key].replace("{name}", NAME))


def employer_in(match: re.Match[str]) -> str:
    """The name, or the one behind it where the first is a job's: "interview for Millwright with Great Lakes Paper"."""
    start, end = match.span(1)
    behind = (
        _AT_BEHIND.match(match.string, end) if _FOR_BEFORE.search(match.string, max(0, start - 10), start) else None
    )
    return str(behind[1] if behind else match[1])


def is_somebody(match: re.Match[str], sender: Person | None) -> bool:
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


def has_title(match: re.Match[str]) -> bool:
    """True for somebody whose title follows: "on behalf of Carol Ostrander, Library Director"."""
    follows = _APPOSITION.match(match.string, match.end(1))
    return follows is not None and follows[1].split()[-1].lower() in words("roles", "heads")
