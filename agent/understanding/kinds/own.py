"""The owner's own mail: thanks, a check, a test handed in, a withdrawal, any other answer; or they hire themselves."""

from __future__ import annotations

import re

from agent.reading.records import Reading
from agent.understanding.findings import (
    Evidence,
    Finding,
    Hires,
    Nudged,
    Rejected,
    Replied,
    Submitted,
    Thanked,
    Withdrew,
)
from agent.understanding.kinds.marks import Mark
from agent.understanding.kinds.records import Classified

_ENOUGH = 3.0
_NAMES = re.compile(
    r"(?:with|to|meet|meeting|and|thank|thanks to|,)\s+"
    r"([A-Z][\w'-]{1,30}(?: [A-Z][\w'-]{1,30})?"
    r"(?:(?:, and |, | and | & )[A-Z][\w'-]{1,30}(?: [A-Z][\w'-]{1,30})?){0,5})"
)
_NOT_NAMES = frozenset(
    {
        "April", "August", "Dear", "December", "February", "Friday", "Google", "Hello", "Hi", "I", "January",
        "July", "June", "March", "May", "Monday", "November", "October", "Saturday", "September", "Sunday",
        "Teams", "Thank", "Thanks", "The", "This", "Thursday", "Tuesday", "We", "Wednesday", "You", "Zoom"
    }
)  # fmt: skip


def own_findings(reading: Reading, classified: Classified) -> tuple[Finding, ...]:
    """What the owner's mail does. Everything that answers is also no nudge: a mail is one or the other."""
    marks = classified.marks
    found: list[Finding] = []
    withdrew, submitted = marks.best("withdrew"), marks.best("submitted")
    thanked, nudged = marks.best("thanked"), marks.best("nudged")
    if withdrew is not None and withdrew.weight >= _ENOUGH:
        found.append(Withdrew(_evidence(reading, withdrew)))
    if submitted is not None and submitted.weight >= _ENOUGH:
        found.append(Submitted(_evidence(reading, submitted)))
    told_no, hires = marks.best("told_no"), marks.best("hires")
    if told_no is not None and told_no.weight >= _ENOUGH and hires is None:
        found.append(Rejected(_evidence(reading, told_no)))
    # "Thank you again for the interview. Any news?" is a check, whose thanks are a courtesy.
    asks = nudged is not None and marks.score("nudged") >= _ENOUGH and not found
    if asks and nudged is not None:
        found.append(Nudged(_evidence(reading, nudged)))
    if thanked is not None and thanked.weight >= _ENOUGH and not asks and withdrew is None:
        found.append(Thanked(_evidence(reading, thanked), _names(marks.all("thanked"))))
    if not found and (reading.said.strip() or reading.attachments):
        found.append(Replied(Evidence(reading.message.message_id, reading.said.strip()[:400], 0.8)))
    if hires is not None and hires.weight >= _ENOUGH:
        found.append(Hires(_evidence(reading, hires)))
    return tuple(found)


def _evidence(reading: Reading, mark: Mark) -> Evidence:
    return Evidence(
        reading.message.message_id, mark.passage.written[:400], round(min(0.97, 0.5 + mark.weight * 0.1), 2)
    )


def _names(thanks: tuple[Mark, ...]) -> tuple[str, ...]:
    """The people that sentences of thanks name: "it was great to meet you and Tom Bell"."""
    names: list[str] = []
    for match in (found for mark in thanks for found in _NAMES.finditer(mark.passage.written)):
        for part in re.split(r", and |, | and | & ", match[1]):
            if part and part.split()[0] not in _NOT_NAMES and part not in names:
                names.append(part)
    return tuple(names)
