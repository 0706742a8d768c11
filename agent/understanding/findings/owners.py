"""What the owner's own mail may say."""

from __future__ import annotations

from dataclasses import dataclass

from agent.understanding.findings.words import Evidence


@dataclass(frozen=True, slots=True)
class Thanked:
    """The owner thanked somebody for an interview. `names` are those the text names beside the recipients."""

    evidence: Evidence
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Nudged:
    """The owner asked whether there is news."""

    evidence: Evidence


@dataclass(frozen=True, slots=True)
class PerhapsThanked:
    """Words that may be thanks: they are where thanks are due (`agent.cases.expected`). `names` as of thanks."""

    evidence: Evidence
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PerhapsNudged:
    """Words that may ask for news: they do where the owner has been waiting for it (`agent.cases.expected`)."""

    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Replied:
    """The owner wrote something else to the hiring side: it answers an open question of theirs."""

    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Submitted:
    """The owner sent in a test or take-home, or documents they were asked for."""

    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Withdrew:
    """The owner withdrew, or took another job."""

    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Took:
    """The owner said yes to the job."""

    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Hires:
    """The owner writes as the one who hires: asks somebody to an interview, offers them a job, tells them no."""

    evidence: Evidence
