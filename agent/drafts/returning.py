"""A draft that was taken back is saved again: at the owner's word, from the words in the ledger.

It is the owner's from then on: what took it back once must not take it back again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from agent.drafts.acting import Ledger, as_saved
from agent.drafts.entries import LIVE, Entry, Fate
from agent.drafts.mime import digest, render
from agent.messages import Person
from agent.writing.page import as_html
from providers.mailbox import Mailbox

_GONE = frozenset({Fate.WITHDRAWN, Fate.EXPIRED, Fate.DECLINED})


@dataclass(frozen=True, slots=True)
class _Kept:
    """A draft as the ledger remembers it."""

    sender: Person
    to: tuple[Person, ...]
    subject: str
    in_reply_to: str | None
    references: tuple[str, ...]
    text: str
    html: str


def last_gone(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The drafts that were last taken out of Drafts, those of one moment together; empty when no words are left.

    Not one whose step has another draft since, or has been sent.
    """
    served = {_step_of(one) for one in entries if one.fate in LIVE or one.fate is Fate.SENT}
    gone = [
        (one.settled, one)
        for one in entries
        if one.settled is not None and one.fate in _GONE and one.text and one.digest and _step_of(one) not in served
    ]
    latest = max((settled for settled, _ in gone), default=None)
    return tuple(one for settled, one in gone if settled == latest)


def _step_of(entry: Entry) -> tuple[str, ...]:
    return (entry.account, entry.case, entry.due_id, *entry.to)


def bring_back(
    entry: Entry, sender: Person, mailbox: Mailbox, ledger: Ledger, now: datetime, new_id: Callable[[], str]
) -> Entry:
    """Save a draft of `last_gone` again and return its line of the ledger. Raises the mailbox's errors.

    The intention is in the ledger first, in the draft's own line: whatever comes in between, it is never doubled.
    """
    kept = _Kept(
        sender,
        tuple(Person(None, email) for email in entry.to),
        entry.subject,
        entry.parent,
        entry.references or ((entry.parent,) if entry.parent else ()),
        entry.text,
        as_html(entry.text),
    )
    message_id = f"{new_id()}@{sender.email.rpartition('@')[2] or 'localhost'}"
    raw = render(kept, message_id, now)
    returned = replace(
        entry,
        message_id=message_id,
        fate=Fate.INTENDED,
        made=now,
        ref=None,
        version=None,
        settled=None,
        because="You asked to have it back.",
        sent_as=None,
        intended=digest(raw),
    )
    ledger.write(returned)
    saved = mailbox.save(raw, entry.thread)
    returned = replace(as_saved(returned, saved), fate=Fate.OWNERS)
    ledger.write(returned)
    return returned
