"""Which part somebody plays, by their job title or by what they say: recruiter, coordinator, agency, interviewer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from agent.understanding.findings import Part
from agent.understanding.people.lexicon import any_of, lexicon, one_of

_LONGEST = 6000
_CAPITAL = re.compile(r"(?<!\\)[A-Z]")
"""A capital of a pattern that is no "\\W" or the like."""

_OWN_PARTS = (Part.RECRUITER, Part.INTERVIEWER)


def part_of_title(title: str) -> Part | None:
    """The part that a job title shows ("Talent Partner" -> recruiter); None when it shows none."""
    low = title[:300].lower()
    return next((part for part, pattern in _titles() if pattern.search(low)), None)


def arranges_by_title(title: str) -> bool:
    """True for who arranges interviews; a "special needs coordinator" has another job."""
    return part_of_title(title) is Part.COORDINATOR and _of_hiring().search(title.lower()) is not None


def part_of_words(text: str) -> Part | None:
    """The part a writer gives themselves ("you will speak with me"); None when they do not say."""
    low = _lowered(text)
    return next((part for part in _OWN_PARTS if _wording(part.value).search(low)), None)


def arranges(sentence: str) -> bool:
    """True when a sentence gives somebody the arranging ("Ana will schedule ...")."""
    return bool(_wording("coordinator").search(sentence.lower()))


def meets_writer(text: str) -> bool:
    """True when the writer is the one whom the owner will meet ("I will call you", "a chat with me")."""
    return bool(_wording("meets").search(_lowered(text)))


def meets_writer_too(text: str) -> bool:
    """True when the writer will be there beside those they name ("you meet me and Ana", "Ana and myself").

    "You won't see me, but call me if you get lost" says the contrary.
    """
    return (
        _wording("beside").search(_lowered(text)) is not None or counts_writer_in(text)
    ) and not leaves_it_to_others(text)


def counts_writer_in(text: str) -> bool:
    """True when the writer names themselves outright among those who will be there: "by Mr Lee and the undersigned"."""
    return bool(_wording("outright").search(_lowered(text)))


def relays(text: str) -> bool:
    """True when the writer passes on what others decide or who else will meet the owner."""
    return bool(_wording("relays").search(text[:_LONGEST].lower()))


def hosts(text: str) -> bool:
    """True when the writer decides, or will be or was there when the owner comes."""
    said = text[:_LONGEST].lower()
    return bool(_wording("decides").search(said) or _wording("hosts").search(said))


def leaves_it_to_others(text: str) -> bool:
    """True when the writer says outright that they will not be met ("you won't see me", "I'll leave you to it")."""
    return bool(_wording("leaves").search(_lowered(text)))


def stays_away(text: str) -> bool:
    """True when the writer will not be there; whether somebody else will, or the day moves, is not said by this."""
    return bool(_wording("away").search(_lowered(text)))


def wordings_of(text: str) -> Iterator[str]:
    """Which groups of the lexicon's words somebody uses of themselves or of a colleague."""
    said = _lowered(text)
    return (name for name in lexicon("people_parts")["wording"] if _wording(name).search(said))


def speaks_of_self(sentence: str) -> bool:
    """True when a sentence says something of its writer: I, me, we, us, or "Looking forward to ..."."""
    return _of_self().search(sentence) is not None


def speaks_for_process(text: str) -> bool:
    """True when a text is about a hiring process, by its words."""
    return bool(_process().search(text[:_LONGEST].lower()))


def _lowered(text: str) -> str:
    return text[:_LONGEST].replace("’", "'").lower()


@cache
def _titles() -> tuple[tuple[Part, re.Pattern[str]], ...]:
    entries = lexicon("people_parts")["part"]
    return tuple((Part(entry["part"]), re.compile(rf"(?<!\w){any_of(entry['words'])}s?(?!\w)")) for entry in entries)


@cache
def _of_hiring() -> re.Pattern[str]:
    return re.compile(lexicon("people_parts")["of_hiring"])


@cache
def _of_self() -> re.Pattern[str]:
    return re.compile(lexicon("people_parts")["of_self"], re.IGNORECASE)


@cache
def _wording(part: str) -> re.Pattern[str]:
    """The words of a part in lower case: looking them up in lower case takes a third of the time of ignoring case."""
    return re.compile(
        _CAPITAL.sub(lambda capital: capital[0].lower(), one_of(lexicon("people_parts")["wording"][part]))
    )


@cache
def _process() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(lexicon('people_parts')['process'])}(?!\w)")
