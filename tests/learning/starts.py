"""When one meets, learnt from labelled mail: those of its times that are the meeting's start, and the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from datetime import datetime
from itertools import chain, repeat
from pathlib import Path
from typing import Any

import agent.understanding.interviews.likely as likely
from agent.messages import Direction, Owner
from agent.reading import read
from agent.reading.records import Reading
from agent.understanding.findings import Kind
from agent.understanding.interviews.apart import hours_apart
from agent.understanding.interviews.likely import times_told, traits_of_each
from agent.understanding.interviews.likely.weighing import MEETING, OTHER
from agent.understanding.people.locale import sender_locale
from agent.understanding.times import slots_below, slots_in
from agent.understanding.whole import ANSWERS_A_SLOT
from tests.evaluation import corpus
from tests.learning.fitting import Example, Fitted, digest, fit, write
from tests.understanding.people import mails
from tests.understanding.people.mails import OWNER, reading, table

TARGET = Path(likely.__file__).with_name("weights.json")
TABLE = Path(mails.__file__).parent.parent / "interviews" / "prose.toml"
"""The table by which the reading of times is tested, to learn from as well."""

_NO_MEETING = frozenset({Kind.NOT_JOB, Kind.BOUNCE, Kind.AUTO_REPLY})
"""Kinds that set no meeting whatever they say: their times would teach nothing."""

_CERTAIN = 3
"""A row of the table counts as so many messages: it stands for all that say the same."""


def examples(paths: Iterable[Path]) -> Iterator[Example]:
    """Every time that the table and the hiring side's messages of `paths` tell in prose alone."""
    for row in table(TABLE):
        kinds = frozenset({Kind(row.get("kind", "interview_invite"))})
        for example in _examples(
            reading({"from": "Dana Reyes <dana@acme.example>", **row}), OWNER, kinds, _starts_of(row)
        ):
            yield from repeat(example, _CERTAIN)
    for one in corpus.messages_of(paths):
        kinds = frozenset(Kind(kind) for kind in (one.expect["kind"], *one.expect.get("also", [])))
        yield from _examples(read(one.raw, one.owner, "learning"), one.owner, kinds, {one.expect.get("start")})


def _examples(mail: Reading, owner: Owner, kinds: frozenset[Kind], starts: Set[datetime | None]) -> Iterator[Example]:
    own = mail.message.direction is Direction.OWNER
    if kinds & _NO_MEETING or own or any(event.start for event in mail.invitations):
        return
    locale = sender_locale(mail, owner)
    slots = slots_in(mail.said, mail, locale.zone, locale)
    quoted = slots_below(mail, owner.zone, locale) if kinds & ANSWERS_A_SLOT else ()
    apart = hours_apart(mail, slots, quoted, kinds, locale) if all(slot.date_only for slot in slots) else None
    for told, traits in traits_of_each(*(apart or times_told(mail, slots, quoted, kinds))):
        yield Example(traits, MEETING if told.slot.start in starts else OTHER)


def _starts_of(row: Mapping[str, Any]) -> frozenset[datetime]:
    """The slots that a row of the table sets: of "booked 2026-11-03T15:00:00+00:00/...", the time; options set none."""
    told = [one.split() for one in row["interviews"] if not one.startswith(("cancelled", "accepted"))]
    sure = [one for one in told if one[0] != "requested"] if len(told) > 1 else told
    return frozenset(datetime.fromisoformat(one[1].split("/")[0]) for one in sure if one[1] != "-")


def made_from() -> str:
    """Changes with the labelled messages and the table."""
    return digest([path.read_text(encoding="utf-8") for path in chain([TABLE], corpus.files("open"))])


def learn() -> None:
    """Write the table of times anew."""
    write(TARGET, made_from(), *learnt(corpus.files("open")))


def learnt(paths: Iterable[Path]) -> Fitted:
    """The table of times as learnt from the messages of `paths`."""
    known = list(examples(paths))
    rows, labels = [one.traits for one in known], [one.label for one in known]
    return fit(rows, labels, strictness=0.5, at_least=2, smallest=0.02, is_word=lambda _: False, alike=False)
