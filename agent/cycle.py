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

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING

from agent import drafts, writing
from agent.arrivals import arrivals
from agent.choices import Choice, Verb
from agent.clock import held_against
from agent.drafts.entries import Entry, Fate
from agent.errors import TooManyDrafts, exit_code_of, place_of, worst
from agent.identities import look, with_identities
from agent.messages import Direction
from agent.store import READERS, Store
from agent.view import Settings, View, view
from providers.errors import MailboxError
from providers.folder import Folder

if TYPE_CHECKING:
    from agent.drafts import ActResult, Sent, Wanted
    from agent.drafts.records import Action
    from agent.gathering import Gathered
    from agent.planning.records import Due
    from agent.understanding.findings import Understanding
    from providers.mailbox import Mailbox, SavedDraft

_LOOK_AGAIN = timedelta(hours=12)
"""While drafts of ours are waiting, Drafts is looked at this often even if no mail comes."""

_DAY = timedelta(days=1)
_KEEP_TEXT = timedelta(days=30)
"""How long the text of a draft that is no longer there is kept, for `undo`."""

NewId = Callable[[], str]
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
    _start_over_if_readers_changed(store, settings)
    _look_further_back(store, now - timedelta(days=settings.scan_days))
    looked_at = mattered = 0
    changed = False
    problems: list[str] = []
    notes: list[str] = []
    for account, mailbox in mailboxes.items():
        if account in failed:
            continue
        try:
            came = arrivals(mailbox, account, store)
            if not came.changed:
                continue
            from agent.gathering import gather

            tell = watch and partial(watch, account)
            gathered = gather(mailbox, account, store, settings.owner, now, settings.scan_days, came, tell)
        except MailboxError as error:
            failed[account] = error
            continue
        changed = True
        looked_at += gathered.looked_at
        mattered += gathered.mattered
        problems += gathered.problems
        notes += gathered.notes
    wake = store.value("wake")
    if not changed and not failed and wake is not None and now < datetime.fromisoformat(wake):
        return None
    if not dry:
        held_against([one.message.received for one in store.understandings()], now)
    at_hand = {account: mailbox for account, mailbox in mailboxes.items() if account not in failed}
    from agent.planning import hold_nudges

    seen = view(store, settings, now)
    plans = hold_nudges(seen.plans, _unread(failed)) if failed else seen.plans
    seen = replace(seen, plans=plans)
    actions, result = _agree(at_hand, store, seen, settings, now, new_id, allow, dry, failed, problems)
    notices = tuple(
        (planned.case, notice)
        for planned, case in zip(seen.plans, seen.cases, strict=True)
        for notice in planned.notices
        if store.tell_once(case.root, notice, now)
    )
    store.remember("wake", _wake(seen, store.entries(), actions, now, complete=not failed))
    _forget_old_texts(store, now)
    return Outcome(
        now, seen, actions, result, looked_at, mattered, tuple(problems), failed, notices, notes=tuple(notes)
    )


def _agree(
    mailboxes: Mapping[str, Mailbox],
    store: Store,
    seen: View,
    settings: Settings,
    now: datetime,
    new_id: NewId,
    allow: int | None,
    dry: bool,
    failed: dict[str, MailboxError],
    problems: list[str],
) -> tuple[tuple[Action, ...], ActResult]:
    """Make Drafts agree with what is due."""
    wanted, unsure = _wanted(seen, settings, now, problems)
    saved = drafts_in(mailboxes, failed)
    reachable = {account: mailbox for account, mailbox in mailboxes.items() if account not in failed}
    actions = drafts.reconcile(
        [w for w in wanted if w.draft.due.account in reachable],
        [entry for entry in seen.entries if entry.account in reachable],
        saved,
        seen.cases,
        now,
        settings.policy,
        sent=_sent(store.understandings()),
        allow=allow,
        unsure=unsure,
    )
    if dry:
        return actions, drafts.ActResult.nothing()
    result = drafts.act(actions, reachable, store, now, new_id)
    failed.update(result.failed)
    note_refusals(store, now)
    return actions, result


def drafts_in(mailboxes: Mapping[str, Mailbox], failed: dict[str, MailboxError]) -> list[tuple[str, SavedDraft]]:
    """Every draft with its account; an account that cannot be read is noted in `failed`."""
    saved: list[tuple[str, SavedDraft]] = []
    for account, mailbox in mailboxes.items():
        try:
            saved += [(account, draft) for draft in mailbox.drafts()]
        except MailboxError as error:
            failed[account] = error
    return saved


