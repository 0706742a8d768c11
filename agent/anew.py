"""What makes mail that was read before be looked at anew: other readers, other addresses, a wider window."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256

from agent.messages import Owner
from agent.store import READERS, Store

_DAY = timedelta(days=1)


def start_over_if_readers_changed(store: Store, owner: Owner) -> None:
    """Other readers, or other addresses of the owner, may see other things in the same mail."""
    about = repr((READERS, sorted(owner.addresses), str(owner.zone), owner.country))
    stamp = sha256(about.encode()).hexdigest()[:16]
    if store.value("readers") != stamp:
        store.start_over()
        store.remember("readers", stamp)
        store.remember("wake", None)


def look_further_back(store: Store, since: datetime) -> None:
    """Mail from before the first window is searched for when the owner widens it, or when the clock was ahead."""
    kept = store.value("since")
    if kept is not None and since >= datetime.fromisoformat(kept) - _DAY:
        return
    store.remember("since", since.isoformat())
    if kept is not None:
        store.search_again()
        store.remember("wake", None)
