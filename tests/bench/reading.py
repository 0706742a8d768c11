"""Reads messages of one kind again and again, or the one in a file; prints the median CPU time in ms."""

import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from zoneinfo import ZoneInfo

from agent.messages import Owner
from agent.reading import read
from agent.understanding import understand
from providers.mailbox import Folder, RawMessage

OWNER = Owner(frozenset({"sam@owner.example"}), ZoneInfo("Europe/London"), "GB", "Sam Okafor")
AT = datetime(2026, 11, 23, 10, tzinfo=UTC)
SENTENCE = (
    "Hi Sam,\n\nthank you for the talk on Tuesday; Dana and I enjoyed it. We will let you know by Friday 27 November "
    "whether you move on to the next round. The on-site would be at 10:00 on one of the days after that.\n\n"
    "Kind regards,\nLee Wong\nTalent Acquisition, Northgate\n"
)
FILLER = (
    "Point {n} of the role: you own the pipelines for orders in area {n}, and you talk to the people who use them. "
)
HEAD = (
    "From: Lee Wong <lee.wong@northgate.example>\nTo: sam@owner.example\nSubject: Your interview for Data Engineer\n"
    "Date: Mon, 23 Nov 2026 10:00:00 +0000\nMessage-ID: <{n}@northgate.example>\nMIME-Version: 1.0\n"
    "Content-Type: text/{kind}; charset=utf-8\n\n"
)
ROW = (
    '<tr><td style="padding:4px;font-family:Arial,sans-serif;color:#333333"><a href="https://northgate.example/{n}">'
    "Area {n}</a> and <b>what we do</b> there</td></tr>"
)


def message(kind: str, body: str, n: int = 0) -> RawMessage:
    return RawMessage(str(n), None, Folder.INBOX, AT, (HEAD.format(n=n, kind=kind) + body).encode())


def page(n: int) -> str:
    return f"<html><body><table><tr><td>{SENTENCE} {n}</td></tr>" + "".join(ROW.format(n=i) for i in range(150))


def took(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return (time.process_time() - begun) * 1000


def main(kind: str) -> None:
    understand(read(message("plain", SENTENCE), OWNER, "bench"), OWNER)  # what reads is loaded
    if kind == "hiring":
        readings = [read(message("plain", f"Note {n}.\n\n{SENTENCE}\n", n), OWNER, "bench") for n in range(200)]
        print(median(took(lambda one=one: understand(one, OWNER)) for one in readings), "200 messages of 0.4 KB")
    elif kind == "html":
        from bs4 import BeautifulSoup

        pages = [page(n) for n in range(40)]
        bs4 = median(took(lambda one=one: BeautifulSoup(one, "lxml").get_text()) for one in pages)
        mails = [message("html", one, n) for n, one in enumerate(pages)]
        whole = median(took(lambda one=one: read(one, OWNER, "bench")) for one in mails)
        print(whole, f"{bs4:.1f} ms for bs4 with lxml alone")
    elif kind == "long":
        text = "".join(FILLER.format(n=n) + "\n" * (n % 4) for n in range(560))[:65_000]
        readings = [
            read(message("plain", f"Hi Sam {n},\n\n{text}\n\n{SENTENCE}", n), OWNER, "bench") for n in range(10)
        ]
        print(
            median(took(lambda one=one: understand(one, OWNER)) for one in readings), f"{len(readings[0].said)} letters"
        )
    else:
        one = RawMessage("1", None, Folder.INBOX, AT, Path(kind).read_bytes())
        print(took(lambda: understand(read(one, OWNER, "bench"), OWNER)), "once")


main(sys.argv[1])
