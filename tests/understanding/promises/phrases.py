"""The tables of what is a promise and what is none, written by hand; the weights are learnt from them, too."""

from __future__ import annotations

import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

HERE = Path(__file__).parent
SENT = datetime(2026, 10, 28, 10, 0, tzinfo=ZoneInfo("Europe/London"))
"""When a phrase was sent that does not say so itself: a Wednesday."""


def _rows(name: str, key: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = tomllib.loads((HERE / name).read_text(encoding="utf-8"))[key]
    return rows


PROMISES = _rows("promises.toml", "promise")
NEGATIVES = _rows("negatives.toml", "nothing")
