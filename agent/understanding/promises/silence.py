"""What silence is said to mean, and who is said to write."""

from __future__ import annotations

import re

from agent.understanding.promises.lexicon import found_in, says, table
from agent.understanding.sentences import Sentence

_NAME = r"(?P<name>[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)?)"
_NEWS = r"(?:hear|hearing|e-?mail|call|message|note|update|contact|contacted|feedback|response|word)"
_WILL = r"(?:'ll|’ll|,?\swill|,?\sshould|\sis going to|\splans to|\sand I will)"
_WRITE = (
    r"(?:in touch|reach|get|contact|email|call|follow|let|send|update|write|come|respond|reply|share|have|know|confirm)"
)
_WHO = (
    re.compile(rf"\b{_NEWS}(?:\s\w+){{0,2}}?\s(?:from|by)\s(?:my colleague\s|our \w+\s)?{_NAME}"),
    re.compile(
        rf"(?:\A|[.,;]\s|\band\s|\bcolleague\s|\brecruiter\s|\bmanager,?\s){_NAME}(?:,[^,]{{2,40}},)?"
        rf"{_WILL}(?:\s\w+){{0,3}}?\s{_WRITE}\b"
    ),
)

_BY_THEN = re.compile(r"\b(?:by|before|until|on) (?:then|that (?:day|date|time|point|evening))\b")
"""In the sentence behind the day, which then is the day by which silence means something."""


def silence_of(low: str, part: Sentence, following: Sentence | None) -> str | None:
    """What silence by the day of a sentence of `low` means: "means_no", or "ask" where the owner is told to ask."""
    text = low[part.start : part.end]
    meaning = _silence(text)
    behind = low[following.start : following.end] if following is not None else ""
    if meaning is None and re.search(r"\bif (?:you|i|we)\b|\bunless\b", text):
        meaning = _silence(f"{text} {behind}")
    elif meaning is None and _is_silence(behind) and _BY_THEN.search(behind):
        return "means_no" if _silence(behind) == "means_no" else None
    if meaning == "ask" and (not _is_silence(text) or says("no_news", text) or "from you" in text):
        return None
    return meaning


def _is_silence(text: str) -> bool:
    return any(name == "silence" for name, _ in found_in("cue", text))


def _silence(low: str) -> str | None:
    if not re.search(r"\b(?:if|unless|should|not|haven't)\b", low):
        return None
    if says("means_no", low):
        return "means_no"
    return "ask" if says("ask", low) else None


def who(sentence: str) -> str | None:
    """The person by name who is said to write ("You will hear from Maria next week")."""
    for pattern in _WHO:
        for match in pattern.finditer(sentence[:600]):
            if match["name"].split()[0] not in table()["nobody"]:
                return match["name"]
    return None
