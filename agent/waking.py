"""When to look again even if no mail comes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from agent import drafts
from agent.drafts.entries import Entry, Fate

if TYPE_CHECKING:
    from agent.drafts.records import Action
    from agent.planning.records import Plan

_LOOK_AGAIN = timedelta(hours=12)
"""While drafts of ours are waiting, Drafts is looked at this often even if no mail comes."""


def wake(
    plans: Sequence[Plan], entries: Sequence[Entry], actions: Sequence[Action], now: datetime, *, complete: bool
) -> str:
    """The moment, as it is stored. `complete` is False when a mailbox could not be read."""
    moments = [planned.wake for planned in plans if planned.wake is not None]
    if any(entry.fate in (Fate.SAVED, Fate.OWNERS) for entry in entries):
        moments.append(now + _LOOK_AGAIN)
    if any(entry.fate in (Fate.INTENDED, Fate.LEAVING) for entry in entries):
        moments.append(now)  # the answer to a write was lost: the next pass sees what came of it
    held = [action.too_many for action in actions if isinstance(action, drafts.Hold)]
    if held:
        moments.append(now + _LOOK_AGAIN)  # what is in the way, as a draft the owner has begun, goes without any mail
    if any(held) or not complete:
        moments.append(now)  # the limit is said, and can be lifted, in each pass
    return min(moments, default=now + timedelta(days=365)).isoformat()
