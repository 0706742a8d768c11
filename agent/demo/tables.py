"""The demo's messages as tables, in the order of their dates.

A table has `id`, `at` (London time unless it has an offset), `from`, `to`, `subject`, `text`; `answers` names the
message it replies to, which is then quoted below it unless `quote = false`; `invite` is an invitation
(`agent.demo.invites`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import datetime
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

OWNER = "Sam Okafor <sam@owner.example>"
ZONE = ZoneInfo("Europe/London")

Table = Mapping[str, Any]


def tables() -> dict[str, Table]:
    """Every message by its id, oldest first. `at` is aware."""
    found: list[dict[str, Any]] = []
    for file in files("agent.demo").iterdir():
        if file.name.endswith(".toml"):
            found += tomllib.loads(file.read_text(encoding="utf-8"))["message"]
    for table in found:
        table["at"] = _aware(table["at"])
    return {table["id"]: table for table in sorted(found, key=lambda table: (table["at"], table["id"]))}


def _aware(at: datetime) -> datetime:
    return at if at.tzinfo else at.replace(tzinfo=ZONE)
