"""Values from mail made fit to stand in a sentence: job titles, companies, what the interview was called, topics.

What does not look like the thing it should be becomes None, and the sentence goes without it: a missing detail reads
better than a wrong one, and hostile text in mail finds no way into a draft.
"""

from __future__ import annotations

import re
import unicodedata

_BIDI = frozenset("\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
_SUSPECT = re.compile(r"@|://|www\.|[{}<>\\|`^~]|%7b", re.IGNORECASE)
_BRACKETED = re.compile(r"\([^()]{0,80}\)|\[[^\[\]]{0,80}\]")
_NUMBERED = re.compile(r"\s*[-,–]?\s*(?:#|\b(?:req(?:uisition)?|ref(?:erence)?|job id|id)\b[\s.:#-]{0,3})[a-z]{0,4}-?\d[\w-]{0,20}", re.IGNORECASE)  # fmt: skip  # noqa: E501 - one pattern
_LEGAL = re.compile(
    r"(?:,?\s+(?:inc|incorporated|llc|llp|ltd|limited|plc|corp|corporation|co|gmbh|ag|se|kg|kgaa|e\.?v|mbh|bv|b\.v|nv|n\.v"
    r"|sa|s\.a|sas|sarl|srl|s\.r\.l|spa|oy|ab|as|aps|a/s|pty|& co))\.?$",
    re.IGNORECASE,
)
_SEPARATORS = (" - ", " – ", " — ", " | ", " / ", ", ")


def plain(text: str | None) -> str:
    """Give the text on one line: control and direction characters off, white space single."""
    if not text:
        return ""
    kept = (c for c in text if c not in _BIDI and (c.isspace() or unicodedata.category(c) not in {"Cc", "Cs", "Co"}))
    return " ".join("".join(kept).split())


def clean_role(text: str | None, employer: str | None = None) -> str | None:
    """Give a job title as it is said: "Data Engineer (m/w/d) - REQ 1234" is "Data Engineer"; None for none."""
    role = _NUMBERED.sub("", _BRACKETED.sub(" ", plain(text)))
    role = re.sub(r"^(?:the|our|a|an)\s+", "", plain(role), flags=re.IGNORECASE)
    role = re.sub(r"\s+(?:role|position|job|vacancy|opening)$", "", role, flags=re.IGNORECASE)
    for name in filter(None, (plain(employer), clean_company(employer))):
        role = re.sub(rf"\s+(?:at|with|bei|@|-|–|,)\s+{re.escape(name)}$", "", role, flags=re.IGNORECASE)
    role = _shortened(role, 60)
    if not _sayable(role, longest=60, words=9):
        return None
    return _quiet(role)


def clean_company(text: str | None) -> str | None:
    """Give a company as it is said: "Acme Data, Inc." is "Acme Data". None when it is not one."""
    company = plain(_BRACKETED.sub(" ", plain(text)))
    for _ in range(2):  # "GmbH & Co. KG"
        company = _LEGAL.sub("", company).rstrip(" ,&")
    company = company.rstrip(" .,;:!?-")
    return company if _sayable(company, longest=50, words=7) else None


def clean_topics(topics: tuple[str, ...]) -> tuple[str, ...]:
    """Give at most two topics of an invitation, in their order, as they are written."""
    found = [plain(_BRACKETED.sub(" ", plain(topic))).strip(" .,;:!?-–•*") for topic in topics]
    return tuple(dict.fromkeys(topic for topic in found if _sayable(topic, longest=60, words=8)))[:2]


def _sayable(text: str, *, longest: int, words: int) -> bool:
    return (
        0 < len(text) <= longest
        and len(text.split()) <= words
        and any(c.isalpha() for c in text)
        and not _SUSPECT.search(text)
        and not re.search(r"[\[\](){};!?\"]|\.\s|_{2,}", text)
    )


def _shortened(text: str, longest: int) -> str:
    """Drop what follows the last separator until it fits: places and teams come last in a title."""
    text = text.strip(" .,;:-–—|/!?")
    while len(text) > longest:
        cut = max(text.rfind(separator) for separator in _SEPARATORS)
        if cut <= 0:
            break
        text = text[:cut].strip(" .,;:-–—|/!?")
    return text


def _quiet(text: str) -> str:
    """SENIOR DATA ENGINEER is not shouted back; QA, SRE and the like stay."""
    if not (text.isupper() and len(text.split()) > 1):
        return text
    return " ".join(word if len(word) <= 3 else _quiet_word(word) for word in text.split())


def _quiet_word(word: str) -> str:
    if not word.isupper() or len(word) < 2 or word.endswith("."):
        return word
    return "-".join(part[:1] + part[1:].lower() for part in word.split("-"))
