"""The end of a pass: what is due becomes drafts in words, and the owner's Drafts are made to agree with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from agent import drafts, writing
from agent.choices import Choice, Verb
from agent.drafts.entries import Entry, Fate
from agent.errors import place_of
from agent.messages import Direction
from agent.store import Store
from agent.view import Settings, View
from providers.errors import MailboxError
from providers.folder import Folder

if TYPE_CHECKING:
    from agent.drafts import ActResult, Sent, Wanted
    from agent.drafts.records import Action
    from agent.planning.records import Due
    from agent.understanding.findings import Understanding
    from providers.mailbox import Mailbox, SavedDraft

NewId = Callable[[], str]


def agree(
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
    """Make Drafts agree with what is due; what was decided, and what came of it.

    An account that cannot be read or written is noted in `failed`, a letter that cannot be written in `problems`.
    """
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
