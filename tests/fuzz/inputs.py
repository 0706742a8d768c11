"""What the targets are given, and where what breaks them is kept."""

from __future__ import annotations

import base64
import hashlib
import traceback
from collections.abc import Callable
from pathlib import Path

GROWN = "grown"
CORPUS = Path(__file__).parent / "corpus"
MESSAGES = Path(__file__).parents[1] / "reading" / "messages"


def corpus(name: str) -> dict[str, bytes]:
    """The corpus of a target: a file each; in `grown` those by which atheris came furthest, a line of base64 each."""
    found: dict[str, bytes] = {}
    for path in sorted((CORPUS / name).glob("*")):
        if path.name == GROWN:
            lines = path.read_text("ascii").splitlines()
            found.update((f"{GROWN}-{number}", base64.b64decode(line)) for number, line in enumerate(lines, 1))
        else:
            found[path.name] = path.read_bytes()
    return found


def seeds(name: str) -> list[bytes]:
    """What a target is known to be given: its corpus, and the fixtures for whole messages."""
    return [*corpus(name).values()] + (
        [path.read_bytes() for path in sorted(MESSAGES.glob("*.eml"))] if name == "message" else []
    )


def keeping(name: str, target: Callable[[bytes], object]) -> Callable[[bytes], None]:
    """The target, within its time, which writes down what breaks it (of ever smaller ones, the smallest comes last)."""
    from tests.fuzz.timing import in_time  # it reads mail, and so is loaded where that is instrumented

    within = in_time(name, target)

    def run(raw: bytes) -> None:
        try:
            within(raw)
        except Exception as error:
            folder = CORPUS / name
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"found-{_fault(error)}").write_bytes(raw)
            raise

    return run


def _fault(error: Exception) -> str:
    """One name for each fault: its kind and the line of ours that it came from."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "/agent/" in frame.filename]
    where = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else ""
    return hashlib.sha256(f"{type(error).__name__} {where}".encode()).hexdigest()[:12]
