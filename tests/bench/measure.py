"""Processes measured from outside: CPU (user and system) and the most memory, several rounds, interleaved, medians."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

_ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""What is installed is compiled once; a command that had to compile its modules each time would cost a quarter more."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process took: CPU in ms, the most memory in MB, and the last line it printed."""

    cpu: float
    peak: float
    said: str = ""


@dataclass(frozen=True, slots=True)
class Work:
    """A command to measure; `before` is run each time, unmeasured, so that every round starts from the same place."""

    command: Sequence[str]
    before: Callable[[], None] | None = None


def python(code: str, *arguments: str) -> Work:
    """A piece of Python in an interpreter of its own."""
    return Work((sys.executable, "-c", code, *arguments))


def followup(*arguments: str, before: Callable[[], None] | None = None) -> Work:
    """One command of followup."""
    return Work((sys.executable, "-m", "agent", *arguments), before)


def once(work: Work) -> Cost:
    """Run it. Raises RuntimeError when it fails: a crash must not look quick."""
    if work.before is not None:
        work.before()
    with subprocess.Popen(work.command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=_ENVIRONMENT) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        said = process.stdout.read().decode("utf-8", "replace").strip()
        complained = process.stderr.read().decode("utf-8", "replace")
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise RuntimeError(f"{' '.join(work.command)[:300]} ended with {process.returncode}: {complained[-1000:]}")
    per_mb = 1024 * 1024 if sys.platform == "darwin" else 1024
    last = said.rpartition("\n")[2]
    return Cost((used.ru_utime + used.ru_stime) * 1000, used.ru_maxrss / per_mb, last)


def side_by_side(works: Mapping[str, Work], rounds: int) -> dict[str, Cost]:
    """Every work once a round, so that a busy moment of the machine hits them all; the medians."""
    runs: dict[str, list[Cost]] = {name: [] for name in works}
    for number in range(rounds + 1):
        for name, work in works.items():
            cost = once(work)
            if number:  # the first round only warms the disk's cache and compiles
                runs[name].append(cost)
    return {
        name: Cost(median(c.cpu for c in costs), median(c.peak for c in costs), costs[-1].said)
        for name, costs in runs.items()
    }
