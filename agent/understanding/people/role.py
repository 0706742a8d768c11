"""The job title a message is about, as they write it: "Senior Backend Engineer"; None for a mere "the role"."""

from __future__ import annotations

from agent.reading.records import Reading
from agent.understanding.people.titles import titles

_LONGEST = 12_000
_SAID, _SUBJECT, _SUMMARY, _DESCRIPTION, _FORWARDED, _QUOTED = 3.0, 2.0, 1.5, 1.0, 0.5, 0.0
"""What a title counts more, by where it stands."""


def find_role(reading: Reading, company: str | None = None, people: tuple[str, ...] = ()) -> str | None:
    """The job title as written, or None. `company` and the names of `people` are never part of it."""
    places: list[tuple[float, str, bool]] = [
        (_SUBJECT, reading.subject[:300], True),
        *((_SUMMARY, invitation.summary[:300], True) for invitation in reading.invitations[:3]),
        (_SAID, reading.said[:_LONGEST], False),
        *((_DESCRIPTION, invitation.description[:2000], False) for invitation in reading.invitations[:2]),
        (_FORWARDED, reading.forwarded[:3000], False),
        (_QUOTED, reading.quoted[:3000], False),
    ]
    addressed = [name for person in reading.message.to[:5] if (name := (person.name or "").strip())]
    addressed += [name.split()[0] for name in addressed]
    found = [
        (weight + score, title)
        for weight, text, headline in places
        for score, whole in titles(text, headline, company)
        if (title := _without_names(whole, addressed)) and not any(name in title for name in people)
    ]
    if not found:
        return None
    best = max(score for score, _ in found)
    title = next(title for score, title in found if score == best)
    fuller = (other for _, other in found if other.startswith((f"{title} in ", f"{title} of ")))
    return next(fuller, title)


def _without_names(title: str, addressed: list[str]) -> str:
    """The title without the reader's own name: "Sam Okafor / Fraud Analyst", "Depot Clerk, Sam"."""
    for name in addressed:
        if title.startswith(name):
            title = title[len(name) :].lstrip(" /|&,:–-")
        for behind in (f", {name}", f" ({name})", f" - {name}"):
            title = title.removesuffix(behind)
    return title
