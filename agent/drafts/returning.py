"""A draft that was taken back is saved again: at the owner's word, from the words in the ledger.

It is the owner's from then on: what took it back once must not take it back again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from agent.drafts.acting import Ledger, as_saved
from agent.drafts.entries import Entry, Fate
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
    """The drafts that were last taken out of Drafts, those of one moment together; empty when no words are left."""
    gone = [
        one for one in entries if one.fate in _GONE and one.text and one.ref is not None and one.settled is not None
    ]
    latest = max((one.settled for one in gone if one.settled is not None), default=None)
    return tuple(one for one in gone if one.settled == latest)


def bring_back(
    entry: Entry, sender: Person, mailbox: Mailbox, ledger: Ledger, now: datetime, new_id: Callable[[], str]
) -> Entry:
    """Save a draft of `last_gone` again and return its new line of the ledger. Raises the mailbox's errors.

    The intention is in the ledger first. The old line keeps no words, so nothing is brought back twice.
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
    one = new_id()
    message_id = f"{one}@{sender.email.rpartition('@')[2] or 'localhost'}"
    raw = render(kept, message_id, now)
    returned = replace(
        entry,
        id=one,
        message_id=message_id,
        fate=Fate.INTENDED,
        made=now,
        ref=None,
        version=None,
        digest=None,
        settled=None,
        because="You asked to have it back.",
        sent_as=None,
        intended=digest(raw),
    )
    ledger.write(returned)
    saved = mailbox.save(raw, entry.thread)
    ledger.write(replace(entry, text="", fate=Fate.WITHDRAWN))
    returned = replace(as_saved(returned, saved), fate=Fate.OWNERS)
    ledger.write(returned)
    return returned
