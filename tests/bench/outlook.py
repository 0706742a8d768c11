"""`make bench-outlook`: what Outlook costs in requests and CPU (`tests.bench.service`)."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from providers.mailbox import Mailbox
from tests.bench.service import WINDOW, Clocked, report
from tests.bench.year import END, OWNER, Arrival
from tests.fakes.graph import FakeGraph
from tests.support.services import outlook_calls, outlook_mailbox


class Outlook:
    """The fake Outlook, as a service to measure."""

    def __init__(self) -> None:
        self._fake = FakeGraph(OWNER, END)
        self.wire = Clocked(self._fake)

    def deliver(self, arrival: Arrival) -> str:
        """Mail comes."""
        return self._fake.deliver(arrival.raw, arrival.folder, arrival.at)

    def mailbox(self) -> Mailbox:
        return outlook_mailbox(self.wire, OWNER)

    def everything(self) -> Iterator[bytes]:
        """By the folders' deltas, as Microsoft advises; then every message's MIME."""
        calls = outlook_calls(self.wire)
        since = f"{END - WINDOW:%Y-%m-%dT%H:%M:%SZ}"
        folders = [one["id"] for page in calls.pages("/me/mailFolders", {"$top": "100"}) for one in page["value"]]
        for folder in folders:
            asked = {"$filter": f"receivedDateTime ge {since}", "$select": "id"}
            for page in calls.pages(f"/me/mailFolders/{folder}/messages/delta", asked):
                for one in page["value"]:
                    yield calls.bytes_of(f"/me/messages/{one['id']}/$value")

    def also(self) -> tuple[str, ...]:
        """Microsoft counts requests only: 10,000 in ten minutes."""
        return ()


if __name__ == "__main__":
    report(Outlook, int(sys.argv[1]) if len(sys.argv) > 1 else 5_000)
