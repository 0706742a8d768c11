"""New text apart from history and forwarded mail.

Three shapes of history exist: "> " lines, between which people answer; a block below "On ... wrote:", a divider or
a From/Sent/To/Subject header, which runs to the end; and what `html` has marked. A cut that cannot be undone needs
proof: prose such as "On Friday Dana wrote: ..." holds no address and no date with a time, so it stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from agent.reading.pages import HISTORY, SIGNED
from agent.tables import read_table

MAX_ATTRIBUTION_LINES = 4
MAX_LINE = 400
MAX_LINES = 3000
"""Lines that are sorted; nobody writes more, and the rest counts as history."""

_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,190}|<mailto:|\[mailto:")
_TIME = re.compile(r"\b\d{1,2}[:.h]\d\d\b|\b\d{1,2}\s?[ap]\.?m\b", re.IGNORECASE)
_DATE = re.compile(r"\d{1,4}[./-]\s?\d{1,2}|\b\d{1,2}\.?\s\w{3,10}|\w{3,10}\.?\s\d{1,2}\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_WHOLE_NAME = re.compile(r"[:：]\*?\s*[^\W\d_][\w.'’-]*(?:\s[^\W\d_][\w.'’-]*){1,3}\s*$")
_HEAD = re.compile(
    r"On (?:\w{3,9},? )?(?:\d{1,2} \w{3,9}|\w{3,9} \d{1,2}),? (?:19|20)\d\d,? [A-Z][\w.'’ -]{2,40} wrote:$"
)
_SENT_BY = re.compile(r"[^:：]{1,12}[:：]\*?\s*[^\W\d_][\w'’-]*\s*\n[\s*_]*sent\b", re.IGNORECASE)
"""As in "From: Marcus", "Sent: September 22, 2026"."""

_QUOTED = re.compile(r"\s{0,3}(?:>\s?)")
_LABEL = re.compile(r"[\s*_>]{0,6}([^\W\d_][\w\s-]{0,20}?)\*?\s?[:：]\*?\s*(.*)")
_RULE = re.compile(r"\s*[_-]{10,200}\s*$")


@dataclass(slots=True)
class Split:
    """The lines of a text by where they belong. `signed` are new lines that HTML marked as a signature.

    `cut` says that the text had more lines than are sorted.
    """

    new: list[str] = field(default_factory=list)
    signed: list[str] = field(default_factory=list)
    quoted: list[str] = field(default_factory=list)
    forwarded: list[str] = field(default_factory=list)
    cut: bool = False


@cache
def table() -> dict[str, Any]:
    """The parsed `quotes.toml`."""
    return read_table(__file__, "quotes.toml")


@cache
def _patterns(section: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(entry["pattern"], re.IGNORECASE) for entry in table()[section])


@cache
def _labels() -> dict[str, str]:
    """Label -> what it labels ("from", "date", ...)."""
    return {label: what for what, labels in table()["labels"].items() if what != "examples" for label in labels}


def split(text: str, *, forward: bool = False) -> Split:
    """Sort the lines of `text`. `forward` says that the subject calls the message a forward."""
    every = text.split("\n")
    lines, beyond = every[:MAX_LINES], every[MAX_LINES:]
    parts = Split(cut=bool(beyond))
    number = 0
    while number < len(lines):
        line = lines[number]
        if line == HISTORY:
            _rest(parts, lines[number + 1 :], forwarded=forward)
            break
        if _forwards(line):
            _rest(parts, [_unquoted(each) for each in lines[number:]], forwarded=True)
            break
        if _heads_history(lines, number):
            _rest(parts, lines[number:], forwarded=forward)
            break
        if length := attribution(lines, number):
            if not _marked_below(lines, number + length):
                _rest(parts, lines[number:], forwarded=False)
                break
            parts.quoted += lines[number : number + length]
            number += length
            continue
        _one(parts, lines, number)
        number += 1
    _rest(parts, beyond, forwarded=False)
    return parts


def _one(parts: Split, lines: Sequence[str], number: int) -> None:
    """A line that ends nothing: new, signed, or of a quotation."""
    line = lines[number]
    if line.startswith(SIGNED):
        parts.signed.append(line[len(SIGNED) :])
    elif _QUOTED.match(line) or _wrapped_quote(lines, number):
        parts.quoted.append(_unquoted(line))
        if parts.new and parts.new[-1]:
            parts.new.append("")
    else:
        parts.new.append(line)


def _rest(parts: Split, lines: Sequence[str], *, forwarded: bool) -> None:
    """Everything that is left goes to the history or to the forwarded text."""
    clean = [line.replace(SIGNED, "") for line in lines if line != HISTORY]
    (parts.forwarded if forwarded else parts.quoted).extend(clean)


def _unquoted(line: str) -> str:
    """A line without one level of "> "."""
    found = _QUOTED.match(line)
    return line[found.end() :] if found else line


def _wrapped_quote(lines: Sequence[str], number: int) -> bool:
    """True for the rest of a quoted line that a program broke and forgot to mark."""
    if not 0 < number < len(lines) - 1 or not lines[number] or len(lines[number]) > 40:
        return False
    before, line, after = lines[number - 1 : number + 2]
    return bool(_QUOTED.match(before) and _QUOTED.match(after) and len(before) >= 65 and line[:1].islower())


def _forwards(line: str) -> bool:
    text = _unquoted(line).strip(" *")[:MAX_LINE]
    return text[:1] in "-bBaAdDiI" and any(pattern.match(text) for pattern in _patterns("forward")) if text else False


def divides(line: str) -> bool:
    """True for a divider such as "-----Original Message-----"."""
    text = line.strip(" *")[:MAX_LINE]
    return text[:1] in ("-", "#") and any(pattern.match(text) for pattern in _patterns("divider"))


def _heads_history(lines: Sequence[str], number: int) -> bool:
    """True when a divider, or a From/Sent/To/Subject block (perhaps below a rule), begins here."""
    line = lines[number]
    if divides(line):
        return True
    if _RULE.match(line):
        below = [number + offset for offset in (1, 2, 3) if number + offset < len(lines)]
        return any(_header_block(lines, each) for each in below if lines[each].strip())
    return _header_block(lines, number)


def _header_block(lines: Sequence[str], number: int) -> bool:
    """True when the labels of a mail header start lines from here on, and an address or a date proves them.

    The date may stand above "From:", as some programs write it; then an address must stand behind that.
    """
    if label(lines[number]) == "date" and number + 1 < len(lines) and _ADDRESS.search(lines[number + 1][:MAX_LINE]):
        return bool(_DATE.search(lines[number][:MAX_LINE])) and _header_block(lines, number + 1)
    if label(lines[number]) != "from":
        return False
    if _from_and_date(lines, number):
        return True
    below = [line for line in lines[number : number + 14] if line.strip()][:7]
    found = {label(line) for line in below}
    proof = " ".join(below)[: MAX_LINE * 4]
    dated = bool(_DATE.search(proof) and _TIME.search(proof))
    return "subject" in found and bool(found & {"date", "to"}) and (dated or bool(_ADDRESS.search(proof)))


def _from_and_date(lines: Sequence[str], number: int) -> bool:
    """True for the two first lines of a short header: "From: Dana Reyes", "Sent: Tuesday 15 December 2026".

    Some words must stand above it, and the first line must hold a name: "From: London", "Date: ..." may be a ticket's.
    Above "Sent:" a first name is enough.
    """
    if (
        number + 1 >= len(lines)
        or label(lines[number + 1]) != "date"
        or not any(line.strip() for line in lines[:number])
    ):
        return False
    date = lines[number + 1][:MAX_LINE]
    named = _ADDRESS.search(lines[number]) or _WHOLE_NAME.search(lines[number])
    named = named or _SENT_BY.match("\n".join(lines[number : number + 2]))
    return bool(named and _DATE.search(date) and _YEAR.search(date))


def label(line: str) -> str | None:
    """What a line labels ("from", "date", "to", "cc", "subject"), None when it starts with no label of a header."""
    found = _LABEL.match(line[:MAX_LINE])
    return _labels().get(found[1].strip().lower()) if found else None


_BEGINS_WHOLE = re.compile(r"\s*On (?=.*\d)")


def attribution(lines: Sequence[str], number: int) -> int:
    """How many lines the "On ... wrote:" that begins here has; 0 when none does, or nothing proves it."""
    if not lines[number].strip() or lines[number].startswith((">", SIGNED)):
        return 0
    text = ""
    for length in range(1, MAX_ATTRIBUTION_LINES + 1):
        if number + length > len(lines) or not lines[number + length - 1].strip():
            return 0
        if lines[number + length - 1].startswith(">"):
            return 0  # what stands above an "On ... wrote:" that is quoted itself was written now
        text = f"{text} {lines[number + length - 1].strip()}".strip()
        if len(text) > MAX_LINE:
            return 0
        if text.endswith((":", "--")) and any(pattern.match(text) for pattern in _patterns("attribution")):
            proven = _ADDRESS.search(text) or (
                _DATE.search(text) and (_TIME.search(text) or _bare(lines, number, text))
            )
            last = number + length - 1
            if length > 1 and _BEGINS_WHOLE.match(lines[last]) and attribution(lines, last) == 1:
                return 0  # the last line is a whole head by itself: what stands above it is a short mail's text
            named = length == 1 and len(text) < 120 and _marked_below(lines, number + 1)
            return length if proven or named else 0
    return 0


def _bare(lines: Sequence[str], number: int, text: str) -> bool:
    """True for a head without a time: "On 15 Sep 2026, Hattie Brook wrote:", a short line below an empty one."""
    return len(text) < 80 and number > 0 and not lines[number - 1].strip() and _HEAD.match(text) is not None


def _marked_below(lines: Sequence[str], number: int) -> bool:
    """True when the next line that is not blank is a "> " line."""
    after = next((line for line in lines[number : number + 3] if line.strip()), "")
    return bool(_QUOTED.match(after))
