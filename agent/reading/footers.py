"""Lines that nobody wrote by hand: lawyers' and newsletters' paragraphs, gateways' warnings, "Sent from my phone"."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from agent.tables import read_table

_SENTENCE_END = re.compile(r"(?<=[\w)][.!?])\s(?=[A-Z*\[])|\n(?![a-z])")


@cache
def table() -> dict[str, Any]:
    """The parsed `closings.toml`."""
    return read_table(__file__, "closings.toml")


@cache
def _programs() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(entry["pattern"], re.IGNORECASE) for entry in table()["program"])


@cache
def _phrases(section: str) -> tuple[tuple[re.Pattern[str], bool], ...]:
    """The phrases of a section as patterns, and whether they count in short paragraphs only."""
    return tuple(
        (re.compile(re.escape(entry["has"]).replace(r"\*", r"[^.!?\n]{0,40}")), entry.get("short", False))
        for entry in table()[section]
    )


def is_footer(paragraph: str) -> bool:
    """True for a paragraph nobody wrote by hand."""
    return _has("footer", paragraph)


def is_banner(paragraph: str) -> bool:
    """True for a warning or link that a gateway or newsletter puts on top."""
    return len(paragraph) <= 500 and _has("banner", paragraph)


def is_program(line: str) -> bool:
    """True for "Sent from my iPhone" and its kin."""
    text = line.strip(" .<>*")[:200]
    return len(text) <= 100 and any(pattern.match(text) for pattern in _programs())


def _has(section: str, paragraph: str) -> bool:
    """True when a phrase of the section stands in the first sentence; a capital after a line break starts another."""
    first = _SENTENCE_END.split(paragraph[:3000], maxsplit=1)[0].replace("\n", " ").casefold()
    short = len(paragraph) <= 100
    return any(pattern.search(first) for pattern, only_short in _phrases(section) if short or not only_short)


def paragraphs(lines: list[str]) -> list[tuple[int, int]]:
    """Where the paragraphs stand: first line and the one after the last."""
    spans: list[tuple[int, int]] = []
    start = -1
    for number, line in enumerate([*lines, ""]):
        if line.strip() and start < 0:
            start = number
        elif not line.strip() and start >= 0:
            spans.append((start, number))
            start = -1
    return spans


def without_banners(lines: list[str]) -> tuple[list[str], list[str]]:
    """The lines without the warnings on top, and those."""
    start = 0
    for first, after in paragraphs(lines[:60])[:3]:
        if not is_banner("\n".join(lines[first:after])):
            break
        start = after
    else:
        start = 0 if start and not any(line.strip() for line in lines[start:]) else start
    return lines[start:], lines[:start]
