"""Every rule of the date grammar names the words it can begin with; here they are worked out from its pattern."""

from __future__ import annotations

import re
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from agent.understanding.dates import following, leaning
from agent.understanding.dates.matching import RULES, Rule

BOUNDARY, OTHER = "|", "~"
"""What stands for a word's edge, and for a sign that belongs to no word."""

KEPT = re.compile(r"(?:\|*t?h?e?\|*~+)?\|*[a-zäöü|]*[#~]?")
"""The first word of what a pattern can match; behind "the", or the end of it, the second one, too."""


def follows(pattern: Any, rest: set[str]) -> set[str]:
    """What a text can begin with where `pattern` stands before `rest`: a little too much rather than too little."""
    for kind, told in reversed(list(pattern)):
        rest = before(kind, told, rest)
    return {KEPT.match(text)[0] for text in rest}  # type: ignore[index]


def before(kind: Any, told: Any, rest: set[str]) -> set[str]:
    """The same for one part of a pattern."""
    if kind is op.LITERAL:
        return spelled(chr(told), rest)
    if kind is op.IN:
        return set().union(*(spelled(sign, rest) for part in told for sign in signs(*part)))
    if kind is op.BRANCH:
        return set().union(*(follows(branch, rest) for branch in told[1]))
    if kind is op.SUBPATTERN:
        return follows(told[3], rest)
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT):
        least, most, part = told
        found = {0: rest}
        for times in range(1, min(int(most), max(int(least), 2)) + 1):
            found[times] = follows(part, found[times - 1])
        return set().union(*(found[times] for times in found if times >= int(least)))
    if kind is op.AT:
        return {BOUNDARY + text for text in rest} if told is op.AT_BOUNDARY else rest
    if kind is op.ASSERT and told[0] == 1:
        ahead = {text.replace(BOUNDARY, "") for text in follows(told[1], {""})}
        return {text for text in rest if agrees(text.replace(BOUNDARY, ""), ahead)}
    return {OTHER} if kind is op.GROUPREF else rest


def spelled(sign: str, rest: set[str]) -> set[str]:
    mark = sign if re.match(r"[a-zäöü]", sign) else "#" if sign.isdigit() else OTHER
    return {mark + text for text in rest}


def agrees(text: str, ahead: set[str]) -> bool:
    return any(text.startswith(one) or one.startswith(text) for one in ahead)


def signs(kind: Any, told: Any) -> list[str]:
    """The signs of a part of "[...]"; a kind of letters would be any word."""
    if kind is op.RANGE:
        return [chr(code) for code in range(told[0], told[1] + 1)]
    if kind is op.CATEGORY:
        return ["0"] if told is op.CATEGORY_DIGIT else [OTHER]
    return [chr(told)] if kind is op.LITERAL else [OTHER]


def first_words(pattern: str) -> set[str]:
    """The words a match of `pattern` can begin with, behind "the" where that stands before; "" for any word."""
    begun = (re.match(r"(?:\|*the\|*~+)?\|*([a-zäöü]+|#|)", text) for text in follows(parser.parse(pattern), {OTHER}))
    return {text[1] for text in begun if text is not None}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule[2].__name__}-{rule[1].pattern[:20]}")
def test_a_rule_names_all_words_it_can_begin_with(rule: Rule) -> None:
    begins, pattern, _ = rule
    assert first_words(pattern.pattern) <= begins


@pytest.mark.parametrize("pattern", [leaning._LEANING, leaning._BESIDE_NODE, following.NAMED])
def test_what_leans_on_another_date_is_looked_at(pattern: re.Pattern[str]) -> None:
    assert first_words(pattern.pattern) <= leaning.BEGINNINGS


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"the (?:next|last) day", {"next", "last"}),
        (r"(?:the )?(?:next |)day\b", {"next", "day"}),
        (r"(?:the[ ]{1,4}\n?)?(?:next |the )week", {"next", "week", "the"}),
        (r"(?:then|that|the\b)", {"then", "that", ""}),
        (r"mid(?:dle)?(?:-| )of", {"mid", "middle"}),
        (r"(?:a )?(?=fortnight)(?:week|fortnights?)\b", {"a", "fortnight", "fortnights"}),
        (r"[1-3]?\d days|q\d", {"#", "q"}),
        (r"\w+ days", {""}),
    ],
)
def test_first_words(pattern: str, words: set[str]) -> None:
    assert first_words(pattern) == words
