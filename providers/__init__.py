"""Mail services behind one contract (`providers.mailbox`). Knows nothing about interviews.

`open_mailbox` imports only the module an account needs, so a Maildir loads no cloud library.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from providers.errors import MailboxMisconfigured

if TYPE_CHECKING:
    from providers.mailbox import Mailbox

__all__ = ["KINDS", "Account", "open_mailbox"]

KINDS: Mapping[str, str] = {
    "maildir": "providers.maildir",
    "gmail": "providers.gmail",
    "outlook": "providers.outlook",
    "export": "providers.export",
}
"""Account type in the config -> the module that opens it with `open_account(account)`."""


@dataclass(frozen=True, slots=True)
class Account:
    """One account as configured. `folders` names folders whose meaning cannot be guessed ({"sent": "Gesendet"}).

    `client` is the owner's own OAuth client file (Google), `application` the id of the owner's own application and
    `tenant` whose accounts it signs in (Microsoft), `read_only` says that the service may only be read and drafts are
    kept as files in `path`, `tokens` is the folder in which sign-in keeps its permissions, `keyring` says that they are
    encrypted with a key in the system's keyring.
    """

    name: str
    kind: str
    addresses: tuple[str, ...]
    path: Path | None = None
    folders: Mapping[str, str] = field(default_factory=dict)
    client: Path | None = None
    application: str = ""
    tenant: str = "consumers"
    read_only: bool = False
    tokens: Path | None = None
    keyring: bool = False


def open_mailbox(account: Account) -> Mailbox:
    """The mailbox of one account. Raises MailboxMisconfigured, MailboxUnavailable or SignInNeeded."""
    module = KINDS.get(account.kind)
    if module is None:
        raise MailboxMisconfigured(
            f"Account {account.name!r} has the unknown type {account.kind!r}.",
            f"Use one of: {', '.join(sorted(KINDS))}.",
        )
    mailbox: Mailbox = import_module(module).open_account(account)
    return mailbox
