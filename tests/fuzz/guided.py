"""Fuzzing guided by coverage: atheris (extra `fuzz`) on one target, with the oracle that hypothesis uses.

    python -m tests.fuzz.guided TARGET SECONDS

What is new to it is kept between runs in `.fuzz/TARGET`, which git ignores. What breaks the target goes to the corpus.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

from tests.fuzz.inputs import CORPUS, keeping, seeds

KEPT = Path(__file__).parents[2] / ".fuzz"
INSTRUMENTED = ["agent", "providers", "icalendar"]


def main(name: str, seconds: float) -> None:
    """Fuzz one target; never returns, as libFuzzer ends the process."""
    with atheris.instrument_imports(include=INSTRUMENTED):
        from tests.fuzz.targets import TARGETS

        target = TARGETS[name][0]
        known = seeds(name)
        for raw in known:
            target(raw)  # what is imported late is imported here, where it is instrumented
    folder = KEPT / name
    folder.mkdir(parents=True, exist_ok=True)
    for number, raw in enumerate(known):
        (folder / f"seed-{number:03d}").write_bytes(raw)
    words = KEPT / f"{name}.dict"
    words.write_text("".join(f'"{_escaped(piece)}"\n' for piece in TARGETS[name][1]))
    bounds = [f"-max_total_time={max(1, int(seconds))}", "-max_len=8000", "-timeout=20", "-rss_limit_mb=2048"]
    places = [f"-dict={words}", f"-artifact_prefix={CORPUS / name}/found-", str(folder)]
    atheris.Setup([sys.argv[0], "-verbosity=0", "-print_final_stats=1", *bounds, *places], keeping(name, target))
    atheris.Fuzz()


def _escaped(piece: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in piece.encode())


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]))
