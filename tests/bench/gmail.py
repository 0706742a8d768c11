"""`make bench-gmail`: what Gmail costs in requests, quota units and CPU, and what a first pass finds, beside a plain
client. No test is timed; this is looked at.

The mailbox is invented: open conversations of the corpus (3 %) among newsletters, notes of friends and mail of the
corpus that looks like hiring mail and is not. Gmail is the fake of the tests; its own CPU is taken out. The plain
client gets every message of the window, reads it with the standard parser and turns HTML into text with BeautifulSoup.
"""

from __future__ import annotations

import base64
import email
import sys
import time
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.policy import default
from email.utils import parseaddr
from itertools import count, cycle, islice
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import requests
from bs4 import BeautifulSoup
from requests.adapters import BaseAdapter

from agent.cycle import run
from agent.messages import Owner
from agent.policy import Policy
from agent.store import Store
from agent.view import Settings
from providers.mailbox import Folder
from tests.fakes.gmail import FakeGmail
from tests.support.mail import raw_message
from tests.support.services import gmail_calls, gmail_mailbox

END = datetime(2027, 5, 6, 9, tzinfo=UTC)  # after the last of the conversations
OWNER = "sam@owner.example"
OPEN = Path(__file__).parents[1] / "corpus" / "open"
CELL = (
    '<tr><td style="padding:8px"><a href="https://shop.example/{i}"><b>Wool socks {i}</b></a><br>20% off.</td></tr>\n'
)
PER_MINUTE = 6_000  # units
Table = dict[str, Any]


@dataclass
class Clocked(BaseAdapter):
    """The fake, with the CPU it takes itself."""

    gmail: FakeGmail
    own: float = 0.0
    looked_at: set[str] = field(default_factory=set)

    def send(self, request: requests.PreparedRequest, **more: Any) -> requests.Response:
        start = time.process_time()
        path = request.path_url.split("?")[0]
        if "/messages/" in path:
            self.looked_at.add(path.rpartition("/")[2])
        answer = self.gmail.send(request, **more)
        self.own += time.process_time() - start
        return answer

    def close(self) -> None: ...


def conversations() -> Iterator[tuple[Table, bytes]]:
    """Every message of the open conversations; its owner is ours. An id with x is of mail that only passes by."""
    for path in sorted((OPEN / "conversations").glob("*.toml")):
        text = path.read_text("utf-8")
        theirs = parseaddr(tomllib.loads(text).get("owner", OWNER))[1]
        told = tomllib.loads(text.replace(theirs, OWNER))
        by_id = {f"{path.stem}-{one['id']}": {**one, "id": f"{path.stem}-{one['id']}"} for one in told["message"]}
        for one in by_id.values():
            for link in ("answers", "quote"):
                if link in one:
                    one[link] = f"{path.stem}-{one[link]}"
            yield one, raw_message(one, told.get("owner", OWNER), by_id)


def lookalikes() -> list[Table]:
    """Mail of the open corpus that is not hiring mail."""
    tables = [
        one
        for path in sorted(OPEN.glob("messages/*.toml"))
        for one in tomllib.loads(path.read_text("utf-8"))["message"]
    ]
    return [one for one in tables if one["expect"]["kind"] == "not_job"]


def everyday() -> Iterator[tuple[bytes, bool]]:
    """Mail that is not about a job, for ever: of ten, eight of shops (True, Gmail takes them for promotions), one of a
    friend, one that only looks like hiring mail."""
    numbers, other = count(), cycle(lookalikes())
    page = f"<html><body><table>{''.join(CELL.format(i=i) for i in range(130))}</table></body></html>"
    while True:
        n = next(numbers)
        shop: Table = {"from": "Fernhill <news@shop.example>", "subject": f"Offers of week {n}", "html": page}
        friend: Table = {
            "from": "Ida <ida@family.example>",
            "subject": f"Sunday {n}",
            "text": f"Hi Sam,\n\nthe photos are up, number {n} is the best. Shall we cook on Sunday?\n\nIda\n",
        }
        table, bulk = (next(other), False) if n % 10 == 0 else (friend, False) if n % 10 == 5 else (shop, True)
        yield raw_message({**table, "id": f"everyday{n}", "at": END, "to": [f"Sam <{OWNER}>"]}, OWNER, {}), bulk


