"""Display names: who is meant, and by which first name to greet them.

`parse_name` takes the display name of a header apart. When anything is doubtful the first name is None: a neutral
greeting is polite, a wrong name is not (docs/etiquette.md, Wording).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from agent.understanding.people.display_names import NICKNAME, company_of, in_reading_order, unwrapped
from agent.understanding.people.lexicon import lexicon, words
from agent.understanding.people.matching import fits
from agent.understanding.people.spelling import cased, latin, plain
from agent.understanding.people.teams import is_team

_WORD = re.compile(r"[^\W\d_][^\W\d_'’.\-]{0,40}(?:[.'’\-][^\W\d_]{1,30}){0,4}\.?")


_LONGEST = 500

_NO_NAME = re.compile(r"\{[{%]|[%}]\}|://|\bwww\.|</|[\\~=$]|[^\W\d_]{31}")
"""What stands in no name: template code, links, tags, a word without end."""


def is_no_name(name: str) -> bool:
    """Whether a display name is made for programs, or to be clicked: template code, a link, a word without end."""
    return _NO_NAME.search(name[:_LONGEST]) is not None


@dataclass(frozen=True, slots=True)
class Name:
    """A display name taken apart.

    `full` is the person's name in reading order ("Dana Reyes") or None when a team or company is named; `given` the
    name to greet by, None when doubtful; `company` what the display name says about the employer ("Dana (Acme)").
    """

    full: str | None
    given: str | None
    company: str | None


def greeting_name(name: str | None, email: str | None) -> str | None:
    """The first name to greet, None when doubtful. `name` is a display name as written, `email` its address."""
    return parse_name(name, email).given


@lru_cache(maxsize=4096)
def parse_name(name: str | None, email: str | None) -> Name:
    """Take a display name apart. `email` helps to tell a first name from a family name; either may be None."""
    if is_no_name(name or ""):
        return Name(None, None, None)
    text, company = unwrapped(name or "", email)
    if not text or "@" in text or any(c.isdigit() for c in text):
        return Name(None, None, company)
    nickname = NICKNAME.search(text)
    if nickname:
        text = f"{text[: nickname.start()]} {text[nickname.end() :]}"
    text, comma_company = in_reading_order(text, email)
    company = company or comma_company
    tokens = _tokens(text)
    if not tokens or is_team(text, email):
        return Name(None, None, company or company_of(text))
    full = " ".join(cased(token, tokens) for token in tokens)
    if nickname:
        return Name(full, cased(nickname[1], [nickname[1]]), company)
    return Name(full, _given(tokens, email), company)


def _tokens(text: str) -> list[str]:
    """The words of a name without titles, credentials and foreign scripts; "" first where only a family name is left.

    Empty when the name is not in Latin letters.
    """
    tokens = [token for token in _WORD.findall(text) if latin(token)]
    titled = 0
    while titled < len(tokens) - 1 and tokens[titled].lower().rstrip(".") in words("people", "titles"):
        titled += 1
    tokens = tokens[titled:]
    while len(tokens) > 1 and tokens[-1].lower() in words("people", "credentials"):
        tokens = tokens[:-1]
    return ["", *tokens] if titled and len(tokens) == 1 else tokens


def _given(tokens: list[str], email: str | None) -> str | None:
    """The first name among the words of a person's name, or None when doubtful."""
    first, lower = tokens[0], [token.lower() for token in tokens]
    if not first:
        return None
    by_address = _given_by_address(tokens, email)
    if by_address is not None:
        return by_address
    if _family_in_capitals(tokens):
        return cased(tokens[1], tokens) if len(tokens) == 2 else None
    if lower[0] in lexicon("people")["family_first"]["vietnamese"] and len(tokens) >= 3:
        return cased(tokens[-1], tokens)
    if _doubtful(tokens, lower, email):
        return None
    if len(tokens) > 2 and lower[1] in lexicon("people")["compound"].get(lower[0], ()):
        return f"{cased(first, tokens)} {cased(tokens[1], tokens)}"
    return cased(first, tokens)


def _family_in_capitals(tokens: list[str]) -> bool:
    """True for "REYES Dana": only the family name is in capitals, and it stands first."""
    first = tokens[0]
    capitals = first.isupper() and first.isalpha() and len(first) > 2
    return len(tokens) > 1 and capitals and not any(token.isupper() for token in tokens[1:])


def _doubtful(tokens: list[str], lower: list[str], email: str | None) -> bool:
    """True for an initial, a family name that is often written first, and a lone word like "IBM"."""
    first = tokens[0]
    family = lexicon("people")["family_first"]["names"]
    if len(tokens) > 1 and lower[0] in family and lower[-1] not in family:
        return True
    if len(first.rstrip(".")) < 2 or "." in first.rstrip(".") or lower[0] in words("people", "particles"):
        return True
    lone = len(tokens) == 1 and first.isupper() and len(first) <= 5
    return lone and not (len(first) > 3 and fits(first, email or ""))


def _given_by_address(tokens: list[str], email: str | None) -> str | None:
    """The first name when the address is first.last@ and names the words the other way round; None when it does not."""
    parts = re.split(r"[._]", plain((email or "").partition("@")[0]))
    if len(tokens) != 2 or len(parts) != 2 or len(parts[0]) < 2:
        return None
    spelled = [re.sub(r"[^a-z\-]", "", plain(token)) for token in tokens]
    if spelled[1] == parts[0] and spelled[0] == parts[1]:
        return cased(tokens[1], tokens)
    if spelled[0] == parts[0] and spelled[1] == parts[1]:
        return cased(tokens[0], tokens)
    return None
