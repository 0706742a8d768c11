"""`make fuzz`: hypothesis, and atheris where it is installed (extra `fuzz`), on every target for FUZZ_SECONDS in all.

What breaks a target is written to `tests/fuzz/corpus/TARGET/` and ends the run with 1; `tests/fuzz/test_corpus.py`
reads everything in there again with the suite.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import time

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.fuzz.inputs import keeping, seeds
from tests.fuzz.targets import TARGETS


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
    """How many inputs were tried within `seconds`; what breaks the target is kept, and raised.

    Tables are loaded and patterns made before the time runs: else a round is over before it begins.
    """
    target, tried = keeping(name, TARGETS[name][0]), 0
    for raw in seeds(name):
        target(raw)
    until = time.monotonic() + seconds

    @settings(
        max_examples=20, deadline=None, database=None, suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
    )  # fmt: skip
    @given(inputs(name))
    def once(raw: bytes) -> None:
        nonlocal tried
        tried += 1
        target(raw)

    while time.monotonic() < until:
        once()
    return tried


def with_atheris(name: str, seconds: float) -> bool:
    """Whether a target withstood atheris, in a process of its own (libFuzzer ends the process that it runs in)."""
    command = [sys.executable, "-m", "tests.fuzz.guided", name, str(seconds)]
    ended = subprocess.run(command, check=False, capture_output=True, text=True, errors="replace")
    lines = ended.stderr.splitlines()
    tried = next((line.split()[-1] for line in lines if "number_of_executed_units" in line), "0")
    if ended.returncode == 0:
        print(f"{name}: atheris tried {tried} inputs in {seconds:.0f} s", flush=True)
        return True
    print(f"{name}: BROKEN under atheris:", *lines[-40:], *ended.stdout.splitlines()[-40:], sep="\n  ", flush=True)
    return False


def main() -> int:
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
            broken = not with_atheris(name, each) or broken
    if not rides:
        print("atheris is not installed: pip install -e '.[fuzz]'")
    return int(broken)


if __name__ == "__main__":
    sys.exit(main())
