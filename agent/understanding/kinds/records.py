"""What this package hands on: the kind of one message and why."""

from __future__ import annotations

from dataclasses import dataclass, field

from agent.understanding.findings import Evidence, Kind, Purpose, Sender
from agent.understanding.kinds.marks import Marks


@dataclass(frozen=True, slots=True)
class Verdict:
    """A kind, what else the message does, how sure we are (0 to 1) and the sentence that shows it ("" if none)."""

    kind: Kind
    confidence: float
    sentence: str = ""
    also: tuple[Kind, ...] = ()


@dataclass(frozen=True, slots=True)
class Classified:
    """What one message does: `kind`, `also` for further kinds, how sure we are (0 to 1), why, and who wrote.

    `marks` are the signals found in it, for `findings`. `job` says that text, subject or history speak of a candidacy,
    `hiring` how likely it is hiring mail of some kind, `purpose` what an interview is for, None when that is not said.
    `if_known` is what a person's NOT_JOB does if they are known to take part in a process.
    """

    kind: Kind
    also: tuple[Kind, ...]
    confidence: float
    evidence: Evidence
    sender: Sender
    job: bool = True
    hiring: float = 1.0
    purpose: Purpose | None = None
    if_known: Classified | None = None
    marks: Marks = field(default_factory=lambda: Marks(()), repr=False, compare=False)

    @property
    def kinds(self) -> frozenset[Kind]:
        """The kind and the further kinds."""
        return frozenset({self.kind, *self.also})
