"""The database file: opened and brought to today's shape, its errors in our words, its cells as they were written.

Every text is sealed (`agent.seals`): what is not as it was written ends the command with words, and no draft comes
of it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from agent.codec import T, loads
from agent.errors import ConfigWrong, TryLater
from agent.migrations import migrations, newer_steps
from agent.seals import opened, sealed

_WAIT_SECONDS = 5.0
"""How long to wait for another program that has the database open for writing."""

_DAMAGE = ("not a database", "malformed", "no such table", "no such column", "Could not decode")


@contextmanager
def plain_words(path: Path | None) -> Iterator[None]:
    """SQLite's errors as ours: a full disk or a busy file is for later, a broken file is for the owner."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if any(words in str(error) for words in _DAMAGE):
            raise broken(path, error) from error
        raise TryLater(f"The database {path} could not be used: {error}.", "Is the disk full or read-only?") from error
    except sqlite3.DatabaseError as error:
        raise broken(path, error) from error
    except OSError as error:
        raise TryLater(f"The database {path} could not be used: {error.strerror}.", "May you write there?") from error


def broken(path: Path | None, error: Exception | str) -> ConfigWrong:
    """The error that ends a command when the database is not as it was written."""
    return ConfigWrong(
        f"The database {path} is broken: {error}.",
        "Move it away and run again: it is rebuilt from your mailbox and from choices.json beside it.",
    )


class Rows:
    """What every part of the store stands on. `path` None keeps the database in memory (replay, dry runs, tests)."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        if path is not None and path.is_dir():
            raise broken(path, "it is a folder")
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

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def value(self, name: str) -> str | None:
        """A single remembered value."""
        row = self._one("SELECT value FROM value WHERE name = ?", name)
        return self._unsealed(f"value/{name}", row[0]) if row else None

    def remember(self, name: str, value: str | None) -> None:
        """Remember a single value; None forgets it."""
        with self._transaction():
            if value is None:
                self._db.execute("DELETE FROM value WHERE name = ?", (name,))
            else:
                self._db.table("value").upsert({"name": name, "value": sealed(f"value/{name}", value)}, pk="name")

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """All of what is written in it, or nothing."""
        with plain_words(self._path), self._db.atomic():
            yield

    def _record(self, kind: type[T], place: str, held: object) -> T:
        """A record as it was stored. Raises ConfigWrong when the row does not hold one."""
        wanted: Any = kind  # a type parameter is not seen to be hashable
        try:
            record: T = _again(wanted, self._unsealed(place, held))
        except ValueError as error:
            raise broken(self._path, error) from error
        return record

    def _unsealed(self, place: str, held: object) -> str:
        """A text as it was stored. Raises ConfigWrong when the row holds another."""
        try:
            return opened(place, held)
        except ValueError as error:
            raise broken(self._path, error) from error

    def _text(self, held: object) -> str:
        """A cell that holds a text. Raises ConfigWrong."""
        if not isinstance(held, str):
            raise broken(self._path, "a text is missing")
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
