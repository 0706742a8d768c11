"""The database's shape, as the list of steps that led to it. A step is never changed once it has shipped."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from agent.seals import sealed

migrations = Migrations("followup")


@migrations()
def m001_initial(db: Database) -> None:
    """Cursors, what was read, the ledger of drafts, the owner's choices, runs and a few single values."""
    db.table("cursor").create({"account": str, "cursor": str}, pk="account", strict=True)
    db.table("message").create(
        # `understanding` is NULL for what was seen and found to be none of our business.
        {"account": str, "id": str, "message_id": str, "version": int, "visible": int, "understanding": str},
        pk=("account", "id"),
        strict=True,
    )
    db.table("message").create_index(["message_id"])
    db.table("ledger").create({"id": str, "made": str, "fate": str, "entry": str}, pk="id", strict=True)
    db.table("choice").create({"id": str, "at": str, "choice": str}, pk="id", strict=True)
    db.table("run").create({"at": str, "exit_code": int, "summary": str}, pk="at", strict=True)
    db.table("told").create({"about": str, "text": str, "at": str}, pk=("about", "text"), strict=True)
    db.table("value").create({"name": str, "value": str}, pk="name", strict=True)


@migrations()
def m002_seals(db: Database) -> None:
    """Every text is sealed (`agent.seals`)."""
    for table, column, keys in _SEALED:
        rows = list(db.table(table).rows_where(f"{column} IS NOT NULL"))
        for row in rows:
            place = "/".join((table, *(str(row[key]) for key in keys)))
            db.table(table).upsert({**row, column: sealed(place, str(row[column]))}, pk=keys)


_SEALED = (  # as it was then: what is sealed today (`agent.store`) may change, this step does not
    ("message", "understanding", ("account", "id")),
    ("ledger", "entry", ("id",)),
    ("choice", "choice", ("id",)),
    ("cursor", "cursor", ("account",)),
    ("value", "value", ("name",)),
)


def newer_steps(db: Database) -> list[str]:
    """Steps this database has been through that are not known here: a newer version has used it."""
    ours = {step.name for step in migrations.pending(Database(memory=True, execute_plugins=False))}
    return [str(step.name) for step in migrations.applied(db) if step.name not in ours]
