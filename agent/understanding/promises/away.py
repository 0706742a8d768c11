"""What an away note promises: an answer, where it says that its writer will answer on a day (docs/timelines.md).

When they are back alone is no promise; `kinds.away` tells it.
"""

from __future__ import annotations

from agent.understanding.findings import Promised
from agent.understanding.promises.lexicon import says
from agent.understanding.sentences import lowered


def on_return(promised: tuple[Promised, ...]) -> tuple[Promised, ...]:
    """Those of the dates in an away note, doubtful ones among them, on which its writer will answer."""
    return tuple(one for one in promised if _answers(lowered(one.evidence.sentence), one.phrase.lower()))


def _answers(sentence: str, phrase: str) -> bool:
    """Not as in "we answer all enquiries within 3 working days": that is how fast the mailbox answers anything."""
    return says("answers_then", sentence) and not says("counted", phrase)
