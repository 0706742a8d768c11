"""The drafts stage: make the owner's Drafts agree with what is due, by careful rules.

mailbox -> message -> reading -> findings -> case -> due -> draft -> **save, replace, withdraw, leave**

`reconcile` decides and touches nothing; `act` carries out what was decided, the intention written to the ledger first.
A draft the owner's hand was in is theirs for ever; one they threw away is never made again; nothing is ever sent.
"""

from __future__ import annotations

from agent.drafts.acting import ActResult, Ledger, act
from agent.drafts.mime import DraftGlance, digest, glance, render
from agent.drafts.reconciling import reconcile
from agent.drafts.records import Sent, Wanted

__all__ = ["ActResult", "DraftGlance", "Ledger", "Sent", "Wanted", "act", "digest", "glance", "reconcile", "render"]
