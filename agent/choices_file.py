"""The choices file: what the owner told, as plain JSON beside the database, so that losing the database loses none.

`{"schema": 1, "choices": [...]}`; written whole and in one step at every change, readable by its owner only.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path

from agent.choices import Choice
from agent.codec import loads, plain
from agent.errors import ConfigWrong, TryLater


def read(path: Path) -> tuple[Choice, ...]:
    """The choices in the file; none when there is no file. Raises ConfigWrong when it cannot be understood."""
    if not path.exists():
        return ()
    try:
        told = json.loads(path.read_text(encoding="utf-8"))["choices"]
        return tuple(loads(Choice, json.dumps(one)) for one in told)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ConfigWrong(
            f"{path} cannot be read: {error}.",
            "It holds what you told followup. Mend it, or move it away to start without it.",
        ) from error


def write(path: Path, choices: Sequence[Choice]) -> None:
    """Replace the file. Raises TryLater when the disk does not take it; the old file is then still whole."""
    told = {"schema": 1, "choices": [plain(choice) for choice in choices]}
    beside = path.with_suffix(".new")
    try:
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            json.dump(told, file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        raise TryLater(f"{path} could not be written: {error}.", "Is the disk full or read-only?") from error
