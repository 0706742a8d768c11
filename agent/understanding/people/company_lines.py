"""The employer as lines of their own write it: in the signature, at the end of the text, in the subject.

"Tri-County Library System" under the name for tricountylibrary.example; "Moy Insurance" for moyinsure.example.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import takewhile

from agent.messages import Person
from agent.reading.records import Reading
from agent.understanding.people.company_names import NAME, flat, without_legal_form
from agent.understanding.people.lexicon import any_of, lexicon, words

_PARTS = re.compile(r"\n|\s[-–—]\s|(?<!\bSt)(?<!\bMt)\.\s|\s*[|:,;/()\[\]·•]+\s*|\s(?:at|for|from|with|and|<>)\s")
_LARGE = re.compile(NAME)
_BEHIND = re.compile(r"(?: (?:& )?[A-Z][\w'’-]*){1,3}")
_LONGEST, _LAST_LINES, _LONGEST_LINE = 12_000, 4, 200
_LEAST_SHARED = 5
_MOST_BEHIND = 3
_LONGEST_SHORTENED = 3  # "sd" of "mapleridge-sd" is a school district


def whole_form(name: str, reading: Reading, person: Person) -> str | None:
    """A longer form that stands by itself, or in the text before what companies do; None when there is none.

    "Ironwood Packaging" for "Ironwood" on a line, "Fircroft School" in "we expect you at Fircroft School".
    """
    theirs = flat(person.name or "") if " " not in name else ""
    for part in _parts(reading, person):
        whole = _without_team(without_legal_form(part), name)
        if _of().fullmatch(whole) and whole.endswith(" " + name):
            return whole
        short = len(whole.split()) <= len(name.split()) + _MOST_BEHIND
        if (
            short
            and whole.startswith(name + " ")
            and " & " not in whole[len(name) :]
            and _LARGE.fullmatch(whole)
            and flat(whole) != theirs
        ):
            rest = whole[len(name) :].lower().split()
            if _never().isdisjoint(rest) or (rest[-1] in _ends() and not _complete(name) and _no_team(rest)):
                return whole
    return _in_text(name, reading)


def is_written(name: str, reading: Reading) -> bool:
    """Whether a message writes a house's name anywhere, headers and history included: an address alone does not."""
    sender = reading.message.sender
    summaries = (invitation.summary for invitation in reading.invitations[:2])
    texts = (
        reading.subject,
        reading.said,
        reading.signature,
        (sender and sender.name) or "",
        reading.quoted,
        *summaries,
    )
    return any(flat(name) in flat(text[:_LONGEST]) for text in texts)


def own_line(label: str, name: str, reading: Reading, person: Person) -> str | None:
    """A line that is a name and begins as the domain does, where nothing spells the domain; None when none does.

    `name` is the label as a name: where it has known words, the line must have them, too, or be the beginning of it.
    """
    known = name.lower().split()
    known = known[:-1] if len(known[-1]) <= _LONGEST_SHORTENED else known
    wanted = label.replace("-", "")
    persons = {flat(word) for word in (person.name or "").split()} | {flat(person.name or "")}
    for part in _parts(reading, person):
        whole = _without_team(without_legal_form(part), "")
        if not _LARGE.fullmatch(whole) or flat(whole) in persons or not _never().isdisjoint(whole.lower().split()):
            continue
        first = flat(whole.split()[0])
        shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(wanted, flat(whole), strict=False)))
        low = whole.lower().split()
        all_there = all(any(word.startswith(part) for word in low) for part in known)
        fits = len(known) < 2 or all_there or known[: len(low)] == low
        if shared >= max(_LEAST_SHARED, len(first)) and first not in persons and fits:
            return whole
    return None


def _in_text(name: str, reading: Reading) -> str | None:
    """The name with what companies do behind it, as a sentence writes it: "needs" ends "Harborline Logistics needs"."""
    if name.isupper():
        return None
    for text in (reading.said[:_LONGEST], reading.subject[:200]):
        at = text.find(name + " ")
        while at >= 0:
            behind = _BEHIND.match(text, at + len(name))
            said = behind[0].split() if behind and not text[at - 1 : at].isalnum() else []
            last = max((i for i, word in enumerate(said) if word.lower() in _ends()), default=None)
            if last is not None and not _complete(name) and _no_team([word.lower() for word in said[: last + 1]]):
                return f"{name} {' '.join(said[: last + 1])}"
            at = text.find(name + " ", at + 1)
    return None


def _complete(name: str) -> bool:
    """True for a name that says what the house does: "Millbrook Hospital"."""
    return " " in name and name.lower().split()[-1] in _ends()


def _no_team(rest: list[str]) -> bool:
    """True for words that are neither a team nor a job: "Staff Bank" is one, "Support Services" another."""
    return words("roles", "heads").isdisjoint(rest) and _team().isdisjoint(rest)


def _parts(reading: Reading, person: Person) -> Iterator[str]:
    """What stands between stops and dashes where names of houses stand."""
    summaries = [invitation.summary[:200] for invitation in reading.invitations[:1]]
    last = [line[:_LONGEST_LINE] for line in reading.said[-1200:].splitlines() if line.strip()][1:][-_LAST_LINES:]
    for text in (reading.signature[:600], reading.subject[:200], *summaries, (person.name or "")[:100], *last):
        yield from _PARTS.split(text)


def _without_team(whole: str, name: str) -> str:
    """Without the team behind the name: "Moss Park Estate Office"."""
    tokens = whole.split()
    while len(tokens) > max(1, len(name.split())) and tokens[-1].lower() in _team():
        tokens = tokens[:-1]
    return " ".join(tokens)


@cache
def _ends() -> frozenset[str]:
    return words("people_domains", "ends")


@cache
def _never() -> frozenset[str]:
    """Words that make a line something else than a house's name."""
    return words("roles", "heads", "never") | words("people_company", "never") | _team()


@cache
def _team() -> frozenset[str]:
    return words("people", "team") - words("people_company", "in_names") | words("people_company", "desks")


@cache
def _of() -> re.Pattern[str]:
    return re.compile(rf"(?:The )?(?i:{any_of(lexicon('people_domains')['of'])}) of (?:the )?[\w&' -]{{2,40}}")
