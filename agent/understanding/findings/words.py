"""The words for what a message does and who plays which part, and the evidence that every finding has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

_MORNING, _EVENING = 7, 20


class Kind(StrEnum):
    """What the new text of a message does. See docs/kinds.md."""

    INTERVIEW_INVITE = "interview_invite"
    SCHEDULING_REQUEST = "scheduling_request"
    CONFIRMATION = "confirmation"
    REMINDER = "reminder"
    RESCHEDULE = "reschedule"
    CANCELLATION = "cancellation"
    NEXT_ROUND = "next_round"
    ASSESSMENT = "assessment"
    INFO_REQUEST = "info_request"
    TIMELINE_UPDATE = "timeline_update"
    REJECTION = "rejection"
    OFFER = "offer"
    OTHER_HUMAN_REPLY = "other_human_reply"
    APPLICATION_ACK = "application_ack"
    AUTO_REPLY = "auto_reply"
    BOUNCE = "bounce"
    NOT_JOB = "not_job"


ANSWERS = frozenset(Kind) - {Kind.APPLICATION_ACK, Kind.AUTO_REPLY, Kind.BOUNCE, Kind.NOT_JOB}
"""The kinds that end the current wait (a hold does not: see `Understanding.answers`)."""


class Purpose(StrEnum):
    """What an interview is for: a job that is named, or perhaps something else (a podcast, a home, a study)."""

    JOB = "job"
    OTHER = "other"


class Sender(StrEnum):
    """Who wrote: a person on the hiring side, a machine, the owner, or any other person."""

    PERSON = "person"
    MACHINE = "machine"
    OWNER = "owner"
    OTHER = "other"


class Part(StrEnum):
    """The part somebody plays in a hiring process."""

    INTERVIEWER = "interviewer"
    RECRUITER = "recruiter"
    COORDINATOR = "coordinator"
    AGENCY = "agency"
    OTHER = "other"


class Status(StrEnum):
    """How firm an interview slot is."""

    REQUESTED = "requested"  # a question, or one of several options
    BOOKED = "booked"  # an invitation or a statement of one definite slot
    MOVED = "moved"  # a known interview has this new slot (start None: not yet known)
    CANCELLED = "cancelled"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why we believe a finding: the sentence it was read from, and how sure we are (0 to 1).

    `message` is the Message-ID. For a calendar part the sentence is "calendar: SUMMARY".
    """

    message: str
    sentence: str
    confidence: float


@dataclass(frozen=True, slots=True)
class ClockTime:
    """An hour named without its day, in `minutes` after midnight; `half` is False where "4" may be morning or not.

    `past`: only the minutes are named ("half past"), the hour is that of the meeting.
    """

    minutes: int
    half: bool = False
    past: bool = False

    def __str__(self) -> str:
        """The hour as a clock shows it: "10:30"; ":30" for half past."""
        return f"{'' if self.past else self.minutes // 60}:{self.minutes % 60:02d}"

    def on_the_day_of(self, start: datetime) -> datetime:
        """The hour on the day of `start` (aware), in the half of the day that lies nearer to it.

        What begins by day does not go to the night: "9" is the morning, also for what was to begin at four.
        """
        if self.past:
            return start.replace(minute=self.minutes, second=0, microsecond=0)
        midnight = start.replace(hour=0, minute=0, second=0, microsecond=0)
        choices = (self.minutes,) if self.half else (self.minutes % 720, self.minutes % 720 + 720)
        times = [midnight.replace(hour=each // 60, minute=each % 60) for each in choices]
        return min(times, key=lambda at: (_by_day(start) and not _by_day(at), abs(at - start)))


def _by_day(at: datetime) -> bool:
    return _MORNING <= at.hour < _EVENING


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who takes part in the process, as one message shows them. An address is never guessed.

    `guessed`: neither title nor words tell the part; it is what such a writer most often plays.
    """

    name: str | None
    email: str | None
    part: Part
    guessed: bool = False
