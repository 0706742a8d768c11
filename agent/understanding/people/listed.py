"""Reading a list of people in prose: "our CTO, Lee Wong, and Ana Diaz (Staff Engineer)".

The patterns lie in `lexicon/people_mentions.toml`. A name is a run of words written large without titles, days,
tools and team names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from agent.understanding.people.lexicon import any_of, lexicon, one_of, words
from agent.understanding.people.matching import same_person
from agent.understanding.people.parts import part_of_title

_MOST = 12
NAME_WORD = r"(?<!\w)[A-ZÀ-ÖØ-Þ][^\W\d_]{0,24}(?:['’\-][^\W\d_]{1,24}){0,2}(?!\w)"
"""One word of a name, written large."""

_PARTICLE = r"(?:van|von|de|der|den|del|della|di|da|dos|du|la|le|bin|al|ter)"
RUN = re.compile(rf"{NAME_WORD}\.?(?:[ \t]+(?:{_PARTICLE}[ \t]+){{0,2}}{NAME_WORD}\.?){{0,6}}")
"""A run of words written large: a name, a title, or both."""


_WHOLE = re.compile(r"(?:sir|miss|lady|dame|judge|canon|captain|professor|herr|frau|madame)\.")
_OFFICE = re.compile(r"[A-ZÀ-Þ]\w+(?: [A-ZÀ-Þ]\w+){0,2} (?:of|for) (?:the )?[A-ZÀ-Þ]")
"""A title of no known words: "Keeper of Manuscripts"."""


_OWN_NAME = re.compile(rf",[ \t]+{NAME_WORD}[ \t]+{NAME_WORD}")
"""A whole name behind an office and its department: what stands before is no name."""


_ARTICLE = re.compile(r"\b(?:the|an?|her|his|their)\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Listed:
    """One person of a list: name and title as written, and where the name stands in the text."""

    name: str
    title: str | None
    start: int


@dataclass(frozen=True, slots=True)
class _Run:
    """A run of large words taken apart: "CTO Lee Wong" is the title CTO and the name Lee Wong."""

    name: str | None
    title: str | None
    length: int


def mention_pattern(group: str, key: str) -> re.Pattern[str]:
    """A pattern of `lexicon/people_mentions.toml`, in which a space is any white space within a line."""
    return _compiled(group, key)


@cache
def _compiled(group: str, key: str) -> re.Pattern[str]:
    found = lexicon("people_mentions")[group][key]
    source = found if isinstance(found, str) else f"(?i){one_of(found)}"
    return re.compile(source.replace(" ", r"[ \t]+").replace("{name}", NAME_WORD))


def listed(text: str, at: int, never: tuple[str, ...] = ()) -> list[Listed]:
    """The people of the list that begins at `at` in `text`; [] when none does. `never` are names to pass over."""
    found: list[Listed] = []
    title: str | None = None
    for _ in range(_MOST):
        at, lower_title = _introduction(text, at)
        title = lower_title or title
        match = RUN.match(text, at)
        run = _split(match[0]) if match else None
        if match is None or run is None or (run.name is None and run.title is None):
            break
        at += run.length
        if run.name is None:
            title, at = _title_of(text, at, run.title or "")
            behind_of = RUN.match(text, at + 1) if text[at : at + 1] in (" ", "\t") else None
            if behind_of is not None:
                at += 1
                continue
        elif run.title and " " not in run.name and _behind_our(text, match.start()) and _OWN_NAME.match(text, at):
            title = match[0]  # "our VP Retail, Anne-Marie Roy"
        elif (office := _office_behind(text, match.start(), at, run.name)) is not None:
            title, at = f"{run.name}{office}", at + len(office)  # "our RA head, Dr Joshi"
        elif run.title is None and _behind_article(text, match.start(), run.name):
            if not text.startswith(", ", at):
                break
            title = run.name  # "the Chairman, Sir Alan Moffat"
        elif not _never(run.name, never) and not _department(text, match.start(), run.name, found):
            behind, at = _title_behind(text, at)
            found.append(Listed(run.name, behind or run.title or title, match.start()))
            title = None
        separator = _compiled("list", "separator").match(text, at)
        if not separator:
            break
        at = separator.end()
    return found


def _never(name: str, never: tuple[str, ...]) -> bool:
    """True for one of `never`, and for the words of one that a sign parts ("Brackwater Power" & "Light")."""
    own = set(name.lower().split())
    return any(same_person(name, other) or (own <= set(other.lower().split()) and "&" in other) for other in never)


def _behind_our(text: str, at: int) -> bool:
    return text[max(0, at - 4) : at].lower().endswith(("our ", "the "))


def _office_behind(text: str, start: int, at: int, name: str) -> str | None:
    """The small word behind "our" and one large one that makes an office of both; None without one."""
    if " " in name or not _behind_our(text, start):
        return None
    word = re.match(r"[ \t]+[a-z]{2,20}(?=,)", text[at : at + 24])
    return word[0] if word and is_office(word[0]) else None


def _department(text: str, start: int, name: str, found: list[Listed]) -> bool:
    """True for one word that ends a line behind a whole name and a comma: "Ms. Fauzia Baba, Programmes"."""
    alone = bool(found) and " " in found[-1].name and " " not in name and text[:start].rstrip().endswith(",")
    return alone and re.match(r"[ \t.]*(?:\n|$|;)", text[start + len(name) : start + len(name) + 8]) is not None


def is_office(title: str) -> bool:
    """True for words that name somebody's office ("head of planning", "Foreman")."""
    return _offices().search(title.lower()) is not None