def fill(gmail: FakeGmail, messages: int) -> set[str]:
    """Deliver mail of the year before END; the ids of what matters."""
    rest = everyday()
    matters = set()
    for table, raw in islice(conversations(), messages * 3 // 100):
        folder = Folder(table.get("folder", "sent" if OWNER in table["from"] else "inbox"))
        at = table.get("received", table["at"])
        one = gmail.deliver(raw, folder, at if at.tzinfo else at.replace(tzinfo=UTC))
        if "-x" not in table["id"]:
            matters.add(one)
    for n in range(messages - len(matters)):
        arrive(gmail, next(rest), END - timedelta(days=300) * (n / messages))
    return matters


def arrive(gmail: FakeGmail, mail: tuple[bytes, bool], at: datetime) -> None:
    """One message of every day comes."""
    raw, bulk = mail
    one = gmail.deliver(raw, received=at)
    if bulk:
        gmail.categorise(one, "PROMOTIONS")


def measured(gmail: FakeGmail, wire: Clocked, what: Any) -> tuple[int, int, float]:
    """Requests, units and CPU seconds (without the fake's) of `what`."""
    gmail.called.clear()
    wire.own, start = 0.0, time.process_time()
    what()
    return len(gmail.called), gmail.units, time.process_time() - start - wire.own


def plainly(wire: Clocked) -> None:
    """What a plain client does for a first pass."""
    calls = gmail_calls(wire)
    question = f"after:{int((END - timedelta(days=360)).timestamp())}"
    ids = [m["id"] for page in calls.pages(calls.messages, 5, q=question, maxResults=500) for m in page["messages"]]
    for one in ids:
        told = calls.read(calls.messages.get(userId="me", id=one, format="raw"), 20)
        for part in email.message_from_bytes(base64.urlsafe_b64decode(told["raw"]), policy=default).walk():
            if part.get_content_type() == "text/html":
                BeautifulSoup(part.get_content(), "lxml").get_text()
            elif part.get_content_maintype() == "text":
                part.get_content()


def main(messages: int) -> None:
    """Print the table."""
    gmail = FakeGmail(OWNER, END)
    matters = fill(gmail, messages)
    wire = Clocked(gmail)
    mailbox, store, numbers = gmail_mailbox(wire, OWNER), Store(), count()
    owner = Owner(frozenset({OWNER}), ZoneInfo("Europe/London"), "GB", "Sam Okafor")
    settings = Settings(owner, Policy(), scan_days=360)

    def one_pass(at: datetime = END) -> None:
        run({"mail": mailbox}, store, settings, at, lambda: f"id{next(numbers)}", allow=10_000)

    rows = [("a plain client, first pass", measured(gmail, wire, lambda: plainly(wire)))]
    wire.looked_at.clear()
    rows.append(("first pass", measured(gmail, wire, one_pass)))
    found = len(wire.looked_at & matters) / len(matters)
    hits = len(wire.looked_at)
    lost = sorted(gmail.messages[one].searched.mail["Message-ID"] for one in matters - wire.looked_at)
    store.remember("wake", (END + timedelta(days=1)).isoformat())
    rows.append(("nothing new", measured(gmail, wire, lambda: one_pass(END + timedelta(minutes=5)))))
    rest = everyday()
    for n in range(20):
        arrive(gmail, next(rest), END + timedelta(minutes=5, seconds=n))
    rows.append(
        ("20 new, none of them hiring mail", measured(gmail, wire, lambda: one_pass(END + timedelta(minutes=10))))
    )
    print(f"{messages:,} messages, {len(matters)} of them hiring mail; {len(gmail.held)} drafts were made\n")
    print("| what | requests | quota units | at least | CPU |\n|---|---|---|---|---|")
    for what, (asked, units, cpu) in rows:
        minutes = max(0.0, (units - 3_000) / PER_MINUTE)
        print(f"| {what} | {asked:,} | {units:,} | {minutes:.1f} min | {cpu:.2f} s |")
    print(f"\nThe search hit {hits:,} messages ({hits / messages:.0%}) and {found:.1%} of the hiring mail.")
    print("\n".join(lost))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5_000)
