"""Mail made to hurt: whatever it holds, the work is bounded, and what was left out is said.

Nothing is timed: each case would run for minutes, not for seconds, if the bound that it aims at were missing, and the
sizes of what comes back are checked.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from agent.messages import Owner
from agent.reading import bodies, events, html, invitations, mime, packing, quotes, read, readings, rtf, sheets
from agent.reading.records import Reading
from providers.mailbox import Folder, RawMessage
from tests.support import winmail

OWNER = Owner(frozenset({"sam@owner.example"}), ZoneInfo("Europe/London"))
HALF_A_MEGABYTE = 512 * 1024


def reading(raw: bytes) -> Reading:
    return read(RawMessage("1", None, Folder.INBOX, datetime(2026, 11, 3, tzinfo=UTC), raw), OWNER, "work")


def of(kind: str, content: bytes, size: int = HALF_A_MEGABYTE, before: bytes = b"") -> bytes:
    filled = before + content * (1 + size // len(content))
    return b"From: Dana <dana@acme.example>\nContent-Type: " + kind.encode() + b"\n\n" + filled[:size]


def bounded(found: Reading) -> None:
    assert max(map(len, (found.said, found.quoted, found.forwarded, found.signature))) <= readings.MAX_SAID
    assert len(found.invitations) <= invitations.MAX_EVENTS
    assert not any(problem.startswith("This message could not be read") for problem in found.problems)


@pytest.mark.parametrize(
    "content",
    [
        b"<!--", b"<b>", b"<br>", b"<p>", b"<div>a", b"<li>a", b"<table><tr><td>", b"<td>a", b"<", b"&",
        b"&nbsp;", b"a<br>", b"<blockquote type=cite>a", b"<div class=gmail_attr>",
        b"<div class=gmail_signature>a</div>", b"<style>.a{", b"<style>/*", b"<div id=divRplyFwdMsg></div>",
        b"<style>a b c d e f{color:red}", b"<style>p{}.a{}", b"<style>[a][b]{}", b"<p style='\\6e:/*",
        b"<style>@media all{",
        b"<a b=", b"<![CDATA[", b"<?x", b'<p style="a:b;">', b"<pre>\t\t\n",
    ],
)  # fmt: skip
def test_a_page(content: bytes) -> None:
    found = reading(of("text/html", content))
    bounded(found)
    if content.count(b"<") * HALF_A_MEGABYTE // len(content) > html.MAX_TAGS * 2 and content.endswith(b">"):
        assert "Only the first part of a page with very many tags was read." in found.problems


def test_a_sheet_with_very_many_rules_for_very_many_elements() -> None:
    rules = b"".join(b"b b b.x%d b{color:red}" % number for number in range(4000))
    before = b"<style>" + rules[: sheets.MAX_SHEET] + b"</style>"
    bounded(reading(of("text/html", b"<b class='x1 x2 x3'>a", before=before)))


@pytest.mark.parametrize(
    "content",
    [
        b">", b"> \n", b"On ", b"On a wrote\n", b"On 1:00 1 Nov a@b.example wrote\n", b"From: x\n", b"_",
        b"____________\n", b"From: a@b.example\nTo: x\nDate: 1.1.2020 10:00\n", b"-- \n", b"-", b"Best,\n",
        b"Best,\nDana is here\n", b"\n", b" ", b" \n", b"a", b"a:", b"unsubscribe\n\n", b"unsubscribe\n",
        b"this ", b"you received this \n", b"a@", b"1:11 ", b"1", b"p.s. x\n\n", b"Sent from ",
        b"\xe2\x80\x8b", b"mon 1 ", b"\xff\xfe", b"\x00", b"a" * 60 + b" " + b"b" * 12 + b"\n",
    ],
)  # fmt: skip
def test_a_text(content: bytes) -> None:
    for kind in ("text/plain", "text/plain; format=flowed; delsp=yes"):
        bounded(reading(of(kind, content)))


def test_a_long_text_is_cut_and_it_is_said() -> None:
    found = reading(of("text/plain", b"All is well here. "))
    assert len(found.said) == readings.MAX_SAID
    assert {"Only the first 256 KB of the text were read.", "Only the first 64 KB of the new text were kept."} <= set(
        found.problems
    )


def test_many_lines_are_cut_and_it_is_said() -> None:
    found = reading(of("text/plain", b"word\n"))
    assert found.said.count("\n") < quotes.MAX_LINES
    assert f"Only the first {quotes.MAX_LINES} lines were looked at." in found.problems


@pytest.mark.parametrize("boundaries", ["same", "other"])
def test_parts_in_parts_in_parts(boundaries: str) -> None:
    name = (lambda number: number) if boundaries == "other" else (lambda _: 0)
    raw = b"From: dana@acme.example\nContent-Type: multipart/mixed; boundary=b0\n\n" + b"".join(
        b"--b%d\nContent-Type: multipart/mixed; boundary=b%d\n\n" % (name(number), name(number + 1))
        for number in range(5000)
    )
    bounded(reading(raw))


def test_too_many_parts() -> None:
    found = reading(of('multipart/mixed; boundary="b"', b"--b\n\nx\n", 4 * HALF_A_MEGABYTE))
    assert f"Only the first {mime.MAX_PARTS} parts were read." in found.problems
    assert found.said.count("x") < mime.MAX_PARTS


def test_the_tags_of_all_pages_count_together() -> None:
    page = b"--b\nContent-Type: text/html\n\n" + b"<b>x" * 20_000 + b"\n"
    found = reading(of("multipart/mixed; boundary=b", page, len(page) * 100))
    assert "Only the first part of a page with very many tags was read." in found.problems
    assert found.said.count("x") <= html.MAX_TAGS + mime.MAX_PARTS


def test_messages_in_a_message() -> None:
    part = b"--b\nContent-Type: message/rfc822\n\nContent-Type: text/html\n\n" + b"<b>" * 100_000
    bounded(reading(of("multipart/mixed; boundary=b", part, len(part) * 8)))


@pytest.mark.parametrize(
    "line",
    [
        b"To: " + b"(" * 200_000,
        b"To: " + b'a"b, ' * 50_000,
        b"To: " + b"a," * 120_000,
        b"To: " + b"=?a?q?b" * 30_000,
        b"To: " + b"=?utf-8?q?b?= " * 18_000,
        b"Subject: " + b"Re: " * 60_000,
        b"Subject: " + b"[" * 250_000,
        b"References: " + b"<a@b> " * 40_000,
        b"Date: " + b"(" * 100_000,
        b"Date: " + b"1" * 100_000,
        b"Content-Type: multipart/mixed; " + b";" * 200_000,
        b"Content-Type: text/plain; " + b"".join(b"name*%d=a; " % number for number in range(15_000)),
        b"X: y\n" * 400_000,
    ],
)
def test_a_header(line: bytes) -> None:
    found = reading(b"From: dana@acme.example\n" + line + b"\n\nHello.\n")
    bounded(found)
    assert len(found.message.to) <= 200
    assert len(found.message.references) <= 200
    assert found.message.sent is None


@pytest.mark.parametrize(
    "content",
    [
        b"0\x80" * 1000,
        b"\x30\x84\xff\xff\xff\xff",
        b"\x24\x80" + b"\x04\x00" * 100_000,
        b"\x78\x9f\x3e\x22\x01\x00" * 50_000,
        b"A",
    ],
)
@pytest.mark.parametrize("kind", ["application/pkcs7-mime", "application/ms-tnef"])
def test_what_wraps_a_text(content: bytes, kind: str) -> None:
    found = reading(b"From: dana@acme.example\nContent-Type: " + kind.encode() + b"\n\n" + content)
    bounded(found)
    assert found.said == ""
    assert len(found.problems) == 1


@pytest.mark.parametrize("line", [b"-----BEGIN PGP MESSAGE-----\n", b"-----BEGIN PGP SIGNED MESSAGE-----\n"])
def test_pgp_lines_again_and_again(line: bytes) -> None:
    bounded(reading(of("text/plain", line)))


EVENT = b"BEGIN:VEVENT\nUID:%d\nDTSTART:20261105T100000Z\nEND:VEVENT\n"


def calendar(content: bytes) -> bytes:
    return of("text/calendar; method=REQUEST", b"BEGIN:VCALENDAR\n" + content, 16 + len(content))


@pytest.mark.parametrize(
    ("make", "events_found"),
    [
        (lambda: b"".join(EVENT % number for number in range(5000)), invitations.MAX_EVENTS),
        (lambda: b"BEGIN:VEVENT\n" * 20_000, 0),
        (lambda: b"BEGIN:VEVENT\n" + b"BEGIN:VALARM\n" * 20_000, 0),
        (lambda: b"BEGIN:VEVENT\nDTSTART:20261105T100000Z\nRRULE:FREQ=SECONDLY\nEND:VEVENT\n", 1),
        (lambda: b"BEGIN:VEVENT\nDTSTART:99999999T999999Z\nDURATION:P999999999W\nEND:VEVENT\n", 1),
        (lambda: b"BEGIN:VEVENT\nDTSTART:20261105T100000Z\nDESCRIPTION:" + b"<b>" * 50_000 + b"\nEND:VEVENT\n", 1),
        (lambda: b"BEGIN:VEVENT\nUID:1\n" + b"ATTENDEE:mailto:a@b.example\n" * 8000 + b"END:VEVENT\n", 1),
    ],
)
def test_a_calendar(make: Callable[[], bytes], events_found: int) -> None:
    found = reading(calendar(make()))
    bounded(found)
    assert len(found.invitations) == events_found
    assert all(len(each.attendees) <= events.MAX_LINES for each in found.invitations)


def test_a_zone_that_changes_every_second() -> None:
    rule = b"BEGIN:STANDARD\nDTSTART:16010101T000000\nTZOFFSETTO:+0100\nRRULE:FREQ=SECONDLY\nEND:STANDARD\n"
    zone = b"BEGIN:VTIMEZONE\nTZID:x\n" + rule * 500 + b"END:VTIMEZONE\n"
    found = reading(calendar(zone + b"BEGIN:VEVENT\nUID:1\nDTSTART;TZID=x:20261105T100000\nEND:VEVENT\n"))
    assert [each.start and each.start.isoformat() for each in found.invitations] == ["2026-11-05T10:00:00+01:00"]


def test_a_large_attachment_costs_its_size_only() -> None:
    attachment = b"--b\nContent-Type: application/pdf; name=x.pdf\n\n" + (b"A" * 76 + b"\r\n") * 270_000  # 20 MB
    found = reading(of("multipart/mixed; boundary=b", b"--b\n\nHello.\n" + attachment, 11 + len(attachment)))
    assert (found.said, found.attachments, found.problems) == ("Hello.", ("x.pdf",), ())


def test_texts_of_which_nothing_comes_are_decoded_up_to_a_bound() -> None:
    part = b"--b\nContent-Type: text/plain\n\n" + b" " * bodies.MAX_TEXT * 3 + b"\n"
    found = reading(of("multipart/mixed; boundary=b", part, len(part) * 20))
    assert f"Only the first {bodies.MAX_READ // 1024} KB of the text were read." in found.problems


def test_only_some_wrapped_parts_are_opened() -> None:
    packed = winmail.winmail({winmail.BODY: b"Hello."})
    part = b"--b\nContent-Type: application/ms-tnef\n\n" + packed + b"\n"
    raw = of("multipart/mixed; boundary=b", part, len(part) * 30)
    assert [each.kind for each in mime.parse(raw)[0].parts].count("multipart/alternative") == 2
    assert any("winmail.dat" in problem for problem in reading(raw).problems)


@pytest.mark.parametrize(
    "rich",
    [
        b"{", b"}", b"\\", b"{\\f0\\f1 a", b"\\f0\\'e9", b"\\u8364?", b"\\par", b"\\*\\x", b"{\\v a}", b"\\fonttbl",
        b"{\\rtf1\\fromhtml1{\\*\\htmltag <p>}", b"\\uc999999999\\u1", b"\\ansicpg99999", b"\\listtext",
    ],
)  # fmt: skip
def test_rich_text(rich: bytes) -> None:
    body = rich * (1 + rtf.MAX_RTF // len(rich))
    packed = winmail.lengthy(winmail.RICH, winmail.BINARY, struct.pack("<II4sI", 0, len(body), b"MELA", 0) + body)
    bounded(
        reading(
            b"From: a@b.example\nContent-Type: application/ms-tnef\n\n" + winmail.winmail(winmail.properties(packed))
        )
    )


def test_rich_text_that_unpacks_to_very_much() -> None:
    packed = struct.pack("<II4sI", 0, 0xFFFFFFFF, b"LZFu", 0) + b"\xfe\x41" + b"\x0c\xff\x0d\x0f" * 2**17
    assert len(packing.unpacked(packed, 1000) or b"") <= 1000
