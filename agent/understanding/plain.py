"""A text in plain words: lower case, contractions written out, links and addresses as words, no punctuation."""

from __future__ import annotations

import re

_QUOTES = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "\u00a0": " ", "\u202f": " ", "—": " ", "–": "-"}
)
_ADDRESS = re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_LINK = re.compile(r"(?:https?://|www\.)([\w-]{1,63}(?:\.[\w-]{1,63}){0,5})[^\s<>\"')\]]{0,2000}", re.IGNORECASE)
_NEITHER = re.compile(r"[^\w'?%$€£\n]+")
_STRAY = re.compile(r"(?<!\w)'+|'+(?!\w)")
_SIGN = re.compile(r"([?%$€£])")

_CONTRACTIONS = (
    (re.compile(r"\b(?:can't|can not|cannot)\b"), "can not"),
    (re.compile(r"\bwon't\b"), "will not"),
    (re.compile(r"n't\b"), " not"),
    (re.compile(r"'re\b"), " are"),
    (re.compile(r"'ve\b"), " have"),
    (re.compile(r"'ll\b"), " will"),
    (re.compile(r"'d\b"), " would"),
    (re.compile(r"\bi'm\b"), "i am"),
    (re.compile(r"\blet's\b"), "let us"),
    (re.compile(r"\b(it|that|here|there|what|he|she|who|everything)'s\b"), r"\1 is"),
)


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
        for pattern, full in _CONTRACTIONS:
            text = pattern.sub(full, text)
        text = _STRAY.sub(" ", text)
    text = _SIGN.sub(r" \1 ", text)
    return _NEITHER.sub(" ", text)
