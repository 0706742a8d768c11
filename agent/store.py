"""What survives between passes: the only SQL, and the choices file beside it.

The database can be lost: cursors and findings come back from the mailbox, and the owner's choices from
`choices.json`, which is written at every change. Every text in it is sealed (`agent.seals`): what is not as it was
written ends the command with words, and no draft comes of it. The process lock is the caller's business (`agent.home`).
Bodies of messages are never kept; sentences that prove a finding are.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlite_utils import Database

from agent import choices_file
from agent.choices import Choice
from agent.codec import T, dumps, loads
from agent.drafts.entries import Entry
from agent.errors import ConfigWrong, TryLater
from agent.migrations import migrations, newer_steps
from agent.seals import opened, sealed
from providers.folder import Folder

if TYPE_CHECKING:
    from agent.understanding.findings import Understanding

READERS = 9
"""The version of everything that reads mail. Raise it when reading improves: stored findings are then read anew."""

_WAIT_SECONDS = 5.0
"""How long to wait for another program that has the database open for writing."""

_RECORDS = frozenset({"understanding", "entry", "choice"})  # columns that hold a record as JSON
SEALED = {"message": "understanding", "ledger": "entry", "choice": "choice", "cursor": "cursor", "value": "value"}
_KEYS = {"message": ("account", "id"), "ledger": ("id",), "choice": ("id",), "cursor": ("account",), "value": ("name",)}
_DAMAGE = ("not a database", "malformed", "no such table", "no such column", "Could not decode")
_BATCH = 500  # SQLite's limit on parameters in one statement is 999 in old builds


@contextmanager
def plain_words(path: Path | None) -> Iterator[None]:
    """SQLite's errors as ours: a full disk or a busy file is for later, a broken file is for the owner."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if any(words in str(error) for words in _DAMAGE):
            raise _broken(path, error) from error
        raise TryLater(f"The database {path} could not be used: {error}.", "Is the disk full or read-only?") from error
    except sqlite3.DatabaseError as error:
        raise _broken(path, error) from error
    except OSError as error:
        raise TryLater(f"The database {path} could not be used: {error.strerror}.", "May you write there?") from error


def _broken(path: Path | None, error: Exception | str) -> ConfigWrong:
    return ConfigWrong(
        f"The database {path} is broken: {error}.",
        "Move it away and run again: it is rebuilt from your mailbox and from choices.json beside it.",
    )


