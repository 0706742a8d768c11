"""One reading in, its kind out: structure first, then words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from agent.messages import Direction, Owner
from agent.reading.records import Automatic, Reading
from agent.senders import ROBOTS, Nature, nature
from agent.understanding.findings import Evidence, Kind, Promised, Purpose, Sender
from agent.understanding.kinds.candidacy import about_a_job, around, of_another_sort, owner_interviews, purpose
from agent.understanding.kinds.lexicon import lexicon
from agent.understanding.kinds.machine import by_calendar, by_structure
from agent.understanding.kinds.marks import Mark, Marks, read_marks
from agent.understanding.kinds.passages import Passage, passages
from agent.understanding.kinds.records import Classified, Verdict
from agent.understanding.kinds.traits import Likely, likely, traits
from agent.understanding.kinds.weighing import MEETINGS, SIGNALS, likelihoods, together, weigh
from agent.understanding.people.impersonal import house_speaks, nobody_speaks
from agent.understanding.plain import plain

_THEIRS = "answers+scheduling+requests+noise+automatic+context"
_OWN, _CONTEXT = "owner", "context"
_POINTER = 200
"""A forwarder's own words are fewer than this when they merely point to what is below."""

_FORWARDED_HEAD = 600
"""Where a forwarded message names its writer and readers."""

_LONGEST_EVIDENCE = 400
_LIKELY = 0.5
_CERTAIN_ONLY = ("gone", "no_contact")
"""What shuts a door for good is believed in known words alone."""

_SAID = 2.0
_SHOWN_ONLY = (Kind.AUTO_REPLY, Kind.BOUNCE)
"""What is told by headers, or by its own words; the rest of a text does not make it likely."""

_HIRING = tuple(signal for kind, signals in SIGNALS.items() if kind is not Kind.NOT_JOB for signal in signals)
_PLAIN = 0.85
_WEAK = 0.4
_RATHER, _OUTSPOKEN = 0.5, 0.85
"""Less surely than this no hiring mail: then it is what hiring mail it may be. The second where a person is plain."""

_HARDLY = 0.1
"""So likely no hiring mail at most: then somebody writes about the job, whatever they say."""

_PERHAPS = 0.1
"""A person's mail that is so likely hiring mail at least may be so: whose it is will tell. Of 4,378 open messages
648 would be read a second time at 0.01, 59 are at 0.1, 11 would be at 0.2; no open conversation turns on it."""

_DENIED = 0.6
"""An invitation that may be a job's asks for a meeting or settles it, unless the words deny it this surely."""

_FULL_WEIGHT = 5.0
"""The weight of a sentence that is certainly what it is like: that of a phrase that decides."""


def classify(reading: Reading, owner: Owner, *, slots: int = 0, promised: tuple[Promised, ...] = ()) -> Classified:
    """What the new text of `reading` does, by docs/kinds.md.

    `slots` is how many meeting times it names and `promised` when it says that news will come. The owner's own mail is
    NOT_JOB with sender "owner". A person's mail with no sign either way is NOT_JOB with a confidence below 0.5.
    """
    if reading.message.direction is Direction.OWNER:
        said = _passages(reading, owner)
        own = _classified(reading, Verdict(Kind.NOT_JOB, 1.0), Sender.OWNER, read_marks(said, lexicon(_OWN)))
        return replace(own, purpose=purpose(reading, read_marks(said, lexicon(_CONTEXT)), around(reading)))
    said = _passages(reading, owner)
    weighed = _weighed(reading, owner, said, slots, promised=bool(promised))
    shares = likelihoods(weighed.traits)
    known = by_structure(reading) or by_calendar(reading, weighed.sentences)
    verdict = known or _by_words(reading, weighed, shares)
    if Kind.REJECTION in (verdict.kind, *verdict.also) and (certain := _unconditional(said, promised)) != said:
        weighed = _weighed(reading, owner, certain, slots, promised=bool(promised))
        shares = likelihoods(weighed.traits)
        verdict = _by_words(reading, weighed, shares)
    marks = weighed.marks.joined(_marks_of(weighed.sentences))
    found = replace(
        _classified(reading, verdict, _sender(reading, verdict), marks),
        job=weighed.job,
        hiring=round(1 - shares[Kind.NOT_JOB], 2),
        purpose=weighed.purpose,
    )
    if known or verdict.kind is not Kind.NOT_JOB or found.hiring < _PERHAPS or not _by_person(reading):
        return found
    if owner_interviews(weighed.marks):
        return found
    return replace(found, if_known=_of_known(reading, weighed, shares, found))


