"""Runs of words written large, taken apart: "CTO Lee Wong" is the title CTO and the name Lee Wong.

A name is a run of words written large without titles, days, tools and team names. The words lie in
`lexicon/people_mentions.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from agent.understanding.people.lexicon import any_of, lexicon, one_of, words

NAME_WORD = r"[A-ZÀ-ÖØ-Þ](?<!\w.)[^\W\d_]{0,24}(?:['’\-][^\W\d_]{1,24}){0,2}(?!\w)"
"""One word of a name, written large. What may not stand before it is asked behind its capital: few letters are one."""

_PARTICLE = r"(?:van|von|de|der|den|del|della|di|da|dos|du|la|le|bin|al|ter)"
RUN = re.compile(rf"{NAME_WORD}\.?(?:[ \t]+(?:{_PARTICLE}[ \t]+){{0,2}}{NAME_WORD}\.?){{0,6}}")
"""A run of words written large: a name, a title, or both."""

ARTICLE = re.compile(r"\b(?:the|an?|her|his|their)\s+$", re.IGNORECASE)
"""What stands before an office, not before a name."""

_SAINT = re.compile(r"(?:St|Ste|Mt)\.")
"""What begins the name of a house or a place and ends no sentence: "St. Brendan Health"."""

_WHOLE = re.compile(r"(?:sir|miss|lady|dame|judge|canon|captain|professor|herr|frau|madame)\.")


def beginnings(text: str) -> Iterator[int]:
    """Where names may begin in `text`: at each run of words written large, and in it behind the end of a sentence."""
    for run in RUN.finditer(text):
        yield run.start()
        words_of_it = list(re.finditer(r"\S+", run[0]))
        for word, following in pairwise(words_of_it):
            if _closes(word[0]) and not _honours(word[0]):
                yield run.start() + following.start()


@dataclass(frozen=True, slots=True)
class Parted:
    """A run of large words taken apart: "CTO Lee Wong" is the title CTO and the name Lee Wong."""

    name: str | None
    title: str | None
    length: int


@cache
def mention_pattern(group: str, key: str) -> re.Pattern[str]:
    """A pattern of `lexicon/people_mentions.toml`, in which a space is any white space within a line."""
    found = lexicon("people_mentions")[group][key]
    source = found if isinstance(found, str) else f"(?i){one_of(found)}"
    return re.compile(source.replace(" ", r"[ \t]+").replace("{name}", NAME_WORD))


def name_in(run: str) -> str | None:
    """The name in a run of words written large, without titles: "CEO Ines Prata" -> "Ines Prata"; None without one."""
    return split(run).name


@lru_cache(maxsize=128)
def split(run: str) -> Parted:
    """Take a run of large words apart; `length` is how much of it is used.

    Kept for a moment: several questions about one text come to the same run.
    """
    tokens = list(re.finditer(r"\S+", run))
    if _SAINT.fullmatch(tokens[0][0]) and len(tokens) > 1:
        return Parted(None, None, len(run))
    heads = [i for i, token in enumerate(tokens[:-1]) if _is_title(token[0])]
    first = heads[-1] + 1 if heads and not _no_name(tokens[heads[-1] + 1][0]) else 0
    first = max((at + 1 for at, token in enumerate(tokens[:-1]) if at >= first and _honours(token[0])), default=first)
    while first < len(tokens) and _no_name(tokens[first][0]) and not _is_an(tokens, first):
        first += 1
    article = 0 < first < len(tokens) and ARTICLE.fullmatch(tokens[first - 1][0] + " ") is not None
    if first == len(tokens) or (article and first + 1 < len(tokens) and _is_title(tokens[first + 1][0])):
        titled = _titles().search(run.lower()) is not None or any(is_officer(token[0]) for token in tokens)
        return Parted(None, run if titled else None, len(run))
    last = next(_ends(tokens, first))
    end = tokens[last].end()
    if last + 1 < len(tokens) and tokens[last + 1][0].lower().rstrip(".") in words("people_mentions", "things"):
        return Parted(None, None, tokens[last + 1].end())  # "Anzac Day", "Fishery Port Road"
    if first == 0 and (first == last or _is_rank(tokens[0][0])) and (office := _office_of(tokens)) is not None:
        return Parted(
            None, run[: tokens[office].end()], tokens[office].end()
        )  # "Clinical Lead", "Payroll Team Manager", "Chief Nursing Officer"
    title = run[: tokens[first].start()].strip()
    alone = first == last and first > 0 and _honours(tokens[first - 1][0])  # "Mr. Vandermeer" stays so
    name = run[tokens[first - alone].start() : end].rstrip(".")
    known = title if title and _titles().search(title.lower()) else None
    return Parted(name if len(name) > 1 else None, known, end - run[:end].endswith("."))


def _is_rank(token: str) -> bool:
    """True for a word that begins an office before its department: "Chief Nursing Officer"."""
    return token.lower() in words("people_mentions", "ranks")


def _office_of(tokens: list[re.Match[str]]) -> int | None:
    """The index of the title behind one word of a department, with no name between; None without one.

    Behind a rank ("Chief", "Deputy") the next word is the department's, too.
    """
    behind = (
        at
        for at in range(2 if _is_rank(tokens[0][0]) and len(tokens) > 2 else 1, len(tokens))
        if _is_title(tokens[at][0]) or not _no_name(tokens[at][0])
    )
    at = next(behind, None)
    return at if at is not None and _is_title(tokens[at][0]) else None


def _ends(tokens: list[re.Match[str]], first: int) -> Iterator[int]:
    """The index of the last word of a name that begins at `first`: four words at most, none after a full stop."""
    for at in range(first, len(tokens)):
        if _closes(tokens[at][0]) or at - first == 3 or at + 1 == len(tokens) or _no_name(tokens[at + 1][0]):
            yield at


def _closes(token: str) -> bool:
    """True for a word with a full stop that may end a sentence; an initial does not."""
    return token.endswith(".") and len(token) > 2 and not _SAINT.fullmatch(token)


def _no_name(token: str) -> bool:
    low = token.lower().rstrip(".").replace("’", "'")
    return low in words("people_mentions", "not_names") or _honours(token) or _is_title(token)


def _honours(token: str) -> bool:
    """True for "Mr.", "Dr" and the like; a full stop behind a whole word ends the sentence: "is fine with Sir."."""
    low = token.lower()
    return low.rstrip(".") in words("people", "titles") and not _WHOLE.fullmatch(low)


def _is_an(tokens: list[re.Match[str]], at: int) -> bool:
    """True for the first name An: written large before a word of a name."""
    return tokens[at][0] == "An" and at + 1 < len(tokens) and not _no_name(tokens[at + 1][0])


def _is_title(token: str) -> bool:
    return bool(_titles().fullmatch(token.lower().rstrip("."))) or is_officer(token)


def is_officer(token: str) -> bool:
    """True for the letters of an office: "CTO", "VP"."""
    return mention_pattern("list", "officer").fullmatch(token) is not None


@cache
def _titles() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(words('roles', 'heads') - {'fellow'})}(?!\w)")
