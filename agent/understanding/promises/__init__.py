"""Stated timelines: which dates of a mail promise the candidate something.

dates (`agent.understanding.dates`) -> clauses -> a cue and no veto (lexicon/promises.toml), or likeness
-> own or borrowed dates -> choice -> `Promised` -> after the meeting that the mail books.
Of an away note only the day counts on which its writer will answer.
"""

from __future__ import annotations

from agent.understanding.promises.after import after_meeting
from agent.understanding.promises.away import on_return
from agent.understanding.promises.find import promises

__all__ = ["after_meeting", "on_return", "promises"]