class Store:
    """Everything kept, behind plain methods. `path` None keeps it in memory (replay, dry runs, tests)."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._choices_path = path.with_name("choices.json") if path else None
        if path is not None and path.is_dir():
            raise _broken(path, "it is a folder")
        with plain_words(path):
            # No plugins: what else is installed has no business with this file, and looking for it takes 20 ms.
            file = sqlite3.connect(path or ":memory:", timeout=_WAIT_SECONDS)
            self._db = Database(file, execute_plugins=False)
        try:
            self._prepare(path)
        except BaseException:
            self._db.close()
            raise

    def _prepare(self, path: Path | None) -> None:
        """Bring the database to today's shape."""
        with plain_words(path):
            unknown = newer_steps(self._db)
            if unknown:
                raise ConfigWrong(
                    f"The database {path} was written by a newer followup (it has {', '.join(unknown)}).",
                    "Install that version again, or move the file away: it is rebuilt from your mailbox and from "
                    "choices.json beside it.",
                )
            if path:
                path.chmod(0o600)
                self._db.enable_wal()
            self._db.conn.execute("PRAGMA synchronous=FULL")
            migrations.apply(self._db)
        self._restore_choices()

    def copy(self) -> Store:
        """The same state in memory, for a dry run: what happens to the copy stays in the copy."""
        twin = Store()
        self._db.conn.backup(twin._db.conn)
        return twin

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    # Mail that was read.

    def cursor(self, account: str) -> str | None:
        """How far the account was looked at, or None before its first whole pass."""
        row = self._one("SELECT cursor FROM cursor WHERE account = ?", account)
        return self._unsealed(f"cursor/{account}", row[0]) if row else None

    def first_search(self, account: str) -> str | None:
        """The cursor from before the first search of an account, if that was begun and cut short."""
        return self.value(f"first {account}")

    def begin_first_search(self, account: str, cursor: str) -> bool:
        """Remember `cursor` until the first search is done. False: something of the account was read before."""
        if self._one("SELECT 1 FROM message WHERE account = ? LIMIT 1", account):
            return False
        self.remember(f"first {account}", cursor)
        return True

    def search_again(self) -> None:
        """Every mailbox is to be searched as in a first pass; what was read stays read."""
        with plain_words(self._path), self._db.atomic():
            self._forget_cursors()

    def _forget_cursors(self) -> None:
        self._db.execute("DELETE FROM cursor")
        self._db.execute("DELETE FROM value WHERE name LIKE 'first %'")

    def start_over(self) -> None:
        """The readers or the owner's addresses changed: everything is to be looked at anew. Nothing is dropped."""
        with plain_words(self._path), self._db.atomic():
            self._forget_cursors()
            self._db.execute("UPDATE message SET version = 0")

    def seen(self, account: str, ids: Sequence[str]) -> dict[str, bool]:
        """Which of `ids` were looked at by today's readers; True where they mattered."""
        known: dict[str, bool] = {}
        sql = "SELECT id, understanding IS NOT NULL FROM message WHERE account = ? AND version = ? AND id IN ({})"
        for start in range(0, len(ids), _BATCH):
            batch = ids[start : start + _BATCH]
            rows = self._all(sql.format(",".join("?" * len(batch))), account, READERS, *batch)
            known.update((row[0], bool(row[1])) for row in rows)
        return known

    def outdated(self, account: str) -> tuple[str, ...]:
        """Ids that mattered but were read by an older version of the readers."""
        rows = self._all(
            "SELECT id FROM message WHERE account = ? AND understanding IS NOT NULL AND version < ?", account, READERS
        )
        return tuple(self._text(row[0]) for row in rows)

    def keep(
        self,
        account: str,
        understood: Iterable[Understanding] = (),
        passed_over: Iterable[str] = (),
        cursor: str | None = None,
    ) -> None:
        """What a stretch of reading brought, in one transaction; `cursor` moves only together with its rows."""
        rows = [self._row(account, u.message.id, u.message.message_id, dumps(u)) for u in understood]
        rows += [self._row(account, one, "", None) for one in passed_over]
        with plain_words(self._path), self._db.atomic():
            self._db.table("message").upsert_all(rows, pk=("account", "id"))
            if cursor is not None:
                row = {"account": account, "cursor": sealed(f"cursor/{account}", cursor)}
                self._db.table("cursor").upsert(row, pk="account")
                # Killed before what this brought was acted on, the next pass must not think that nothing is due.
                self._db.execute("DELETE FROM value WHERE name IN ('wake', ?)", (f"first {account}",))

    def keep_as_found(self, account: str, ids: Iterable[str]) -> None:
        """These can no longer be fetched: what was found in them stays, and counts as read by today's readers."""
        with plain_words(self._path), self._db.atomic():
            for one in ids:
                self._db.execute("UPDATE message SET version=? WHERE account=? AND id=?", (READERS, account, one))

    def to_ask_again(self, account: str) -> dict[str, datetime]:
        """Messages that could not be had, and since when."""
        text = self.value(f"again {account}")
        return {} if text is None else {id: datetime.fromisoformat(at) for id, at in json.loads(text).items()}

    def ask_again(self, account: str, ids: Mapping[str, datetime]) -> None:
        """Remember which messages could not be had, and since when."""
        if ids or self.to_ask_again(account):
            text = json.dumps({id: at.isoformat() for id, at in ids.items()}) if ids else None
            self.remember(f"again {account}", text)

    def mark_visible(self, account: str, ids: Iterable[str], visible: bool) -> None:
        """These left for the trash or for good (or came back). What was found in them stays."""
        with plain_words(self._path), self._db.atomic():
            for one in ids:
                self._db.execute("UPDATE message SET visible=? WHERE account=? AND id=?", (visible, account, one))

    def understandings(self) -> tuple[Understanding, ...]:
        """Everything that mattered, of all accounts."""
        from agent.understanding.findings import Understanding  # many records; a pass with nothing new needs none

        rows = self._all("SELECT account, id, understanding, visible FROM message WHERE understanding IS NOT NULL")
        return tuple(
            _with_visibility(self._record(Understanding, f"message/{account}/{id}", held), bool(visible))
            for account, id, held, visible in rows
        )

    def _row(self, account: str, id: str, message_id: str, understanding: str | None) -> dict[str, Any]:
        return {
            "account": account,
            "id": id,
            "message_id": message_id,
            "version": READERS,
            "visible": 1,
            "understanding": None if understanding is None else sealed(f"message/{account}/{id}", understanding),
        }

    # The ledger of drafts.

    def entries(self) -> tuple[Entry, ...]:
        """Every line of the ledger, oldest first."""
        rows = self._all("SELECT id, entry FROM ledger ORDER BY made, id")
        return tuple(self._record(Entry, f"ledger/{id}", held) for id, held in rows)

    def write(self, entry: Entry) -> None:
        """Write one line of the ledger; it is on disk when this returns."""
        held = sealed(f"ledger/{entry.id}", dumps(entry))
        row = {"id": entry.id, "made": entry.made.isoformat(), "fate": entry.fate.value, "entry": held}
        with plain_words(self._path), self._db.atomic():
            self._db.table("ledger").upsert(row, pk="id")

    # What the owner told.

    def choices(self) -> tuple[Choice, ...]:
        """Everything the owner told, oldest first."""
        rows = self._all("SELECT id, choice FROM choice ORDER BY at, id")
        return tuple(self._record(Choice, f"choice/{id}", held) for id, held in rows)

    def choose(self, choice: Choice) -> None:
        """Keep what the owner told, in the database and in the choices file."""
        with plain_words(self._path), self._db.atomic():
            self._put_choice(choice)
        self._write_choices()

    def unchoose(self, id: str) -> None:
        """Take back one choice."""
        with plain_words(self._path), self._db.atomic():
            self._db.execute("DELETE FROM choice WHERE id = ?", (id,))
        self._write_choices()

    def _put_choice(self, choice: Choice) -> None:
        held = sealed(f"choice/{choice.id}", dumps(choice))
        row = {"id": choice.id, "at": choice.at.isoformat(), "choice": held}
        self._db.table("choice").upsert(row, pk="id")

    def _write_choices(self) -> None:
        if self._choices_path is not None:
            choices_file.write(self._choices_path, self.choices())

    def _restore_choices(self) -> None:
        """A new database takes over what an older one wrote beside it."""
        if self._choices_path is None:
            return
        known = {choice.id for choice in self.choices()}
        with plain_words(self._path), self._db.atomic():
            for choice in choices_file.read(self._choices_path):
                if choice.id not in known:
                    self._put_choice(choice)

    # All of it.

    def everything(self) -> dict[str, list[dict[str, Any]]]:
        """Every row of every table, seals off, records as plain values: what `export` shows."""
        return {table: [self._shown(table, row) for row in self._rows(table)] for table in self._tables()}

    def _shown(self, table: str, row: dict[str, Any]) -> dict[str, Any]:
        """A row as plain values."""
        shown = {column: held.hex() if isinstance(held, bytes) else held for column, held in row.items()}
        column = SEALED.get(table)
        if column is not None and row[column] is not None:
            key = "/".join(str(row[name]) for name in _KEYS[table])
            text = self._unsealed(f"{table}/{key}", row[column])
            shown[column] = json.loads(text) if column in _RECORDS else text
        return shown

    def counts(self) -> dict[str, int]:
        """How many rows each table has."""
        with plain_words(self._path):
            return {table: self._db.table(table).count for table in self._tables()}

    def _tables(self) -> list[str]:
        with plain_words(self._path):
            return sorted(table for table in self._db.table_names() if not table.startswith("_"))

    def _rows(self, table: str) -> list[dict[str, Any]]:
        with plain_words(self._path):
            return list(self._db.table(table).rows)

    # Runs, notices, and when to look again.

    def wake(self) -> datetime | None:
        """When something may fall due without any mail, or None when nothing will."""
        return _moment(self.value("wake"))

    def value(self, name: str) -> str | None:
        """A single remembered value."""
        row = self._one("SELECT value FROM value WHERE name = ?", name)
        return self._unsealed(f"value/{name}", row[0]) if row else None

    def remember(self, name: str, value: str | None) -> None:
        """Remember a single value; None forgets it."""
        with plain_words(self._path), self._db.atomic():
            if value is None:
                self._db.execute("DELETE FROM value WHERE name = ?", (name,))
            else:
                self._db.table("value").upsert({"name": name, "value": sealed(f"value/{name}", value)}, pk="name")

    def tell_once(self, about: str, text: str, at: datetime) -> bool:
        """True the first time this is said about this."""
        with plain_words(self._path), self._db.atomic():
            if self._one("SELECT 1 FROM told WHERE about = ? AND text = ?", about, text):
                return False
            self._db.table("told").insert({"about": about, "text": text, "at": at.isoformat()})
        return True

    def record_run(self, at: datetime, exit_code: int, summary: str) -> None:
        """Note how a pass ended; the last 500 are kept. Passes "later" than this one had a wrong clock."""
        with plain_words(self._path), self._db.atomic():
            self._db.execute("DELETE FROM run WHERE at > ?", (at.isoformat(),))
            self._db.table("run").upsert({"at": at.isoformat(), "exit_code": exit_code, "summary": summary}, pk="at")
            self._db.execute("DELETE FROM run WHERE at NOT IN (SELECT at FROM run ORDER BY at DESC LIMIT 500)")

    def last_run(self) -> tuple[datetime, int, str] | None:
        """When the last pass was, how it ended and what it did."""
        row = self._one("SELECT at, exit_code, summary FROM run ORDER BY at DESC LIMIT 1")
        if row is None:
            return None
        try:
            at = _moment(self._text(row[0]))
        except ValueError as error:
            raise _broken(self._path, error) from error
        if at is None or at.tzinfo is None or not isinstance(row[1], int):
            raise _broken(self._path, "the last run is not as it was written")
        return at, row[1], self._text(row[2])

    def _record(self, kind: type[T], place: str, held: object) -> T:
        """A record as it was stored. Raises ConfigWrong when the row does not hold one."""
        wanted: Any = kind  # a type parameter is not seen to be hashable
        try:
            record: T = _again(wanted, self._unsealed(place, held))
        except ValueError as error:
            raise _broken(self._path, error) from error
        return record

    def _unsealed(self, place: str, held: object) -> str:
        """A text as it was stored. Raises ConfigWrong when the row holds another."""
        try:
            return opened(place, held)
        except ValueError as error:
            raise _broken(self._path, error) from error

    def _text(self, held: object) -> str:
        """A cell that holds a text. Raises ConfigWrong."""
        if not isinstance(held, str):
            raise _broken(self._path, "a text is missing")
        return held

    def _one(self, sql: str, *values: object) -> Any:  # noqa: ANN401  # a row's cells are of any type
        return next(iter(self._all(sql, *values)), None)

    def _all(self, sql: str, *values: object) -> list[Any]:
        with plain_words(self._path):
            return list(self._db.execute(sql, values).fetchall())


@lru_cache(maxsize=2048)
def _again(kind: Any, text: str) -> Any:  # noqa: ANN401  # any record
    """The record in a row. The same text is the same record, and a pass asks for the same rows more than once."""
    return loads(kind, text)


def _with_visibility(understanding: Understanding, visible: bool) -> Understanding:
    message = understanding.message
    if visible and message.folder not in (Folder.TRASH, Folder.SPAM):
        return understanding
    return replace(understanding, message=replace(message, visible=False))


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
