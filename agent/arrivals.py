"""What has come to a mailbox since the last pass. Most passes end here, so it loads nothing that reads mail."""

from __future__ import annotations

from dataclasses import dataclass

from agent.store import Store
from providers.errors import CursorForgotten
from providers.mailbox import Mailbox


@dataclass(frozen=True, slots=True)
class Arrivals:
    """What came. `ids` None: a first pass, the mailbox is to be searched. `cursor` is kept once all of it is read.

    `fresh`: whatever the store has of the mailbox was read after `cursor` was taken, so the next pass hears where it
    went.
    """

    ids: tuple[str, ...] | None
    cursor: str
    changed: bool
    fresh: bool = False


def arrivals(mailbox: Mailbox, account: str, store: Store) -> Arrivals:
    """Ask a mailbox what came and went. What went is marked in the store. Raises the mailbox's errors."""
    cursor = store.cursor(account)
    if cursor is not None:
        try:
            changes = mailbox.changes(cursor)
        except CursorForgotten:
            pass
        else:
            store.mark_visible(account, changes.removed, visible=False)
            again = tuple(store.to_ask_again(account).keys() - set(changes.arrived))
            changed = bool(changes.arrived or changes.removed or again)
            return Arrivals((*changes.arrived, *sorted(again)), changes.cursor, changed)
    if (begun := store.first_search(account)) is not None:
        return Arrivals(None, begun, changed=True, fresh=True)
    now = mailbox.cursor()
    return Arrivals(None, now, changed=True, fresh=store.begin_first_search(account, now))
