"""Whether who writes meets the owner, learnt from the labels of mail. Whom mail names must have been learnt before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, repeat
from pathlib import Path
from typing import Any

import agent.understanding.people.wrote as wrote
from agent.understanding.findings import Kind, Participant
from agent.understanding.people.company import find_employer
from agent.understanding.people.matching import likely_same
from agent.understanding.people.participants import traits_of_who_wrote
from agent.understanding.people.wrote.weighing import MET, OTHER
from tests.evaluation import corpus
from tests.learning.fitting import Fitted, digest, fit, write
from tests.learning.people import TABLES, with_people
from tests.understanding.people import mails
from tests.understanding.people.mails import table

TARGET = Path(wrote.__file__).with_name("weights.json")

_CERTAIN = 14
"""A message of the tables counts as so many: it stands for all that say the same."""


def examples(paths: Iterable[Path]) -> Iterator[tuple[Mapping[str, float], str]]:
    """Whoever wrote a message of `paths`, or of the tables of people, and whether they are met."""
    yield from _of_messages(paths)
    for one in _of_tables():
        yield from repeat(one, _CERTAIN)


def _of_messages(paths: Iterable[Path]) -> Iterator[tuple[Mapping[str, float], str]]:
    for one, found in with_people(paths):
        kind = Kind(one.expect["kind"])
        who = traits_of_who_wrote(found, one.owner, find_employer(found, one.owner), kind)
        part = _label(who[0], one.expect["people"]) if who is not None else None
        if who is not None and part is not None:
            yield who[1], MET if part == "interviewer" else OTHER


def _of_tables() -> Iterator[tuple[Mapping[str, float], str]]:
    """The writers of the tables by which the reading of people is tested."""
    for mail in chain.from_iterable(table(Path(mails.__file__).with_name(f"{name}.toml")) for name in TABLES):
        found = mails.reading(mail)
        who = traits_of_who_wrote(found, mails.OWNER, find_employer(found, mails.OWNER), None)
        if who is not None and "people" in mail:
            part = next((one.rpartition(" ")[2] for one in mail["people"] if f"<{who[0].email}>" in one), None)
            if part is not None:
                yield who[1], MET if part == "interviewer" else OTHER


def _label(writer: Participant, people: Iterable[Mapping[str, Any]]) -> str | None:
    """The part that a label gives the writer, by their address, else by their name; None where it gives none."""
    by_address = (one for one in people if one.get("email", "").lower() == writer.email)
    by_name = (
        one
        for one in people
        if "email" not in one and "name" in one and writer.name and likely_same(writer.name, one["name"])
    )
    return next(chain(by_address, by_name), {}).get("part")


def made_from() -> str:
    """Changes with the labelled messages."""
    tables = [Path(mails.__file__).with_name(f"{name}.toml") for name in TABLES]
    return digest([path.read_text(encoding="utf-8") for path in (*corpus.files("open"), *tables)])


def learn() -> None:
    """Write the table anew."""
    write(TARGET, made_from(), *learnt(corpus.files("open")))


def learnt(paths: Iterable[Path]) -> Fitted:
    """The table as learnt from the messages of `paths`."""
    known = list(examples(paths))
    rows, labels = [traits for traits, _ in known], [label for _, label in known]
    return fit(rows, labels, strictness=0.2, at_least=3, smallest=0.05, is_word=lambda _: False, alike=False)
