"""The owner's mailboxes, opened for one command and let go of afterwards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from providers import Account, open_mailbox
from providers.errors import MailboxError
from providers.mailbox import Mailbox


@contextmanager
def opened(accounts: Sequence[Account]) -> Iterator[tuple[dict[str, Mailbox], dict[str, MailboxError]]]:
    """Every account by name: those that could be opened, and why the others could not."""
    mailboxes: dict[str, Mailbox] = {}
    failed: dict[str, MailboxError] = {}
    try:
        for account in accounts:
            try:
                mailboxes[account.name] = open_mailbox(account)
            except MailboxError as error:
                failed[account.name] = error
        yield mailboxes, failed
    finally:
        for mailbox in mailboxes.values():
            mailbox.close()
