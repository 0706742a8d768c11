"""`make bench`: what the agent costs, beside its yardsticks, measured in one run. No test is timed; this is looked at.

A yardstick is what nobody can do without: an empty interpreter, or the libraries the command must import. Ratios to it
hold on any machine; milliseconds are this machine's. Options: --rounds N, --only WORD (the parts whose name holds it),
--large (50,000 messages instead of 10,000, an mbox file of 2 GB instead of 128 MB).
"""

from __future__ import annotations

import argparse
import platform
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path

from mailboxes import config, maildir, mbox, messages, new_messages
from measure import Work, followup, once, python, side_by_side

READING = Path(__file__).with_name("reading.py").read_text(encoding="utf-8")
QUIET_YARD = (
    "import sqlite3, sys, click, sqlite_utils, filelock, platformdirs, tomllib, zoneinfo\n"
    "from pathlib import Path\n"
    "with filelock.FileLock(sys.argv[1] + '.yard'):\n"
    "    sqlite3.connect(sys.argv[1] + '.yard.db').execute('select 1').fetchall()\n"
    "    list(Path(sys.argv[2]).iterdir())"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table."""

    what: str
    measured: str
    yardstick: str
    got: float
    budget: float
    unit: str

    def __str__(self) -> str:
        verdict = "" if self.got <= self.budget else "  OVER"
        return (
            f"| {self.what} | {self.measured} | {self.yardstick} | {self.got:.2f}{self.unit} "
            f"| {self.budget:g}{self.unit}{verdict} |"
        )


def looking(folder: Path, rounds: int, large: bool) -> Iterator[Line]:
    """`status`, `why` and `--help`, over the demo's job hunt."""
    demo = _demo(folder)
    at = ("--home", str(demo), "--now", "2026-11-20T15:00Z")
    works = {
        "yard": python("import sqlite_utils, click"),
        "status": followup("status", *at),
        "why": followup("why", "brightwater", *at),
        "--help": followup("--help"),
    }
    costs = side_by_side(works, rounds)
    for name in list(works)[1:]:
        yield _against(name, costs[name].cpu, costs["yard"].cpu, "import sqlite_utils, click", 2.2)


def nothing_new(folder: Path, rounds: int, large: bool) -> Iterator[Line]:
    """A pass over a mailbox in which nothing came."""
    home = folder / "home"
    maildir(folder / "Mail", messages(500, 15))
    config(home, "maildir", folder / "Mail")
    run = followup("run", "--home", str(home), "--allow", "999")
    works = {"yard": python(QUIET_YARD, str(folder / "y"), str(folder / "Mail" / "cur")), "run": run}
    costs = side_by_side(works, rounds)
    if "Nothing new" not in costs["run"].said:
        raise RuntimeError(f"that was no quiet pass: {costs['run'].said}")
    yard = "its libraries, a lock, a database, a listing"
    yield _against("run, nothing new (500 messages)", costs["run"].cpu, costs["yard"].cpu, yard, 1.3)
    yield Line("run, nothing new: memory", f"{costs['run'].peak:.0f} MB", "", costs["run"].peak, 60, " MB")


def passes(folder: Path, rounds: int, large: bool) -> Iterator[Line]:
    """A first pass and one with ten new messages, over a small and a large mailbox."""
    small, big = 1_000, 50_000 if large else 10_000
    works: dict[str, Work] = {}
    for count in (small, big):
        base = folder / str(count)
        maildir(base / "Mail", messages(count, 30))
        config(base / "empty", "maildir", base / "Mail")
        first = followup("run", "--home", str(base / "home"), "--allow", "999", before=partial(_fresh, base, "empty"))
        works[f"first {count}"] = first
    costs = side_by_side(works, max(rounds // 3, 1))
    few, many = costs[f"first {small}"], costs[f"first {big}"]
    each = (many.cpu - few.cpu) / (big - small)
    yield Line(
        f"first pass, each message that does not matter ({small:,} to {big:,})",
        f"{many.cpu / 1000:.1f} s for {big:,}",
        f"{few.cpu / 1000:.1f} s for {small:,}",
        each,
        0.5,
        " ms",
    )
    yield _against(f"first pass, memory with {big:,}", many.peak, few.peak, f"memory with {small:,}", 1.2, " MB")
    works = {}
    for count in (small, big):
        base = folder / str(count)
        shutil.copytree(base / "home", base / "read")
        works[f"new {count}"] = followup("run", "--home", str(base / "home"), before=partial(_ten_more, base))
    costs = side_by_side(works, rounds)
    few, many = costs[f"new {small}"], costs[f"new {big}"]
    yield _against(
        f"a pass with 10 new, in {big:,} (a folder that changed is listed)", many.cpu, few.cpu, f"in {small:,}", 1.1
    )


def reading(folder: Path, rounds: int, large: bool) -> Iterator[Line]:
    """Single messages, in one process each: the median of many readings."""
    names = {
        "hiring": ("understanding a hiring message, after MIME and HTML", 2.0),
        "html": ("a 26 KB page: MIME, HTML, quotes", 8.0),
        "long": ("understanding 64 KB of new text", 20.0),
        "hostile": ("the slowest hostile message, whole", 2000.0),
    }
    costs = side_by_side({name: python(READING, name) for name in names}, max(rounds // 3, 1))
    for name, (what, budget) in names.items():
        took, also = costs[name].said.split(" ", 1)
        yield Line(what, f"{float(took):.2f} ms", also, float(took), budget, " ms")
    yield Line("hostile message: memory", f"{costs['hostile'].peak:.0f} MB", "", costs["hostile"].peak, 200, " MB")


def exports(folder: Path, rounds: int, large: bool) -> Iterator[Line]:
    """A first pass over one mbox file, small and large; then one with nothing new, and one after ten messages more."""
    small, big = 8, 2048 if large else 128
    works: dict[str, Work] = {}
    counts: dict[int, int] = {}
    for size in (small, big):
        base = folder / str(size)
        counts[size] = mbox(base / "all.mbox", size)
        config(base / "empty", "export", base / "all.mbox")
        before = partial(_fresh, base, "empty")
        works[str(size)] = followup("run", "--home", str(base / "home"), "--allow", "999", before=before)
    costs = {name: once(work) for name, work in works.items()} if large else side_by_side(works, max(rounds // 3, 1))
    few, many = costs[str(small)], costs[str(big)]
    actual = (folder / str(big) / "all.mbox").stat().st_size / 1e6
    yield _against(
        f"first pass over an mbox file of {actual:,.0f} MB: memory", many.peak, few.peak, f"{small} MB", 1.2, " MB"
    )
    each = (many.cpu - few.cpu) / (counts[big] - counts[small])
    said = f"{many.cpu / 1000:.1f} s for {counts[big]:,}"
    yield Line("the same, each message that does not matter", said, f"{few.cpu / 1000:.1f} s", each, 0.5, " ms")
    works = {str(size): followup("run", "--home", str(folder / str(size) / "home")) for size in (small, big)}
    costs = side_by_side(works, rounds)
    yield _against(
        "a pass with nothing new, the large file", costs[str(big)].cpu, costs[str(small)].cpu, "the small", 1.1
    )


def replaying(folder: Path, rounds: int, large: bool) -> Iterator[Line]:
    """Three months of a job hunt in hourly steps."""
    mail = str(_demo(folder) / "Mail")
    owner = ("--owner", "sam@owner.example", "--zone", "Europe/London", "--country", "GB")
    works = {"yard": python("import sqlite_utils, click"), "replay": followup("replay", mail, *owner)}
    costs = side_by_side(works, max(rounds // 3, 1))
    took = costs["replay"].cpu / 1000
    yield Line("replay of the demo, hourly", f"{took:.2f} s", "", took, 3, " s")


PARTS: dict[str, Callable[[Path, int, bool], Iterator[Line]]] = {
    "looking": looking,
    "nothing": nothing_new,
    "reading": reading,
    "replaying": replaying,
    "passes": passes,
    "exports": exports,
}


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=9)
    options.add_argument("--large", action="store_true")
    options.add_argument("--only", default="")
    given = options.parse_args()
    print(
        f"{platform.machine()}, {platform.system()}, Python {platform.python_version()}, SQLite "
        f"{sqlite3.sqlite_version}, " + ", ".join(f"{n} {version(n)}" for n in ("click", "sqlite-utils", "lxml"))
    )
    print(f"CPU of whole processes (user and system), medians of up to {given.rounds} interleaved rounds\n")
    print("| work | measured | beside | result | budget |\n|---|---|---|---|---|")
    for name, part in PARTS.items():
        if given.only in name:
            with tempfile.TemporaryDirectory() as folder:
                for line in part(Path(folder), given.rounds, given.large):
                    print(line)
                    sys.stdout.flush()


def _against(what: str, got: float, yard: float, against: str, budget: float, unit: str = " ms") -> Line:
    return Line(what, f"{got:.0f}{unit}", f"{yard:.0f}{unit} {against}", got / yard, budget, "x")


def _demo(folder: Path) -> Path:
    once(followup("demo", "--folder", str(folder / "demo")))
    return folder / "demo"


def _fresh(base: Path, config_of: str) -> None:
    shutil.rmtree(base / "home", ignore_errors=True)
    shutil.copytree(base / config_of, base / "home")


def _ten_more(base: Path) -> None:
    """The mailbox and the notes as after the first pass, and ten messages more."""
    for file in (base / "Mail" / "cur").glob("*.ten*"):
        file.unlink()
    shutil.rmtree(base / "home")
    shutil.copytree(base / "read", base / "home")
    maildir(base / "Mail", new_messages(10), "ten")


if __name__ == "__main__":
    main()
