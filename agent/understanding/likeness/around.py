"""What stands around a place in a text: the words before and behind it in its sentence, and those of its neighbours.

By these a day or an hour is told apart: a day that promises news from one by which the owner is to answer, an hour at
which one meets from one at which one is to arrive.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from agent.understanding.likeness.features import beginning, words_of
from agent.understanding.sentences import Sentence

_BEFORE, _BEHIND = 25, 10
"""How many words of its own sentence count."""

_EARLIER, _LATER = 25, 18
"""How many words of what stands before the sentence and behind it."""

_LETTERS = 200
"""No more letters than this before and behind a sentence are looked at."""

_CLOSE = 4
"""So many words right before the place count by their distance, too."""

_NEIGHBOURS = 0.5
"""What a word of another sentence counts."""

_WIDEST = 400
"""Of a longer sentence only so many letters on either side."""


def around(said: str, place: tuple[int, int], sentence: Sentence | None) -> dict[str, float]:
    """The traits of `said` around `place`, which stands in `sentence`. Time is bounded, however long the text."""
    start, end = place
    first = max(sentence.start if sentence else start, start - _WIDEST)
    last = min(sentence.end if sentence else end, end + _WIDEST)
    last = max(last, end)
    found = _before(["<start>", *words_of(said[first:start])][-_BEFORE:])
    found |= _behind([*words_of(said[end:last]), "<end>"][:_BEHIND])
    earlier, later = words_of(said[max(0, first - _LETTERS) : first]), words_of(said[last : last + _LETTERS])
    found |= {f"earlier {beginning(word, 6)}": _NEIGHBOURS for word in earlier[-_EARLIER:]}
    found |= {f"later {beginning(word, 6)}": _NEIGHBOURS for word in later[:_LATER]}
    return found


def _before(words: Sequence[str]) -> dict[str, float]:
    near = [beginning(word, 5) for word in words]
    names = {f"before {length}{beginning(word, length)}" for word in words for length in (4, 6)}
    names |= {f"before -{far} {beginning(word, 6)}" for far, word in enumerate(reversed(words[-_CLOSE:]), 1)}
    names |= {f"before {first} {second}" for first, second in pairwise(near)}
    names |= {f"before {' '.join(three)}" for three in zip(near, near[1:], near[2:], strict=False)}
    names |= {f"before {first} _ {third}" for first, third in zip(near, near[2:], strict=False)}
    return dict.fromkeys(names, 1.0)


def _behind(words: Sequence[str]) -> dict[str, float]:
    near = [beginning(word, 5) for word in words]
    names = {f"behind {length}{beginning(word, length)}" for word in words for length in (4, 6)}
    names |= {f"behind +{far} {beginning(word, 6)}" for far, word in enumerate(words[:2], 1)}
    names |= {f"behind {first} {second}" for first, second in pairwise(near)}
    return dict.fromkeys(names, 1.0)
