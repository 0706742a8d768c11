"""The body of an answer in Outlook: our words on top, the quoted history below, as Outlook's own Reply leaves it.

The history counts as history only while it says what the answered message says. With a word written into it, it is the
owner's text like any other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bs4 import BeautifulSoup

_LARGEST = 1_000_000  # characters of a body that are looked at
_HISTORY = "divRplyFwdMsg"  # the block "From, Sent, To, Subject" above a quoted message
_MARK = re.compile(
    r'(?:<div id="appendonsend">\s*</div>\s*)?(?:<hr\b[^<>]{0,300}>\s*)?<div\b[^<>]{0,300}\bid="divRplyFwdMsg"', re.I
)
_BODY = re.compile(r"<body\b[^<>]{0,2000}>", re.I)


@dataclass(frozen=True, slots=True)
class Parted:
    """The HTML of an answer in two: what is written in it, and the history below (its mark included)."""

    own: str
    history: str


def parted(html: str) -> Parted | None:
    """The two parts, or None when no history is seen."""
    mark = _MARK.search(html[:_LARGEST])
    return Parted(html[: mark.start()], html[mark.start() :]) if mark else None


def quoted_words(history: str) -> str:
    """What the quoted message says, without the block above it."""
    soup = BeautifulSoup(history[:_LARGEST], "lxml")
    block = soup.find(id=_HISTORY)
    if block is not None:
        block.extract()
    return " ".join(soup.get_text(" ").split())


def words(html: str) -> str:
    """What a body says."""
    return " ".join(BeautifulSoup(html[:_LARGEST], "lxml").get_text(" ").split())


def on_top(ours: str, html: str) -> str:
    """A body with `ours` as the first thing in it; the rest stays as it is."""
    start = _BODY.search(html)
    at = start.end() if start else 0
    return f"{html[:at]}{ours}{html[at:]}"


def anew(ours: str, html: str) -> str:
    """A body whose own words become `ours`; the history stays. Without history all of it is replaced."""
    both = parted(html)
    if both is None:
        return ours
    start = _BODY.search(both.own)
    return f"{both.own[: start.end()] if start else ''}{ours}{both.history}"
