"""What the owner's own sentences do: thank, ask for news, say yes to a time, withdraw, take the job.

Each sentence of their new text is weighed by a table of weights learnt from labelled mail (`tests/corpus/open/owner`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from agent.reading.records import Reading
from agent.understanding.acts.act import EXPECTED, MARGINS, OUTRIGHT, Act
from agent.understanding.acts.lines import lines
from agent.understanding.acts.outright import says_outright
from agent.understanding.acts.traits import answering, traits_of
from agent.understanding.acts.weighing import likelihoods
from agent.understanding.sentences import Sentence

__all__ = ["Act", "Line", "acts", "best", "likeliest"]


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of the owner's, and how likely it does each act."""

    sentence: Sentence
    shares: dict[Act, float]

    def does(self, act: Act) -> bool:
        """Whether the act is likely enough to be believed."""
        share = self.shares[act]
        return share >= MARGINS[act] or (share >= OUTRIGHT[act] and says_outright(act, self.sentence.text))

    def may(self, act: Act) -> bool:
        """Whether the act is likely enough to be believed where it is expected."""
        return self.shares[act] >= EXPECTED

    def within(self, text: str) -> str:
        """The words of this sentence in a text as long as the one it was found in."""
        return text[self.sentence.start : self.sentence.end]


def acts(reading: Reading) -> tuple[Line, ...]:
    """The sentences of the owner's new text, in order, each with what it may do."""
    return _acts(reading.said, reading.quoted)


def best(found: tuple[Line, ...], act: Act) -> Line | None:
    """The sentence that does the act most likely; None where none is believed to do it."""
    return max((one for one in found if one.does(act)), key=lambda one: one.shares[act], default=None)


def likeliest(found: tuple[Line, ...], act: Act) -> Line | None:
    """The sentence that may do the act, most likely; None where none may."""
    return max((one for one in found if one.may(act)), key=lambda one: one.shares[act], default=None)


@lru_cache(maxsize=2)
def _acts(said: str, quoted: str) -> tuple[Line, ...]:
    """Findings and meetings both ask for it, one after the other."""
    return tuple(_weighed(said, quoted))


def _weighed(said: str, quoted: str) -> Iterator[Line]:
    written, answered = lines(said), answering(quoted)
    texts = [one.text for one in written]
    for at, one in enumerate(written):
        yield Line(one, likelihoods(traits_of(texts, at) | answered))
