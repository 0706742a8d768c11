"""What a sentence of the owner's says in so many words: "I would like to withdraw" (`lexicon/acts.toml`)."""

from __future__ import annotations

import re
from functools import cache

from agent.understanding.acts.act import Act
from agent.understanding.people.lexicon import lexicon
from agent.understanding.sentences import lowered


def says_outright(act: Act, sentence: str) -> bool:
    """Whether a sentence says of its writer that they do the act, not only if or perhaps."""
    if act.value not in lexicon("acts"):
        return False
    low = " ".join(lowered(sentence).split())
    return _pattern(act, "pattern").search(low) is not None and _pattern(act, "refused").search(low) is None


@cache
def _pattern(act: Act, key: str) -> re.Pattern[str]:
    return re.compile(lexicon("acts")[act.value][key])
