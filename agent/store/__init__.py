"""What survives between passes: the only SQL, and the choices file beside it.

The database can be lost: cursors and findings come back from the mailbox, and the owner's choices from
`choices.json`. The process lock is the caller's business (`agent.home`).

    rows       the file, its errors in words, its sealed cells, single values
    mail       what was read
    choices    what the owner told
    passes     the ledger of drafts, how passes ended, what was said
"""

from __future__ import annotations

import json
from typing import Any

from agent.store.choices import Choices
from agent.store.mail import READERS, ReadMail
from agent.store.passes import Passes
from agent.store.rows import plain_words

__all__ = ["READERS", "SEALED", "Store"]

_RECORDS = frozenset({"understanding", "entry", "choice"})  # columns that hold a record as JSON
SEALED = {"message": "understanding", "ledger": "entry", "choice": "choice", "cursor": "cursor", "value": "value"}
_KEYS = {"message": ("account", "id"), "ledger": ("id",), "choice": ("id",), "cursor": ("account",), "value": ("name",)}


class Store(ReadMail, Choices, Passes):
    """Everything kept, behind plain methods. `path` None keeps it in memory (replay, dry runs, tests)."""

    def copy(self) -> Store:
        """The same state in memory, for a dry run: what happens to the copy stays in the copy."""
        twin = Store()
        self._db.conn.backup(twin._db.conn)
        return twin

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
