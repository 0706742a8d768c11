"""The open half, judged by tables of kinds that were not learnt from it.

A fifth of its files is put aside, the table learnt from the rest, the fifth judged, five times over. What sentences are
like was learnt from other texts (`tests/corpus/open/sentences`) and stays as it is.
"""

from __future__ import annotations

from unittest.mock import patch

from agent.understanding.kinds import weighing
from agent.understanding.likeness.weights import weights
from tests.evaluation import corpus
from tests.evaluation.reading import Checked, agent, check
from tests.learning.messages import learnt

PARTS = 5


def folds() -> tuple[list[corpus.Labelled], list[Checked]]:
    """Every message of the open half, and how it was judged."""
    files = corpus.files("open")
    labelled: list[corpus.Labelled] = []
    checked: list[Checked] = []
    for part in range(PARTS):
        aside = files[part::PARTS]
        classes, base, rows = learnt(path for path in files if path not in aside)
        pairs = {name: tuple(zip(map(int, row[::2]), row[1::2], strict=True)) for name, row in rows.items()}
        table = weights("", classes, base, pairs)
        with patch.object(weighing, "_weights", lambda table=table: table):
            for one in corpus.messages_of(aside):
                labelled.append(one)
                checked.append(check(one, agent))
    return labelled, checked
