"""At the owner's word: which of our drafts may be taken out of Drafts, because nobody has touched them.

Pure; `agent.drafts.act` carries it out and reads each draft again before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from agent.drafts.entries import LIVE, Entry, Fate
from agent.drafts.fates import Found, draft_of, found
from agent.drafts.records import Withdraw
from agent.policy import Policy
from providers.mailbox import SavedDraft

_ASKED = "You asked to have it removed."
_YOURS = "You changed it; it is yours."


@dataclass(frozen=True, slots=True)
class Removal:
    """What may go, and what stays with the reason why."""

    going: tuple[Withdraw, ...]
    staying: tuple[tuple[Entry, str], ...]


def removal(
    entries: Sequence[Entry], saved: Sequence[tuple[str, SavedDraft]], now: datetime, policy: Policy
) -> Removal:
    """Look at every live line of the ledger. `saved` is every draft in Drafts with its account.

    A removed draft counts as declined: its step is not drafted again. What is no longer in Drafts is neither going nor
    staying; the next pass sees what became of it.
    """
    drafts = [found(account, one) for account, one in saved]
    going: list[Withdraw] = []
    staying: list[tuple[Entry, str]] = []
    for entry in entries:
        here = draft_of(entry, drafts) if entry.fate in LIVE else None
        if here is None:
            continue
        why = _why_it_stays(entry, here, now, timedelta(minutes=policy.touched_quiet_minutes))
        if why is None:
            going.append(Withdraw(replace(entry, digest=here.digest), here.saved, Fate.DECLINED, _ASKED))
        else:
            staying.append((entry, why))
    return Removal(tuple(going), tuple(staying))


def _why_it_stays(entry: Entry, here: Found, now: datetime, quiet: timedelta) -> str | None:
    if here.saved.send_at is not None:
        return "You have set it to be sent."
    ours = {entry.digest, entry.intended} if entry.fate is Fate.INTENDED else {entry.digest}
    if entry.fate is Fate.OWNERS or here.digest not in ours:
        return _YOURS
    touched = here.saved.touched
    if touched is not None and entry.version != here.saved.version and now - touched < quiet:
        return "It was touched within the last hour."
    return None
