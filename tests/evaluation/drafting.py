"""Conversations: the drafts there are at every checkpoint, held against those there should be."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from agent.drafts.records import Fate
from tests.support.scenario import Play

RIGHT, MISSING, UNWANTED, WRONG_RECIPIENT = "right", "missing", "unwanted", "to the wrong person"


@dataclass
class Counted(Play):
    """A conversation played to its end, counting instead of complaining."""

    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def _unmet(self, expect: dict[str, Any], at: datetime) -> list[str]:
        if "drafts" in expect:
            live = [entry for entry in self.store.entries() if entry.fate in (Fate.SAVED, Fate.OWNERS)]
            self.counts += compared(expect["drafts"], [(entry.step, entry.to[0].lower()) for entry in live])
        self.wrong += super()._unmet(expect, at)
        return []


def compared(wanted: list[dict[str, Any]], there: list[tuple[str, str]]) -> Counter[str]:
    """How many drafts (step, recipient) are right, missing, unwanted, or of the right step but to the wrong person."""
    named = dict(reversed(there))
    due = Counter((one["step"], one.get("to", named.get(one["step"], "")).lower()) for one in wanted)
    right = Counter(there) & due
    missing, unwanted = due - right, Counter(there) - right
    astray = (_steps(missing) & _steps(unwanted)).total()
    return Counter(
        {
            RIGHT: right.total(),
            MISSING: missing.total() - astray,
            UNWANTED: unwanted.total() - astray,
            WRONG_RECIPIENT: astray,
        }
    )


def _steps(drafts: Counter[tuple[str, str]]) -> Counter[str]:
    return Counter(step for step, _ in drafts.elements())
