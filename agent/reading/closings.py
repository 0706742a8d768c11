"""The end of a mail: farewell, name, contact lines, programs' and lawyers' lines; and warnings put on top.

Rather a line too much in the text than a sentence lost: a farewell counts only when something like a name follows,
a postscript and details with a time below the name return to the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from agent.reading.footers import is_footer, is_program, paragraphs, table, without_banners

TAIL = 25
"""How many of the last lines may begin a signature by the sender's name alone."""

MAX_LOOK = 4000
"""Letters of one paragraph that are looked at for a day and a time."""

_DELIMITERS = ("--", "- --", "—", "–––")
_PUNCTUATION = " ,.!;:-–—~*_"
_TIME = re.compile(r"\b\d{1,2}[:.]\d\d\b|\b\d{1,2}\s?[ap]\.?m\b", re.IGNORECASE)
_DAY = re.compile(
    r"\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\b|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\b",
    re.IGNORECASE,
)
_OFFICE_HOURS = re.compile(
    r"\b(?:mon?|lun|lu|ma)[a-z]{0,6}\.?\s?(?:-|–|to|bis|au|a|tot|through)\s?(?:thu|do|jeu|jue|fr|ven|vie|vr)",
    re.IGNORECASE,
)
_POSTSCRIPT = re.compile(r"\s*p\.?\s?s\.?(?:\s?[:,\-–—]|\s)", re.IGNORECASE)
_CONTACT = re.compile(
    r"[@|•·]|https?:|www\.|\+?\d[\d ().-]{6,}|\b(?:tel|phone|mobile|fax|cell|t|m|p|e|w)\s?[:.]", re.IGNORECASE
)


@cache
def _farewells() -> frozenset[str]:
    return frozenset(word.casefold() for word in table()["farewell"]["words"])


@cache
def _sentence_words() -> frozenset[str]:
    return frozenset(word.casefold() for word in table()["sentence"]["words"])


def close(lines: list[str], sender: str | None) -> tuple[list[str], list[str]]:
    """The text and the signature of new lines; `sender` is the display name of who wrote. Nothing is lost."""
    body, top = without_banners(lines)
    body, programs = _without_programs(body)
    body, footers = _without_footers(body)
    cut = min((at for at in _cuts(body, sender) if at is not None), default=len(body))
    said, signature = body[:cut], [line for line in body[cut:] if line.rstrip() not in _DELIMITERS]
    if cut > 1 and (pair := _farewell_and_name(body[cut - 1])):
        said, signature = [*body[: cut - 1], pair[0]], [pair[1], *signature]
    back, signature = _returning(signature)
    return [*said, *back], [*signature, *programs, *footers, *top]


def is_farewell(line: str) -> bool:
    """True when the whole line only says goodbye."""
    text = line.strip(_PUNCTUATION).casefold()
    return len(text) <= 60 and text in _farewells()


def _without_programs(lines: list[str]) -> tuple[list[str], list[str]]:
    """The lines without those of phones and programs, and those."""
    tail = len(lines) - TAIL
    taken = [line for number, line in enumerate(lines) if number >= tail and is_program(line)]
    return ([line for number, line in enumerate(lines) if number < tail or not is_program(line)], taken)


def _without_footers(lines: list[str]) -> tuple[list[str], list[str]]:
    """The lines without the footers at their end, and those. Addresses and rules among footers go with them."""
    cut = len(lines)
    for first, after in reversed(paragraphs(lines)[-40:]):
        if _dated(" ".join(lines[first:after])):
            break
        lately = range(max(first, after - TAIL), after)
        start = next((at for at in lately if is_footer("\n".join(lines[at : min(at + 4, after)]))), after)
        if start < after or (cut < len(lines) and all(map(_is_rule, lines[first:after]))):
            cut = start if start < after else first
        if not all(map(_contact, lines[first:start])) or _TIME.search(" ".join(lines[first:start])[:MAX_LOOK]):
            break
    return lines[:cut], lines[cut:]


def _is_rule(line: str) -> bool:
    return not line.strip(" -_=*~.")


def _cuts(lines: list[str], sender: str | None) -> Iterable[int | None]:
    """Where a signature may begin: at the delimiter, after a farewell, at the name."""
    yield next((number for number, line in enumerate(lines) if line.rstrip() in _DELIMITERS), None)
    yield _after_farewell(lines)
    yield _at_name(lines, sender) if sender else None


