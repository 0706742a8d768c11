"""A time that somebody proposed for an interview and nobody has settled yet."""

from __future__ import annotations

from dataclasses import dataclass

from agent.cases.entries import Entry
from agent.understanding.findings import Scheduled, Understanding


@dataclass(slots=True)
class Offer:
    """A slot that one side proposed. `alone`: it was the only one in its message; `instead_of`: what it would move."""

    slot: Scheduled
    said: Understanding
    by_owner: bool
    alone: bool = True
    instead_of: Entry | None = None
