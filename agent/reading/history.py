"""The mails of a quotation, apart: the head that a mail program put above each, and its own words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from agent.reading.quotes import attribution, divides, label, split

_MOST = 4
_READ = 8000
_SOFT = re.compile(r"(?<=[^\n]{45})\n(?=[a-z]|\d{1,2}(?:st|nd|rd|th)? ?[^\W\d)])")
"""The end of a long line within a sentence."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """One quoted mail: `head` is "On ... wrote:" or the From and Sent lines above it ("" if none), `said` its words."""

    head: str
    said: str


def earlier(quoted: str) -> tuple[Earlier, ...]:
    """The mails of a quotation, newest first."""
    found: list[Earlier] = []
    rest = quoted[:_READ]
    while rest.strip() and len(found) < _MOST:
        head, body = _headed(rest.strip("\n").split("\n"))
        parts = split("\n".join(body))
        found.append(Earlier("\n".join(head).strip(), _SOFT.sub(" ", "\n".join(parts.new)).strip()))
        rest = "\n".join(parts.quoted or parts.forwarded)
    return tuple(one for one in found if one.said)


def _headed(lines: list[str]) -> tuple[list[str], list[str]]:
    """The lines of a head, and what stands below it."""
    number = 0
    while number < len(lines):
        line = lines[number].strip()
        length = attribution(lines, number)
        if not line or divides(line) or label(line) is not None:
            number += 1
        elif length:
            number += length
        else:
            break
    return lines[:number], lines[number:]
