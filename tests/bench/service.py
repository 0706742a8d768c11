"""What a mail service costs in requests and CPU, and what a first pass finds, beside a plain client. No test is timed;
this is looked at.

The service is the fake of the tests; its own CPU is taken out. The plain client gets every message of the window, reads
it with the standard parser and turns HTML into text with BeautifulSoup.
"""

from __future__ import annotations

import email
import re
import time
import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.policy import default
from itertools import count
from typing import Any, Protocol
from urllib.parse import unquote
from zoneinfo import ZoneInfo

import requests
from bs4 import BeautifulSoup
from requests.adapters import BaseAdapter

from agent.cycle import run
from agent.messages import Owner
from agent.policy import Policy
from agent.store import Store
from agent.view import Settings
from providers.mailbox import Mailbox
from tests.bench.year import END, OWNER, Arrival, afterwards, year

WINDOW = timedelta(days=360)
_WHOLE = re.compile(r"/messages/([^/?]+)(?:/\$value|\?\S*format=raw)")
_SMALL = 1_000


@dataclass
class Clocked(BaseAdapter):
    """The fake, with the CPU it takes itself, how often it is asked, and which messages are read whole."""

    fake: BaseAdapter
    own: float = 0.0
    asked: int = 0
    read_whole: set[str] = field(default_factory=set)

    def send(self, request: requests.PreparedRequest, **more: Any) -> requests.Response:
        start = time.process_time()
        self.asked += 1
        self.read_whole.update(map(unquote, _WHOLE.findall(unquote(request.path_url))))
        answer = self.fake.send(request, **more)
        self.own += time.process_time() - start
        return answer

    def close(self) -> None: ...


class Service(Protocol):
    """A fake service with the agent's mailbox and a plain client in front of it."""

    wire: Clocked

    def deliver(self, arrival: Arrival) -> str:
        """Mail comes; its id."""

    def mailbox(self) -> Mailbox:
        """The agent's."""

    def everything(self) -> Iterator[bytes]:
        """Every message of the window, as a plain client gets them: listed, then one after another."""

    def also(self) -> tuple[str, ...]:
        """What else the service counted since it was asked last, a cell for each of the table's `more`."""


@dataclass(frozen=True, slots=True)
class Spent:
    """What a piece of work took: requests, CPU seconds without the fake's, and what else the service counts."""

    asked: int
    cpu: float
    also: tuple[str, ...]


class Agent:
    """The whole agent on a service, pass after pass."""

    def __init__(self, service: Service) -> None:
        owner = Owner(frozenset({OWNER}), ZoneInfo("Europe/London"), "GB", "Sam Okafor")
        self._mailbox, self.store, self._numbers = service.mailbox(), Store(), count()
        self.found: set[str] = set()
        search = self._mailbox.search
        self._mailbox.search = lambda query: map(self._noted, search(query))  # type: ignore[method-assign]  # watched, not replaced
        self._settings = Settings(owner, Policy(), scan_days=WINDOW.days)

    def _noted(self, id: str) -> str:
        self.found.add(id)
        return id

    def run(self, at: datetime = END) -> None:
        """One pass."""
        run({"mail": self._mailbox}, self.store, self._settings, at, lambda: f"id{next(self._numbers)}", allow=10_000)


def measured(service: Service, work: Callable[[], None]) -> Spent:
    """What `work` takes."""
    service.also()
    wire = service.wire
    wire.own, wire.asked, start = 0.0, 0, time.process_time()
    work()
    return Spent(wire.asked, time.process_time() - start - wire.own, service.also())


def plainly(mail: Iterable[bytes]) -> None:
    """What a plain client does with mail."""
    for raw in mail:
        for part in email.message_from_bytes(raw, policy=default).walk():
            if part.get_content_type() == "text/html":
                BeautifulSoup(part.get_content(), "lxml").get_text()
            elif part.get_content_maintype() == "text":
                part.get_content()


def fill(service: Service, messages: int) -> set[str]:
    """Deliver a year; the ids of what matters and is young enough to be looked for."""
    delivered = [(service.deliver(arrival), arrival) for arrival in year(messages)]
    return {id for id, arrival in delivered if arrival.matters and arrival.at >= END - WINDOW}


def most_memory(service: Service) -> float:
    """The most memory that a first pass takes beside what was there before, in MB."""
    agent = Agent(service)
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    agent.run()
    most = tracemalloc.get_traced_memory()[1] - before
    tracemalloc.stop()
    return most / 1e6


def report(make: Callable[[], Service], messages: int, more: tuple[str, ...] = ()) -> None:
    """Print the table: a plain client, a first pass, one with nothing new, one with 20 new; recall; memory."""
    service = make()
    matters = fill(service, messages)
    plain = measured(service, lambda: plainly(service.everything()))
    service.wire.read_whole.clear()
    agent = Agent(service)
    first = measured(service, agent.run)
    read, found = service.wire.read_whole.copy(), agent.found.copy()
    drafts = len(list(service.mailbox().drafts()))
    agent.store.remember("wake", (END + timedelta(days=1)).isoformat())
    nothing = measured(service, lambda: agent.run(END + timedelta(minutes=5)))
    for arrival in afterwards(20):
        service.deliver(arrival)
    new = measured(service, lambda: agent.run(END + timedelta(minutes=10)))
    rows = {"a plain client, first pass": plain, "first pass": first, "nothing new": nothing, "20 new": new}
    print(f"{messages:,} messages, {len(matters)} of them hiring mail; {drafts} drafts were made\n")
    print("| " + " | ".join(("what", "requests", *more, "CPU")) + " |\n" + "|---" * (3 + len(more)) + "|")
    for what, spent in rows.items():
        print("| " + " | ".join((what, f"{spent.asked:,}", *spent.also, f"{spent.cpu:.2f} s")) + " |")
    of = f"of the {len(matters)} that matter"
    print(f"\nThe search of the first pass found {len(found):,} messages, {len(found & matters)} {of};")
    print(f"{len(read):,} were read whole, {len(read & matters)} {of}.")
    sizes = {}
    for size in (_SMALL, messages):
        service = make()
        fill(service, size)
        Agent(service).run()  # the fake has read all its mail, and all of ours is loaded, before we count
        sizes[size] = most_memory(service)
    print("Most memory of a first pass: " + ", ".join(f"{mb:.0f} MB for {size:,}" for size, mb in sizes.items()) + ".")
