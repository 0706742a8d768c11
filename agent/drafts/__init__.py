"""The drafts stage: make the owner's Drafts agree with what is due, by careful rules.

mailbox -> message -> reading -> findings -> case -> due -> draft -> **save, replace, withdraw, leave**

`reconcile` decides and touches nothing; `act` carries out what was decided, the intention written to the ledger first.
A draft the owner's hand was in is theirs for ever; one they threw away is never made again; nothing is ever sent.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from agent.drafts.acting import ActResult, Ledger, act
    from agent.drafts.mime import DraftGlance, digest, glance, render
    from agent.drafts.reconciling import reconcile
    from agent.drafts.records import Hold, Sent, Wanted
    from agent.drafts.removing import Removal, removal
    from agent.drafts.returning import bring_back, last_gone

__all__ = [
    "ActResult",
    "DraftGlance",
    "Hold",
    "Ledger",
    "Removal",
    "Sent",
    "Wanted",
    "act",
    "bring_back",
    "digest",
    "glance",
    "last_gone",
    "reconcile",
    "removal",
    "render",
]

_IN = {
    **dict.fromkeys(("ActResult", "Ledger", "act"), "acting"),
    **dict.fromkeys(("DraftGlance", "digest", "glance", "render"), "mime"),
    "reconcile": "reconciling",
    **dict.fromkeys(("Hold", "Sent", "Wanted"), "records"),
    **dict.fromkeys(("Removal", "removal"), "removing"),
    **dict.fromkeys(("bring_back", "last_gone"), "returning"),
}


def __getattr__(name: str) -> Any:  # noqa: ANN401  # whatever the module holds
    """Each name comes from its module when it is first used: looking at the ledger needs none of what writes mail."""
    if name not in _IN:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_IN[name]}"), name)
