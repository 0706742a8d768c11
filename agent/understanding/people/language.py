"""The language of a text, by counting small words: enough to choose a draft's language, None when it cannot be told."""

from __future__ import annotations

import re
from functools import cache

from agent.understanding.people.lexicon import lexicon

_LONGEST = 4000
_TOKEN = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str | None:
    """ISO 639-1 code of the text's language, or None when too few small words speak for one."""
    counts: dict[str, int] = {}
    for token in _TOKEN.findall(text[:_LONGEST].lower()):
        for language in _languages().get(token, ()):
            counts[language] = counts.get(language, 0) + 1
    ranked = sorted(counts.items(), key=lambda item: -item[1])
    if not ranked or ranked[0][1] < 2:
        return None
    if len(ranked) > 1 and ranked[0][1] == ranked[1][1]:
        return None
    return ranked[0][0]


@cache
def _languages() -> dict[str, tuple[str, ...]]:
    """Small word -> the languages that use it."""
    table: dict[str, tuple[str, ...]] = {}
    for language, stopwords in lexicon("people_language")["stopwords"].items():
        for word in set(stopwords):
            table[word] = (*table.get(word, ()), language)
    return table
