"""The open half, judged by tables that were not learnt from it (kinds, dates, starts, names, people, writers).

A fifth of its files is put aside, the tables learnt from the rest, the fifth judged, five times over. What sentences
are like was learnt from other texts (`tests/corpus/open/sentences`) and stays as it is; what the owner's sentences do
is learnt without any of the owner's mail in these conversations.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from unittest.mock import patch

from agent.understanding.acts import weighing as of_acts
from agent.understanding.interviews.likely import weighing as of_starts
from agent.understanding.kinds import weighing as of_kinds
from agent.understanding.likeness.weights import weights
from agent.understanding.people.met import names as of_names
from agent.understanding.people.met import weighing as of_people
from agent.understanding.people.met.names import likeness_to_a_person
from agent.understanding.people.wrote import weighing as of_writers
from agent.understanding.promises import weighing as of_promises
from tests.evaluation import corpus
from tests.evaluation.drafting import Played, played
from tests.evaluation.reading import Checked, agent, check
from tests.learning import acts, messages, people, promises, starts, writers
from tests.learning.fitting import Fitted

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
    with _by(of_acts, acts.learnt(path for path in acts.files() if path.stem != "conversations")):
        for part in range(PARTS):
            _fold(part, files, conversations, folded)
    return folded


def _fold(part: int, files: list[Path], conversations: list[Path], folded: Folded) -> None:
    """Judge one fifth by what the others teach."""
    aside, aside_too = files[part::PARTS], conversations[part::PARTS]
    rest = _without(files, aside)
    likeness_to_a_person.cache_clear()
    rest_too = _without(conversations, aside_too)
    with (
        _by(of_names, people.learnt_names([*rest, *rest_too])),
        _by(of_people, people.learnt(rest)),
        _by(of_writers, writers.learnt(rest)),
        _by(of_promises, promises.learnt(rest)),
        _by(of_starts, starts.learnt(rest)),
        _kinds_by(*messages.learnt(rest, rest_too)),
    ):
        for one in corpus.messages_of(aside):
            folded.labelled.append(one)
            folded.checked.append(check(one, agent))
        folded.played += played(corpus.scenarios(aside_too))


def _by(weighing: ModuleType, fitted: Fitted, name: str = "_weights") -> AbstractContextManager[object]:
    """Weigh by this table, in place of the one that `weighing` reads by `name`; the next one is learnt with it."""
    table = weights("", *fitted)
    return patch.object(weighing, name, lambda: table)


@contextmanager
def _kinds_by(whether: Fitted, which: Fitted) -> Iterator[None]:
    """Tell kinds by these tables."""
    with _by(of_kinds, whether, "_whether"), _by(of_kinds, which, "_which"):
        yield


def _without(paths: list[Path], aside: list[Path]) -> list[Path]:
    return [path for path in paths if path not in aside]
