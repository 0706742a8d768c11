"""The hunt every test of hard times starts from."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hardiness.hunt import Hunt, build


@pytest.fixture
def hunt(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Hunt:
    """A home with mail and no pass yet."""
    build(tmp_path)
    return Hunt(tmp_path, capsys)
