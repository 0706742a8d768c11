"""What of a message is weighed to tell its kind: its words, what its sentences are like, and how it stands in the mail.

Every trait is a name and a number between 0 and about 2. Which traits speak for which kind was learnt from labelled
mail (`weighing`); this module only says what is there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from agent.reading.records import Reading
from agent.senders import nature
from agent.understanding.kinds.marks import Marks
from agent.understanding.kinds.passages import Passage
from agent.understanding.kinds.surroundings import jobs_named, signed_as, words_of_signature
from agent.understanding.likeness import features, likeness_by

MOST_PASSAGES = 60
"""Sentences of a message that are weighed; what decides stands near the top."""

_OPTIONS = re.compile(r"\b(?:or\b|any of\b|one of\b|options?\b|prefer|which\b|either\b|choose\b|availab|slots?\b)")
"""Matched against lower case, which takes a third of the time of ignoring case."""

_CALLED = (
    "talent", "recruit", "career", "hiring", "candidate", "interview", "scheduling", "jobs", "people", "hr@", "team",
    "reply", "notification", "alert", "news", "digest", "support", "service", "admission", "school", "clinic",
    "podcast", "research", "sales", "survey", "feedback", "info@", "hello@", "office",
)  # fmt: skip
"""Words in a sender's name or address that tell what they do."""

_SHORT, _LONG = 200, 1200
_STRONGEST = 8.0


@dataclass(frozen=True, slots=True)
class Likely:
    """What one passage is like: signal -> likelihood, "none" included; and the features that tell."""

    passage: Passage
    features: frozenset[str]
    signals: dict[str, float]


def likely(passages: Sequence[Passage]) -> tuple[Likely, ...]:
    """What each passage is like; a sentence said twice counts once."""
    once = {passage.plain: passage for passage in reversed(passages[:MOST_PASSAGES])}
    seen = ((one, features(one.written)) for one in reversed(once.values()))
    return tuple(Likely(passage, found, likeness_by(found)) for passage, found in seen)


def traits(
    reading: Reading, marks: Marks, sentences: Sequence[Likely], *, slots: int, promised: bool, job: bool
) -> dict[str, float]:
    """Every trait of a message that is there, but for its `words`.

    `marks` are the phrases of the lexicons, `sentences` what each is like, `slots` how many meeting times are named,
    `promised` whether a day of news is, and `job` whether text, subject or history speak of a candidacy.
    """
    told = dict.fromkeys(_circumstances(reading, slots, promised=promised, job=job), 1.0)
    told |= {f"phrase {signal}": min(marks.score(signal), _STRONGEST) / 4 for signal in marks.signals()}
    told |= _likenesses(sentences)
    return {fact(name): value for name, value in told.items()}


def fact(name: str) -> str:
    """The name of a trait that is no word: "our best offer" in a mail must not be taken for the trait "best offer"."""
    return f"={name}"


def is_word(trait: str) -> bool:
    """Whether a trait is a word, or a pair of words, of the mail."""
    return not trait.startswith("=")


def _circumstances(reading: Reading, slots: int, *, promised: bool, job: bool) -> Iterator[str]:
    """How the message stands in the mail: who sent it, in answer to what, with which times and calendar parts."""
    message, said = reading.message, reading.said
    kind_of_sender = nature(message.sender.email, message.sender.name) if message.sender else None
    yield f"sender {kind_of_sender.value if kind_of_sender else 'person'}"
    yield f"automatic {reading.automatic.value if reading.automatic else 'not'}"
    yield f"slots {min(slots, 2)}"
    yield f"job {job}"
    called = f"{message.sender.name or ''} {message.sender.email}".lower() if message.sender else ""
    yield from (f"called {word}" for word in _CALLED if word in called)
    facts = {
        "answers": bool(message.in_reply_to or message.references),
        "day of news": promised,
        "options": _OPTIONS.search(said.lower()) is not None,
        "question": "?" in said,
        "short": len(said) < _SHORT,
        "long": len(said) > _LONG,
        "no words": not said.strip(),
    }
    yield from (name for name, holds in facts.items() if holds)
    yield from jobs_named(reading)
    yield from signed_as(reading)
    for one in reading.invitations[:1]:
        yield f"calendar {'CANCEL' if one.cancelled else one.method}"
        if one.sequence > 0:
            yield "calendar again"


def _likenesses(sentences: Sequence[Likely]) -> dict[str, float]:
    """For each signal: the likeliest sentence, all sentences together, and the subject."""
    likelihoods = [one.signals for one in sentences]
    found: dict[str, float] = {}
    for signal in likelihoods[0] if likelihoods else ():
        each = [one[signal] for one in likelihoods]
        best = max(each)
        found[f"best {signal}"] = best
        found[f"all {signal}"] = min(sum(each) / 2, 1.0)
        if best > 0.5:
            found[f"said {signal}"] = 1.0
    for one in sentences:
        if one.passage.subject:
            found |= {f"subject {signal}": likelihood for signal, likelihood in one.signals.items()}
    return found


def words(reading: Reading, sentences: Iterable[Likely]) -> frozenset[str]:
    """The words of a message, traits that all count the same (`weight_of_each`).

    They are the features of every sentence, and apart from them those of an old subject, an event and the signature.
    """
    return frozenset(_beside(reading)).union(*(one.features for one in sentences))


def _beside(reading: Reading) -> Iterator[str]:
    """The words of an old subject, an event and the signature."""
    if reading.message.in_reply_to or reading.message.references:
        yield from (f"Re: {name}" for name in features(reading.subject))
    for event in reading.invitations[:1]:
        yield from (f"Event: {name}" for name in features(event.summary))
    yield from words_of_signature(reading)
