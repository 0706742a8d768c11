"""Job titles in a text: where they begin and end, and whether the words around them say that the job is meant.

"the Senior Data Engineer role" is the job, "Lee Wong, Staff Engineer" a person. The words: `lexicon/roles.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from agent.understanding.people.lexicon import any_of, lexicon, words

_CERTAIN, _SOFT, _MEANT, _HEADLINE, _HINTED = 3.0, 2.5, 2.2, 2.0, 1.0
_FULLER = 0.05  # a word more makes a title likelier to be the whole one
_WORD_BEFORE = re.compile(r"(?:^|(?<=[\s(\[/|:,\"“'‘*_–—-]))([^\s()\[\]|:,;\"“”*]{1,30})([ /&]{1,3}|\s?[/&]\s?)$")
_ORDINAL = re.compile(r"\d{1,2}(?:st|nd|rd|th)")
_EDGES = " \t\n.,:;|/&-–—\"“”'‘’*"


def titles(text: str, headline: bool, company: str | None) -> Iterator[tuple[float, str]]:
    """(score, title) of every title in `text` that means the job. `headline`: a subject or summary, freer in form."""
    reached = 0
    for head in _heads().finditer(text):
        if head.start() < reached:
            continue
        start, end = _left(text, head.start()), _right(text, head)
        reached = end
        title = _trimmed(text[start:end], company)
        before = text[max(0, start - 70) : start]
        score = _meant(before.replace(company, "") if company else before, text[end : end + 60], headline)
        if title is not None and score > (_HINTED if title.islower() else 0.0):
            yield score + min(len(title.split()), 6) * _FULLER, title
    yield from _by_wording(text, company)


def _left(text: str, start: int) -> int:
    """Where the title begins whose first known word is at `start`."""
    for _ in range(7):
        before = _WORD_BEFORE.search(text, max(0, start - 40), start)
        if not before or not _belongs(before[1]):
            break
        start = before.start(1)
    return start


def _belongs(word: str) -> bool:
    """True for a word that may stand in a title before its head."""
    lower = word.lower().strip("'’.")
    if lower in words("roles", "never"):
        return False
    known = lower in words("roles", "modifiers") or _ORDINAL.fullmatch(lower) is not None
    return known or word[0].isupper() or word[0] in ".#" or word in {"of", "&", "/"}


def _right(text: str, head: re.Match[str]) -> int:
    """Where the title ends whose first known word is `head`: more heads, "of ...", a level, a speciality."""
    end = head.end()
    for _ in range(3):
        more = _heads().match(text, end + 1) if text[end : end + 1] == " " else None
        if not more or (more[0].islower() and not head[0].islower()):
            break
        end, head = more.end(), more
    word = head[0].lower()
    kinds = []
    if word in words("roles", "takes_of"):
        kinds.append("of" if head[0][0].isupper() else "of_only")
    if word in words("roles", "romance"):
        kinds.append("romance")
    for kind in (*kinds, "level"):
        match = _pattern("parts", kind).match(text, end)
        end = match.end() if match else end
    return end


def _meant(before: str, after: str, headline: bool) -> float:
    """How plainly the words around a title say that the job is meant; 0: they do not."""
    named = _pattern("around", "named").search(before) is not None
    if not named and _pattern("around", "after").match(after):
        return _CERTAIN
    persons = _ending("persons").search(before) or before.rstrip().endswith(("(", "'s", "’s"))
    if named or persons:
        return 0.0
    soft = _pattern("around", "after_soft").match(after) is not None
    if _ending("before").search(before) and (soft or headline or not _ending("weak_before").search(before)):
        return _SOFT if soft else _MEANT
    if headline:
        return _HEADLINE
    return _HINTED if soft else 0.0


def _by_wording(text: str, company: str | None) -> Iterator[tuple[float, str]]:
    """Titles without a known word where the wording leaves no doubt: "Position: ...", "the Customer Success role"."""
    for at, entry in enumerate(lexicon("roles")["wording"]):
        for found in _wording(at).finditer(text):
            if found[1].split()[-1] in words("roles", "not_lower"):
                continue
            title = _trimmed(_pattern("parts", "cut").sub("", found[1]), company)
            if title and title.split()[0].lower() not in words("roles", "never"):
                yield entry["score"], title


def _trimmed(title: str, company: str | None) -> str | None:
    """The title without numbers, places and the company's name; None when nothing that names a job is left."""
    title = _without_place(_pattern("parts", "numbers").sub("", title)).strip(_EDGES)
    if title.count("(") != title.count(")"):
        title = title.strip("() ")
    tokens = _without_company(title, company).split()
    while tokens and tokens[0].lower().strip(":") in words("roles", "never"):
        tokens = tokens[1:]
    title = " ".join(tokens)
    if len(title) < 3 or len(tokens) > 12 or title.lower() in words("roles", "not_roles"):
        return None
    return title


def _without_company(title: str, company: str | None) -> str:
    """The title of "Acme Data Engineer" and "Data Engineer, Acme"."""
    low, name = title.lower(), (company or "").lower()
    if not name or low == name:
        return "" if name else title
    if low.startswith(name + " "):
        return title[len(name) :].strip(" -–—|:,")
    if low.endswith((", " + name, "- " + name, "(" + name + ")")):
        return title[: -len(name) - 1].rstrip(" ,-–—(")
    return title


def _without_place(title: str) -> str:
    """Without the place in brackets: "Backend Engineer (Berlin)" -> "Backend Engineer"."""
    bracket = re.search(r"\s*\(([^()]{2,40})\)?\s*$", title)
    places = lexicon("people_places")
    if bracket and bracket[1].partition(",")[0].strip().lower() in places["city_zone"] | places["country_names"]:
        return title[: bracket.start()]
    return title


@cache
def _heads() -> re.Pattern[str]:
    source = f"{lexicon('roles')['compound']}|{any_of(words('roles', 'heads'))}s?"
    return re.compile(rf"(?<![\w@.-])(?:{source})(?![\w@-])", re.IGNORECASE)


@cache
def _pattern(group: str, key: str) -> re.Pattern[str]:
    """One pattern of the lexicon, in which a space is any white space."""
    noun = lexicon("roles")["around"]["noun"]
    flags = re.IGNORECASE if key == "after" else 0
    return re.compile(lexicon("roles")[group][key].replace("{noun}", noun).replace(" ", r"\s+"), flags)


@cache
def _ending(key: str) -> re.Pattern[str]:
    """A list of patterns of what ends right before a title."""
    listed = "|".join(f"(?:{one})" for one in lexicon("roles")["around"][key])
    quote = "" if key == "persons" else "[\"“'‘*]?"
    return re.compile(f"(?:{listed}){quote}$".replace(" ", r"\s+"), re.IGNORECASE)


@cache
def _wording(at: int) -> re.Pattern[str]:
    return re.compile(lexicon("roles")["wording"][at]["pattern"].replace(" ", r"\s+"))
