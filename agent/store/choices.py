"""What the owner told, in the database and in the choices file beside it, from which a lost database takes it over."""

from __future__ import annotations

from pathlib import Path

from agent import choices_file
from agent.choices import Choice
from agent.codec import dumps
from agent.seals import sealed
from agent.store.rows import Rows


class Choices(Rows):
    """The owner's choices. The file is written at every change."""

    def _prepare(self, path: Path | None) -> None:
        super()._prepare(path)
        self._choices_path = path.with_name("choices.json") if path else None
        self._restore_choices()

    def choices(self) -> tuple[Choice, ...]:
        """Everything the owner told, oldest first."""
        rows = self._all("SELECT id, choice FROM choice ORDER BY at, id")
        return tuple(self._record(Choice, f"choice/{id}", held) for id, held in rows)

    def choose(self, choice: Choice) -> None:
        """Keep what the owner told, in the database and in the choices file."""
        with self._transaction():
            self._put_choice(choice)
        self._write_choices()

    def unchoose(self, id: str) -> None:
        """Take back one choice."""
        with self._transaction():
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
        with self._transaction():
            for choice in choices_file.read(self._choices_path):
                if choice.id not in known:
                    self._put_choice(choice)
