"""One pass of the agent, from mailboxes to drafts. Reads like the drawing in docs/architecture.md.

    gather      what is new in every account becomes stored findings
    view        findings and choices fold into cases; each case says what is due
    write       what is due becomes drafts, in memory
    reconcile   what is wanted is held against what is there
    act         the few changes are made in the owner's Drafts

`now` is an argument; the mailboxes are opened and closed by the caller. Most passes find nothing new: the stages are
imported where they are first needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from agent.agreeing import NewId, agree
from agent.anew import look_further_back, start_over_if_readers_changed
from agent.arrivals import arrivals
from agent.clock import held_against
from agent.errors import TooManyDrafts, exit_code_of, worst
from agent.identities import look, with_identities
from agent.store import Store
from agent.view import Settings, View, view
from agent.waking import wake
from providers.errors import MailboxError

if TYPE_CHECKING:
    from agent.drafts import ActResult
    from agent.drafts.records import Action
    from agent.gathering import Gathered
    from agent.planning.records import Plan
    from providers.mailbox import Mailbox

_KEEP_TEXT = timedelta(days=30)
"""How long the text of a draft that is no longer there is kept, for `undo`."""

Watch = Callable[[str, "Gathered"], None]
"""Hears, message by message, what a pass over an account has brought so far."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one pass did. `failed` maps an account to why it could not be read or written; `notes` tell of odd mail."""

    at: datetime
    view: View
    actions: tuple[Action, ...]
    result: ActResult
    looked_at: int
    mattered: int
    problems: tuple[str, ...]
    failed: Mapping[str, MailboxError]
    notices: tuple[tuple[str, str], ...]
    quiet: bool = False
    notes: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """The exit code a run with this outcome ends with."""
        codes = [exit_code_of(error) for error in self.failed.values()]
        if self.result.too_many:
            codes.append(TooManyDrafts.exit_code)
        return worst(codes)


def run(
    mailboxes: Mapping[str, Mailbox],
    store: Store,
    settings: Settings,
    now: datetime,
    new_id: NewId,
    *,
    allow: int | None = None,
    unopened: Mapping[str, MailboxError] | None = None,
    dry: bool = False,
    watch: Watch | None = None,
) -> Outcome | None:
    """One pass over every account. None when nothing came and nothing falls due yet.

    `unopened` are accounts that could not even be opened; `allow` lifts the limit on new drafts; `dry` decides but
    writes nothing to any mailbox (give it a copy of the store). `watch` is told how far it is.
    """
    failed = {**(unopened or {}), **look(mailboxes, store, settings.owner, now)}
    settings = with_identities(settings, store)
    start_over_if_readers_changed(store, settings.owner)
    look_further_back(store, now - timedelta(days=settings.scan_days))
    came = _gathered(mailboxes, store, settings, now, failed, watch)
    alarm = store.wake()
    if not came.changed and not failed and alarm is not None and now < alarm:
        return None
    if not dry:
        held_against([one.message.received for one in store.understandings()], now)
    at_hand = {account: mailbox for account, mailbox in mailboxes.items() if account not in failed}
    seen = _seen(store, settings, now, failed)
    actions, result = agree(at_hand, store, seen, settings, now, new_id, allow, dry, failed, came.problems)
    notices = _notices(store, seen, now)
    store.remember("wake", wake(seen.plans, store.entries(), actions, now, complete=not failed))
    _forget_old_texts(store, now)
    return Outcome(
        now, seen, actions, result, came.looked_at, came.mattered, tuple(came.problems), failed, notices,
        notes=tuple(came.notes),
    )  # fmt: skip


@dataclass
class _Came:
    """What came to all mailboxes. `changed`: to one of them at least."""

    changed: bool = False
    looked_at: int = 0
    mattered: int = 0
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, gathered: Gathered) -> None:
        """Count in what came to one mailbox."""
        self.changed = True
        self.looked_at += gathered.looked_at
        self.mattered += gathered.mattered
        self.problems += gathered.problems
        self.notes += gathered.notes


def _gathered(
    mailboxes: Mapping[str, Mailbox],
    store: Store,
    settings: Settings,
    now: datetime,
    failed: dict[str, MailboxError],
    watch: Watch | None,
) -> _Came:
    """Bring the store up to date with every mailbox; one that cannot be read is noted in `failed`."""
    whole = _Came()
    for account, mailbox in mailboxes.items():
        if account in failed:
            continue
        try:
            came = arrivals(mailbox, account, store)
            if not came.changed:
                continue
            from agent.gathering import gather

            tell = watch and partial(watch, account)
            whole.add(gather(mailbox, account, store, settings.owner, now, settings.scan_days, came, tell))
        except MailboxError as error:
            failed[account] = error
    return whole


def _seen(store: Store, settings: Settings, now: datetime, failed: Mapping[str, MailboxError]) -> View:
    """What is going on. Where a mailbox could not be read nobody is asked for news: the answer may be there."""
    seen = view(store, settings, now)
    if not failed:
        return seen
    from agent.planning import hold_nudges

    unread = f"{', '.join(failed)} could not be read this time, and the answer may be there."
    return replace(seen, plans=hold_nudges(seen.plans, unread))


def _notices(store: Store, seen: View, now: datetime) -> tuple[tuple[str, str], ...]:
    """What the owner is told of each case (its key, the words), each thing once."""
    return tuple(
        (planned.case, notice)
        for planned, case in zip(seen.plans, seen.cases, strict=True)
        for about, notice in _to_tell(planned)
        if store.tell_once(case.root, about, now)
    )


def _to_tell(planned: Plan) -> Iterator[tuple[str, str]]:
    """What the owner hears of a case: what it is about, by which it is told once, and the words."""
    yield from ((notice, notice) for notice in planned.notices)
    yield from ((f"{one.about} {one.command}", f"{one.text} -> {one.command}") for one in planned.questions)


def _forget_old_texts(store: Store, now: datetime) -> None:
    """The words of drafts long gone are nobody's business."""
    for entry in store.entries():
        if entry.text and entry.settled is not None and now - entry.settled > _KEEP_TEXT:
            store.write(replace(entry, text=""))
