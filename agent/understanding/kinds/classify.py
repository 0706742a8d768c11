"""One reading in, its kind out: structure first, then words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from agent.messages import Direction, Owner
from agent.reading.records import Reading
from agent.understanding.findings import Evidence, Kind, Promised, Sender
from agent.understanding.kinds.author import by_person, sender_of
from agent.understanding.kinds.candidacy import (
    about_a_job,
    applies_to_owner,
    around,
    of_another_sort,
    owner_interviews,
    purpose,
)
from agent.understanding.kinds.deciding import LIKELY, Weighed, by_words
from agent.understanding.kinds.fresh import fresh, may_forward
from agent.understanding.kinds.lexicon import lexicon
from agent.understanding.kinds.machine import by_calendar, by_structure
from agent.understanding.kinds.marks import Mark, Marks, read_marks
from agent.understanding.kinds.passages import Passage
from agent.understanding.kinds.records import Classified, Verdict
from agent.understanding.kinds.traits import Likely, likely, traits, words
from agent.understanding.kinds.weighing import likelihoods
from agent.understanding.likeness import weight_of_each
from agent.understanding.plain import plain

_THEIRS = "answers+scheduling+requests+noise+automatic+context"
_CONTEXT = "context"
_LONGEST_EVIDENCE = 400
_CERTAIN_ONLY = ("gone", "no_contact")
"""What shuts a door for good is believed in known words alone."""

_PERHAPS, _HARDLY = 0.1, 0.03
"""A person's mail that is so likely hiring mail at least may be so: whose it is will tell. The second where it names a
time and plainly asks for a meeting."""

_FULL_WEIGHT = 5.0
"""The weight of a sentence that is certainly what it is like: that of a phrase that decides."""


def classify(reading: Reading, owner: Owner, *, slots: int = 0, promised: tuple[Promised, ...] = ()) -> Classified:
    """What the new text of `reading` does, by docs/kinds.md.

    `slots` is how many meeting times it names and `promised` when it says that news will come. The owner's own mail is
    NOT_JOB with sender "owner". A person's mail with no sign either way is NOT_JOB with a confidence below 0.5.
    """
    if reading.message.direction is Direction.OWNER:
        said = fresh(reading, owner)
        own = _classified(reading, Verdict(Kind.NOT_JOB, 1.0), Sender.OWNER, Marks(()))
        return replace(own, purpose=purpose(reading, read_marks(said, lexicon(_CONTEXT)), around(reading)))
    said = fresh(reading, owner)
    weighed = _weighed(reading, owner, said, slots, promised=bool(promised))
    shares = likelihoods(weighed.traits, weighed.words)
    known = by_structure(reading) or by_calendar(reading, weighed.sentences) or applies_to_owner(weighed.marks)
    verdict = known or by_words(reading, weighed, shares)
    if Kind.REJECTION in (verdict.kind, *verdict.also) and (certain := _unconditional(said, promised)) != said:
        weighed = _weighed(reading, owner, certain, slots, promised=bool(promised))
        shares = likelihoods(weighed.traits, weighed.words)
        verdict = by_words(reading, weighed, shares)
    marks = weighed.marks.joined(_marks_of(weighed.sentences))
    found = replace(
        _classified(reading, verdict, sender_of(reading, verdict), marks),
        job=weighed.job,
        hiring=round(1 - shares[Kind.NOT_JOB], 2),
        purpose=weighed.purpose,
    )
    perhaps = bool(promised) or found.hiring >= (_HARDLY if weighed.asks_to_meet else _PERHAPS)
    if known or verdict.kind is not Kind.NOT_JOB or not perhaps or not by_person(reading):
        return found
    if owner_interviews(weighed.marks):
        return found
    return replace(found, if_known=_of_known(reading, weighed, shares, found))


def _of_known(reading: Reading, weighed: Weighed, shares: Mapping[Kind, float], found: Classified) -> Classified | None:
    """What it does if its writer takes part in a process; None where even then it says nothing."""
    hiring = 1 - shares[Kind.NOT_JOB]
    rest = {kind: 0.0 if kind is Kind.NOT_JOB else share / hiring for kind, share in shares.items()}
    verdict = by_words(reading, replace(weighed, job=True), rest)
    if verdict.kind is Kind.NOT_JOB:
        return None
    return replace(
        _classified(reading, verdict, Sender.PERSON, found.marks),
        hiring=found.hiring,
        purpose=found.purpose,
    )


def is_told_by_calendar(reading: Reading, owner: Owner) -> bool:
    """Whether the calendar part tells the kind, as no words say more: such a message teaches nothing of words."""
    return by_calendar(reading, likely(fresh(reading, owner))) is not None


def traits_of(reading: Reading, owner: Owner, *, slots: int, promised: bool) -> dict[str, float]:
    """The traits by which the kind of a message is weighed, for learning their weights."""
    weighed = _weighed(reading, owner, fresh(reading, owner), slots, promised=promised)
    return dict.fromkeys(weighed.words, weight_of_each(len(weighed.words))) | weighed.traits


def _unconditional(said: tuple[Passage, ...], promised: tuple[Promised, ...]) -> tuple[Passage, ...]:
    """The passages without those that say what silence means: "if you hear nothing by Friday, you were not chosen"."""
    silent = [plain(one.evidence.sentence) for one in promised if one.silence == "means_no"]
    return tuple(one for one in said if not any(one.plain.strip() in sentence for sentence in silent))


def _weighed(reading: Reading, owner: Owner, said: tuple[Passage, ...], slots: int, *, promised: bool) -> Weighed:
    marks, sentences = read_marks(said, lexicon(_THEIRS)), likely(said)
    history = around(reading)
    job = about_a_job(reading, marks, history) and not of_another_sort(marks, sentences) and not owner_interviews(marks)
    return Weighed(
        marks,
        sentences,
        traits(reading, marks, sentences, slots=slots, promised=promised, job=job),
        words(reading, sentences),
        job,
        purpose(reading, marks, history, sentences),
        bool(reading.forwarded) and not may_forward(reading, owner),
    )


def _marks_of(sentences: tuple[Likely, ...]) -> Iterator[Mark]:
    """A mark for what a sentence is more likely to do than not."""
    for one in sentences:
        for signal, likelihood in one.signals.items():
            if likelihood >= LIKELY and signal not in _CERTAIN_ONLY:
                yield Mark(signal, _FULL_WEIGHT * likelihood, one.passage)


def _classified(reading: Reading, verdict: Verdict, sender: Sender, marks: Marks) -> Classified:
    sentence = (verdict.sentence or reading.said.strip() or reading.subject)[:_LONGEST_EVIDENCE]
    evidence = Evidence(reading.message.message_id, sentence, verdict.confidence)
    return Classified(verdict.kind, verdict.also, verdict.confidence, evidence, sender, marks=marks)
