"""How names are spelled: accents, scripts and capitals."""

from __future__ import annotations

import re
import unicodedata

from agent.understanding.people.lexicon import words


def plain(text: str) -> str:
    """Lower case without accents."""
    if text.isascii():
        return text.lower()
    return "".join(
        c
        for c in unicodedata.normalize("NFKD", text.lower().replace("đ", "d").replace("ß", "ss").replace("ø", "o"))
        if not unicodedata.combining(c)
    )


def latin(text: str) -> bool:
    """True when the text has letters and all of them are Latin."""
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and all(c.isascii() or "LATIN" in unicodedata.name(c, "") for c in letters)


def cased(token: str, tokens: list[str]) -> str:
    """The word `token` of the name `tokens` as a letter would write it: REYES -> Reyes; McDonald and JP stay."""
    if not token or not (token.isupper() or token.islower()):
        return token
    if token.isupper() and len(token) == 2 and not all(t.isupper() for t in tokens):
        return token
    if token.islower() and token in words("people", "particles"):
        return token
    return "".join(part.capitalize() if part[:1].isalpha() else part for part in re.split(r"([\-'’.])", token))
