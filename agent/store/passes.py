"""What passes did: the ledger of drafts, how each pass ended, what was said already, and when to look again."""

from __future__ import annotations

from datetime import datetime

from agent.codec import dumps
from agent.drafts.entries import Entry
from agent.seals import sealed
from agent.store.rows import Rows, broken


class Passes(Rows):
    """The ledger, and notes from one pass to the next."""

    def entries(self) -> tuple[Entry, ...]:
        """Every line of the ledger, oldest first."""
        rows = self._all("SELECT id, entry FROM ledger ORDER BY made, id")
        return tuple(self._record(Entry, f"ledger/{id}", held) for id, held in rows)

    def write(self, entry: Entry) -> None:
        """Write one line of the ledger; it is on disk when this returns."""
        held = sealed(f"ledger/{entry.id}", dumps(entry))
        row = {"id": entry.id, "made": entry.made.isoformat(), "fate": entry.fate.value, "entry": held}
        with self._transaction():
            self._db.table("ledger").upsert(row, pk="id")

    def wake(self) -> datetime | None:
        """When something may fall due without any mail, or None when nothing will."""
        return _moment(self.value("wake"))

    def tell_once(self, about: str, text: str, at: datetime) -> bool:
        """True the first time this is said about this."""
        with self._transaction():
            if self._one("SELECT 1 FROM told WHERE about = ? AND text = ?", about, text):
                return False
            self._db.table("told").insert({"about": about, "text": text, "at": at.isoformat()})
        return True

    def record_run(self, at: datetime, exit_code: int, summary: str) -> None:
        """Note how a pass ended; the last 500 are kept. Passes "later" than this one had a wrong clock."""
        with self._transaction():
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
            raise broken(self._path, error) from error
        if at is None or at.tzinfo is None or not isinstance(row[1], int):
            raise broken(self._path, "the last run is not as it was written")
        return at, row[1], self._text(row[2])


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
