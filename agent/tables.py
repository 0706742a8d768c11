"""Where the tables of words, senders and phrases come from: TOML files that lie beside the modules that use them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any


def read_table(module: str, *path: str) -> dict[str, Any]:
    """The TOML file at `path` beside the module whose `__file__` is given. Who calls keeps it: it is read each time."""
    return tomllib.loads(Path(module).parent.joinpath(*path).read_text(encoding="utf-8"))
