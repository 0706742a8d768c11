"""Mail that was read: how far each account was looked at, what each message meant, what is to be asked for again.

Findings are a cache, stamped with the version of the readers. Bodies of messages are never kept; sentences that prove a
finding are.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from agent.codec import dumps
from agent.seals import sealed
from agent.store.rows import Rows
from providers.folder import Folder

if TYPE_CHECKING:
    from agent.understanding.findings import Understanding

READERS = 14
"""The version of everything that reads mail. Raise it when reading improves: stored findings are then read anew."""

_BATCH = 500  # SQLite's limit on parameters in one statement is 999 in old builds


class ReadMail(Rows):
    """Cursors, and a row for every message that was looked at."""

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
        with self._transaction():
            self._forget_cursors()

    def _forget_cursors(self) -> None:
        self._db.execute("DELETE FROM cursor")
        self._db.execute("DELETE FROM value WHERE name LIKE 'first %'")

    def start_over(self) -> None:
        """The readers or the owner's addresses changed: everything is to be looked at anew. Nothing is dropped."""
        with self._transaction():
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
        with self._transaction():
            self._db.table("message").upsert_all(rows, pk=("account", "id"))
            if cursor is not None:
                row = {"account": account, "cursor": sealed(f"cursor/{account}", cursor)}
                self._db.table("cursor").upsert(row, pk="account")
                # Killed before what this brought was acted on, the next pass must not think that nothing is due.
                self._db.execute("DELETE FROM value WHERE name IN ('wake', ?)", (f"first {account}",))

    def keep_as_found(self, account: str, ids: Iterable[str]) -> None:
        """These can no longer be fetched: what was found in them stays, and counts as read by today's readers."""
        with self._transaction():
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
        with self._transaction():
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


def _with_visibility(understanding: Understanding, visible: bool) -> Understanding:
    message = understanding.message
    if visible and message.folder not in (Folder.TRASH, Folder.SPAM):
        return understanding
    return replace(understanding, message=replace(message, visible=False))
