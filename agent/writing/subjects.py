"""The subject line: the thread's own, so that the mailbox keeps the draft in it, or a specific one."""

from __future__ import annotations

import re

LONGEST = 78
"""Characters, for a subject of our own (RFC 5322 2.1.1 advises lines of at most 78)."""

_PREFIX = re.compile(
    r"\s{0,20}(?:re|aw|fwd?|wg|sv|vs|antw|tr|rv|res|rif|r|i|enc|odp|ynt|回复|答复|转发)(?:\[\d{1,3}\]|\(\d{1,3}\))?\s?[:：]\s?",
    re.IGNORECASE,
)


def reply_subject(subject: str) -> str:
    """Give "Re: " and the parent's subject without its own prefixes; the rest stays byte for byte (Gmail compares it).

    Line breaks and other control characters alone are taken out: a header cannot hold them.
    """
    base = "".join(c for c in re.sub(r"\s*[\r\n]+\s*", " ", subject) if c >= " " and c != "\x7f")
    while prefix := _PREFIX.match(base):
        base = base[prefix.end() :]
    return f"Re: {base.lstrip()}" if base.strip() else "Re:"


def own_subject(text: str) -> str:
    """Make one line of at most 78 characters, cut at a word."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    if len(line) <= LONGEST:
        return line
    return line[: LONGEST + 1].rpartition(" ")[0].rstrip(" ,;:-–—") or line[:LONGEST]