def note_refusals(store: Store, now: datetime) -> None:
    """Every refusal in the ledger is a choice too; also one that a killed pass had no time to note."""
    noted = {choice.id for choice in store.choices()}
    for entry in store.entries():
        if entry.fate is Fate.DECLINED and (choice := declined(entry, now)).id not in noted:
            store.choose(choice)


def declined(entry: Entry, now: datetime) -> Choice:
    """The owner threw a draft of ours away: an answer, remembered like any other of their choices."""
    return Choice(f"choice-declined-{entry.id}", now, Verb.DECLINED, anchor=entry.anchor, step=entry.due_id)


def _wanted(
    seen: View, settings: Settings, now: datetime, problems: list[str]
) -> tuple[list[Wanted], frozenset[tuple[str, str]]]:
    """What should be in Drafts, in words; and the steps (case, due id) nobody can say that of ("": the whole case)."""
    wanted = []
    unsure = {(planned.case, "") for planned in seen.plans if planned.unsure}
    problems += [held.because for planned in seen.plans if planned.unsure for held in planned.held]
    for case, planned in zip(seen.cases, seen.plans, strict=True):
        for due in planned.due:
            try:
                draft = writing.compose(
                    due,
                    case,
                    settings.owner,
                    news=seen.news,
                    templates=settings.templates,
                    signature=settings.signature,
                    signatures=settings.signatures,
                )
            except Exception as error:  # noqa: BLE001  # one letter that cannot be written does not stop the others
                broken = isinstance(error, writing.TemplateBroken)
                problems.append(str(error) if broken else f"{due.because} A bug of ours: {place_of(error)}.")
                unsure.add((case.key, due.id))
                continue
            wanted.append(drafts.Wanted(draft, case.root, case.key, _may_create(due, now), due.because))
    return wanted, frozenset(unsure)


def _may_create(due: Due, now: datetime) -> bool:
    return due.until is None or now <= due.until


def _sent(understandings: Sequence[Understanding]) -> list[Sent]:
    """The owner's own sent messages."""
    return [
        drafts.Sent(one.message, None)
        for one in understandings
        if one.message.direction is Direction.OWNER and one.message.folder is not Folder.DRAFTS
    ]


def _wake(seen: View, entries: Sequence[Entry], actions: Sequence[Action], now: datetime, *, complete: bool) -> str:
    """When to look again even if no mail comes."""
    moments = [planned.wake for planned in seen.plans if planned.wake is not None]
    if any(entry.fate in (Fate.SAVED, Fate.OWNERS) for entry in entries):
        moments.append(now + _LOOK_AGAIN)
    if any(entry.fate in (Fate.INTENDED, Fate.LEAVING) for entry in entries):
        moments.append(now)  # the answer to a write was lost: the next pass sees what came of it
    held = [action.too_many for action in actions if isinstance(action, drafts.Hold)]
    if held:
        moments.append(now + _LOOK_AGAIN)  # what is in the way, as a draft the owner has begun, goes without any mail
    if any(held) or not complete:
        moments.append(now)  # the limit is said, and can be lifted, in each pass
    return min(moments, default=now + timedelta(days=365)).isoformat()


def _unread(failed: Mapping[str, MailboxError]) -> str:
    return f"{', '.join(failed)} could not be read this time, and the answer may be there."


def _forget_old_texts(store: Store, now: datetime) -> None:
    """The words of drafts long gone are nobody's business."""
    for entry in store.entries():
        if entry.text and entry.settled is not None and now - entry.settled > _KEEP_TEXT:
            store.write(replace(entry, text=""))


def _start_over_if_readers_changed(store: Store, settings: Settings) -> None:
    """Other readers, or other addresses of the owner, may see other things in the same mail."""
    owner = settings.owner
    about = repr((READERS, sorted(owner.addresses), str(owner.zone), owner.country))
    stamp = sha256(about.encode()).hexdigest()[:16]
    if store.value("readers") != stamp:
        store.start_over()
        store.remember("readers", stamp)
        store.remember("wake", None)


def _look_further_back(store: Store, since: datetime) -> None:
    """Mail from before the first window is searched for when the owner widens it, or when the clock was ahead."""
    kept = store.value("since")
    if kept is not None and since >= datetime.fromisoformat(kept) - _DAY:
        return
    store.remember("since", since.isoformat())
    if kept is not None:
        store.search_again()
        store.remember("wake", None)