def _of_known(
    reading: Reading, weighed: _Weighed, shares: Mapping[Kind, float], found: Classified
) -> Classified | None:
    """What it does if its writer takes part in a process; None where even then it says nothing."""
    rest = {kind: 0.0 if kind is Kind.NOT_JOB else share / found.hiring for kind, share in shares.items()}
    verdict = _by_words(reading, replace(weighed, job=True), rest)
    if verdict.kind is Kind.NOT_JOB:
        return None
    return replace(
        _classified(reading, verdict, Sender.PERSON, found.marks),
        hiring=found.hiring,
        purpose=found.purpose,
    )


def _by_words(reading: Reading, weighed: _Weighed, shares: Mapping[Kind, float]) -> Verdict:
    """What the words say, within what can be: one kind of hiring mail or another unless it is rather none."""
    if not reading.invitations and all(one.passage.subject for one in weighed.sentences) and reading.forwarded:
        return Verdict(Kind.NOT_JOB, 0.5)  # a bare forward says nothing new
    possible = frozenset(Kind) - {kind for kind in _SHOWN_ONLY if not weighed.shows(kind)}
    verdict = weigh(shares, weighed.sentences, possible, timed=weighed.timed)
    meets = together(shares, MEETINGS)
    enough = _WEAK if weighed.job or any(weighed.shows(kind) for kind in MEETINGS) else _RATHER
    if verdict.kind not in MEETINGS and meets > max(enough, verdict.confidence):
        # Somebody is to be met, though it is open whether this invites, confirms or reminds.
        return replace(weigh(shares, weighed.sentences, MEETINGS), confidence=round(meets, 2))
    news = "day of news" in weighed.traits and verdict.kind is not Kind.NOT_JOB
    doubt = _OUTSPOKEN if weighed.outspoken and _by_person(reading) else _RATHER
    if weighed.job and verdict.kind is Kind.NOT_JOB and verdict.confidence < doubt:
        verdict = weigh(shares, weighed.sentences, possible - {Kind.NOT_JOB}, timed=weighed.timed)
    if verdict.confidence < _WEAK and meets < _RATHER and not weighed.shows(verdict.kind) and not reading.invitations:
        about_it = _answers(reading) or (weighed.job and shares[Kind.NOT_JOB] < _HARDLY)
        verdict = Verdict(_borne_out_by_nothing(news=news, about_it=about_it), 0.45, verdict.sentence)
    if verdict.kind is Kind.OTHER_HUMAN_REPLY and (weighed.passed_on or not _by_person(reading)):
        return Verdict(Kind.NOT_JOB, 0.45, verdict.sentence)
    invited = any(one.method in ("REQUEST", "PUBLISH") and not one.cancelled for one in reading.invitations)
    if not invited or not weighed.job or verdict.kind in MEETINGS or verdict.confidence >= _DENIED:
        return verdict
    return weigh(shares, weighed.sentences, MEETINGS)


def _borne_out_by_nothing(*, news: bool, about_it: bool) -> Kind:
    """What a guess comes to that nothing in the text bears out: with a day of news it tells when; in a conversation, or
    where a job is plainly meant, it is an answer still.
    """
    if news:
        return Kind.TIMELINE_UPDATE
    return Kind.OTHER_HUMAN_REPLY if about_it else Kind.NOT_JOB


def traits_of(reading: Reading, owner: Owner, *, slots: int, promised: bool) -> dict[str, float]:
    """The traits by which the kind of a message is weighed, for learning their weights."""
    return _weighed(reading, owner, _passages(reading, owner), slots, promised=promised).traits


@dataclass(frozen=True, slots=True)
class _Weighed:
    """What is known of a message before its kind is told.

    `passed_on` is True when somebody who is not of the hiring side forwards mail of it.
    """

    marks: Marks
    sentences: tuple[Likely, ...]
    traits: dict[str, float]
    job: bool
    purpose: Purpose | None
    passed_on: bool

    @property
    def timed(self) -> bool:
        """Whether it names a time."""
        return "slots 0" not in self.traits

    @property
    def outspoken(self) -> bool:
        """Whether a sentence plainly does what only the hiring side does."""
        return any(one.signals.get(signal, 0.0) > _PLAIN for one in self.sentences for signal in _HIRING)

    def shows(self, kind: Kind) -> bool:
        """Whether a phrase or a sentence says outright what a kind says."""
        signals = SIGNALS[kind]
        likely = any(one.signals.get(signal, 0.0) > _LIKELY for one in self.sentences for signal in signals)
        return likely or self.marks.score(*signals) >= _SAID


