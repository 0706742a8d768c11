"""The wording of interview slots: labels, questions and statements, moves; compiled from `lexicon/interviews.toml`."""

from __future__ import annotations

import re
from functools import cache

from agent.understanding.people.lexicon import any_of, lexicon, one_of


def says(group: str, key: str, text: str) -> bool:
    """True when one of the patterns `lexicon/interviews.toml` lists under `group`.`key` matches `text` (lower case)."""
    return pattern(group, key).search(text) is not None


@cache
def pattern(group: str, key: str) -> re.Pattern[str]:
    """The patterns of a group as one."""
    listed = lexicon("interviews")[group][key]
    return re.compile(listed if isinstance(listed, str) else one_of(listed), re.MULTILINE)


def label_of(*texts: str) -> str | None:
    """What they call the interview: the first text with a label decides, in it the earliest and longest wording."""
    for text in texts:
        match = _labels().search(text[:8000].lower())
        if match:
            return _label_by_words()[" ".join(match[0].split())]
    return None


@cache
def _label_by_words() -> dict[str, str]:
    return {words: entry["label"] for entry in lexicon("interviews")["label"] for words in entry["words"]}


@cache
def _labels() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(_label_by_words())}(?!\w)")


def meets_nobody(text: str) -> bool:
    """True when the text speaks of a one-way video, a test or a take-home rather than of a talk with a person."""
    low = text[:8000].lower()
    return says("robot", "patterns", low) and not says("robot", "live", low)


def pointed_place(words: str) -> int | None:
    """Which of several slots "the second one", "option B", "slot no. 3" means, counted from 0; the last is -1."""
    named = pattern("owner", "points").search(words)
    if named is None:
        return None
    if named[2]:
        return int(named[2]) - 1 if named[2].isdecimal() else ord(named[2]) - ord("a")
    return int(lexicon("interviews")["owner"]["ordinal"][named[1]])
