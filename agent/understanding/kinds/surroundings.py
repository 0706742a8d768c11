"""What a message shows of its matter besides its sentences: the job titles it names, and how it is signed.

Mail about a candidacy nearly always names the job, and what its writer is stands below their name; the "interview" of a
lettings agent or an admissions office has neither.
"""

from __future__ import annotations

from collections.abc import Iterator

from agent.reading.records import Reading
from agent.understanding.likeness import features
from agent.understanding.people.parts import part_of_title
from agent.understanding.people.titles import titles

_HEADLINE, _LONGEST = 300, 4000
_SIGNATURE, _SIGNATURE_LINES = 400, 5


def jobs_named(reading: Reading) -> Iterator[str]:
    """Where the message names a job: in its subject, its text or its event."""
    if any(True for _ in titles(reading.subject[:_HEADLINE], True, None)):
        yield "title in subject"
    if any(True for _ in titles(reading.said[:_LONGEST], False, None)):
        yield "title in text"
    if any(True for one in reading.invitations[:1] for _ in titles(one.summary[:_HEADLINE], True, None)):
        yield "title in event"


def signed_as(reading: Reading) -> Iterator[str]:
    """The part in hiring that the writer's signature shows ("Talent Partner"); nothing without one."""
    part = part_of_title(_signature(reading))
    if part is not None:
        yield f"signed by {part.value}"


def words_of_signature(reading: Reading) -> Iterator[str]:
    """The features of the signature's first lines."""
    yield from (f"Signed: {name}" for name in features(_signature(reading)))


def _signature(reading: Reading) -> str:
    return "\n".join(reading.signature[:_SIGNATURE].splitlines()[:_SIGNATURE_LINES])
