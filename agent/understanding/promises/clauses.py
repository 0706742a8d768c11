"""A sentence taken apart into clauses, each with its dates: who says what is settled clause by clause."""

from __future__ import annotations

import re
from dataclasses import dataclass

from agent.understanding.dates.records import When
from agent.understanding.sentences import Sentence

_LET = r"let(?!\s(?:you|every\w+|all|both)\b)"
_SUBJECT = rf"(?:we|i|you|they|he|she|it|please|could|can|{_LET}|if|once|the|our|my|there|this|that|kindly|feel)\b"
_BREAK = re.compile(
    r";|[ ]-{1,2}[ ]|:(?=\s)|,?\s(?=(?:but|however|although|though|while"
    r"|whereas|otherwise)\s)|,?\sso(?=\s(?:expect|bank|count|allow|figure|look|bear)\b)|,?\s(?:so|and|then)(?=\s(?:(?:so|then|also)\s)?"
    + _SUBJECT
    + rf"(?!\sor\b))|,(?=\s(?:please|could|can|{_LET}|we|i|you|they|which"
    r"|as|since|because|at which|and\s(?:will|should|expect))\b)"
    r"|(?<!soon)\s(?=(?:as|since|because)\s(?:we|i|they|he|she|the)\b)|\((?=(?:we|i|you|please)\b)|\)(?=\s\w)"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """`text[start:end]` of the whole text, and the dates that begin in it."""

    start: int
    end: int
    dates: tuple[When, ...]


def clauses(low: str, sentence: Sentence, dates: tuple[When, ...]) -> tuple[Clause, ...]:
    """The clauses of one sentence of `low` (lower case), in order; no cut is made inside a date."""
    inside = [d for d in dates if sentence.start <= d.span[0] < sentence.end]
    cuts = [sentence.start]
    for match in _BREAK.finditer(low, sentence.start, sentence.end):
        if not any(d.span[0] < match.start() < d.span[1] for d in inside) and match.start() > cuts[-1]:
            cuts.append(match.start())
    ends = [*cuts[1:], sentence.end]
    return tuple(Clause(a, b, tuple(d for d in inside if a <= d.span[0] < b)) for a, b in zip(cuts, ends, strict=True))
