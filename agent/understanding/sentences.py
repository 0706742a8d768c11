"""Cutting text into sentences whose places still point into the original.

`normalise` keeps the length, so a span found in its result is a span of the original text. One pass from left to
right over the places where a sentence could end: linear time on any input.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

LONGEST = 65_536
"""No more characters than this are read; mail that people write is far shorter."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence as written, without the space around it: `text` is `original[start:end]`."""

    text: str
    start: int
    end: int


_SAME_LENGTH = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′ʼ`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−\u00ad", "-"),
        **dict.fromkeys("\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a", " "),
        **dict.fromkeys("\u202f\u205f\u3000\u200b\u200c\u200d\u2060\ufeff\t\r\v\f", " "),
        **dict.fromkeys("\u2028\u2029\u0085", "\n"),
        **dict.fromkeys("•‣◦▪●·⋅∙*", "*"),
        "…": ".",
    }
)


def normalise(text: str) -> str:
    """The same text, character for character, with plain quotes, dashes, spaces and bullets. Case is kept."""
    return text.translate(_SAME_LENGTH)


def lowered(text: str) -> str:
    """`normalise` and lower case, of the same length even where lower case would be longer (the Turkish dotted I)."""
    plain = normalise(text)
    low = plain.lower()
    if len(low) == len(plain):
        return low
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in plain)


_DAYS_AND_MONTHS = frozenset(
    [
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "mon",
        "tue",
        "tues",
        "wed",
        "thu",
        "thur",
        "thurs",
        "fri",
        "sat",
        "sun",
    ]
)
_MAY_END = (
    frozenset(
        [
            "a.m",
            "p.m",
            "am",
            "pm",
            "etc",
            "inc",
            "ltd",
            "co",
            "corp",
            "u.s",
            "u.k",
            "min",
            "mins",
            "hr",
            "hrs",
            "est",
            "jr",
            "sr",
        ]
    )
    | _DAYS_AND_MONTHS
)
"""After these a sentence ends where a capital letter follows ("by Fri. We ..."), but not before "Nov. 6"."""
_NEVER_END = frozenset(
    [
        "e.g",
        "i.e",
        "mr",
        "mrs",
        "ms",
        "mx",
        "dr",
        "prof",
        "st",
        "vs",
        "no",
        "nos",
        "approx",
        "ca",
        "cf",
        "resp",
        "dept",
        "ext",
        "tel",
        "fig",
        "bzw",
        "z.b",
    ]
)

_STOP = re.compile(r"""[.!?]{1,20}["')\]]{0,3}(?=\s|$)|\n""")
_NEW_ITEM = re.compile(r"(?:[-*>]|\d{1,2}[.)]|\(?[a-z]\))\s|[a-z][a-z /-]{1,28}:(?:\s|$)", re.IGNORECASE)
_SHORT_LINE = 50


@lru_cache(maxsize=4)
def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of `text`, in order. Paragraphs, list items and label lines ("Time: 3 pm") end one as well.

    Kept for a moment: promises, interviews and people each look at the sentences of one text.
    """
    plain = normalise(text[:LONGEST])
    found: list[Sentence] = []
    begin = 0
    line = 0
    for stop in _STOP.finditer(plain):
        newline = plain[stop.start()] == "\n"
        ends = _line_ends(plain, line, stop.start()) if newline else _point_ends(plain, begin, stop.start(), stop.end())
        if newline:
            line = stop.end()
        if ends:
            _add(found, text, begin, stop.end())
            begin = stop.end()
    _add(found, text, begin, len(plain))
    return tuple(found)


def _add(found: list[Sentence], text: str, begin: int, end: int) -> None:
    raw = text[begin:end]
    body = raw.strip()
    if body:
        start = begin + len(raw) - len(raw.lstrip())
        found.append(Sentence(body, start, start + len(body)))


def _point_ends(plain: str, begin: int, at: int, after: int) -> bool:
    """Does the full stop, question or exclamation mark at `at` end the sentence that began at `begin`?"""
    if plain[at] != "." or plain[at : at + 2] in (".?", ".!"):
        return True
    following = plain[after : after + 40].lstrip()
    word = plain[max(begin, at - 12) : at].rsplit(maxsplit=1)[-1:] or [""]
    low = word[0].lower().lstrip("(\"'")
    if low in _NEVER_END:
        return False
    if low in _MAY_END:
        return following[:1].isupper() and following[:3].lower() not in _DAYS_AND_MONTHS
    if len(low) == 1 and low.isalpha() and low != "i":  # an initial: "Dana R. Reyes"
        return False
    if low.isdigit() and len(low) <= 2 and not plain[begin : at - len(low)].strip():  # "1. Phone screen"
        return False
    if low.isdigit() and len(low) <= 2 and following[:1].islower():  # "am 3. November" in German
        return False
    return not following[:1].islower() or "\n" in plain[after : after + 3]


def _line_ends(plain: str, line: int, at: int) -> bool:
    """Does the line break at `at` end a sentence, or was a long sentence merely wrapped there?"""
    following = plain[at + 1 : at + 121]
    stripped = following.lstrip(" ")
    if not stripped or stripped[0] == "\n" or _NEW_ITEM.match(stripped):
        return True
    before = plain[max(line, at - 200) : at].rstrip()
    if before.endswith((":", ";")) or (
        before.endswith(",") and len(before) < _SHORT_LINE and not stripped[0].islower()
    ):
        return True
    return len(before) < _SHORT_LINE and not stripped[0].islower()
