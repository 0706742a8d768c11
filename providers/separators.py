"""Which lines "From ..." of an mbox file begin a message. Anybody may write one, so more than its shape counts.

| the line                                  | begins a message when                                            |
|-------------------------------------------|------------------------------------------------------------------|
| DATED: ends with a moment as `ctime` says | a real header field stands in the lines below                    |
| ADDRESSED: "-" or an address, any date    | a blank line is above and two real fields are below, one of them |
|                                           | From: or one that programs alone write                           |
| ODD: anything else                        | the same in a file that begins so itself; in others with three   |
|                                           | real fields, From: and one that programs alone write among them  |

"From Monday 9:00 to 17:00" above "Where: Zoom" is text. What is like a separator and still not believed is a doubt,
which the owner hears of.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

LOOK = 4096  # bytes of a separator line and the lines below it
_SHOWN = 60  # bytes of a line that the owner is shown
_LINE = 400  # bytes of the line itself that are looked at; longer ones are text

_ZONE = rb"(?:[ \t]+(?:[A-Z]{1,5}(?:[+-]\d\d:?\d\d)?|[+-]\d\d:?\d\d))?"
_DATED = re.compile(
    rb"From (?:[^\r\n]*[ \t])?[A-Za-z.\x80-\xff]{2,12},?[ \t]+[A-Za-z.\x80-\xff]{3,12}[ \t]+\d{1,2}[ \t]+"
    rb"\d{1,2}:\d\d(?::\d\d)?" + _ZONE + rb"[ \t]+(?:19|20)\d\d" + _ZONE + rb"(?:[ \t]+remote from[^\r\n]*)?[ \t]*"
)
_ADDRESSED = re.compile(
    rb'From (?:-|"[^"\r\n]{1,100}"@[^\s]{1,200}|[^\s"]{1,200}@[^\s]{1,200})'
    rb"[ \t]*(?:[ \t][^\r\n]*(?:\d:\d\d|(?:19|20)\d\d)[^\r\n]*)?"
)
_FIELD = re.compile(rb"([!-9;-~]{1,100})[ \t]*:")
_WRITTEN_BY_ANYONE = frozenset({b"from", b"to", b"cc", b"bcc", b"subject", b"date", b"reply-to", b"sender"})
_PROGRAMS = frozenset(
    {b"message-id", b"in-reply-to", b"references", b"return-path", b"delivered-to", b"envelope-to", b"mime-version"}
    | {b"status", b"user-agent", b"precedence", b"auto-submitted", b"thread-topic", b"thread-index", b"importance"}
    | {b"errors-to", b"return-receipt-to", b"disposition-notification-to", b"organization", b"newsgroups", b"path"}
)
_PROGRAMS_BEGIN = (b"received", b"x-", b"list-", b"content-", b"resent-", b"arc-", b"dkim-", b"authentication-")


class Form(Enum):
    """What a separator line looks like."""

    DATED = "dated"
    ADDRESSED = "addressed"
    ODD = "odd"


class Verdict(Enum):
    """What a line "From ..." is."""

    SEPARATOR = "separator"
    DOUBT = "doubt"
    TEXT = "text"


@dataclass
class Doubts:
    """How many lines of a file are doubtful, and the first of them: its place and its words."""

    count: int = 0
    place: int = 0
    line: bytes = b""

    def add(self, place: int, line: bytes) -> None:
        """One more."""
        if not self.count:
            self.place, self.line = place, line[:_LINE]
        self.count += 1

    def told(self, file: str) -> str:
        """All of it in one line for the owner, "" when there is no doubt."""
        if not self.count:
            return ""
        many = "A line" if self.count == 1 else f"{self.count} lines"
        shown = "".join(sign if sign.isprintable() else "?" for sign in self.line[:_SHOWN].decode("ascii", "replace"))
        return (
            f"{many} of {file} may begin a message, yet not in a known form: taken for text. The first, at byte "
            f'{self.place:,}: "{shown}"'
        )


def form_of(line: bytes) -> Form:
    """The form of a line that begins with "From ", its end and what is below it cut off or not."""
    line = first_line(line)
    if len(line) > _LINE:
        return Form.ODD
    return Form.DATED if _DATED.fullmatch(line) else Form.ADDRESSED if _ADDRESSED.fullmatch(line) else Form.ODD


def first_line(below: bytes) -> bytes:
    """The first line without its end."""
    return below[:LOOK].partition(b"\n")[0].rstrip(b"\r")


def judge(above: bytes, below: bytes, own: Form) -> Verdict:
    """What the line at the beginning of `below` is; `above` are the bytes before it, `own` is how the file begins."""
    names = _fields_below(below)
    known = {name for name in names if name in _WRITTEN_BY_ANYONE or _is_a_programs(name)}
    by_program = any(_is_a_programs(name) for name in known)
    form = form_of(below)
    if form is Form.DATED and known:
        return Verdict.SEPARATOR
    begins = len(known) >= 2 and (b"from" in known or by_program)
    certain = len(known) >= 3 and b"from" in known and by_program
    if above.endswith((b"\n\n", b"\n\r\n")) and (certain or (begins and (form is not Form.ODD or own is Form.ODD))):
        return Verdict.SEPARATOR
    return Verdict.DOUBT if begins or form is Form.DATED else Verdict.TEXT


def _is_a_programs(name: bytes) -> bool:
    return name in _PROGRAMS or name.startswith(_PROGRAMS_BEGIN)


def _fields_below(below: bytes) -> set[bytes]:
    """The names, in lower case, of the header fields right below the first line, until a line that is none."""
    found: set[bytes] = set()
    begin = below.find(b"\n", 0, LOOK) + 1
    while begin:
        end = below.find(b"\n", begin, LOOK)
        line = below[begin : end if end >= 0 else LOOK]
        field = _FIELD.match(line)
        if field:
            found.add(field[1].lower())
        elif not (line.startswith((b" ", b"\t")) and found and line.strip()) and not line.startswith(b">From "):
            break
        begin = end + 1
    return found
