"""Conversations: the drafts there are at every checkpoint, held against those there should be.

Where the owner of a conversation acts on a draft that is not there, or names a case that is not known, that one act is
left out and the conversation goes on, so that a miss counts where it shows and not for everything behind it. What
follows is then played without the act (thanks never sent, a question never asked): how many acts were left out is
reported beside the figures, which are only as good as that number is small.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from tests.support.scenario import Impossible, Play

RIGHT, MISSING, UNWANTED, WRONG_RECIPIENT = "right", "missing", "unwanted", "to the wrong person"
ONCE, EVER = "unwanted, each counted once", "different drafts that were there"
LEFT_OUT = "acts that had to be left out"
ACTS = "acts"


@dataclass
class Counted(Play):
    """A conversation played to its end, counting instead of complaining. `acts` is how many the owner should do.

    `ever` are the drafts that were there at some checkpoint, `surplus` those of them that once should not have been.
    """

    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    ever: set[str] = field(default_factory=set)
    surplus: set[str] = field(default_factory=set)

    @property
    def acts(self) -> int:
        """How many times the owner acts on a draft or gives a command in this conversation."""
        return sum(len(self.scenario.get(key, [])) for key in ("owner_does", "command"))

    def _act(self, table: dict[str, Any]) -> None:
        self._or_left_out(super()._act, table)

    def _command(self, table: dict[str, Any]) -> None:
        self._or_left_out(super()._command, table)

    def _or_left_out(self, act: Callable[[dict[str, Any]], None], table: dict[str, Any]) -> None:
        """Do what the owner does, or count that it cannot be done."""
        try:
            act(table)
        except Impossible as error:
            self.counts[LEFT_OUT] += 1
            self.wrong.append(f"left out: {error}")

    def _unmet(self, expect: dict[str, Any], at: datetime) -> list[str]:
        if "drafts" in expect:
            live = self.open_drafts()
            there = [(entry.step, entry.to[0].lower()) for entry in live]
            self.counts += compared(expect["drafts"], there)
            self.ever |= {entry.id for entry in live}
            surplus = Counter(there) - _due(expect["drafts"], there)
            self.surplus |= {entry.id for entry in live if (entry.step, entry.to[0].lower()) in surplus}
        self.wrong += super()._unmet(expect, at)
        return []


@dataclass(slots=True)
class Played:
    """How conversations went: what was counted, what doing nothing would have had, what was wrong."""

    counts: Counter[str] = field(default_factory=Counter)
    idle: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    conversations: int = 0

    def __iadd__(self, other: Played) -> Played:
        """These and others together."""
        self.counts += other.counts
        self.idle += other.idle
        self.wrong += other.wrong
        self.conversations += other.conversations
        return self


def played(conversations: Iterable[tuple[str, dict[str, Any], Path]]) -> Played:
    """Play every conversation (name, scenario, folder) to its end."""
    whole = Played()
    for name, scenario, folder in conversations:
        play = Counted(scenario, folder)
        due = sum(len(expect.get("drafts", [])) for expect in scenario["expect"])
        play.check()
        counts = play.counts + Counter({ACTS: play.acts, EVER: len(play.ever), ONCE: len(play.surplus)})
        whole += Played(counts, Counter({MISSING: due}), [f"{name}: {line}" for line in play.wrong], 1)
    return whole


def compared(wanted: list[dict[str, Any]], there: list[tuple[str, str]]) -> Counter[str]:
    """How many drafts (step, recipient) are right, missing, unwanted, or of the right step but to the wrong person."""
    due = _due(wanted, there)
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


def _due(wanted: list[dict[str, Any]], there: list[tuple[str, str]]) -> Counter[tuple[str, str]]:
    """The drafts (step, recipient) that should be there; where no recipient is told, whoever has it is right."""
    named = dict(reversed(there))
    return Counter((one["step"], one.get("to", named.get(one["step"], "")).lower()) for one in wanted)


def _steps(drafts: Counter[tuple[str, str]]) -> Counter[str]:
    return Counter(step for step, _ in drafts.elements())
