"""The labelled messages and conversations of one half of the corpus (tests/corpus/README.md)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, timedelta
from email.utils import getaddresses, parseaddr
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from agent.messages import Owner
from providers.mailbox import Folder, RawMessage
from tests.support.mail import raw_message

CORPUS = Path(__file__).parent.parent / "corpus"
HALVES = ("open", "held")
_OWNER = "Sam Okafor <sam@owner.example>"
Table = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Labelled:
    """One message as a mailbox holds it, the owner whose mailbox it is, and what a reader should see in it."""

    id: str
    raw: RawMessage
    owner: Owner
    expect: Table
    tags: frozenset[str]


def files(half: str) -> list[Path]:
    """The files of a half's messages, in order."""
    return sorted((CORPUS / half / "messages").glob("*.toml"))


def messages(half: str) -> Iterator[Labelled]:
    """Every labelled message of a half, by file and place."""
    return messages_of(files(half))


def messages_of(paths: Iterable[Path]) -> Iterator[Labelled]:
    """Every labelled message of these files."""
    for path in paths:
        for table in tomllib.loads(path.read_text(encoding="utf-8")).get("message", []):
            yield _labelled(table)


def conversations(half: str) -> Iterator[tuple[str, Table, Path]]:
    """Every conversation of a half: its name, its scenario and its folder."""
    yield from scenarios(conversation_files(half))


def scenarios(paths: Iterable[Path]) -> Iterator[tuple[str, Table, Path]]:
    """The conversations of these files: name, scenario and folder of each."""
    for path in paths:
        yield path.stem, tomllib.loads(path.read_text(encoding="utf-8")), path.parent


def conversation_files(half: str) -> list[Path]:
    """The files of a half's conversations, in order."""
    return sorted((CORPUS / half / "conversations").glob("*.toml"))


def told_in(paths: Iterable[Path]) -> Iterator[Labelled]:
    """Every message of these conversations whose kind is told there; nothing else is expected of them."""
    for path in paths:
        whole = tomllib.loads(path.read_text(encoding="utf-8"))
        name, address = parseaddr(whole["owner"])
        owner = Owner(
            frozenset({address.lower()}),
            ZoneInfo(whole.get("zone", "Europe/London")),
            whole.get("country", "GB"),
            name or None,
        )
        earlier = {table["id"]: table for table in whole["message"]}
        for table in whole["message"]:
            if "kind" in table:
                raw = RawMessage(
                    id=f"{path.stem} {table['id']}",
                    thread=None,
                    folder=Folder.INBOX,
                    received=table["at"].astimezone(UTC) + timedelta(minutes=1),
                    raw=raw_message(table, whole["owner"], earlier),
                )
                yield Labelled(raw.id, raw, owner, {"kind": table["kind"]}, frozenset())


def _labelled(table: Table) -> Labelled:
    mine = table["expect"]["sender"] == "owner"
    told = table.get("owner") or (table["from"] if mine else next(iter(table.get("to", [])), _OWNER))
    name, address = parseaddr(told) if not mine else getaddresses([told])[0]
    owner = Owner(
        frozenset({address.lower()}),
        ZoneInfo(table.get("zone", "Europe/London")),
        table.get("country", "GB"),
        name or None,
    )
    raw = RawMessage(
        id=table["id"],
        thread=None,
        folder=Folder.SENT if mine else Folder.INBOX,
        received=table["at"].astimezone(UTC) + timedelta(minutes=1),
        raw=raw_message(table, told, {}),
    )
    return Labelled(table["id"], raw, owner, table["expect"], frozenset(table.get("tags", [])))
