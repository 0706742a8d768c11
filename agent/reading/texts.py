"""Plain text made plain: invisible signs off, soft line breaks undone, white space tidy."""

from __future__ import annotations

import re
from itertools import pairwise

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\U000e0000-\U000e0fff\ue000-\uf8ff\x00-\x08\x0b\x0e-\x1f\x7f]"
)
_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_WIDE = re.compile(r"([^\S\n]{40})[^\S\n]+")
"""White space wider than any column's: what takes a run apart takes the longer for it, often by its square."""

_LIST_ITEM = re.compile(r"\s{0,8}(?:[-*•·–—o+]\s|\(?\w{1,3}[.)]\s|>|\|)")
_RULE = re.compile(r"\s*[-_=*~#.]{4,}\s*$")


def visible(text: str) -> str:
    """Text without signs nobody sees (they pad previews and hide words); every space is a plain one."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n").replace("\u2028", "\n")
    return _SPACE.sub(" ", _INVISIBLE.sub("", text.replace("\u2029", "\n\n")))


def tidy(text: str) -> str:
    """Lines without trailing space or gaps wider than 40, at most one blank line between paragraphs, none around."""
    out: list[str] = []
    for line in _WIDE.sub(r"\1", text).split("\n"):
        line = line.rstrip()
        if line or (out and out[-1]):
            out.append(line)
    return "\n".join(out).strip("\n")


def unflowed(text: str, *, delsp: bool) -> str:
    """format=flowed text with its soft line breaks undone (RFC 3676), each quote depth for itself."""
    paragraphs: list[list[str]] = []
    flowing, last_depth = False, 0
    for line in text.split("\n"):
        content = line.lstrip(">")
        depth = len(line) - len(content)
        content = content[1:] if content.startswith(" ") else content
        soft = content.endswith(" ") and content != "-- "
        if not (flowing and depth == last_depth and content != "-- "):
            paragraphs.append(["> " * min(depth, 20)])
        paragraphs[-1].append(content[:-1] if soft and delsp else content)
        flowing, last_depth = soft, depth
    return "\n".join("".join(paragraph) for paragraph in paragraphs)


def unwrapped(text: str) -> str:
    """Text whose sender's program broke its lines at a fixed width, with whole sentences on one line again.

    A program broke a line when the next word would not have fitted into the width; the width is the longest line's.
    Text with longer lines than programs break at was not broken, and is left as it is.
    """
    lines = text.split("\n")
    width = max((len(line) for line in lines if " " in line.strip()), default=0)
    if not 66 <= width <= 80:
        return text
    out = [[lines[0]]]
    for last, line in pairwise(lines):
        if _broken(last, line, max(width, 70)):
            out[-1].append(line.strip())
        else:
            out.append([line])
    return "\n".join(" ".join(paragraph) for paragraph in out)


def _broken(last: str, line: str, width: int) -> bool:
    """True when a program, not a person, broke the line between `last` and `line`."""
    if not line.strip() or len(last) + 1 + len(line.split(" ", 1)[0]) <= width or len(last) > width:
        return False
    if last.endswith((".", "!", "?", ":")) and not line[:1].islower():
        return False  # a sentence ends here anyway
    return not any(rule.match(each) for rule, each in ((_LIST_ITEM, line), (_RULE, line), (_RULE, last)))
