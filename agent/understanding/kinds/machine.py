"""What headers, structure and calendar parts prove about a message, before any word of it is weighed."""

from __future__ import annotations

from agent.reading.records import Automatic, Reading
from agent.understanding.findings import Kind
from agent.understanding.kinds.away import of_somebody_else
from agent.understanding.kinds.marks import Marks
from agent.understanding.kinds.records import Verdict

_SURE = 0.97
_STRONG = 3.0
_SHORT = 1500
"""An away note is short; a long text that mentions a holiday is not one."""


def by_structure(reading: Reading) -> Verdict | None:
    """The verdict of delivery reports, away headers and receipts; None when the words must be weighed."""
    if reading.automatic is Automatic.BOUNCE or reading.bounced:
        return Verdict(Kind.BOUNCE, _SURE, reading.subject)
    if reading.automatic is Automatic.AUTO_REPLY:
        return Verdict(Kind.AUTO_REPLY, _SURE, reading.subject)
    if reading.automatic is Automatic.RECEIPT:
        return Verdict(Kind.NOT_JOB, _SURE, reading.subject)
    return None


def by_automatic_words(reading: Reading, marks: Marks) -> Verdict | None:
    """Away notes, leavers' notes and delivery reports that came without the headers."""
    failed = marks.best("failed")
    if failed is not None and failed.passage.subject:
        return Verdict(Kind.BOUNCE, 0.85, failed.passage.written)
    note = marks.best("away", "gone")
    if note is None or len(reading.said) > _SHORT or marks.score("away", "gone") < _STRONG:
        return None
    answers = marks.score("rejection", "offer", "invite", "ask_times", "move", "cancel", "confirm", "advance", "hold")
    if note.signal == "gone" and of_somebody_else(note.passage.written, reading):
        return None
    if note.weight < _STRONG or answers > marks.score("away", "gone"):
        return None
    return Verdict(Kind.AUTO_REPLY, 0.85, note.passage.written)


def by_invitation(reading: Reading, marks: Marks) -> Verdict | None:
    """The verdict of a calendar part (RFC 5546 methods); None when there is none, or a reply with own words."""
    if not reading.invitations:
        return None
    first = reading.invitations[0]
    sentence = f"calendar: {first.summary}"
    methods = {one.method for one in reading.invitations}
    if first.cancelled or methods == {"CANCEL"}:
        return Verdict(Kind.CANCELLATION, 0.95, sentence)
    if "COUNTER" in methods:
        return Verdict(Kind.RESCHEDULE, 0.9, sentence)
    if methods <= {"REPLY"}:
        own = marks.score("rejection", "move", "cancel", "ask_times", "info", "timeline", "offer", "hold") >= _STRONG
        return None if own else Verdict(Kind.NOT_JOB, 0.9, sentence)
    if marks.score("move") >= _STRONG or (first.sequence > 0 and marks.score("confirm") < _STRONG):
        return Verdict(Kind.RESCHEDULE, 0.9, sentence)
    if marks.score("confirm") >= _STRONG:
        return Verdict(Kind.CONFIRMATION, 0.9, sentence)
    return Verdict(Kind.INTERVIEW_INVITE, 0.9, sentence)
