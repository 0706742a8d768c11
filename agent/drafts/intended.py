"""New lines of the ledger: for a draft about to be made, and for one that is there already."""

from __future__ import annotations

from datetime import datetime

from agent.drafts.fates import Found
from agent.drafts.mime import digest_of
from agent.drafts.records import (
    Adopt,
    Entry,
    Fate,
    Wanted,
)
from agent.writing.records import Draft


def adopted(want: Wanted, own: Found, now: datetime) -> Adopt:
    """A draft that is word for word what we would write: ours, from before the ledger was lost."""
    id = f"{own.account}:{own.saved.ref}"  # references are unique in one account only
    entry = entry_for(want.draft, want.anchor, own.glance.message_id, id, now, want.because)
    return Adopt(entry, own.saved, "The same draft is there already.")


def entry_for(draft: Draft, anchor: str, message_id: str, id: str, now: datetime, because: str) -> Entry:
    """A new line of the ledger for a draft that is about to be made."""
    due = draft.due
    return Entry(
        id=id,
        account=due.account,
        anchor=anchor,
        case=due.case,
        due_id=due.id,
        step=due.step.value,
        to=tuple(person.email for person in draft.to),
        subject=draft.subject,
        text=draft.text,
        message_id=message_id,
        parent=draft.in_reply_to,
        thread=draft.thread,
        fate=Fate.INTENDED,
        made=now,
        because=because,
        intended=digest_of(draft),
        sender=draft.sender.email,
        references=draft.references,
    )
