"""`make fuzz`: hypothesis, and atheris where it is installed (extra `fuzz`), on every target for FUZZ_SECONDS in all.

What breaks a target is written to `tests/fuzz/corpus/TARGET/` and ends the run with 1; `tests/fuzz/test_corpus.py`
reads everything in there again with the suite.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import TARGETS

CORPUS = Path(__file__).parent / "corpus"
MESSAGES = Path(__file__).parents[1] / "reading" / "messages"


def seeds(name: str) -> list[bytes]:
    """What a target is known to be given: its corpus, and the fixtures for whole messages."""
    found = [path.read_bytes() for path in sorted((CORPUS / name).glob("*"))]
    return found + ([path.read_bytes() for path in sorted(MESSAGES.glob("*.eml"))] if name == "message" else [])


def inputs(name: str) -> st.SearchStrategy[bytes]:
    """Any bytes, pieces of the language in any order, and seeds with a piece replaced."""
    pieces = st.sampled_from([piece.encode() for piece in TARGETS[name][1]])
    mixed = st.lists(pieces | st.binary(max_size=12) | st.text(max_size=8).map(str.encode), max_size=60).map(b"".join)
    given_ones = seeds(name)
    if not given_ones:
        return st.binary(max_size=3000) | mixed
    place = st.integers(0, 5000)
    cut = st.builds(
        lambda seed, at, length, piece: seed[:at] + piece + seed[at + length :],
        st.sampled_from(given_ones), place, st.integers(0, 200), mixed,
    )  # fmt: skip
    return st.binary(max_size=3000) | mixed | cut


def with_hypothesis(name: str, seconds: float) -> int:
    """How many inputs were tried within `seconds`; what breaks the target is kept, and raised."""
    target, until, tried = TARGETS[name][0], time.monotonic() + seconds, 0

    @settings(
        max_examples=50, deadline=None, database=None, suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
    )  # fmt: skip
    @given(inputs(name))
    def once(raw: bytes) -> None:
        nonlocal tried
        tried += 1
        keeping(name, target)(raw)

    while time.monotonic() < until:
        once()
    return tried


def keeping(name: str, target: Callable[[bytes], None]) -> Callable[[bytes], None]:
    """The target, which writes down what breaks it (of ever smaller ones, the smallest comes last)."""

    def run(raw: bytes) -> None:
        try:
            target(raw)
        except Exception as error:
            folder = CORPUS / name
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"found-{_fault(error)}").write_bytes(raw)
            raise

    return run


def with_atheris(name: str, seconds: float) -> None:
    """One target under atheris; never returns, as libFuzzer ends the process."""
    import atheris

    atheris.instrument_all()
    atheris.Setup(
        [sys.argv[0], f"-max_total_time={max(1, int(seconds))}", "-max_len=20000", "-timeout=20", str(CORPUS / name)],
        keeping(name, TARGETS[name][0]),
    )
    atheris.Fuzz()


def _fault(error: Exception) -> str:
    """One name for each fault: its kind and the line of ours that it came from."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "/agent/" in frame.filename]
    where = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else ""
    return hashlib.sha256(f"{type(error).__name__} {where}".encode()).hexdigest()[:12]


def main() -> int:
    if len(sys.argv) == 3:
        with_atheris(sys.argv[1], float(sys.argv[2]))
    seconds = float(os.environ.get("FUZZ_SECONDS", "60"))
    rides = importlib.util.find_spec("atheris") is not None
    each = seconds / len(TARGETS) / (2 if rides else 1)
    broken = False
    for name in TARGETS:
        try:
            print(f"{name}: hypothesis tried {with_hypothesis(name, each)} inputs", flush=True)
        except Exception as error:  # noqa: BLE001 - whatever breaks a target is what is looked for
            broken = True
            print(f"{name}: BROKEN by {type(error).__name__}: {error}", flush=True)
        if rides:
            command = [sys.executable, "-m", "tests.fuzz", name, str(each)]
            broken = subprocess.run(command, check=False).returncode != 0 or broken
    if not rides:
        print("atheris is not installed: pip install -e '.[fuzz]' (Python 3.11)")
    return int(broken)


if __name__ == "__main__":
    sys.exit(main())
