"""When one meets, learnt from labelled mail: which of the candidates of each message is the meeting's start."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import chain, repeat
from pathlib import Path
from typing import Any

import agent.understanding.interviews.likely as likely
from agent.messages import Direction, Owner
from agent.reading import read
from agent.reading.records import Reading
from agent.understanding.findings import Kind
from agent.understanding.interviews import rivals, text_of
from agent.understanding.likeness.choice import CHOSEN, OTHER
from agent.understanding.people.locale import sender_locale
from agent.understanding.times import slots_below, slots_in
from agent.understanding.whole import ANSWERS_A_SLOT
from tests.evaluation import corpus
from tests.learning.fitting import Example, Fitted, digest, fit_choice, write
from tests.understanding.people import mails
from tests.understanding.people.mails import OWNER, reading, table

TARGET = Path(likely.__file__).with_name("weights.json")
TABLE = Path(mails.__file__).parent.parent / "interviews" / "prose.toml"
"""The table by which the reading of times is tested, to learn from as well."""

_NO_MEETING = frozenset({Kind.NOT_JOB, Kind.BOUNCE, Kind.AUTO_REPLY})
"""Kinds that set no meeting whatever they say: their times would teach nothing."""

_CERTAIN = 3
"""A row of the table counts as so many messages: it stands for all that say the same."""

Group = list[Example]
"""The candidates of one message."""


def examples(paths: Iterable[Path]) -> Iterator[Group]:
    """The candidates of each row of the table, and of each message of `paths` that tells its times in prose alone."""
    for row in table(TABLE):
        starts = _starts_of(row)
        if len(starts) < 2:
            kinds = frozenset({Kind(row.get("kind", "interview_invite"))})
            mail = reading({"from": "Dana Reyes <dana@acme.example>", **row})
            yield from repeat(_group(mail, OWNER, kinds, next(iter(starts), None)), _CERTAIN)
    for one in corpus.messages_of(paths):
        kinds = frozenset(Kind(kind) for kind in (one.expect["kind"], *one.expect.get("also", [])))
        yield _group(read(one.raw, one.owner, "learning"), one.owner, kinds, one.expect.get("start"))


def _group(mail: Reading, owner: Owner, kinds: frozenset[Kind], start: datetime | None) -> Group:
    own = mail.message.direction is Direction.OWNER
    if kinds & _NO_MEETING or own or any(event.start for event in mail.invitations):
        return []
    locale = sender_locale(mail, owner)
    slots = slots_in(mail.said, mail, locale.zone, locale)
    quoted = slots_below(mail, owner.zone, locale) if kinds & ANSWERS_A_SLOT else ()
    text = text_of(mail, slots, quoted, kinds=kinds, owner=owner, locale=locale)
    return [Example(one.traits, CHOSEN if one.start == start else OTHER) for one in rivals(text)]


def _starts_of(row: Mapping[str, Any]) -> frozenset[datetime]:
    """The slots that a row of the table sets: of "booked 2026-11-03T15:00:00+00:00/...", the time; options set none."""
    told = [one.split() for one in row["interviews"] if not one.startswith(("cancelled", "accepted"))]
    timed = [one for one in told if one[1] != "-"]
    sure = [one for one in timed if one[0] != "requested"] if len(timed) > 1 else timed
    return frozenset(datetime.fromisoformat(one[1].split("/")[0]) for one in sure)


def made_from() -> str:
    """Changes with the labelled messages and the table."""
    return digest([path.read_text(encoding="utf-8") for path in chain([TABLE], corpus.files("open"))])


def learn() -> None:
    """Write the table of times anew."""
    write(TARGET, made_from(), *learnt(corpus.files("open")))


def learnt(paths: Iterable[Path]) -> Fitted:
    """The table of times as learnt from the messages of `paths`."""
    return fit_choice([group for group in examples(paths) if group], strictness=1.0, at_least=2, smallest=0.02)
