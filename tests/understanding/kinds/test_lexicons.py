"""Every entry of every lexicon matches its example, and leaves alone what its veto spares."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from _pytest.mark.structures import ParameterSet

from agent.understanding.kinds.lexicon import LEXICONS, entry_of, lexicon, load, pattern
from agent.understanding.kinds.marks import read_marks
from agent.understanding.kinds.passages import Passage, passages


def _rows() -> Iterator[ParameterSet]:
    for name in LEXICONS:
        tables = load(name)
        for signal, rows in tables.items():
            if signal == "words":
                continue
            for number, row in enumerate(rows):
                yield pytest.param(signal, row, tables.get("words", {}), name, id=f"{name}-{signal}-{number}")


def _plain(text: str) -> tuple[Passage, ...]:
    return passages("", text)


@pytest.mark.parametrize(("signal", "row", "words", "name"), list(_rows()))
def test_entry(signal: str, row: dict[str, Any], words: dict[str, str], name: str) -> None:
    entry = entry_of(signal, row, words)
    assert any(entry.matches(p.plain) for p in _plain(row["example"])), entry.phrase.pattern
    candidates = [e for p in _plain(row["example"]) for e in lexicon(name).candidates(p.plain)]
    assert any(e.phrase == entry.phrase for e in candidates), "the index does not find it"
    assert ("veto" in row) == ("spared" in row)
    if "veto" in row:
        spared = _plain(row["spared"])
        assert entry.veto is not None
        assert any(pattern(entry.veto.pattern).search(p.plain) for p in spared), "the veto does not match"
        assert not any(entry.matches(p.plain) for p in spared)


@pytest.mark.parametrize("name", LEXICONS)
def test_no_entry_stands_twice(name: str) -> None:
    phrases = [(e.signal, e.phrase.pattern) for e in lexicon(name).entries]
    assert len(phrases) == len(set(phrases))


def test_a_veto_silences_its_signal() -> None:
    text = "Either way, if you are not selected we will write."
    assert "rejection" not in read_marks(passages("", text), lexicon("answers"))
