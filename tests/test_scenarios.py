"""Every scenario file and every variant of it, through the whole agent on a mailbox in memory."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.support.scenario import Play, variants

FOLDER = Path(__file__).parent / "scenarios"
PLAYS = [
    pytest.param(scenario, id=f"{path.stem}[{name}]")
    for path in sorted(FOLDER.glob("*.toml"))
    for name, scenario in variants(path)
]


@pytest.mark.parametrize("scenario", PLAYS)
def test_scenario(scenario: dict[str, Any]) -> None:
    assert Play(scenario, FOLDER).check() == []
