"""A year of invented mail for a mail service to hold.

Open conversations of the corpus (3 %) among newsletters, notes of friends, and mail of the corpus that only looks like
hiring mail.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr
from itertools import count, cycle, islice
from pathlib import Path
from typing import Any

from providers.mailbox import Folder
from tests.support.mail import raw_message

END = datetime(2027, 5, 6, 9, tzinfo=UTC)  # after the last of the conversations
LONG = timedelta(days=350)  # within what a first pass of the bench looks at: what is older nobody looks for
OWNER = "sam@owner.example"
_OPEN = Path(__file__).parents[1] / "corpus" / "open"
_CELL = (
    '<tr><td style="padding:8px"><a href="https://shop.example/{i}"><b>Wool socks {i}</b></a><br>20% off.</td></tr>\n'
)
Table = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Arrival:
    """One message of the year. `matters`: it is hiring mail. `bulk`: a shop's, which services file as promotions."""

    raw: bytes
    at: datetime
    folder: Folder = Folder.INBOX
    matters: bool = False
    bulk: bool = False


def year(messages: int) -> Iterator[Arrival]:
    """As many messages, of the year before END."""
    matter = 0
    inside = ((table, raw) for table, raw in _conversations() if _at(table) >= END - LONG)
    for table, raw in islice(inside, messages * 3 // 100):
        folder = Folder(table.get("folder", "sent" if OWNER in table["from"] else "inbox"))
        arrival = Arrival(raw, _at(table), folder, matters="-x" not in table["id"])
        matter += arrival.matters
        yield arrival
    rest = messages - matter
    for n, (raw, bulk) in enumerate(islice(_everyday(), rest)):
        yield Arrival(raw, END - timedelta(days=300) * (n / messages), bulk=bulk)


def afterwards(messages: int) -> Iterator[Arrival]:
    """As many messages of every day that come after END, within a minute."""
    for n, (raw, bulk) in enumerate(islice(_everyday("later"), messages)):
        yield Arrival(raw, END + timedelta(minutes=5, seconds=n), bulk=bulk)


def _conversations() -> Iterator[tuple[Table, bytes]]:
    """Every message of the open conversations; its owner is ours. An id with x is of mail that only passes by."""
    for path in sorted((_OPEN / "conversations").glob("*.toml")):
        text = path.read_text("utf-8")
        theirs = parseaddr(tomllib.loads(text).get("owner", OWNER))[1]
        told = tomllib.loads(text.replace(theirs, OWNER))
        by_id = {f"{path.stem}-{one['id']}": {**one, "id": f"{path.stem}-{one['id']}"} for one in told["message"]}
        for one in by_id.values():
            for link in ("answers", "quote"):
                if link in one:
                    one[link] = f"{path.stem}-{one[link]}"
            yield one, raw_message(one, told.get("owner", OWNER), by_id)


def _at(table: Table) -> datetime:
    at: datetime = table["received"] if "received" in table else table["at"]
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _lookalikes() -> list[Table]:
    """Mail of the open corpus that is not hiring mail."""
    tables = [
        one
        for path in sorted(_OPEN.glob("messages/*.toml"))
        for one in tomllib.loads(path.read_text("utf-8"))["message"]
    ]
    return [one for one in tables if one["expect"]["kind"] == "not_job"]


def _everyday(name: str = "everyday") -> Iterator[tuple[bytes, bool]]:
    """Mail that is not about a job, for ever, and whether it is a shop's.

    Of ten, eight are shops', one is a friend's, one only looks like hiring mail.
    """
    other = cycle(_lookalikes())
    page = f"<html><body><table>{''.join(_CELL.format(i=i) for i in range(130))}</table></body></html>"
    for n in count():
        shop: Table = {
            "from": "Fernhill <news@shop.example>",
            "subject": f"Offers of week {n}",
            "html": page,
            "headers": {"List-Unsubscribe": "<https://shop.example/out>", "Precedence": "bulk"},
        }
        friend: Table = {
            "from": "Ida <ida@family.example>",
            "subject": f"Sunday {n}",
            "text": f"Hi Sam,\n\nthe photos are up, number {n} is the best. Shall we cook on Sunday?\n\nIda\n",
        }
        table, bulk = (next(other), False) if n % 10 == 0 else (friend, False) if n % 10 == 5 else (shop, True)
        yield raw_message({**table, "id": f"{name}{n}", "at": END, "to": [f"Sam <{OWNER}>"]}, OWNER, {}), bulk
