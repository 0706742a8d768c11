"""Parts of a period and which one is meant: "early", "the end of", "next", "the coming"; pieces of patterns."""

from __future__ import annotations

import re

_PARTS = (
    ("start", r"start|beginning|first thing"),
    ("end", r"end|close"),
    (
        "early",
        r"early|earlier|first part|early part|front half"
        r"|first days|first few days|opening days|first third|first ten days",
    ),
    ("half", r"first half|first fortnight"),
    ("latter", r"second half|latter half|back half"),
    ("mid", r"second third|middle third|mid|middle|midway through|halfway through|about halfway through"),
    (
        "late",
        r"late|later|latter part|last days|last few days|last third|final third|last ten days|final days|closing days"
        r"|tail end|back end|toward the end|towards the end|toward end|towards end",
    ),
)
PART = (
    r"(?:(?:very )?(?:the )?(?:very )?(?P<part>"
    + "|".join(p for _, p in _PARTS)
    + r")(?:[ ]?-[ ]?| (?:of |in |on |part of )?)(?:the )?)?"
)
THIS = (
    r"(?:(?P<which>next|this|last|the following|following|the coming"
    r"|coming|the current|current|the upcoming|upcoming|that|the) )?"
)
PART_BEGINS = ["the", "very", *(part for _, parts in _PARTS for part in parts.split("|"))]
THIS_BEGINS = "next this last the following coming current upcoming that"


def part_of(match: re.Match[str]) -> str | None:
    """The part that a pattern with PART has matched, or None."""
    word = match["part"]
    return next((name for name, words in _PARTS if word in words.split("|")), None) if word else None
