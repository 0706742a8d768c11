"""Reading a list of people in prose: "our CTO, Lee Wong, and Ana Diaz (Staff Engineer)".

The patterns lie in `lexicon/people_mentions.toml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from agent.understanding.people.lexicon import any_of, words
from agent.understanding.people.matching import bears_name, same_person
from agent.understanding.people.parts import part_of_title
from agent.understanding.people.runs import ARTICLE, NAME_WORD, RUN, is_officer, mention_pattern, split

_MOST = 12
_OFFICE = re.compile(r"[A-ZÀ-Þ]\w+(?: [A-ZÀ-Þ]\w+){0,2} (?:of|for) (?:the )?[A-ZÀ-Þ]")
"""A title of no known words: "Keeper of Manuscripts"."""

_NEXT_LINE = re.compile(rf"[^\n]{{0,80}}\n[ \t]*(?={NAME_WORD}\.?[ \t]+{NAME_WORD})")
"""From the end of a name to the next line, which begins with a whole name."""

_OWN_NAME = re.compile(rf",[ \t]+{NAME_WORD}[ \t]+{NAME_WORD}")
"""A whole name behind an office and its department: what stands before is no name."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One person of a list: name and title as written, and where the name stands in the text."""

    name: str
    title: str | None
    start: int


def listed(text: str, at: int, never: tuple[str, ...] = ()) -> list[Listed]:
    """The people of the list that begins at `at` in `text`; [] when none does. `never` are names to pass over."""
    found: list[Listed] = []
    title: str | None = None
    one_a_line = _begins_lines(text, at)
    for _ in range(_MOST):
        at, lower_title = _introduction(text, at)
        title = lower_title or title
        match = RUN.match(text, at)
        run = split(match[0]) if match else None
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
        separator = mention_pattern("list", "separator").match(text, at)
        separator = separator or (_NEXT_LINE.match(text, at) if one_a_line else None)
        if not separator:
            break
        at = separator.end()
    return found


def _begins_lines(text: str, at: int) -> bool:
    """True where a list stands with one person a line, below a line with a colon: "You will meet:"."""
    above, _, before = text[max(0, at - 80) : at].rpartition("\n")
    return not before.strip() and above.rstrip().endswith(":")


def _never(name: str, never: tuple[str, ...]) -> bool:
    """True for one of `never`, and for the words of one that a sign parts ("Brackwater Power" & "Light")."""
    own = set(name.lower().split())
    never = tuple(other for other in never if not bears_name(other, name))
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
    return " " not in name and ARTICLE.search(text, max(0, at - 8), at) is not None


def _introduction(text: str, at: int) -> tuple[int, str | None]:
    """Where the name (or large title) begins behind "our", "myself and", "the hiring manager,"; and that title."""
    for key in ("apposition", "lead", "myself"):
        match = mention_pattern("list", key).match(text, at)
        at = match.end() if match else at
    lower = mention_pattern("list", "lower_title").match(text, at)
    return (lower.end(), lower[1]) if lower and part_of_title(lower[1]) else (at, None)


def _title_of(text: str, at: int, title: str) -> tuple[str, int]:
    """A title with its department: "Head" and " of Product" behind it."""
    of = mention_pattern("list", "of").match(text, at)
    return (title + of[0], of.end()) if of else (title, at)


def _title_behind(text: str, at: int) -> tuple[str | None, int]:
    """The title behind a name, "(Staff Engineer)" or ", Staff Engineer", and where it ends."""
    behind = mention_pattern("list", "title_behind").match(text, at)
    said = next((group for group in behind.groups() if group), None) if behind else None
    if (
        behind
        and said
        and (behind[1] or part_of_title(said) or is_office(said) or is_officer(said) or _OFFICE.match(said))
    ):
        return said, behind.end()
    return None, at
