"""Whether a message is about a candidacy at all, and what its interview is for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.reading.records import Reading
from agent.senders import Nature, nature
from agent.understanding.findings import Kind, Purpose
from agent.understanding.kinds.lexicon import lexicon
from agent.understanding.kinds.marks import Marks, read_marks
from agent.understanding.kinds.passages import passages
from agent.understanding.kinds.records import Verdict
from agent.understanding.kinds.traits import Likely

_CONTEXT = "context"
_QUOTED = 4000
_PERHAPS_OTHER, _PLAINLY_OTHER = 0.2, 0.6
_OUTRIGHT = 3.0
"""What a phrase weighs that names another sort of interview outright."""

_BOOKED = re.compile(r"interview|screen|\bintro|recruit|hiring|candida|phone call|\brole\b|talent", re.IGNORECASE)
"""What a booking is called when it is a recruiter's; a salon books with the same services."""


def around(reading: Reading) -> Marks:
    """What speaks of a candidacy in the subject, in what events are called, and in the history below."""
    summaries = " ".join(one.summary for one in reading.invitations)
    found = passages(f"{reading.subject} {summaries}", reading.quoted[:_QUOTED])
    return read_marks(found, lexicon(_CONTEXT))


def about_a_job(reading: Reading, new: Marks, history: Marks) -> bool:
    """Whether the new text (the marks `new`), or what is `around` it (`history`), speaks of a candidacy."""
    if new.score("job", "interview", "assess", "rejection", "offer", "hold", "advance") >= 1.5:
        return True
    if _hiring_address(reading) or _hiring_booking(reading):
        return True
    return "job" in history or "interview" in history


def purpose(reading: Reading, new: Marks, history: Marks, sentences: Sequence[Likely] = ()) -> Purpose | None:
    """What the interview is for: a job that is named, perhaps something else, or None when nothing tells.

    A job is named in the new text, but for sentences that plainly speak of another sort of interview; in what is
    around it; or by a sender who serves hiring only.
    """
    other = {one.passage.plain for one in sentences if _other(one) >= _PLAINLY_OTHER}
    named = any(mark.passage.plain not in other for mark in new.all("named"))
    if named or "named" in history or _hiring_address(reading):
        return Purpose.JOB
    outright = new.score("other") >= _OUTRIGHT and "job" not in new and "job" not in history
    told = outright or any(_other(one) >= _PERHAPS_OTHER for one in sentences)
    return Purpose.OTHER if told else None


def of_another_sort(new: Marks, sentences: Sequence[Likely]) -> bool:
    """Whether the interview is a podcast's, a school's or the like: a sentence is plainly so, and none names a job."""
    return "job" not in new and any(_other(one) >= _PLAINLY_OTHER for one in sentences)


def owner_interviews(new: Marks) -> bool:
    """Whether a phrase says outright that the owner is to interview somebody: "you're down to interview Felix"."""
    return new.score("interviewer") >= _OUTRIGHT


def applies_to_owner(new: Marks) -> Verdict | None:
    """That the mail is no hiring mail of the owner's, where its writer says outright that they apply to the owner."""
    said = new.best("applies")
    return Verdict(Kind.NOT_JOB, 0.9, said.passage.written) if said is not None and said.weight >= _OUTRIGHT else None


def _hiring_address(reading: Reading) -> bool:
    people = [p for p in (reading.message.sender, *reading.message.reply_to) if p is not None]
    return any(nature(p.email, p.name) in (Nature.HIRING_SYSTEM, Nature.RELAY) for p in people)


def _hiring_booking(reading: Reading) -> bool:
    """A booking service's notice of something called an interview, an intro or a screen."""
    sender = reading.message.sender
    if sender is None or nature(sender.email, sender.name) is not Nature.CALENDAR:
        return False
    return _BOOKED.search(f"{reading.subject}\n{reading.said[:_QUOTED]}") is not None


def _other(one: Likely) -> float:
    return one.signals.get("other", 0.0)
