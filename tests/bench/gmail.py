"""`make bench-gmail`: what Gmail costs in requests, quota units and CPU (`tests.bench.service`)."""

from __future__ import annotations

import base64
import sys
from collections.abc import Iterator

from providers.mailbox import Mailbox
from tests.bench.service import WINDOW, Clocked, report
from tests.bench.year import END, OWNER, Arrival
from tests.fakes.gmail import FakeGmail
from tests.support.services import gmail_calls, gmail_mailbox

PER_MINUTE, AT_ONCE = 6_000, 3_000  # units


class Gmail:
    """The fake Gmail, as a service to measure."""

    def __init__(self) -> None:
        self._fake = FakeGmail(OWNER, END)
        self.wire = Clocked(self._fake)

    def deliver(self, arrival: Arrival) -> str:
        """Mail comes; shops' is filed as promotions."""
        one = self._fake.deliver(arrival.raw, arrival.folder, arrival.at)
        if arrival.bulk:
            self._fake.categorise(one, "PROMOTIONS")
        return one

    def mailbox(self) -> Mailbox:
        return gmail_mailbox(self.wire, OWNER)

    def everything(self) -> Iterator[bytes]:
        calls = gmail_calls(self.wire)
        question = f"after:{int((END - WINDOW).timestamp())}"
        ids = [m["id"] for page in calls.pages(calls.messages, 5, q=question, maxResults=500) for m in page["messages"]]
        for one in ids:
            told = calls.read(calls.messages.get(userId="me", id=one, format="raw"), 20)
            yield base64.urlsafe_b64decode(told["raw"])

    def also(self) -> tuple[str, ...]:
        """Quota units, and the minutes that a new project must let pass for them."""
        units = self._fake.units
        self._fake.called.clear()
        return f"{units:,}", f"{max(0.0, (units - AT_ONCE) / PER_MINUTE):.1f} min"


if __name__ == "__main__":
    report(Gmail, int(sys.argv[1]) if len(sys.argv) > 1 else 5_000, ("quota units", "at least"))
