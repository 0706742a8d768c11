"""Carrying out what was decided. The intention is on disk before the mailbox is asked; the outcome right after.

A process killed at any point leaves an intention that the next pass settles: the draft is there, or it is not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from agent.drafts.intended import entry_for
from agent.drafts.mime import digest, render
from agent.drafts.records import Action, Adopt, Drop, Entry, Fate, Hold, Replace, Save, Settle, Withdraw
from providers.errors import DraftChanged, DraftGone, MailboxError, OutcomeUnknown
from providers.mailbox import Mailbox, SavedDraft


class Ledger(Protocol):
    """Where entries are kept."""

    def write(self, entry: Entry) -> None:
        """Write one entry (new, or in the place of the one with its id); it is on disk when this returns."""


@dataclass
class ActResult:
    """What came of the actions. `failed` maps an account to why it could not go on; `settled` are final fates."""

    done: list[tuple[Action, Entry]] = field(default_factory=list)
    failed: dict[str, MailboxError] = field(default_factory=dict)
    settled: list[Entry] = field(default_factory=list)
    too_many: bool = False

    @classmethod
    def nothing(cls) -> ActResult:
        """Nothing was done."""
        return cls()


def act(
    actions: Sequence[Action],
    mailboxes: Mapping[str, Mailbox],
    ledger: Ledger,
    now: datetime,
    new_id: Callable[[], str],
) -> ActResult:
    """Carry out `actions`. An account that fails is left alone for the rest of the pass; the others go on."""
    result = ActResult()
    stayed: set[tuple[str, str]] = set()  # (case, person) whose draft could not be taken back: no second one to them
    for action in actions:
        if isinstance(action, Hold):
            result.too_many = result.too_many or action.too_many
            continue
        if not isinstance(action, Save | Adopt | Replace | Withdraw | Drop | Settle):
            continue
        account = action.draft.due.account if isinstance(action, Save) else action.entry.account
        if account in result.failed or account not in mailboxes:
            continue
        if isinstance(action, Save) and (action.draft.due.case, action.draft.due.to.email) in stayed:
            continue
        try:
            entry = _carried_out(action, mailboxes[account], ledger, now, new_id)
        except (DraftChanged, DraftGone, OutcomeUnknown):
            # The next pass looks again and knows more.
            if isinstance(action, Withdraw):
                stayed.update((action.entry.case, person) for person in action.entry.to)
            continue
        except MailboxError as error:
            result.failed[account] = error
            continue
        if entry is not None:
            result.done.append((action, entry))
            if entry.settled is not None:
                result.settled.append(entry)
    return result


def _carried_out(
    action: Save | Adopt | Replace | Withdraw | Drop | Settle,
    mailbox: Mailbox,
    ledger: Ledger,
    now: datetime,
    new_id: Callable[[], str],
) -> Entry | None:
    if isinstance(action, Save):
        return _save(action, mailbox, ledger, now, new_id)
    if isinstance(action, Replace):
        return _replace(action, mailbox, ledger)
    if isinstance(action, Withdraw):
        return _withdraw(action, mailbox, ledger, now)
    if isinstance(action, Drop):
        _still_ours(mailbox, action.entry, action.saved)
        mailbox.discard(action.saved.ref, action.saved.version)
        return None
    if isinstance(action, Adopt):
        return _written(ledger, as_saved(action.entry, action.saved))
    if action.fate is Fate.DECLINED and action.entry.ref and mailbox.draft(action.entry.ref) is not None:
        return None  # it is there after all
    if action.fate is Fate.OWNERS:
        return _written(ledger, replace(action.entry, fate=Fate.OWNERS))
    settled = replace(action.entry, fate=action.fate, settled=action.at, because=action.because, sent_as=action.sent_as)
    return _written(ledger, settled)


def _save(action: Save, mailbox: Mailbox, ledger: Ledger, now: datetime, new_id: Callable[[], str]) -> Entry:
    domain = action.draft.due.sender.rpartition("@")[2] or "localhost"
    one = new_id()
    intended = entry_for(action.draft, action.anchor, f"{one}@{domain}", one, now, action.because)
    ledger.write(intended)
    saved = mailbox.save(render(action.draft, intended.message_id, now), action.draft.thread)
    return _written(ledger, as_saved(intended, saved))


def _replace(action: Replace, mailbox: Mailbox, ledger: Ledger) -> Entry:
    entry = action.entry
    _still_ours(mailbox, entry, action.saved)
    draft = action.draft
    raw = render(draft, entry.message_id, entry.made)
    intended = replace(
        entry,
        fate=Fate.INTENDED,
        subject=draft.subject,
        text=draft.text,
        parent=draft.in_reply_to,
        thread=draft.thread,
        because=action.because,
        intended=digest(raw),
        sender=draft.sender.email,
        references=draft.references,
    )
    ledger.write(intended)
    return _written(ledger, as_saved(intended, mailbox.replace(action.saved.ref, action.saved.version, raw)))


def _withdraw(action: Withdraw, mailbox: Mailbox, ledger: Ledger, now: datetime) -> Entry:
    _still_ours(mailbox, action.entry, action.saved)
    ledger.write(replace(action.entry, fate=Fate.LEAVING, because=action.because))
    mailbox.discard(action.saved.ref, action.saved.version)
    return _written(ledger, replace(action.entry, fate=action.fate, settled=now, because=action.because))


def _still_ours(mailbox: Mailbox, entry: Entry, seen: SavedDraft) -> None:
    """Read again right before writing. Raises DraftGone or DraftChanged."""
    here = mailbox.draft(seen.ref)
    if here is None:
        raise DraftGone("The draft is no longer in Drafts.")
    if here.version != seen.version or here.send_at is not None or digest(here.raw) != entry.digest:
        raise DraftChanged("The draft was changed since it was looked at.")


def as_saved(entry: Entry, saved: SavedDraft) -> Entry:
    """The entry with its draft as the mailbox showed it right after our write."""
    return replace(entry, fate=Fate.SAVED, ref=saved.ref, version=saved.version, digest=digest(saved.raw))


def _written(ledger: Ledger, entry: Entry) -> Entry:
    ledger.write(entry)
    return entry
