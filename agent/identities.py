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
_FORM = 2  # of what is remembered; another form is asked for anew
_Known = dict[str, tuple[str, dict[str, tuple[str | None, str | None]]]]
"""Account -> when it was asked, and address -> signature as HTML, and the address to write from instead."""


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
            mine = {one.address: (one.signature, one.instead) for one in mailbox.identities()}
        except MailboxError as error:
            failed[account] = error
            continue
        found[account] = (now.isoformat(), mine)
    if found:
        store.remember(
            _VALUE, json.dumps({"form": _FORM, "config": sorted(owner.addresses), "accounts": known | found})
        )
    return failed


def with_identities(settings: Settings, store: Store) -> Settings:
    """The settings of the config with every address that is the owner's, what is written from another one instead, and
    the signatures by address.
    """
    known = _remembered(store, settings.owner)
    mine = [(account, *one) for account, (_, theirs) in known.items() for one in theirs.items()]
    if not mine:
        return settings
    addresses = settings.owner.addresses | {address for _, address, _ in mine}
    instead = {(account, address): other for account, address, (_, other) in mine if other}
    signatures = {address: page for _, address, (page, _) in mine if page}
    return replace(settings, owner=replace(settings.owner, addresses=addresses, instead=instead), signatures=signatures)


def _remembered(store: Store, owner: Owner) -> _Known:
    """What is remembered under the addresses of today's config; an account taken out takes its addresses along."""
    kept = json.loads(store.value(_VALUE) or "{}")
    good = kept.get("form") == _FORM and kept.get("config") == sorted(owner.addresses)
    known: _Known = kept["accounts"] if good else {}
    return known