@cache
def _offices() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(words('roles', 'heads') | words('people_mentions', 'offices'))}(?!\w)")


def _behind_article(text: str, at: int, name: str) -> bool:
    """True for one word behind "the", "a", "her": an office ("the Chairman"), not a name."""
    return " " not in name and _ARTICLE.search(text, max(0, at - 8), at) is not None


def name_in(run: str) -> str | None:
    """The name in a run of words written large, without titles: "CEO Ines Prata" -> "Ines Prata"; None without one."""
    found = _split(run)
    return found.name


def _introduction(text: str, at: int) -> tuple[int, str | None]:
    """Where the name (or large title) begins behind "our", "myself and", "the hiring manager,"; and that title."""
    for key in ("apposition", "lead", "myself"):
        match = _compiled("list", key).match(text, at)
        at = match.end() if match else at
    lower = _compiled("list", "lower_title").match(text, at)
    return (lower.end(), lower[1]) if lower and part_of_title(lower[1]) else (at, None)


def _title_of(text: str, at: int, title: str) -> tuple[str, int]:
    """A title with its department: "Head" and " of Product" behind it."""
    of = _compiled("list", "of").match(text, at)
    return (title + of[0], of.end()) if of else (title, at)


def _title_behind(text: str, at: int) -> tuple[str | None, int]:
    """The title behind a name, "(Staff Engineer)" or ", Staff Engineer", and where it ends."""
    behind = _compiled("list", "title_behind").match(text, at)
    said = next((group for group in behind.groups() if group), None) if behind else None
    if (
        behind
        and said
        and (behind[1] or part_of_title(said) or is_office(said) or _officer(said) or _OFFICE.match(said))
    ):
        return said, behind.end()
    return None, at


def _split(run: str) -> _Run:
    """Take a run of large words apart; `length` is how much of it is used."""
    tokens = list(re.finditer(r"\S+", run))
    heads = [i for i, token in enumerate(tokens[:-1]) if _is_title(token[0])]
    first = heads[-1] + 1 if heads and not _no_name(tokens[heads[-1] + 1][0]) else 0
    first = max((at + 1 for at, token in enumerate(tokens[:-1]) if at >= first and _honours(token[0])), default=first)
    while first < len(tokens) and _no_name(tokens[first][0]) and not _is_an(tokens, first):
        first += 1
    article = 0 < first < len(tokens) and _ARTICLE.fullmatch(tokens[first - 1][0] + " ") is not None
    if first == len(tokens) or (article and first + 1 < len(tokens) and _is_title(tokens[first + 1][0])):
        titled = _titles().search(run.lower()) is not None or any(_officer(token[0]) for token in tokens)
        return _Run(None, run if titled else None, len(run))
    last = next(_ends(tokens, first))
    end = tokens[last].end()
    if last + 1 < len(tokens) and tokens[last + 1][0].lower().rstrip(".") in words("people_mentions", "things"):
        return _Run(None, None, tokens[last + 1].end())  # "Anzac Day", "Fishery Port Road"
    if first == last and last + 1 < len(tokens) and first == 0 and _is_title(tokens[last + 1][0]):
        return _Run(None, run[: tokens[last + 1].end()], tokens[last + 1].end())  # "Clinical Lead"
    title = run[: tokens[first].start()].strip()
    alone = first == last and first > 0 and _honours(tokens[first - 1][0])  # "Mr. Vandermeer" stays so
    name = run[tokens[first - alone].start() : end].rstrip(".")
    known = title if title and _titles().search(title.lower()) else None
    return _Run(name if len(name) > 1 else None, known, end - run[:end].endswith("."))


def _ends(tokens: list[re.Match[str]], first: int) -> Iterator[int]:
    """The index of the last word of a name that begins at `first`: four words at most, none after a full stop."""
    for at in range(first, len(tokens)):
        closed = tokens[at][0].endswith(".") and len(tokens[at][0]) > 2
        if closed or at - first == 3 or at + 1 == len(tokens) or _no_name(tokens[at + 1][0]):
            yield at


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
    return bool(_titles().fullmatch(token.lower().rstrip("."))) or _officer(token)


def _officer(token: str) -> bool:
    return _compiled("list", "officer").fullmatch(token) is not None


@cache
def _titles() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(words('roles', 'heads') - {'fellow'})}(?!\w)")
