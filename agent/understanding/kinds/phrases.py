"""The phrase language of the lexicons: readable patterns over plain words, compiled to bounded regular expressions.

    we [have] (decided|chosen) not to .. interview*

    word        that word           word*      any word that begins so
    (a|b c)     one of these        [a|b]      one of these, or nothing
    ..          up to 4 words       ...        up to 10 words
    #           a number            ?          a question mark
    ^  $        the sentence begins or ends here
    <name>      the alternatives of that name in the lexicon's [words] table

A phrase is matched against `plain` text: lower case, contractions written out, no punctuation but "?". Every gap is
bounded, so matching takes linear time.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_TOKEN = re.compile(r"\.{2,3}|<\w+>|[\[\]()|^$#?]|[^\s\[\]()|^$<>.]+")
_GAPS = {"..": r"(?: [^ ]+){0,4}?", "...": r"(?: [^ ]+){0,10}?"}
_NUMBER = r" \d+(?:st|nd|rd|th|am|pm|h|k)?(?: \d\d(?:am|pm)?)?"  # 3, 3rd, 3pm, 15:30
_COMMON = frozenset(
    {
        "a", "an", "and", "any", "are", "as", "at", "be", "been", "can", "could", "do", "for", "from", "had",
        "has", "have", "i", "if", "in", "is", "it", "let", "me", "my", "not", "of", "on", "or", "our",
        "please", "so", "that", "the", "this", "to", "us", "was", "we", "were", "will", "with", "would",
        "you", "your"
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Phrase:
    """A compiled phrase: its regular expression's source, and words of which at least one stands in every match.

    A key that ends in "*" stands for every word that begins so. Of `also`, if there are any, one stands there, too.
    """

    pattern: str
    keys: frozenset[str]
    also: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Part:
    pattern: str
    keys: frozenset[str]  # empty: this part does not always hold a known word
    also: frozenset[str] = frozenset()


_NOTHING: frozenset[str] = frozenset()


def compile_phrase(source: str, words: Mapping[str, str]) -> Phrase:
    """Compile `source`; `words` are the named alternatives. Raises ValueError on a phrase that is not well formed."""
    tokens = [token for name in _TOKEN.findall(source) for token in _expand(name, words)]
    part, rest = _alternatives(tokens, 0)
    if rest != len(tokens) or not part.keys:
        raise ValueError(f"not a phrase: {source!r}")
    return Phrase(part.pattern + "(?= |$)", part.keys, part.also)


def _expand(symbol: str, words: Mapping[str, str]) -> list[str]:
    if symbol[0] != "<":
        return [symbol]
    if symbol[1:-1] not in words:
        raise ValueError(f"no words named {symbol}")
    return ["(", *_TOKEN.findall(words[symbol[1:-1]]), ")"]


def _alternatives(tokens: list[str], at: int) -> tuple[_Part, int]:
    """Read `a b|c d` from `at` up to a closing bracket or the end."""
    branches = []
    while True:
        branch, at = _sequence(tokens, at)
        branches.append(branch)
        if at >= len(tokens) or tokens[at] != "|":
            break
        at += 1
    if len(branches) == 1:
        return branches[0], at
    keys = frozenset().union(*(b.keys for b in branches)) if all(b.keys for b in branches) else _NOTHING
    return _Part("(?:" + "|".join(b.pattern for b in branches) + ")", keys), at


def _sequence(tokens: list[str], at: int) -> tuple[_Part, int]:
    """Read parts that follow one another; the keys are those of the part that is least common in any mail.

    What else must stand there is told by the next such part, unless its words are open-ended.
    """
    parts: list[_Part] = []
    while at < len(tokens) and tokens[at] not in ("|", ")", "]"):
        symbol = tokens[at]
        at += 1
        if symbol in ("(", "["):
            inner, at = _alternatives(tokens, at)
            if at >= len(tokens) or tokens[at] != (")" if symbol == "(" else "]"):
                raise ValueError("unclosed bracket")
            at += 1
            parts.append(inner if symbol == "(" else _Part(f"(?:{inner.pattern})?", _NOTHING))
        else:
            parts.append(_word(symbol))
    rarest = sorted((p.keys for p in parts if p.keys), key=_rarity, reverse=True)
    keys = rarest[0] if rarest else _NOTHING
    also = next((more for more in rarest[1:] if not any(word.endswith("*") for word in more)), _NOTHING)
    return _Part("".join(p.pattern for p in parts), keys, also), at


def _word(symbol: str) -> _Part:
    if symbol in _GAPS:
        return _Part(_GAPS[symbol], _NOTHING)
    if symbol == "^":
        return _Part("^", _NOTHING)
    if symbol == "$":
        return _Part("(?= ?$)", _NOTHING)
    if symbol == "#":
        return _Part(_NUMBER, _NOTHING)
    if symbol.endswith("*"):
        stem = symbol[:-1]
        return _Part(" " + re.escape(stem) + r"[^ ]*", frozenset({symbol}) if len(stem) >= 3 else _NOTHING)
    return _Part(" " + re.escape(symbol), frozenset({symbol}))


def _rarity(keys: frozenset[str]) -> tuple[int, int, int]:
    """How well these words sort out sentences: few common words first, then few words, then long ones."""
    return (-sum(k in _COMMON for k in keys), -len(keys), min(len(k) for k in keys))
