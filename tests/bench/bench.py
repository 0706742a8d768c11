"""`make bench`: what the agent costs, beside its yardsticks, measured in one run. No test is timed; this is looked at.

A yardstick is what nobody can do without: an empty interpreter, or the libraries the command must import. Ratios to it
hold on any machine; milliseconds are this machine's. Options: --rounds N, --only WORD (the parts whose name holds it),
--small (10,000 messages instead of 50,000, an mbox file of 128 MB instead of 2 GB). The large ones are measured once.
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

from tests.bench.mailboxes import config, maildir, mbox, messages, new_messages
from tests.bench.measure import Cost, Work, followup, once, python, side_by_side

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


def looking(folder: Path, rounds: int, small: bool) -> Iterator[Line]:
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


def nothing_new(folder: Path, rounds: int, small: bool) -> Iterator[Line]:
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


def passes(folder: Path, rounds: int, small: bool) -> Iterator[Line]:
    """A first pass and one with ten new messages, over a small and a large mailbox."""
    few, many = 1_000, 10_000 if small else 50_000
    works = {name: _first_pass(folder / name, *of) for name, of in {"few": (few, 30), "more": (few, 130)}.items()}
    costs = side_by_side(works, max(rounds // 3, 1))
    costs["many"] = once(_first_pass(folder / "many", many, 30))
    each = (costs["many"].cpu - costs["few"].cpu) / (many - few)
    yield Line(
        f"first pass, each message that does not matter ({few:,} to {many:,})",
        f"{costs['many'].cpu / 1000:.1f} s for {many:,}",
        f"{costs['few'].cpu / 1000:.1f} s for {few:,}",
        each,
        0.5,
        " ms",
    )
    yield Line(
        f"the same, each that matters (30 to 130 of {few:,})",
        f"{costs['more'].cpu / 1000:.1f} s with 130",
        f"{costs['few'].cpu / 1000:.1f} s with 30",
        (costs["more"].cpu - costs["few"].cpu) / 100 + each,
        8,
        " ms",
    )
    yield _against(
        f"first pass, memory with {many:,}", costs["many"].peak, costs["few"].peak, f"with {few:,}", 1.2, " MB"
    )
    works = {}
    for name in ("few", "many"):
        base = folder / name
        shutil.copytree(base / "home", base / "read")
        works[name] = followup("run", "--home", str(base / "home"), before=partial(_ten_more, base))
    costs = side_by_side(works, max(rounds // 3, 1))
    what = f"a pass with 10 new, in {many:,} (a folder that changed is listed)"
    yield _against(what, costs["many"].cpu, costs["few"].cpu, f"in {few:,}", 1.1)


def _first_pass(base: Path, count: int, mattering: int) -> Work:
    maildir(base / "Mail", messages(count, mattering))
    config(base / "empty", "maildir", base / "Mail")
    return followup("run", "--home", str(base / "home"), "--allow", "999", before=partial(_fresh, base, "empty"))


def reading(folder: Path, rounds: int, small: bool) -> Iterator[Line]:
    """Single messages, in one process each: the median of many readings."""
    names = {
        "hiring": ("understanding a hiring message, after MIME and HTML", 2.0),
        "html": ("a 26 KB page: MIME, HTML, quotes", 8.0),
        "long": ("understanding 64 KB of new text", 20.0),
    }
    costs = side_by_side({name: python(READING, name) for name in names}, max(rounds // 3, 1))
    for name, (what, budget) in names.items():
        took, also = costs[name].said.split(" ", 1)
        yield Line(what, f"{float(took):.2f} ms", also, float(took), budget, " ms")


def hostile(folder: Path, rounds: int, small: bool) -> Iterator[Line]:
    """Every hostile message of the tests and of `tests.bench.hostile`, each once in a process of its own; the worst."""
    once(python("import sys; from tests.bench.hostile import main, Path; main(Path(sys.argv[1]))", str(folder)))
    files = sorted(folder.glob("*.eml"))
    once(python(READING, str(files[0])))  # compiles
    costs = {file.with_suffix(".txt").read_text(encoding="utf-8"): _read_once(file) for file in files}
    slowest = max(costs, key=lambda name: costs[name].cpu)
    yield Line(f"the slowest of {len(costs)} hostile messages, whole", slowest, "", costs[slowest].cpu, 2000, " ms")
    widest = max(costs, key=lambda name: costs[name].peak)
    yield Line("the most memory of them, beside its own bytes", widest, "", costs[widest].peak, 200, " MB")


def _read_once(file: Path) -> Cost:
    """CPU of reading it, and the memory of the process less the message's own bytes."""
    cost = once(python(READING, str(file)))
    return Cost(float(cost.said.split(" ", 1)[0]), cost.peak - file.stat().st_size / 1e6)


def exports(folder: Path, rounds: int, small: bool) -> Iterator[Line]:
    """A first pass over one mbox file, small and large; then one with nothing new."""
    few, _ = _over_mbox(folder / "few", 8)
    many, count = _over_mbox(folder / "many", 128)
    works = {"few": few, "many": many}
    costs = side_by_side(works, max(rounds // 3, 1))
    each = (costs["many"].cpu - costs["few"].cpu) / (count - count * 8 // 128)
    said = f"{costs['many'].cpu / 1000:.1f} s for {count:,}"
    before = f"{costs['few'].cpu / 1000:.1f} s for {count * 8 // 128:,}"
    yield Line("first pass over an mbox file, each message that does not matter", said, before, each, 0.5, " ms")
    largest = "many"
    if not small:
        largest = "largest"
        work, count = _over_mbox(folder / largest, 2048, photos=True)
        costs[largest] = once(work)
    size = (folder / largest / "all.mbox").stat().st_size / 1e6
    what = f"first pass over an mbox file of {size:,.0f} MB, {count:,} messages: memory"
    yield _against(what, costs[largest].peak, costs["few"].peak, "for 8 MB", 1.2, " MB")
    works = {name: followup("run", "--home", str(folder / name / "home")) for name in ("few", largest)}
    costs = side_by_side(works, rounds)
    yield _against("a pass with nothing new, the large file", costs[largest].cpu, costs["few"].cpu, "the small", 1.1)


def _over_mbox(base: Path, megabytes: int, *, photos: bool = False) -> tuple[Work, int]:
    """A first pass over a file of this size, and how many messages it holds."""
    count = mbox(base / "all.mbox", megabytes, photos=photos)
    config(base / "empty", "export", base / "all.mbox")
    before = partial(_fresh, base, "empty")
    return followup("run", "--home", str(base / "home"), "--allow", "999", before=before), count


def replaying(folder: Path, rounds: int, small: bool) -> Iterator[Line]:
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
    "hostile": hostile,
    "replaying": replaying,
    "passes": passes,
    "exports": exports,
}


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=9)
    options.add_argument("--small", action="store_true")
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
                for line in part(Path(folder), given.rounds, given.small):
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
