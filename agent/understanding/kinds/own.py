"""The owner's own mail: thanks, a check, a test handed in, a withdrawal, any other answer; or they hire themselves."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from agent.reading.records import Reading
from agent.understanding.acts import Act, Line, acts, best, likeliest
from agent.understanding.findings import (
    Evidence,
    Finding,
    Hires,
    Missed,
    Nudged,
    PerhapsNudged,
    PerhapsThanked,
    Rejected,
    Replied,
    Submitted,
    Thanked,
    Took,
    Withdrew,
)

_FINDINGS: dict[Act, Callable[[Evidence], Finding]] = {
    Act.WITHDRAWS: Withdrew,
    Act.TAKES: Took,
    Act.SUBMITS: Submitted,
    Act.REGRETS: Rejected,
    Act.ASKS: Nudged,
    Act.MISSED: partial(Missed, by="them"),
}
"""What an act is told as; thanks, which name people, apart. Whoever missed the meeting, that it "did not take place" is
all that is said of it: only the hiring side calls it a no-show of the owner's."""

_NAME = r"(?:(?:Mr|Mrs|Ms|Mx|Dr|Prof)\.? )?[A-Z][\w'-]{1,30}(?: [A-Z][\w'-]{1,30})?"
_NAMES = re.compile(
    r"(?:with|to|meet|meeting|and|thank|thanks to|,)\s+"
    rf"({_NAME}(?:(?:, and |, | and | & ){_NAME}){{0,5}})"
)
_NOT_NAMES = frozenset(
    {
        "April", "August", "Dear", "December", "February", "Friday", "Google", "Hello", "Hi", "I", "January",
        "July", "June", "March", "May", "Monday", "November", "October", "Saturday", "September", "Sunday",
        "Teams", "Thank", "Thanks", "The", "This", "Thursday", "Tuesday", "We", "Wednesday", "You", "Zoom"
    }
)  # fmt: skip


def own_findings(reading: Reading) -> tuple[Finding, ...]:
    """What the owner's mail does, each with the sentence that does it."""
    said = acts(reading)
    found: list[Finding] = [
        finding(_evidence(reading, line, act)) for act, finding in _FINDINGS.items() if (line := best(said, act))
    ]
    thanks, asks = likeliest(said, Act.THANKS), likeliest(said, Act.ASKS)
    # "Thank you again for the interview. Any news?" is a question, whose thanks are a courtesy.
    if thanks is not None and best(said, Act.ASKS) is None and thanks.does(Act.THANKS):
        found.append(Thanked(_evidence(reading, thanks, Act.THANKS), _names(said)))
    if not found and (reading.said.strip() or reading.attachments):
        found.append(Replied(Evidence(reading.message.message_id, reading.said.strip()[:400], 0.8)))
        if thanks is not None:
            found.append(PerhapsThanked(_evidence(reading, thanks, Act.THANKS), _names(said)))
        if asks is not None:
            found.append(PerhapsNudged(_evidence(reading, asks, Act.ASKS)))
    hires = best(said, Act.HIRES)
    return (*found, Hires(_evidence(reading, hires, Act.HIRES))) if hires is not None else tuple(found)


def _evidence(reading: Reading, line: Line, act: Act) -> Evidence:
    return Evidence(reading.message.message_id, line.sentence.text[:400], round(min(line.shares[act], 0.97), 2))


def _names(said: tuple[Line, ...]) -> tuple[str, ...]:
    """The people that sentences of thanks name: "it was great to meet you and Tom Bell"."""
    names: list[str] = []
    thanks = (line.sentence.text for line in said if line.may(Act.THANKS))
    for match in (found for text in thanks for found in _NAMES.finditer(text)):
        for part in re.split(r", and |, | and | & ", match[1]):
            if part and part.split()[0] not in _NOT_NAMES and part not in names:
                names.append(part)
    return tuple(names)
