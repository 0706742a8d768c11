"""Everything that can go wrong between us and a mailbox.

    MailboxError                 any of the below; carries words for the owner and what to do
    ├── SignInNeeded             the service no longer accepts our token; only the owner can help
    ├── MailboxUnavailable       not reachable now (network, quota, folder missing, disk full): try later
    │   ├── ServiceFault         a question was answered, but with a fault of the service's own or with nonsense
    │   └── OutcomeUnknown       a write was asked for and no answer came: it may or may not have happened
    ├── MailboxMisconfigured     the account's settings cannot work (a file where a folder should be)
    ├── CursorForgotten          the place we stopped at is no longer known: start over with the window
    ├── DraftChanged             the draft is not at the version we looked at: the owner's hand may be in it
    ├── DraftGone                there is no such draft any more (sent, discarded, moved)
    └── RequestRefused           our own guard: a request that is not on the list of allowed ones

Providers raise these and nothing else; only the command line turns them into words on a screen.
"""

from __future__ import annotations


class MailboxError(Exception):
    """Something went wrong with a mailbox.

    `str(error)` says what happened; `remedy` says what the owner can do, or is empty.
    """

    def __init__(self, what: str, remedy: str = "") -> None:
        super().__init__(what)
        self.remedy = remedy


class SignInNeeded(MailboxError):
    """The mail service wants the owner to sign in again."""


class MailboxUnavailable(MailboxError):
    """The mailbox cannot be reached or written right now; the same call may work later."""


class ServiceFault(MailboxUnavailable):
    """The service cannot answer this one question; it may answer others."""


class OutcomeUnknown(MailboxUnavailable):
    """A draft was being written when contact was lost. Look for it before writing it again."""


class MailboxMisconfigured(MailboxError):
    """The account as configured cannot be opened; trying again will not help."""


class CursorForgotten(MailboxError):
    """The mailbox no longer knows the cursor it once gave."""


class DraftChanged(MailboxError):
    """The draft differs from the version the caller named."""


class DraftGone(MailboxError):
    """No draft lives under this reference any more."""


class RequestRefused(MailboxError):
    """A request outside the declared ones was about to leave; it was stopped."""
