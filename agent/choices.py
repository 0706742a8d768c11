"""What the owner has told or decided: the record that survives everything, even a lost database.

A choice belongs to a case through `anchor`, the Message-ID of a message in it, so it finds its case again when
cases are rebuilt. Choices that report what was said or done ("heard", "thanked", "add") count like mail:
`agent.understanding.told` turns them into understandings; the others are read by cases and planning.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Verb(StrEnum):
    """What the owner did."""

    HEARD = "heard"  # text: what they were told by phone or elsewhere
    THANKED = "thanked"  # person: whom they thanked outside this mailbox (None: everybody)
    NOTE = "note"  # text: a topic of the conversation, for the next draft
    NEWS = "news"  # text: something new about the owner, for any follow-up; anchor None
    ADD = "add"  # an interview the mail does not show, or one the mail left unsure: start, person, text (employer)
    NOT_INTERVIEW = "not_interview"  # "that interview is not one" / did not take place: start
    MUTE = "mute"  # no drafts for this case
    CLOSE = "close"  # the process is over for the owner
    REOPEN = "reopen"  # takes back mute and close
    DECLINED = "declined"  # step: a draft of ours the owner did not want


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing the owner said. `at` is when they said it, `on` the moment it speaks of when they gave one.

    `id` is unique and stable ("choice-..."); `anchor` a Message-ID of the case (None: about all cases, or, for ADD,
    a case of its own); `step` is a due's id for DECLINED; `employer` and `role` are given with ADD.
    """

    id: str
    at: datetime
    verb: Verb
    anchor: str | None = None
    text: str = ""
    person: str | None = None
    on: datetime | None = None
    end: datetime | None = None
    step: str | None = None
    employer: str | None = None
    role: str | None = None
