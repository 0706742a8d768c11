"""What there is to fold: each message once, in the order in which things were said, nothing from the future."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from agent.understanding.findings import Kind, Sender, Understanding
from providers.folder import Folder

HIDDEN = frozenset({Folder.SPAM, Folder.TRASH})
"""Mail here can only stop things (docs/etiquette.md, "What counts")."""

_SAYS_NOTHING = frozenset({Kind.AUTO_REPLY, Kind.BOUNCE, Kind.NOT_JOB})

_BEST_FOLDER_FIRST = (Folder.SENT, Folder.INBOX, Folder.OTHER, Folder.DRAFTS, Folder.TRASH, Folder.SPAM)


def sift(understandings: Iterable[Understanding], now: datetime) -> list[Understanding]:
    """Messages up to `now` in time order, each Message-ID once: of several copies the one in the better folder."""
    best: dict[str, Understanding] = {}
    for one in understandings:
        if one.message.at > now:
            continue
        name = one.message.message_id or f"{one.message.account}/{one.message.id}"
        known = best.get(name)
        if known is None or (known is not one and _rank(one) < _rank(known)):
            best[name] = one
    return sorted(best.values(), key=lambda one: (one.message.at, one.message.message_id, one.message.id))


def hidden(one: Understanding) -> bool:
    """True for mail found in spam or trash: it can stop, never start."""
    return one.message.folder in HIDDEN


def noise(one: Understanding) -> bool:
    """True for what says nothing about the process: automatic replies, bounces, what concerns no candidacy."""
    return one.kind in _SAYS_NOTHING and one.sender is not Sender.OWNER


def hiring_side(one: Understanding) -> bool:
    """True when a person or machine of the hiring side wrote something that concerns the owner's candidacy."""
    return one.sender in (Sender.PERSON, Sender.MACHINE) and one.kind is not Kind.NOT_JOB


def _rank(one: Understanding) -> tuple[int, int, str, str, str]:
    """Lower is better; a total order, so that the choice does not depend on the order of arrival."""
    message = one.message
    folder = _BEST_FOLDER_FIRST.index(message.folder)
    return folder, -len(one.findings), message.account, message.id, repr(one.findings)