def _unconditional(said: tuple[Passage, ...], promised: tuple[Promised, ...]) -> tuple[Passage, ...]:
    """The passages without those that say what silence means: "if you hear nothing by Friday, you were not chosen"."""
    silent = [plain(one.evidence.sentence) for one in promised if one.silence == "means_no"]
    return tuple(one for one in said if not any(one.plain.strip() in sentence for sentence in silent))


def _weighed(reading: Reading, owner: Owner, said: tuple[Passage, ...], slots: int, *, promised: bool) -> _Weighed:
    marks, sentences = read_marks(said, lexicon(_THEIRS)), likely(said)
    history = around(reading)
    job = about_a_job(reading, marks, history) and not of_another_sort(marks, sentences) and not owner_interviews(marks)
    return _Weighed(
        marks,
        sentences,
        traits(reading, marks, sentences, slots=slots, promised=promised, job=job),
        job,
        purpose(reading, marks, history, sentences),
        bool(reading.forwarded) and not _may_forward(reading, owner),
    )


def _marks_of(sentences: tuple[Likely, ...]) -> Iterator[Mark]:
    """A mark for what a sentence is more likely to do than not."""
    for one in sentences:
        for signal, likelihood in one.signals.items():
            if likelihood >= _LIKELY and signal not in _CERTAIN_ONLY:
                yield Mark(signal, _FULL_WEIGHT * likelihood, one.passage)


def _classified(reading: Reading, verdict: Verdict, sender: Sender, marks: Marks) -> Classified:
    sentence = (verdict.sentence or reading.said.strip() or reading.subject)[:_LONGEST_EVIDENCE]
    evidence = Evidence(reading.message.message_id, sentence, verdict.confidence)
    return Classified(verdict.kind, verdict.also, verdict.confidence, evidence, sender, marks=marks)


def _passages(reading: Reading, owner: Owner) -> tuple[Passage, ...]:
    """The new subject and the new text; for a forward that only points below, the forwarded text too."""
    message = reading.message
    text, forwards = reading.said, bool(reading.forwarded)
    theirs = forwards and _may_forward(reading, owner)
    fresh = not _answers(reading) or message.direction is Direction.MACHINE
    if theirs and len(text) < _POINTER:
        text = f"{text}\n\n{reading.forwarded}"
    if not text.strip() and reading.invitations:
        text = "\n".join(f"{one.summary}\n{one.description}" for one in reading.invitations)
    return passages(reading.subject if fresh and (theirs or not forwards) else "", text)


def _answers(reading: Reading) -> bool:
    """Whether this is an answer in a conversation, by its header or by what it quotes."""
    return bool(reading.message.in_reply_to or reading.message.references or reading.quoted)


def _may_forward(reading: Reading, owner: Owner) -> bool:
    """Only the hiring side's forwards count; a private mailbox is a friend's (docs/behaviours.md, 63).

    What the owner was sent before comes back from a friend or coach too, unless a colleague of its writer forwards it.
    """
    sender = reading.message.sender
    if sender is None or nature(sender.email, sender.name) is Nature.FREEMAIL:
        return False
    head = reading.forwarded[:_FORWARDED_HEAD].lower()
    was_owners = any(address in head for address in owner.addresses)
    return not was_owners or f"@{sender.domain}" in head


def _by_person(reading: Reading) -> bool:
    sender = reading.message.sender
    return (
        reading.message.direction is Direction.THEIRS
        and reading.automatic in (None, Automatic.BULK)
        and sender is not None
        and nature(sender.email, sender.name) not in ROBOTS
    )


def _sender(reading: Reading, verdict: Verdict) -> Sender:
    """Who wrote. A weak NOT_JOB from a person may be the hiring side's: the case will tell."""
    if not _by_person(reading) or verdict.kind in (Kind.AUTO_REPLY, Kind.BOUNCE) or _only_calendar(reading):
        return Sender.MACHINE
    if verdict.kind is Kind.NOT_JOB and verdict.confidence >= 0.5:
        return Sender.MACHINE if nobody_speaks(reading) else Sender.OTHER
    return Sender.MACHINE if verdict.kind is not Kind.NOT_JOB and house_speaks(reading) else Sender.PERSON


def _only_calendar(reading: Reading) -> bool:
    """A calendar part whose text is the calendar's own, or none."""
    return bool(reading.invitations) and not reading.said.strip()
