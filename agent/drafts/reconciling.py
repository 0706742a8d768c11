"""What is wanted, held against what is there: the decisions, without touching anything.

Same inputs, no actions. When unsure: nothing, and a reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from agent.cases.records import Case
from agent.drafts.book import Book
from agent.drafts.fates import Found, begun, fate_of, found, sent_after_all
from agent.drafts.records import (
    LIVE,
    Action,
    Adopt,
    Drop,
    Entry,
    Fate,
    Hold,
    Save,
    Sent,
    Settle,
    Wanted,
    Withdraw,
)
from agent.policy import Policy
from providers.mailbox import SavedDraft


def reconcile(
    wanted: Sequence[Wanted],
    entries: Sequence[Entry],
    saved: Sequence[tuple[str, SavedDraft]],
    cases: Sequence[Case],
    now: datetime,
    policy: Policy,
    *,
    sent: Sequence[Sent] = (),
    allow: int | None = None,
    unsure: frozenset[tuple[str, str]] = frozenset(),
) -> tuple[Action, ...]:
    """Decide. `saved` is every draft in Drafts with its account; `allow` lifts the limit on new drafts in one pass.

    `unsure` are steps (case, due id; "": all of the case) of which it is not known whether they are wanted: their
    drafts stay as they are.
    """
    drafts = [found(account, one) for account, one in saved]
    book = Book(tuple(wanted), tuple(cases), drafts, now, policy, unsure)
    decided = _Decided(book)
    for entry in (begun(book.at_home(one), drafts) for one in entries):
        if entry.fate in LIVE:
            decided.take(entry, fate_of(entry, drafts, sent, now))
        elif (late := sent_after_all(entry, sent)) is not None:
            decided.actions.append(late)
    settled = [a.entry for a in decided.actions if isinstance(a, Settle) and a.fate in (Fate.SENT, Fate.DECLINED)]
    past = [entry for entry in entries if entry.fate in (Fate.SENT, Fate.DECLINED)] + settled
    theirs = [one for one in drafts if (one.account, one.saved.ref) not in decided.ours]
    actions = [*decided.actions, *book.missing(decided.served, past, theirs)]
    return tuple(_within_limit(actions, allow if allow is not None else policy.max_new_drafts))


@dataclass(slots=True)
class _Decided:
    """What was decided so far. `served`: entries whose step has its draft. `ours`: (account, ref) of drafts of ours."""

    book: Book
    actions: list[Action] = field(default_factory=list)
    served: list[Entry] = field(default_factory=list)
    ours: set[tuple[str, str]] = field(default_factory=set)

    def take(self, entry: Entry, verdict: Settle | Adopt | Found | None) -> None:
        """Decide on one live entry by what became of its draft."""
        for copy in self.book.left_behind(entry, verdict):
            self.ours.add((copy.account, copy.saved.ref))
            self.actions.append(Drop(entry, copy.saved, "A replacement was cut short and left this copy behind."))
        if isinstance(verdict, Found):
            self._there(entry, verdict)
        elif verdict is None:
            self.actions.append(Settle(entry, Fate.WITHDRAWN, self.book.now, "It was never saved."))
        else:
            self._settled(entry, verdict)

    def _there(self, entry: Entry, here: Found) -> None:
        """Its draft stands in Drafts."""
        self.ours.add((here.account, here.saved.ref))
        standing = self.book.standing(entry, here)
        self.actions += standing
        if not any(isinstance(one, Withdraw) for one in standing):
            self.served.append(entry)

    def _settled(self, entry: Entry, verdict: Settle | Adopt) -> None:
        """It was taken over, sent, declined or is gone."""
        self.actions.append(verdict)
        if isinstance(verdict, Adopt):
            self.ours.add((entry.account, verdict.saved.ref))
            self.served.append(entry)
        elif verdict.fate is Fate.OWNERS:
            self.actions += self.book.outdated(entry)
            self.served.append(entry)


def _within_limit(actions: list[Action], limit: int) -> list[Action]:
    """More new drafts than allowed for one account: none of them, and why."""
    counts = Counter(action.draft.due.account for action in actions if isinstance(action, Save))
    too_many = {account for account, count in counts.items() if count > limit}
    return [
        Hold(
            action.draft.due.case,
            action.draft.due.step.value,
            f"{counts[action.draft.due.account]} new drafts at once is more than {limit}.",
            too_many=True,
        )
        if isinstance(action, Save) and action.draft.due.account in too_many
        else action
        for action in actions
    ]
