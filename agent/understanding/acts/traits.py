"""The traits of a sentence of the owner's: its words, what it is like, where it stands, and what it answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from agent.understanding.acts.lines import lines
from agent.understanding.likeness import features, likeness, likeness_by, weight_of_each
from agent.understanding.likeness.features import beginning, words_of

_LIKE, _ANSWERS, _WORD = 3.0, 2.0, 0.3
"""What the likeness of the sentence, that of what it answers, and a word of what it answers or follows count."""

_LEAST = 0.05
"""Less alike than this says nothing."""

_HEDGES = re.compile(r"\b(?:if|before|would|could|once|unless|until|whether|when|should)\b", re.IGNORECASE)
_QUOTED, _ANSWERED = 1500, 6
"""So many letters and sentences of what it answers are looked at: what was asked stands near the top."""

_BEFORE = 25
_SHORT, _LONG = 4, 10


def traits_of(texts: Sequence[str], at: int) -> dict[str, float]:
    """The traits of the sentence `texts[at]` in the owner's mail that `texts` are."""
    text = texts[at]
    found = features(text)
    traits = dict.fromkeys(found, weight_of_each(len(found)))
    traits |= {f"=like {signal}": _LIKE * share for signal, share in likeness_by(found).items() if share > _LEAST}
    traits |= dict.fromkeys(_facts(text, at, len(texts)), 1.0)
    before = words_of(texts[at - 1])[-_BEFORE:] if at else ("<nothing>",)
    return traits | {f"=before {beginning(word, 6)}": _WORD for word in before}


def answering(quoted: str) -> dict[str, float]:
    """The traits that every sentence has by what the mail answers: the sentences of `quoted`, what is nearest first."""
    texts = [one.text for one in lines(quoted[:_QUOTED])[:_ANSWERED]]
    if not texts:
        return {"=answers nothing": 1.0}
    alike: dict[str, float] = {}
    for text in texts:
        for signal, share in likeness(text).items():
            alike[signal] = max(share, alike.get(signal, 0.0))
    traits = {f"=answers {signal}": _ANSWERS * share for signal, share in alike.items() if share > _LEAST}
    return traits | {f"=answered {beginning(word, 6)}": _WORD for text in texts for word in words_of(text)}


def _facts(text: str, at: int, count: int) -> Iterator[str]:
    words = words_of(text)
    yield from (f"=hedge {found.lower()}" for found in _HEDGES.findall(text))
    facts = {
        "question": "?" in text,
        "day": "<day>" in words or "<month>" in words,
        "clock": "<clock>" in words,
        "first": at == 0,
        "last": at == count - 1,
        "short": len(words) < _SHORT,
        "long": len(words) >= _LONG,
    }
    yield from (f"={name}" for name, holds in facts.items() if holds)
