"""Whether a message is about a candidacy at all, and what its interview is for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.reading.records import Reading
from agent.senders import Nature, nature
from agent.understanding.findings import Purpose
from agent.understanding.kinds.lexicon import lexicon
from agent.understanding.kinds.marks import Marks, read_marks
from agent.understanding.kinds.passages import Passage, passages
from agent.understanding.kinds.traits import Likely

_CONTEXT = "context"
_QUOTED = 4000
_PERHAPS_OTHER, _PLAINLY_OTHER = 0.2, 0.6

_BOOKED = re.compile(r"interview|screen|\bintro|recruit|hiring|candida|phone call|\brole\b|talent", re.IGNORECASE)
"""What a booking is called when it is a recruiter's; a salon books with the same services."""


def about_a_job(reading: Reading, marks: Marks) -> bool:
    """Whether the new text, the subject or the history below speak of a candidacy."""
    if marks.score("job", "interview", "assess", "rejection", "offer", "hold", "advance") >= 1.5:
        return True
    if _hiring_address(reading) or _hiring_booking(reading):
        return True
    found = read_marks(_around(reading), lexicon(_CONTEXT))
    return "job" in found or "interview" in found


def purpose(reading: Reading, said: Sequence[Passage], sentences: Sequence[Likely] = ()) -> Purpose | None:
    """What the interview is for: a job that is named, perhaps something else, or None when nothing tells.

    A job is named in the new text (`said`, what its sentences are like in `sentences`), but for sentences that plainly
    speak of another sort of interview; in the subject, an event or the history; or by a sender who serves hiring only.
    """
    if _hiring_address(reading):
        return Purpose.JOB
    other = {one.passage.plain for one in sentences if _other(one) >= _PLAINLY_OTHER}
    new = tuple(one for one in said if one.plain not in other)
    if "job" in read_marks((*new, *_around(reading)), lexicon(_CONTEXT)):
        return Purpose.JOB
    return Purpose.OTHER if any(_other(one) >= _PERHAPS_OTHER for one in sentences) else None


def of_another_sort(said: Sequence[Passage], sentences: Sequence[Likely]) -> bool:
    """Whether the interview is a podcast's, a school's or the like: a sentence is plainly so, and none names a job."""
    other = max((_other(one) for one in sentences), default=0.0)
    return other >= _PLAINLY_OTHER and "job" not in read_marks(said, lexicon(_CONTEXT))


def _hiring_address(reading: Reading) -> bool:
    people = [p for p in (reading.message.sender, *reading.message.reply_to) if p is not None]
    return any(nature(p.email, p.name) in (Nature.HIRING_SYSTEM, Nature.RELAY) for p in people)


def _hiring_booking(reading: Reading) -> bool:
    """A booking service's notice of something called an interview, an intro or a screen."""
    sender = reading.message.sender
    if sender is None or nature(sender.email, sender.name) is not Nature.CALENDAR:
        return False
    return _BOOKED.search(f"{reading.subject}\n{reading.said[:_QUOTED]}") is not None


def _around(reading: Reading) -> tuple[Passage, ...]:
    """The subject, what events are called, and the history below."""
    summaries = " ".join(one.summary for one in reading.invitations)
    return passages(f"{reading.subject} {summaries}", reading.quoted[:_QUOTED])


def _other(one: Likely) -> float:
    return one.signals.get("other", 0.0)
