"""The open half, judged by tables of kinds that were not learnt from it.

A fifth of its files is put aside, the table learnt from the rest, the fifth judged, five times over. What sentences are
like was learnt from other texts (`tests/corpus/open/sentences`) and stays as it is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

from agent.understanding.kinds import weighing
from agent.understanding.likeness.weights import weights
from tests.evaluation import corpus
from tests.evaluation.drafting import Played, played
from tests.evaluation.reading import Checked, agent, check
from tests.learning.messages import learnt

PARTS = 5


@dataclass(slots=True)
class Folded:
    """What was judged: the messages and how each was read, and how the conversations went."""

    labelled: list[corpus.Labelled] = field(default_factory=list)
    checked: list[Checked] = field(default_factory=list)
    played: Played = field(default_factory=Played)


def folds() -> Folded:
    """Every message and conversation of the open half, and how each was judged."""
    files, conversations = corpus.files("open"), corpus.conversation_files("open")
    folded = Folded()
    for part in range(PARTS):
        aside, aside_too = files[part::PARTS], conversations[part::PARTS]
        classes, base, rows = learnt(_without(files, aside), _without(conversations, aside_too))
        table = weights("", classes, base, rows)
        with patch.object(weighing, "_weights", lambda table=table: table):
            for one in corpus.messages_of(aside):
                folded.labelled.append(one)
                folded.checked.append(check(one, agent))
            folded.played += played(corpus.scenarios(aside_too))
    return folded


def _without(paths: list[Path], aside: list[Path]) -> list[Path]:
    return [path for path in paths if path not in aside]
