"""Who the owner is in each mailbox: the addresses they write as there, and the signature below what they write.

The config names the addresses the owner thought of; a service knows its aliases too, and the company may have written
to one of those. Asked once a day and remembered, so a pass with nothing new asks for nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from agent.messages import Owner
from agent.store import Store
from providers.errors import MailboxError

if TYPE_CHECKING:
    from agent.view import Settings
    from providers.mailbox import Mailbox

_VALUE = "identities"
_GOOD_FOR = timedelta(days=1)
_Known = dict[str, tuple[str, dict[str, str | None]]]
"""Account -> when it was asked, and address -> signature as HTML."""


def look(mailboxes: Mapping[str, Mailbox], store: Store, owner: Owner, now: datetime) -> dict[str, MailboxError]:
    """Remember who the owner is in `mailboxes` where that is not known yet or a day old; the accounts that failed.

    `owner` is the config's. What was remembered under other addresses is asked anew: the owner has corrected them.
    """
    known = _remembered(store, owner)
    failed: dict[str, MailboxError] = {}
    found: _Known = {}
    for account, mailbox in mailboxes.items():
        at, _ = known.get(account, ("", {}))
        if at and abs(now - datetime.fromisoformat(at)) < _GOOD_FOR:
            continue
        try:
            mine = {one.address: one.signature for one in mailbox.identities()}
        except MailboxError as error:
            failed[account] = error
            continue
        found[account] = (now.isoformat(), mine)
    if found:
        store.remember(_VALUE, json.dumps({"config": sorted(owner.addresses), "accounts": known | found}))
    return failed


def with_identities(settings: Settings, store: Store) -> Settings:
    """The settings of the config with every address that is the owner's, and their signatures by address."""
    known = _remembered(store, settings.owner)
    mine = {address: page for _, theirs in known.values() for address, page in theirs.items()}
    if not mine:
        return settings
    owner = replace(settings.owner, addresses=settings.owner.addresses | mine.keys())
    return replace(settings, owner=owner, signatures={address: page for address, page in mine.items() if page})


def _remembered(store: Store, owner: Owner) -> _Known:
    """What is remembered under the addresses of today's config; an account taken out takes its addresses along."""
    kept = json.loads(store.value(_VALUE) or "{}")
    known: _Known = kept["accounts"] if kept.get("config") == sorted(owner.addresses) else {}
    return known
