"""A text in plain words: lower case, contractions written out, links and addresses as words, no punctuation."""

from __future__ import annotations

import re

_QUOTES = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "\u00a0": " ", "\u202f": " ", "—": " ", "–": "-"}
)
_ADDRESS = re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_LINK = re.compile(r"(?:https?://|www\.)([\w-]{1,63}(?:\.[\w-]{1,63}){0,5})[^\s<>\"')\]]{0,2000}", re.IGNORECASE)
_NEITHER = re.compile(r"[^\w'?%$€£\n ][^\w'?%$€£\n]*| [^\w'?%$€£\n]+")
"""What becomes one space; a single space is one."""

_STRAY = re.compile(r"(?<!\w)'+|'+(?!\w)")
_SIGNS = "?%$€£"

_CONTRACTIONS = (
    ("can", re.compile(r"\b(?:can't|can not|cannot)\b"), "can not"),
    ("won't", re.compile(r"\bwon't\b"), "will not"),
    ("n't", re.compile(r"n't\b"), " not"),
    ("'re", re.compile(r"'re\b"), " are"),
    ("'ve", re.compile(r"'ve\b"), " have"),
    ("'ll", re.compile(r"'ll\b"), " will"),
    ("'d", re.compile(r"'d\b"), " would"),
    ("i'm", re.compile(r"\bi'm\b"), "i am"),
    ("let's", re.compile(r"\blet's\b"), "let us"),
    ("'s", re.compile(r"\b(it|that|here|there|what|he|she|who|everything)'s\b"), r"\1 is"),
)
"""Letters that must be there, the contraction, and what is written for it."""


def plain(text: str) -> str:
    """`text` in plain words: lower case, contractions written out, links and addresses as words, no punctuation.

    Line breaks stay, so that many sentences can be made plain at once.
    """
    text = text.translate(_QUOTES).lower()
    if "@" in text:
        text = _ADDRESS.sub(" address ", text)
    if "://" in text or "www." in text:
        text = _LINK.sub(lambda m: f" link {m[1]} ", text)
    if "'" in text or "cannot" in text:
        for letters, pattern, full in _CONTRACTIONS:
            if letters in text:
                text = pattern.sub(full, text)
        if "'" in text:
            text = _STRAY.sub(" ", text)
    for sign in _SIGNS:
        text = text.replace(sign, f" {sign} ")
    return _NEITHER.sub(" ", text)
