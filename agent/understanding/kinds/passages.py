"""What of a reading is judged: its new words, sentence by sentence, as written and as plain words.

Quoted history and signatures never count (docs/kinds.md). A subject counts only when it is new: "Re: Interview" is not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MOST_CHARACTERS = 64_000
"""More new text than this is not looked at; the reading stage says so to the owner."""

_LONGEST_SENTENCE = 700

_QUOTES = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "\u00a0": " ", "\u202f": " ", "—": " ", "–": "-"}
)
_JOINED = re.compile(r"(?<=[^\s.!?:;])[ \t]*\n(?=[ \t]*[a-zà-ÿ(])")
_BREAK = re.compile(r"(?<=[.!?])[\"')\]]*\s+(?=[^a-z\s])|(?<=[!?])\s+|[ \t]{0,40}\n[\s>]*|\s{1,40}[•●▪·*]\s+|;\s+")
_ABBREVIATION = re.compile(r"\b(?:mr|mrs|ms|dr|prof|st|e\.g|i\.e|inc|ltd|no|vs|approx|[ap]\.m|[a-z])\.$", re.IGNORECASE)
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


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence: as written, as plain words between spaces, and whether it is the subject."""

    written: str
    plain: str
    subject: bool = False


def split(text: str) -> list[str]:
    """The sentences and lines of `text`, in order, none longer than a bound; nothing empty."""
    text = _JOINED.sub(" ", text[:MOST_CHARACTERS])
    found: list[str] = []
    for piece in _BREAK.split(text):
        piece = piece.strip()
        if not piece:
            continue
        if found and len(found[-1]) < 200 and _ABBREVIATION.search(found[-1][-8:]):
            found[-1] += " " + piece
            continue
        found.extend(piece[at : at + _LONGEST_SENTENCE] for at in range(0, len(piece), _LONGEST_SENTENCE))
    return found


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


def passages(subject: str, text: str) -> tuple[Passage, ...]:
    """The passages of a new subject ("" when it is not new) and a text."""
    written = [line.replace("\n", " ") for line in split(text)]
    if subject:
        written.insert(0, " ".join(subject.split())[:_LONGEST_SENTENCE])
    if not written:
        return ()
    lines = plain("\n".join(written)).split("\n")
    return tuple(
        Passage(said, f" {words.strip()} ", subject=bool(subject) and at == 0)
        for at, (said, words) in enumerate(zip(written, lines, strict=True))
    )
