"""What an away note promises: an answer, where it says that its writer will answer on a day (docs/timelines.md).

When they are back alone is no promise; `kinds.away` tells it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from agent.understanding.findings import Promised
from agent.understanding.promises.lexicon import says
from agent.understanding.sentences import lowered

_SAID = 0.8
"""How sure an answer is that is said outright."""

_REACH = 200
"""So many letters before a day are looked at."""

_AWAY_TILL = re.compile(r"(?:until|till?|through|thru|to|between)\b")
"""The end of an absence, as in "I am away until Monday and will reply on my return"."""

_AWAY_ON = re.compile(
    r"\b(?:out|away|off|absent|abroad|closed|on leave|on holiday|on vacation|not (?:in|here|available|reachable))\b"
    r"(?!.*\b(?:answer|reply|respond|write|get back|come back)\b)[^.;!?]{0,40}\Z",
    re.DOTALL,
)
"""Before the day of an absence: "I am out of the office on Thursday and will reply as soon as I can"."""


def on_return(dated: tuple[Promised, ...]) -> tuple[Promised, ...]:
    """Those of the dates in an away note, however unlikely, on which its writer will answer."""
    said = (one for one in dated if _answers(lowered(one.evidence.sentence), one.phrase.lower()))
    return tuple(
        replace(one, evidence=replace(one.evidence, confidence=max(_SAID, one.evidence.confidence))) for one in said
    )


def _answers(sentence: str, phrase: str) -> bool:
    """Not as in "we answer all enquiries within 3 working days": that is how fast the mailbox answers anything."""
    if not says("answers_then", sentence) or _AWAY_TILL.match(phrase):
        return False
    if _AWAY_ON.search(sentence[: max(sentence.find(phrase), 0)][-_REACH:]):
        return False
    return not says("counted", phrase) or says("answers_you", sentence)
