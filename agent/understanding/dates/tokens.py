"""Text as a row of words, numbers and marks that the grammar walks over; each knows its place in the text."""

from __future__ import annotations

import re

from agent.understanding.sentences import LONGEST, lowered

PARAGRAPH = "¶"
_TOKEN = re.compile(r"\n[ ]*\n\s*|[^\W\d_]+(?:'[^\W\d_]+)?|\d+|[^\s]")
_LOOKAHEAD = 24


class Tokens:
    """The words of one text, in lower case. Looking past the end gives empty words, so rules need no bounds checks.

    `words[i]` is at `text[starts[i]:ends[i]]`. `glued(i)` says that no space stands before word i.
    """

    __slots__ = ("count", "ends", "starts", "text", "words")

    def __init__(self, text: str) -> None:
        self.text = text[:LONGEST]
        found = list(_TOKEN.finditer(lowered(self.text)))
        self.count = len(found)
        self.words = [m[0] if m[0][0] != "\n" else PARAGRAPH for m in found] + [""] * _LOOKAHEAD
        size = len(self.text)
        self.starts = [m.start() for m in found] + [size + 1] * _LOOKAHEAD
        self.ends = [m.end() for m in found] + [size + 1] * _LOOKAHEAD

    def glued(self, i: int) -> bool:
        """True when word `i` follows the word before it without a space."""
        return 0 < i < self.count and self.starts[i] == self.ends[i - 1]

    def number(self, i: int) -> int | None:
        """The value of a number of at most four digits, else None."""
        word = self.words[i]
        return int(word) if word.isdecimal() and word.isascii() and len(word) <= 4 else None

    def capital(self, i: int) -> bool:
        """True when word `i` is written with a capital letter."""
        return i < self.count and self.text[self.starts[i]].isupper()

    def sees(self, i: int, *phrase: str) -> bool:
        """True when the words from `i` on are exactly `phrase`."""
        return all(self.words[i + k] == word for k, word in enumerate(phrase))

    def skip(self, i: int, *words: str) -> int:
        """The place after word `i` when it is one of `words`, else `i`."""
        return i + 1 if self.words[i] in words else i
