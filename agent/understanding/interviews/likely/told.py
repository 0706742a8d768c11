"""Candidates that the text, or its subject, names whole: a day with its hour."""

from __future__ import annotations

from collections.abc import Iterator

from agent.understanding.interviews.likely.records import Candidate, Source
from agent.understanding.interviews.likely.traits import (
    among_others,
    between_times,
    of_its_sentence,
    of_the_time,
    of_the_words,
)
from agent.understanding.interviews.manners import Manner, Spoken
from agent.understanding.interviews.text import Text


def in_the_text(text: Text) -> Iterator[Candidate]:
    """Every time of the text that has an hour, however it is spoken of."""
    timed = text.timed
    slots = [one.slot for one in timed]
    before = {slot.start for slot in text.quoted}
    between = between_times(text.said, slots)
    for one in timed:
        names = {
            f"from {Source.TOLD}",
            *of_the_time(one, timed, text.sent),
            *of_its_sentence(one, text),
            *among_others(one.slot, slots),
            *between[one.slot],
        }
        if one.slot.start in before:
            names.add("quoted")
        yield Candidate(one, Source.TOLD, of_the_words(text, one.slot.span) | dict.fromkeys(names, 1.0))


def in_the_subject(text: Text) -> Iterator[Candidate]:
    """Every time of the subject that has an hour."""
    for slot in text.subject:
        if not slot.date_only:
            told = Spoken(slot, Manner.STATED, text.reading.subject)
            yield Candidate(told, Source.SUBJECT, {f"from {Source.SUBJECT}": 1.0})
