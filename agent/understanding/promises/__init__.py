"""Stated timelines: which dates of a mail promise the candidate something.

dates (`agent.understanding.dates`) -> traits: the words around each, those of lexicon/promises.toml, what its sentence
is like -> weighing by learnt weights -> choice -> `Promised` -> after the meeting that the mail books.
Of an away note only the day counts on which its writer will answer.
"""

from __future__ import annotations

from agent.understanding.promises.after import after_meeting, meant_after
from agent.understanding.promises.away import on_return
from agent.understanding.promises.candidates import Candidate, candidates
from agent.understanding.promises.find import promises

__all__ = ["Candidate", "after_meeting", "candidates", "meant_after", "on_return", "promises"]
