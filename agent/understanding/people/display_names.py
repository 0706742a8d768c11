"""The shell of a display name: quotes, emoji, brackets, "via Lever", "Last, First" - and the company in it."""

from __future__ import annotations

import re
import unicodedata

from agent.understanding.people.lexicon import words
from agent.understanding.people.spelling import latin, plain
from agent.understanding.people.teams import is_team

_LONGEST = 120
_BRACKETS = re.compile(r"[(\[{<]([^()\[\]{}<>]{0,80})[)\]}>]")
_JOINT = re.compile(r"(\S+)\s+(via|at|from|of|on behalf of|@|für|von|chez|bei)\s+(?=\S)", re.IGNORECASE)
_LITTLE = frozenset({"the", "&", "via"})
_SEPARATOR = re.compile(r"\s+[-–—]\s+|\s*[|·•/:]\s*")
NICKNAME = re.compile(r"(?<=\S)\s+[\"“'‘(]([^\W\d_][\w.'’\-]{1,20})[\"”'’)]\s+(?=\S)")
"""A nickname between first and family name: Robert "Bob" Smith."""


def unwrapped(name: str, email: str | None) -> tuple[str, str | None]:
    """The name without quotes, emoji, brackets, "via ..." and the like, and the company these named."""
    text = "".join(c if unicodedata.category(c)[0] not in "SC" or c in "|'`+@" else " " for c in name[:_LONGEST])
    text = re.sub(r"\s+", " ", text.replace("`", "'")).strip(" '\"“”‘’,;-–—")
    company = None
    bracket = None if NICKNAME.search(text) else _BRACKETS.search(text)
    if bracket:
        inner = bracket[1].strip()
        outside = _BRACKETS.sub(" ", text).strip(" -–—,")
        if not latin(outside) and latin(inner):
            return inner, None
        company = None if "/" in inner or not outside else company_of(inner)
        text = outside or inner
    joint = next((found for found in _JOINT.finditer(text) if not _one_name(found)), None)
    if joint:
        company, text = company or company_of(text[joint.end() :]), text[: joint.end(1)]
    text, part_company = _person_part(text, email)
    return " ".join(text.split()), company or part_company


def _one_name(joint: re.Match[str]) -> bool:
    """True for "City of Calder" and "Bank of Mesa", where "of" stands inside a name."""
    return joint[2].lower() == "of" and joint[1].lower() in words("people_domains", "of")


def _person_part(text: str, email: str | None) -> tuple[str, str | None]:
    """Of "Acme | Dana Reyes" the part that is a person, and the company in the others."""
    parts = [part for part in _SEPARATOR.split(text) if part.strip()]
    if len(parts) < 2:
        return text, None
    person = next((part for part in parts if not is_team(part, email)), parts[0])
    others = [part for part in parts if part is not person]
    return person, next((found for part in others if (found := company_of(part))), None)


def company_of(text: str) -> str | None:
    """The company in a part of a display name, without "Recruiting", "Team" and the like; None when nothing is left."""
    kept = text.split()
    while kept and _of_team(kept[-1]):
        kept.pop()
    while kept and _of_team(kept[0]):
        kept.pop(0)
    left = " ".join(kept).strip(" ,.-–—")
    return left if left[:1].isalnum() and not left.islower() else None


def _of_team(word: str) -> bool:
    low = word.strip(".,").lower()
    return low in words("people", "team") or low in _LITTLE


def in_reading_order(text: str, email: str | None) -> tuple[str, str | None]:
    """First name first: "Reyes, Dana" -> "Dana Reyes"; "Dana Reyes, Acme" -> "Dana Reyes" and Acme."""
    left, comma, right = text.partition(",")
    left, right = left.strip(), right.partition(",")[0].strip()
    if not comma or not right or not left:
        return left or right, None
    rest = [
        word
        for word in right.split()
        if word.lower().strip(".") not in words("people", "credentials")
        and word.lower() not in words("people", "credentials")
    ]
    if not rest:
        return left, None
    names = [word for word in left.split() if word.lower() not in words("people", "particles")]
    local = plain((email or "").partition("@")[0])
    if is_team(right, email) or (
        len(names) > 1 and local.startswith(plain(names[0])[:3]) and not local.startswith(plain(rest[0])[:3])
    ):
        return left, company_of(right)
    return f"{' '.join(rest)} {left}", None
