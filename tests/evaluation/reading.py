"""Single messages: what the agent reads, as `followup read --json` prints it, held against the labels."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from agent.cli.shapes import understanding
from agent.reading import read
from agent.understanding import understand
from tests.evaluation.corpus import Labelled
from tests.evaluation.figures import KindScore, Share, kind_scores

Reader = Callable[[Labelled], dict[str, Any]]
_HONOURS = re.compile(
    r"^(?:(?:mr|mrs|ms|mx|dr|prof|sir|lady|dame|capt|captain|judge|lt|sr|fr)\.? )+(?=\w)", re.IGNORECASE
)
_GENDER = re.compile(r"\s*\((?:[mfwdxhn](?:[/|*][mfwdxhn]){1,3}|all genders)\)", re.IGNORECASE)
_LEGAL_FORM = re.compile(r",|\b(?:the|ltd|limited|inc|llc|llp|plc|gmbh|ag|pty|co|corp|group|pvt|bv|nv|sa)\b")


def agent(one: Labelled) -> dict[str, Any]:
    """The agent's reading of a message."""
    return understanding(understand(read(one.raw, one.owner, "eval"), one.owner))


def nothing(one: Labelled) -> dict[str, Any]:
    """The baseline: nothing is ever hiring mail."""
    return {"kind": "not_job", "sender": "other", "company": None, "role": None, "people": []} | {
        "interview": None,
        "interviews": [],
        "promise": None,
        "evidence": [],
    }


@dataclass(frozen=True, slots=True)
class Checked:
    """One message: what was expected and what was found, question by question (None: the label does not ask)."""

    id: str
    kinds: tuple[str, str]
    sender: bool
    start: bool | None
    start_invented: bool | None
    promise: bool | None
    promise_invented: bool | None
    company: bool | None
    role: bool | None
    people: tuple[int, int]
    invented: bool | None
    found: dict[str, Any]


def check(one: Labelled, reader: Reader) -> Checked:
    """Hold one reading against its label."""
    found, expect = reader(one), one.expect
    slot = (found["interview"] or {}).get("start")
    start = datetime.fromisoformat(slot) if slot else None
    by = date.fromisoformat(found["promise"]["by"]) if found["promise"] else None
    days = {expect.get("promise_by"), *expect.get("promise_accept", [])}
    named = found["interviews"] or found["promise"]
    return Checked(
        id=one.id,
        kinds=(expect["kind"], found["kind"]),
        sender=found["sender"] == expect["sender"],
        start=start == expect["start"] if "start" in expect else None,
        start_invented=None if "start" in expect else start is not None,
        promise=by in days if "promise_by" in expect else None,
        promise_invented=None if "promise_by" in expect else by is not None,
        company=_same(found["company"], expect["company"]) if "company" in expect else None,
        role=_same(found["role"], expect["role"]) if "role" in expect else None,
        people=_people(expect.get("people", []), found["people"]),
        invented=bool(named or _ends(found)) if expect["kind"] == "not_job" else None,
        found=found,
    )


def _ends(found: dict[str, Any]) -> bool:
    return any(one["finding"] in ("rejected", "offered") for one in found["evidence"])


def _same(found: str | None, expected: str) -> bool:
    return found is not None and _plain(found) == _plain(expected)


def _plain(name: str) -> str:
    return " ".join(_LEGAL_FORM.sub(" ", _GENDER.sub("", name.casefold()).replace(".", "")).split())


def _people(expected: list[dict[str, Any]], found: list[dict[str, Any]]) -> tuple[int, int]:
    """How many of the people to find were found in their part, of how many.

    The labels know two parts: who meets the owner, and "recruiter" for whoever else writes for the process. People
    whose part a label leaves open are not counted.
    """
    expected = [one for one in expected if "part" in one]
    seen = {(person, _side(one["part"])) for one in found for person in (_address(one), _name(one)) if person}
    return sum((_address(one) or _name(one), _side(one["part"])) in seen for one in expected), len(expected)


def _address(one: dict[str, Any]) -> str:
    return str(one.get("email") or "").casefold()


def _name(one: dict[str, Any]) -> str:
    """The name, written with or without Mr. or Dr. before it."""
    return _HONOURS.sub("", str(one.get("name") or "")).casefold()


def _side(part: str) -> str:
    return "recruiter" if part in ("recruiter", "coordinator", "agency") else part


@dataclass(frozen=True, slots=True)
class ReadingReport:
    """All messages of a half, added up."""

    kinds: list[KindScore]
    shares: dict[str, Share]


def report(checked: Iterable[Checked]) -> ReadingReport:
    """Add up."""
    rows = list(checked)
    asked = {
        "kind right": [a == b for a, b in (row.kinds for row in rows)],
        "sender right": [row.sender for row in rows],
        "start right": [row.start for row in rows if row.start is not None],
        "start invented": [row.start_invented for row in rows if row.start_invented is not None],
        "promise right": [row.promise for row in rows if row.promise is not None],
        "promise invented": [row.promise_invented for row in rows if row.promise_invented is not None],
        "company right": [row.company for row in rows if row.company is not None],
        "role right": [row.role for row in rows if row.role is not None],
        "findings invented in other mail": [row.invented for row in rows if row.invented is not None],
    }
    shares = {name: Share(sum(values), len(values)) for name, values in asked.items()}
    shares["people found in their part"] = Share(sum(r.people[0] for r in rows), sum(r.people[1] for r in rows))
    return ReadingReport(kind_scores([row.kinds for row in rows]), shares)
