"""A database whose rows hold anything: words of ours or nothing comes of it, no other fault and no other recipient.

The bytes given are lines, each a change of one cell: it becomes NULL, a number, a text, a blob, another row's, or what
it was with a piece replaced. The tables are made to take every type, as another program may have made them.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from agent.cli import shapes, words
from agent.cycle import run
from agent.drafts import glance
from agent.errors import FollowupError
from agent.messages import Owner
from agent.policy import Policy
from agent.store import Store
from agent.view import Settings, view
from providers.errors import MailboxError
from providers.memory import MemoryMailbox
from tests.support.mail import raw_message

ME = "Sam Okafor <sam@owner.example>"
SETTINGS = Settings(Owner(frozenset({"sam@owner.example"}), ZoneInfo("Europe/London"), "GB", "Sam Okafor"), Policy())
WRITTEN = datetime(2026, 11, 2, 9, tzinfo=UTC)
THANKS = datetime(2026, 11, 3, 18, tzinfo=UTC)
LATER = datetime(2026, 11, 17, 12, tzinfo=UTC)
RIGHT = {"dana@acme.example": "Acme", "priya@globex.example": "Globex"}
MAX_CHANGES = 6
_MEMORY = Path("/dev/shm")
"""Where there is one: SQLite waits for a disk at each of many writes."""
KINDS = 9
_ROOM = (
    "UPDATE sqlite_master SET sql = replace(replace(replace(sql, 'STRICT', ''), 'TEXT', 'BLOB'), 'INTEGER,', 'BLOB,')"
    " WHERE type = 'table'"
)


def database(raw: bytes) -> list[tuple[str, str]]:
    """Change cells of a database as `raw` says, then use it as the commands do. To whom drafts are, and of what."""
    with TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else None) as folder:
        path = Path(folder) / "followup.db"
        path.write_bytes(_whole())
        _spoil(path, raw)
        mailbox = _mailbox()
        with suppress(FollowupError, MailboxError), closing(Store(path)) as store:
            _look(store)
            _passes(store, mailbox)
    drafts = [glance(draft.raw) for draft in mailbox.drafts()]
    assert all(len(draft.to) == 1 and RIGHT[draft.to[0]] in draft.text for draft in drafts)
    return [(draft.to[0], draft.text) for draft in drafts]


def columns() -> list[str]:
    """Every column of every table, in the order in which the first byte of a change counts them."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "followup.db"
        path.write_bytes(_whole())
        with closing(sqlite3.connect(path)) as db:
            return [f"{table}.{column}" for table, column in _cells(db)]


def _look(store: Store) -> None:
    """What status, why, stored and export read."""
    json.dumps(store.everything())
    store.counts()
    store.last_run()
    seen = view(store, SETTINGS, THANKS)
    said = list(words.status(seen, SETTINGS.owner.zone, THANKS))
    for case in seen.cases:
        said += words.why(case, seen.plan_of(case), SETTINGS.owner.zone, THANKS)
    json.dumps([said, shapes.status(seen, THANKS)]).encode()


def _passes(store: Store, mailbox: MemoryMailbox) -> None:
    """A pass in which thanks are due, and one in which follow-ups are."""
    numbers = count(1)
    for now in (THANKS, LATER):
        mailbox.now = now
        done = run({"work": mailbox}, store, SETTINGS, now, lambda: f"id{next(numbers)}", allow=50)
        store.record_run(now, 0, "")
        if done is not None:
            list(words.outcome(done, SETTINGS.owner.zone))


def _mailbox() -> MemoryMailbox:
    """Two interviews on 3 November."""
    made = MemoryMailbox(["sam@owner.example"], WRITTEN)
    for number, (address, company) in enumerate(RIGHT.items()):
        name = address.split("@")[0].title()
        text = (
            f"Hi Sam,\n\nYour interview for the Data Engineer role at {company} is confirmed for Tuesday 3 November at "
            f"{10 + number}:00 UK time. You will speak with me for an hour. We will let you know by Friday 13 November."
            f"\n\nBest,\n{name}\nRecruiter, {company}\n"
        )
        table = {"id": f"a{number}", "at": WRITTEN, "from": f"{name} <{address}>",
                 "subject": f"Interview for Data Engineer at {company}", "text": text}  # fmt: skip
        made.deliver(raw_message(table, ME, {}))
    return made


@cache
def _whole() -> bytes:
    """The database after a first pass, and a choice; its tables take every type."""
    from agent.choices import Choice, Verb

    with TemporaryDirectory() as folder:
        path = Path(folder) / "followup.db"
        with closing(Store(path)) as store:
            run({"work": _mailbox()}, store, SETTINGS, WRITTEN, lambda: "first")
            store.choose(Choice("choice-1", WRITTEN, Verb.NEWS, text="I finished a course"))
            store.tell_once("a0", "told", WRITTEN)
            store.record_run(WRITTEN, 0, "first")
            other = _mailbox()
            other.now = THANKS
            with closing(store.copy()) as twin:
                numbers = count(1)
                run({"work": other}, twin, SETTINGS, THANKS, lambda: f"old{next(numbers)}")
                for entry in twin.entries():
                    store.write(entry)
        with closing(sqlite3.connect(path, isolation_level=None)) as db:
            db.execute("PRAGMA journal_mode=DELETE")
            db.execute("PRAGMA writable_schema=ON")
            db.execute(_ROOM)
        return path.read_bytes()


def _cells(db: sqlite3.Connection) -> list[tuple[str, str]]:
    tables = db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    found = [(table, db.execute(f"PRAGMA table_info({table})").fetchall()) for (table,) in tables]
    return [(table, column) for table, columns in found for _, column, *_ in columns]


def _spoil(path: Path, raw: bytes) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        cells = _cells(db)
        for line in raw.split(b"\n")[:MAX_CHANGES]:
            if len(line) < 3:
                continue
            table, column = cells[line[0] % len(cells)]
            rows = db.execute(f'SELECT rowid, "{column}" FROM "{table}" ORDER BY rowid').fetchall()
            if not rows:
                continue
            row, held = rows[line[1] % len(rows)]
            value = _value(line[2] % KINDS, line[3:], held, rows[(line[1] + 1) % len(rows)][1])
            try:
                db.execute(f'UPDATE "{table}" SET "{column}" = ? WHERE rowid = ?', (value, row))
            except sqlite3.IntegrityError:
                continue  # two rows of one key: SQLite itself says no


def _value(kind: int, rest: bytes, held: object, other: object) -> object:
    """The new content of a cell that held `held`."""
    text = rest.decode("utf-8", "replace")
    if kind == 0:
        return None
    if kind == 1:
        return int.from_bytes(rest[:8], "big", signed=True)
    if kind == 2:
        return float(len(rest)) / 3
    if kind == 3:
        return text
    if kind == 4:
        return rest
    if kind == 5:
        return other
    if kind == 6:
        return json.dumps({"type": text[:20], text[20:40]: text[40:]})
    whole = held if isinstance(held, str) else str(held)
    at = int.from_bytes(rest[:2], "big") % (len(whole) + 1)
    changed = whole[:at] + text[3:] + whole[at + (rest[2] if len(rest) > 2 else 1) :]
    return changed.encode()[:-1] if kind == 8 else changed
