"""Which messages of a case may be answered or give a recipient: what the owner can still see, drafts apart."""

from __future__ import annotations

from agent.cases.records import Case
from agent.messages import Message
from providers.folder import Folder

_HIDDEN = frozenset({Folder.TRASH, Folder.SPAM, Folder.DRAFTS})


def is_visible(message: Message) -> bool:
    """False in Trash and Spam (such mail can only stop things), for unsent drafts and for what has since gone."""
    return message.visible and message.folder not in _HIDDEN


def visible_messages(case: Case) -> tuple[Message, ...]:
    """The visible messages of a case, oldest first."""
    return tuple(sorted(filter(is_visible, case.messages), key=lambda message: message.at))
