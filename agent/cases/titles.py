"""The comparable form of a job title: its telling words, without what writers add or leave out.

"Senior Backend Engineer (m/f/d)", "Sr. Back-end Engineers"; "Charge Nurse (A. Whitford)", "charge nurse, nights".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from agent.cases.lexicon import tables
from agent.cases.lexicon import words as listed

_SOMEBODY = re.compile(r"\((?:(?:[^\W\d_]\. ?){1,3}|(?:Dr|Prof|Mr|Mrs|Ms|Miss)\.? )[^\W\d_][^()\d]{1,30}\)")
_CODE = re.compile(r"\([^()]{0,12}/[^()]{0,12}\)|[#(\[]?\b[a-z]{0,3}-?\d{2,}\b[)\]]?")
_LETTERS = re.compile(r"([A-Z]{2,6})(\d?)")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Title:
    """A job title in comparable form.

    `known` are all its telling words, `words` those that tell no rank, if any do; `shifts` says when one works
    and `grades` what is paid, which a writer may as well leave out. `order` are its words as they stand, `short` those
    written as letters: "QS".
    """

    words: frozenset[str]
    heads: frozenset[str]
    rank: int
    known: frozenset[str]
    shifts: frozenset[str]
    grades: frozenset[str]
    order: tuple[str, ...]
    short: frozenset[str]


@lru_cache(maxsize=8192)
def title(role: str) -> Title:
    """The comparable form of a title as written."""
    return _made(role, _said(role))


@lru_cache(maxsize=8192)
def title_in_full(role: str, beside: str) -> Title:
    """The same with what is written as letters in full where `beside` writes it so: "RA II", "Research Associate"."""
    plain, other = title(role), title(beside).order
    said: list[str] = []
    for word in plain.order:
        said += _written_out(word, other) if word in plain.short and word not in other else (word,)
    return plain if tuple(said) == plain.order else _made(role, said)


def _made(role: str, said: list[str]) -> Title:
    order = tuple(_joined(" ".join(_one_form(word) for word in _joined(" ".join(said)).split())).split())
    telling = frozenset(order) - listed("roles", "no_matter")
    shifts = telling & listed("roles", "shifts")
    known = telling - shifts or telling
    upper, lower = listed("roles", "upper"), listed("roles", "lower")
    bare = known - upper - lower or known
    return Title(
        words=bare,
        heads=bare & listed("roles", "heads"),
        rank=bool(known & upper) - bool(known & lower),
        known=known,
        shifts=shifts,
        grades=frozenset(grade for found in _grade().finditer(_small(role)) for grade in found[1].split("/")),
        order=tuple(said),
        short=_short(role),
    )


def _said(role: str) -> list[str]:
    """Its words in small letters, without who is in charge, numbers of the post, and what is said of it behind."""
    text = _CODE.sub(" ", _grade().sub(" ", _behind().sub(" ", _small(role))))
    return re.sub(r"[^\w+#]+", " ", text).split()


def _small(role: str) -> str:
    return _SOMEBODY.sub(" ", role[:_LONGEST]).casefold()


def _short(role: str) -> frozenset[str]:
    """The words written as letters, where not all are: "Senior QS", "CNM2 (Theatre)"."""
    words = re.findall(r"\w+", role[:_LONGEST])
    found = [match for word in words if (match := _LETTERS.fullmatch(word))]
    return frozenset(match[0].casefold() for match in found)


def _written_out(word: str, other: tuple[str, ...]) -> tuple[str, ...]:
    """The words of `other` whose first letters these are, with the digit behind them."""
    letters = re.sub(r"\d$", "", word)
    for at in range(len(other) - len(letters) + 1):
        spelled = other[at : at + len(letters)]
        if "".join(one[0] for one in spelled) == letters:
            return (*spelled, *([word[-1]] if word != letters else []))
    return (word,)


@lru_cache(maxsize=8192)
def _one_form(word: str) -> str:
    """One form of words that mean the same in a title: synonyms, plurals, the post for who holds it."""
    word = _synonyms().get(word, word)
    if word in listed("roles", "shifts"):
        return word
    if word.endswith("ship") and len(word) > 8:
        word = word.removesuffix("ship")
    if word.endswith("ies") and len(word) > 5:
        word = word[:-3] + "y"
    elif word.endswith("s") and len(word) > 4 and word[-2] not in "siu":
        word = word[:-1]
    return _synonyms().get(word, word)


def _joined(text: str) -> str:
    """What is written as several words here and as one there, as one: "back end" -> "backend"."""
    text = f" {text} "
    for phrase, one in tables()["roles"]["phrases"]:
        text = text.replace(f" {phrase} ", f" {one} ")
    return text


@cache
def _synonyms() -> dict[str, str]:
    return dict(tables()["roles"]["synonyms"])


@cache
def _grade() -> re.Pattern[str]:
    return re.compile(tables()["roles"]["grade"])


@cache
def _behind() -> re.Pattern[str]:
    return re.compile("|".join(tables()["roles"]["behind"]))
