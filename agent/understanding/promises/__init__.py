"""Stated timelines: which dates of a mail promise the candidate something, and which bind the candidate.

dates (`agent.understanding.dates`) -> clauses -> a cue and no veto (lexicon/promises.toml), or likeness
-> own or borrowed dates -> choice -> `Promised`.
"""

from __future__ import annotations

from agent.understanding.promises.deadlines import owner_deadline
from agent.understanding.promises.find import promises

__all__ = ["owner_deadline", "promises"]
