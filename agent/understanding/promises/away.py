"""What an away note promises: an answer, where it says that its writer will answer on a day (docs/timelines.md).

When they are back alone is no promise; `kinds.away` tells it.
"""

from __future__ import annotations

import re

from agent.understanding.findings import Promised

_ANSWERS = re.compile(
    r"\b(?:every(?:one|body)|all)\b[^.;!?]{0,60}\bgets? (?:an? )?(?:answer|reply)\b"
    r"|\b(?:i|we)(?:'ll| will| shall|'m| am| are|'re| aim)\b[^.;!?]{0,80}"
    r"\b(?:answer|reply|respond|write back|(?:get|come) back to (?:you|your)|get to your|deal with your)\b"
)
_COUNTED = re.compile(r"\b(?:within|hours?|(?:working|business) days?)\b")
"""As in "we answer all enquiries within 3 working days": so does every mailbox; it says nothing of this one mail."""


def on_return(promised: tuple[Promised, ...]) -> tuple[Promised, ...]:
    """Those of the dates in an away note, doubtful ones among them, on which its writer will answer."""
    return tuple(one for one in promised if _answers(one.evidence.sentence.lower().replace("\u2019", "'"), one.phrase))


def _answers(sentence: str, phrase: str) -> bool:
    return _ANSWERS.search(sentence) is not None and _COUNTED.search(phrase.lower()) is None
