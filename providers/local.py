"""What a mailbox on this disk asks of its account: where it is, and which addresses are the owner's."""

from __future__ import annotations

from pathlib import Path

from providers import Account
from providers.errors import MailboxMisconfigured


def root_of(account: Account) -> Path:
    """Where the mail lies. Raises MailboxMisconfigured when the account names no path or no address."""
    if account.path is None:
        raise MailboxMisconfigured(f"Account {account.name!r} has no path.", "Add `path` to it in the config.")
    if not account.addresses:
        raise MailboxMisconfigured(
            f"Account {account.name!r} does not say which addresses are yours.", "Add `addresses` to it in the config."
        )
    return account.path
