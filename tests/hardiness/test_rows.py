"""Rows that are not as they were written: every column, every type SQLite has. Words, or nothing comes of it."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from agent.codec import dumps, loads
from agent.seals import opened, sealed
from agent.store import SEALED, Store
from agent.understanding.findings import Understanding
from tests.fuzz.database import KINDS, RIGHT, columns, database
from tests.hardiness.hunt import DRAFTED, Hunt, interview
from tests.test_store import understanding


@pytest.mark.parametrize(("number", "name"), list(enumerate(columns())), ids=lambda value: str(value))
def test_a_cell_of_any_type(number: int, name: str) -> None:
    for row in range(2):
        for kind in range(KINDS):
            database(bytes([number, row, kind]) + b"\x00\x40\x01" + b"2026-11-02")


def test_rows_as_they_were_written_bring_the_drafts() -> None:
    """Or the test above would prove nothing."""
    assert {to for to, _ in database(b"")} == set(RIGHT)


@pytest.mark.parametrize("command", [["run"], ["status"], ["why", "acme"], ["export"]])
def test_another_address_in_a_row_brings_words_and_no_draft(hunt: Hunt, command: list[str]) -> None:
    hunt.run("status")
    with closing(Store(hunt.database)) as store:
        store.keep("main", [understanding()])
    with closing(sqlite3.connect(hunt.database)) as db, db:
        db.execute("UPDATE message SET understanding = replace(understanding, 'dana@acme', 'eve@acme')")
    hunt.arrives("2.b2.host", interview("b2", "Globex", "Priya Nair"))
    code, said = hunt.run(*command)
    assert code == 78, said
    assert "is not as it was written" in said
    assert "Move it away and run again" in said
    assert "Traceback" not in said
    assert not hunt.drafts()


def test_a_row_in_the_place_of_another_is_noticed() -> None:
    with pytest.raises(ValueError, match="not as it was written"):
        opened("message/main/2", sealed("message/main/1", "{}"))
    assert opened("message/main/1", sealed("message/main/1", "{}")) == "{}"


def test_a_database_of_the_version_before_is_sealed_once(hunt: Hunt) -> None:
    hunt.run("run")
    with closing(sqlite3.connect(hunt.database)) as db, db:
        for table, column in SEALED.items():
            db.execute(f"UPDATE {table} SET {column} = substr({column}, 10)")
        db.execute("DELETE FROM _sqlite_migrations WHERE name = 'm002_seals'")
    for _ in range(2):
        assert hunt.run("run")[0] == 0
        assert hunt.companies() == ["Acme"]
        assert hunt.drafts() == DRAFTED


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ('"email":"dana@acme.example"', '"email":5'),
        ('"references":["0@acme.example"]', '"references":"0@acme.example"'),
        ('"confidence":0.9', '"confidence":true'),
        ('"received":"2026-11-02T09:00:00+00:00"', '"received":"2026-11-02T09:00:00"'),
        ('"received":"2026-11-02T09:00:00+00:00"', '"received":20261102'),
    ],
)
def test_a_record_with_a_field_of_another_type_is_none(was: str, now: str) -> None:
    text = dumps(understanding())
    assert was in text
    with pytest.raises(ValueError):
        loads(Understanding, text.replace(was, now))
