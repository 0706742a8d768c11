"""What goes wrong around the agent in a scenario: a mailbox that loses answers or cannot be read for a while."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from providers.errors import MailboxUnavailable, OutcomeUnknown
from providers.mailbox import Changes, SavedDraft
from providers.memory import MemoryMailbox


class Fault(StrEnum):
    """What happens to the next save."""

    ANSWER_LOST = "answer_lost"  # the draft is there, but nobody hears of it
    REQUEST_LOST = "request_lost"  # the draft is not there either


@dataclass
class Trouble:
    """The trouble a mailbox has at the moment."""

    save: Fault | None = None
    unreadable: bool = False


class TroubledMailbox(MemoryMailbox):
    """A mailbox in memory with the network between it and the agent."""

    def trouble(self) -> Trouble:
        """The trouble it has; change it to make some."""
        if not hasattr(self, "_trouble"):
            self._trouble = Trouble()
        return self._trouble

    def cursor(self) -> str:
        """The contract's, if it can be read."""
        self._reach()
        return super().cursor()

    def changes(self, cursor: str) -> Changes:
        """The contract's, if it can be read."""
        self._reach()
        return super().changes(cursor)

    def save(self, raw: bytes, thread: str | None) -> SavedDraft:
        """The contract's; the next fault happens once."""
        fault, self.trouble().save = self.trouble().save, None
        if fault is Fault.REQUEST_LOST:
            raise OutcomeUnknown("Contact was lost.")
        saved = super().save(raw, thread)
        if fault is Fault.ANSWER_LOST:
            raise OutcomeUnknown("Contact was lost.")
        return saved

    def write_draft(self, raw: bytes, thread: str | None = None) -> SavedDraft:
        """The owner's own mail program loses nothing."""
        return super().save(raw, thread)

    def _reach(self) -> None:
        if self.trouble().unreadable:
            raise MailboxUnavailable("The mailbox cannot be reached.")
