"""One reading in, its kind out: structure first, then words."""

from __future__ import annotations

import re
from collections.abc import Sized

from agent.messages import Direction, Owner
from agent.reading.records import Automatic, Reading
from agent.senders import ROBOTS, Nature, nature
from agent.understanding.findings import Evidence, Kind, Sender
from agent.understanding.kinds.judge import NOISE, Situation, judge
from agent.understanding.kinds.lexicon import lexicon
from agent.understanding.kinds.machine import by_automatic_words, by_invitation, by_structure
from agent.understanding.kinds.marks import Marks, read_marks
from agent.understanding.kinds.passages import Passage, passages
from agent.understanding.kinds.records import Classified, Verdict

_THEIRS = "answers+scheduling+requests+noise+automatic+context"
_OWN = "owner"
_CONTEXT = "context"
_QUOTED = 4000
_POINTER = 200
"""A forwarder's own words are fewer than this when they merely point to what is below."""

_FORWARDED_HEAD = 600
"""Where a forwarded message names its writer and readers."""

_LONGEST_EVIDENCE = 400
_OPTIONS = re.compile(
    r"\bor\b|\bany of\b|\bone of\b|\boptions?\b|\bprefer|\bwhich\b|\beither\b|\bchoose\b|\bavailab|\bslots?\b",
    re.IGNORECASE,
)
_BOOKED = re.compile(r"interview|screen|\bintro|recruit|hiring|candida|phone call|\brole\b|talent", re.IGNORECASE)
"""What a booking is called when it is a recruiter's; a salon books with the same services."""


def classify(reading: Reading, owner: Owner, *, slots: int | Sized = 0, promised: bool | Sized = False) -> Classified:
    """What the new text of `reading` does.

    `slots` is how many meeting times it names and `promised` whether it says when news will come; the findings
    themselves may be given instead. The owner's own mail is NOT_JOB with sender "owner". A person's mail with no sign
    either way is NOT_JOB with a confidence below 0.5. Source: docs/kinds.md.
    """
    if reading.message.direction is Direction.OWNER:
        marks = read_marks(_passages(reading, owner), lexicon(_OWN))
        return _classified(reading, Verdict(Kind.NOT_JOB, 1.0), Sender.OWNER, marks)
    marks = read_marks(_passages(reading, owner), lexicon(_THEIRS))
    count = slots if isinstance(slots, int) else len(slots)
    verdict = _verdict(reading, marks, count, promised=bool(promised))
    return _classified(reading, verdict, _sender(reading, verdict), marks)


def _verdict(reading: Reading, marks: Marks, slots: int, *, promised: bool) -> Verdict:
    known = by_structure(reading) or by_automatic_words(reading, marks)
    if known is not None:
        return known
    message = reading.message
    person = _by_person(reading)
    situation = Situation(
        slots=slots,
        promised=promised,
        answering=bool(message.in_reply_to or message.references),
        person=person,
        job=_about_a_job(reading, marks),
        options=bool(_OPTIONS.search(reading.said)),
        private=message.sender is not None and nature(message.sender.email, message.sender.name) is Nature.FREEMAIL,
    )
    verdict = judge(marks, situation)
    calendar = by_invitation(reading, marks)
    if calendar is None or verdict.kind in (Kind.REJECTION, Kind.OFFER):
        return verdict
    if calendar.kind is not Kind.NOT_JOB and verdict.kind is Kind.NOT_JOB and marks.score(*NOISE) >= 3.0:
        return verdict
    if calendar.kind is Kind.INTERVIEW_INVITE and verdict.kind in (Kind.NEXT_ROUND, Kind.REMINDER):
        return Verdict(verdict.kind, verdict.confidence, verdict.sentence, (Kind.INTERVIEW_INVITE,))
    if calendar.kind is not Kind.NOT_JOB and not situation.job and not _hiring_address(reading):
        return Verdict(Kind.NOT_JOB, 0.45, calendar.sentence)
    return calendar


def _classified(reading: Reading, verdict: Verdict, sender: Sender, marks: Marks) -> Classified:
    sentence = (verdict.sentence or reading.said.strip() or reading.subject)[:_LONGEST_EVIDENCE]
    evidence = Evidence(reading.message.message_id, sentence, verdict.confidence)
    return Classified(verdict.kind, verdict.also, verdict.confidence, evidence, sender, marks)


def _passages(reading: Reading, owner: Owner) -> tuple[Passage, ...]:
    """The new subject and the new text; for a forward that only points below, the forwarded text too."""
    message = reading.message
    fresh = not (message.in_reply_to or message.references) or message.direction is Direction.MACHINE
    text = reading.said
    if reading.forwarded and len(text) < _POINTER and _may_forward(reading, owner):
        text = f"{text}\n\n{reading.forwarded}"
    if not text.strip() and reading.invitations:
        text = "\n".join(f"{one.summary}\n{one.description}" for one in reading.invitations)
    return passages(reading.subject if fresh else "", text)


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


def _about_a_job(reading: Reading, marks: Marks) -> bool:
    """Whether the new text, the subject or the history below speak of a candidacy."""
    if marks.score("job", "interview", "assess", "rejection", "offer", "hold", "advance") >= 1.5:
        return True
    if _hiring_address(reading) or _hiring_booking(reading):
        return True
    summaries = " ".join(one.summary for one in reading.invitations)
    history = passages(f"{reading.subject} {summaries}", reading.quoted[:_QUOTED])
    found = read_marks(history, lexicon(_CONTEXT))
    return "job" in found or "interview" in found


def _hiring_address(reading: Reading) -> bool:
    people = [p for p in (reading.message.sender, *reading.message.reply_to) if p is not None]
    return any(nature(p.email, p.name) in (Nature.HIRING_SYSTEM, Nature.RELAY) for p in people)


def _hiring_booking(reading: Reading) -> bool:
    """A booking service's notice of something called an interview, an intro or a screen."""
    sender = reading.message.sender
    if sender is None or nature(sender.email, sender.name) is not Nature.CALENDAR:
        return False
    return _BOOKED.search(f"{reading.subject}\n{reading.said[:_QUOTED]}") is not None


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
        return Sender.OTHER
    return Sender.PERSON


def _only_calendar(reading: Reading) -> bool:
    """A calendar part whose text is the calendar's own, or none."""
    return bool(reading.invitations) and not reading.said.strip()