def _after_farewell(lines: list[str]) -> int | None:
    """The line after the first farewell that a name, or nothing, follows."""
    for number, line in enumerate(lines):
        if not line.strip() or len(line) > 400:
            continue
        after = next((at for at in range(number + 1, min(number + 4, len(lines))) if lines[at].strip()), None)
        if is_farewell(line) or _ends_with_farewell(line):
            if after is not None and _name_like(lines[after]):
                return after
        elif _farewell_and_name(line) and number and (after is None or all(map(_contact, lines[after:][:8]))):
            return number + 1
    return None


def _ends_with_farewell(line: str) -> bool:
    """True for "See you on Tuesday. Best,"."""
    pieces = re.split(r"(?<=[.!?])\s+", line.strip())
    return len(pieces) > 1 and is_farewell(pieces[-1])


def _farewell_and_name(line: str) -> tuple[str, str] | None:
    """The two halves of "Best, Dana" on a line of its own, None for anything else."""
    text = line.strip()
    found = re.fullmatch(r"([^,–—-]{2,40}(?:,|\s[–—-]))\s?([^,]{1,40})", text)
    if not found or not is_farewell(found[1]) or not _name_like(found[2]) or text.endswith(("!", "?")):
        return None
    return found[1], found[2]


def _at_name(lines: list[str], sender: str) -> int | None:
    """The line near the end that is the sender's name, when only contact lines follow."""
    wanted = _forms(sender)
    for number in range(max(1, len(lines) - TAIL), len(lines)):
        if lines[number].strip(_PUNCTUATION).casefold() not in wanted:
            continue
        before = next((line for line in reversed(lines[:number]) if line.strip()), "")
        if before and not before.rstrip().endswith((":", ",")) and all(map(_contact, lines[number + 1 :])):
            return number
    return None


def _forms(sender: str) -> set[str]:
    """How somebody of that display name may sign: in full, by first name, without the company in brackets."""
    name = re.sub(r"\s*[(|@].*", "", sender).strip().casefold()
    if "," in name:
        last, _, first = name.partition(",")
        name = f"{first.strip()} {last.strip()}"
    return {name, name.split(" ")[0]} - {""} if len(name) > 1 else set()


def _name_like(line: str) -> bool:
    """True for what may be a name (or a team's) on a line of its own."""
    text = line.strip(" ,*_-–—~")
    words = text.split()
    if not 1 <= len(words) <= 7 or len(text) > 70:
        return False
    if text.endswith(("?", "!", ":", ".")) and len(words[-1]) > 3:
        return False
    low = {word.strip(",").casefold() for word in words}
    return not low & _sentence_words() and not _TIME.search(text)


def _contact(line: str) -> bool:
    """True for a line of a signature: short, or with an address, a number, a link; never a sentence with a time."""
    text = line.strip()
    words = text.split()
    if not words or is_program(line) or is_footer(text):
        return True
    if _dated(text):
        return False
    sentence = len(words) >= 4 and (text.endswith((".", "!", "?")) or {w.casefold() for w in words} & _sentence_words())
    return not sentence and (len(words) <= 8 or bool(_CONTACT.search(text)))


def _dated(text: str) -> bool:
    """True when a day and a time stand in the text, as in details of a meeting; office hours are none."""
    start = text[:MAX_LOOK]
    return bool(_TIME.search(start) and _DAY.search(start)) and not _OFFICE_HOURS.search(start)


def _returning(signature: list[str]) -> tuple[list[str], list[str]]:
    """What below the name is text after all (a postscript, details with a day and a time), and the rest."""
    spans = paragraphs(signature)
    back: list[str] = []
    stay: list[str] = []
    returned = False
    for number, (first, after) in enumerate(spans):
        paragraph = " ".join(signature[first:after])
        details = number > 0 and _dated(paragraph)
        goes_on = returned and not all(map(_contact, signature[first:after]))
        returned = not is_footer(paragraph) and (bool(_POSTSCRIPT.match(paragraph)) or details or goes_on)
        (back if returned else stay).extend(["", *signature[first:after]])
    return back, stay
