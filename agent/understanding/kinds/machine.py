"""What headers, structure and calendar parts prove about a message, before any word of it is weighed."""

from __future__ import annotations

from collections.abc import Sequence

from agent.reading.records import Automatic, Reading
from agent.understanding.findings import Kind
from agent.understanding.kinds.records import Verdict
from agent.understanding.kinds.traits import Likely

_SURE = 0.97
_ONE_LINE = 100
_YES = (
    "accepted:", "tentative:", "tentatively accepted:", "zugesagt:", "mit vorbehalt:", "accepté:", "provisoire:",
    "aceptado:", "aceptada:", "geaccepteerd:", "accettato:", "aceite:", "zaakceptowano:", "accepterat:",
)  # fmt: skip
"""How calendars begin the subject of a yes to an event."""
_ENDS = ("rejection", "hold")
_MORE = ("offer", "move", "ask_times", "info", "timeline")
_LIKELY = 0.5
_PERHAPS = 0.15
"""Called off because hiring stops: where the sentence says both, the end is what counts."""


def by_structure(reading: Reading) -> Verdict | None:
    """The verdict of reports, away headers, receipts and mail from nobody; None when the words must be weighed."""
    if reading.automatic is Automatic.BOUNCE or reading.bounced:
        return Verdict(Kind.BOUNCE, _SURE, reading.subject)
    if reading.automatic is Automatic.AUTO_REPLY:
        return Verdict(Kind.AUTO_REPLY, _SURE, reading.subject)
    nobodys = reading.message.sender is None and not reading.invitations
    if reading.automatic is Automatic.RECEIPT or nobodys or _bare_yes(reading):
        return Verdict(Kind.NOT_JOB, _SURE, reading.subject)
    return None


def _bare_yes(reading: Reading) -> bool:
    """A calendar's "Accepted: ..." whose event was left out, with no more than a line that says so."""
    subject = reading.subject.casefold().replace(" :", ":")
    return subject.startswith(_YES) and len(reading.said) < _ONE_LINE and "?" not in reading.said


def by_calendar(reading: Reading, sentences: Sequence[Likely]) -> Verdict | None:
    """What the method of a calendar part proves (RFC 5546): a meeting called off, or a mere yes or no to a meeting.

    None when there is no such part, or when words beside it say more.
    """
    if not reading.invitations:
        return None
    first = reading.invitations[0]
    methods = {one.method for one in reading.invitations}
    if first.cancelled or methods == {"CANCEL"}:
        end = _ending(sentences)
        if end is not None:
            return Verdict(Kind.REJECTION, 0.9, end.passage.written)
        more = _saying(sentences, _MORE)
        return Verdict(Kind.CANCELLATION, 0.95, f"calendar: {first.summary}") if more is None else None
    if methods <= {"REPLY"} and _saying(sentences, (*_ENDS, *_MORE)) is None:
        return Verdict(Kind.NOT_JOB, 0.9, f"calendar: {first.summary}")
    return None


def _ending(sentences: Sequence[Likely]) -> Likely | None:
    """The first sentence that ends the process, or perhaps does as it calls the meeting off."""
    off = [one for one in sentences if sum(one.signals.get(signal, 0.0) for signal in ("cancel", *_ENDS)) > _LIKELY]
    return _saying(sentences, _ENDS) or _saying(off, _ENDS, _PERHAPS)


def _saying(sentences: Sequence[Likely], signals: Sequence[str], least: float = _LIKELY) -> Likely | None:
    """The first sentence that is as likely one of these."""
    return next((one for one in sentences for signal in signals if one.signals.get(signal, 0.0) > least), None)
