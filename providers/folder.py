"""What the folders of mailboxes mean. Apart from the contract, because the stages need this word and no other of it."""

from __future__ import annotations

from enum import StrEnum


class Folder(StrEnum):
    """What a message's folder means, whatever the service calls it. Archive and rule folders are OTHER."""

    INBOX = "inbox"
    SENT = "sent"
    DRAFTS = "drafts"
    TRASH = "trash"
    SPAM = "spam"
    OTHER = "other"
