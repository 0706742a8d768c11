"""`python -m tests.evaluation.owners FILES`: what the owner's mail does, held against what its writers say it does.

The files are those of `tests/corpus/open/owner` (their form is told in tests/corpus/README.md). A mail does an act or
does not. For each act: how many mails do it, how many of those said to do it do, how many of those that do are found.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from agent.messages import Owner
from agent.reading import read
from agent.reading.records import Reading
from agent.understanding import understand
from agent.understanding.findings import (
    Accepted,
    Finding,
    Hires,
    Missed,
    Nudged,
    Rejected,
    Scheduled,
    Status,
    Submitted,
    Thanked,
    Took,
    Understanding,
    Withdrew,
)
from providers.mailbox import Folder, RawMessage
from tests.support.mail import raw_message

OWNER = Owner(frozenset({"sam@owner.example"}), ZoneInfo("Europe/London"), "GB", "Sam Okafor")
OTHER = "other"
_AT = datetime(2026, 11, 4, 10, 0, tzinfo=UTC)
_DANA, _SAM = "Dana Reyes <dana@acme.example>", "Sam Okafor <sam@owner.example>"
_SUBJECT = "Re: Interview for Shift Manager at Acme"
_FINDINGS: dict[type[Finding], str] = {
    Thanked: "thanks",
    Nudged: "asks",
    Accepted: "agrees",
    Withdrew: "withdraws",
    Took: "takes",
    Submitted: "submits",
    Rejected: "regrets",
    Missed: "missed",
    Hires: "hires",
}
ACTS = ("thanks", "asks", "agrees", "refuses", "offers", "withdraws", "takes", "submits", "regrets", "missed", "hires")


@dataclass(frozen=True, slots=True)
class OwnersMail:
    """A mail of the owner's: what it quotes, and each of its sentences with what it does."""

    quoted: tuple[str, ...]
    lines: tuple[tuple[str, str], ...]

    @property
    def acts(self) -> frozenset[str]:
        """What the mail does."""
        return frozenset(act for act, _ in self.lines)

    def reading(self) -> Reading:
        """The mail as it is read: its sentences one behind the other, what they answer quoted below."""
        theirs = {"id": "m1", "at": _AT, "from": _DANA, "text": "\n".join(self.quoted)}
        own = {"id": "m2", "at": _AT, "from": _SAM, "to": ["dana@acme.example"], "subject": _SUBJECT, "answers": "m1"}
        own |= {"text": _text(self.lines)} | ({"quote": "m1"} if self.quoted else {})
        raw = raw_message(own, _SAM, {"m1": theirs})
        return read(RawMessage("m2", None, Folder.SENT, _AT, raw), OWNER, "owners")


def mails(paths: Iterable[Path]) -> Iterator[OwnersMail]:
    """Every mail of these files: blocks between empty lines, "> " what it answers, "act | sentence" the rest."""
    for path in paths:
        for block in path.read_text(encoding="utf-8").split("\n\n"):
            lines = [line for line in block.strip().splitlines() if not line.startswith("#")]
            if lines:
                quoted = tuple(line[1:].strip() for line in lines if line.startswith(">"))
                told = (line.partition(" | ") for line in lines if not line.startswith(">"))
                yield OwnersMail(quoted, tuple((act.strip(), sentence.strip()) for act, _, sentence in told))


def _text(lines: Iterable[tuple[str, str]]) -> str:
    """A mail as people write: a sentence goes on in the line of the one before if that has a full stop."""
    text = ""
    for _, sentence in lines:
        text += (" " if text.endswith((".", "!", "?")) else "\n") + sentence
    return text.strip()


def found_in(one: Understanding) -> frozenset[str]:
    """What the agent says a mail of the owner's does."""
    slots = [finding.status for finding in one.findings if isinstance(finding, Scheduled)]
    found = {act for finding in one.findings if (act := _FINDINGS.get(type(finding))) is not None}
    found |= {"offers"} if Status.REQUESTED in slots else set()
    return frozenset(found | ({"refuses"} if {Status.CANCELLED, Status.MOVED, Status.DECLINED} & set(slots) else set()))


def counted(
    known: Iterable[OwnersMail], find: Callable[[Reading], frozenset[str]]
) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """For each act how many mails do it, how many are said to, and how many of these are right."""
    there, said, right = Counter[str](), Counter[str](), Counter[str]()
    for one in known:
        found = find(one.reading())
        there.update(one.acts)
        said.update(found)
        right.update(found & one.acts)
    return there, said, right


def table(there: Counter[str], said: Counter[str], right: Counter[str]) -> str:
    """The figures, an act a line."""
    rows = [f"{'act':10} mails  precision  recall"]
    for act in ACTS:
        precision = f"{100 * right[act] / said[act]:8.1f}%" if said[act] else f"{'-':>9}"
        rows.append(f"{act:10} {there[act]:5}  {precision}  {100 * right[act] / max(there[act], 1):5.1f}%")
    return "\n".join(rows)


def today(reading: Reading) -> frozenset[str]:
    """What the agent finds in a mail as it stands."""
    return found_in(understand(reading, OWNER))


if __name__ == "__main__":
    print(table(*counted(mails(map(Path, sys.argv[1:])), today)))
