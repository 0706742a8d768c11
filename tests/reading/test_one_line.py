"""Odd and hostile mail that is read: which line of `remarks.toml` it gives, and where the owner sees it."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from agent.messages import Owner
from agent.reading import read, remarks
from agent.understanding import understand
from providers.mailbox import Folder, RawMessage
from tests.reading.test_hostile_neighbours import EVENT, GOOD, ORDER, PASSES, START
from tests.support.home import HomeOf

OWNER = Owner(frozenset({"sam@owner.example"}), ZoneInfo("Europe/London"))
HTML, CALENDAR, MIXED = "text/html", "text/calendar; method=PUBLISH", "multipart/mixed; boundary=b"
DEEP = b"".join(b"--b%d\nContent-Type: multipart/mixed; boundary=b%d\n\n" % (n, n + 1) for n in range(50))
ONE_EVENT = b"BEGIN:VEVENT\nUID:1\nDTSTART:20261105T100000Z\n"


def mail(body: bytes, kind: str = "text/plain", more: str = "", subject: str = "Interview for Data Engineer") -> bytes:
    head = f"From: Dana Reyes <dana@acme.example>\nTo: sam@owner.example\nSubject: {subject}\n{more}"
    head += "Date: Tue, 3 Nov 2026 15:00:00 +0000\nMessage-ID: <h@acme.example>\n"
    return f"{head}Content-Type: {kind}; charset=utf-8\n\n".encode() + body


ODD: dict[str, tuple[bytes, set[str]]] = {
    "plain mail": (mail(b"Hi Sam, see you on Thursday."), set()),
    "a header of 100 MB": (
        mail(b"Hi", more="X-Long: " + "a" * 100_000_000 + "\n"),
        {"header_cut", "text_cut", "new_text_cut"},
    ),
    "300 recipients": (mail(b"Hi", more="Cc: " + ", ".join(f"x{n}@a.test" for n in range(300)) + "\n"), {"people_cut"}),
    "ten thousand parts": (mail(b"--b\n\nx\n" * 10_000, MIXED), {"parts_cut"}),
    "parts in parts": (mail(DEEP, "multipart/mixed; boundary=b0"), {"nested_deep"}),
    "a boundary that is not there": (mail(b"Hi Sam,", MIXED), {"parts_unclear"}),
    "400 KB of <!--": (mail(b"<!--" * 100_000, HTML), {"tags_cut"}),
    "tags in tags": (mail(b"<b>" * 100_000, HTML), {"tags_cut"}),
    "an attribute of a megabyte": (mail(b"<a href='" + b"x" * 1_000_000, HTML), {"page_cut"}),
    "entities": (mail(b"&amp;" * 200_000, HTML), {"page_cut", "new_text_cut"}),
    "a long text": (mail(b"All is well. " * 40_000), {"text_cut", "new_text_cut"}),
    "a text to trap a pattern": (
        mail(b"On 1:00 1 Nov a@b.example wrote\n" * 20_000),
        {"text_cut", "lines_cut", "new_text_cut"},
    ),
    "ten thousand events": (mail(b"BEGIN:VCALENDAR\n" + EVENT % 1 * 10_000, CALENDAR), {"calendar_cut", "events_cut"}),
    "attendees without end": (
        mail(b"BEGIN:VCALENDAR\n" + ONE_EVENT + b"ATTENDEE:mailto:a@b.example\n" * 5000 + b"END:VEVENT\n", CALENDAR),
        {"event_cut"},
    ),
    "many calendar parts": (
        mail(b"--b\nContent-Type: text/calendar\n\n" * 20 + b"--b--\n", MIXED),
        {"calendars_cut"},
    ),
    "hidden words": (mail(b"<p>Hi</p><p hidden>We made you an offer</p>", HTML), {"hidden_text"}),
    "words of no size": (mail(b"<p>Hi <span style='font-size:0'>no</span></p>", HTML), {"hidden_text"}),
    "a comment, a title, a style": (mail(b"<title>x</title><style>p{}</style><!-- no --><p>Hi", HTML), set()),
    "words to the program": (mail(ORDER), {"orders_to_programs"}),
    "hidden words to the program": (mail(b"<p hidden>" + ORDER, HTML), {"hidden_text", "orders_to_programs"}),
    "template code": (mail(b"Hi {{7*7}}"), {"template_code"}),
    "template code as subject": (mail(b"Hi", subject="{% include x %}"), {"template_code"}),
    "control signs": (mail(b"Hi\x07\x1b[2J Sam"), {"control_signs"}),
    "text from right to left": (mail("Hi \u202emaS".encode()), {"turned_letters"}),
    "a subject from right to left": (mail(b"Hi", subject="=?utf-8?q?=E2=80=AEtseuqeR?="), {"turned_letters"}),
    "a Reply-To elsewhere": (mail(b"Hi", more="Reply-To: dana@evil.test\n"), {"answers_elsewhere"}),
    "a Reply-To at home": (mail(b"Hi", more="Reply-To: talent@hr.acme.example\n"), set()),
    "Arabic": (mail("\u200f\u0645\u0631\u062d\u0628\u0627 Sam".encode()), set()),
}  # fmt: skip


@pytest.mark.parametrize("name", ODD)
def test_what_is_said_of_it(name: str) -> None:
    raw, codes = ODD[name]
    found = understand(read(RawMessage("1", None, Folder.INBOX, START, raw), OWNER, "work"), OWNER)
    assert {remark.code for remark in found.remarks} == codes
    assert all(len(remark.text) < 130 and "\n" not in remark.text for remark in found.remarks)


@pytest.mark.parametrize("entry", remarks.table()["order"], ids=lambda entry: entry["example"])
def test_an_order_is_known(entry: dict[str, str]) -> None:
    assert "orders_to_programs" in {remark.code for remark in remarks.of_words(entry["example"])}


@pytest.mark.parametrize(
    "text",
    [
        "You are an AI engineer with five years of experience.",
        "Please ignore my previous mail, the time was wrong.",
        "You are the candidate we want. The assistant that books rooms is Lee.",
        "Have you seen our agents? Read this article before we talk.",
    ],
)
def test_words_to_people_are_no_order(text: str) -> None:
    assert list(remarks.of_words(text)) == []


@pytest.fixture
def home(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> HomeOf:
    return HomeOf(tmp_path, "Sam Okafor", "sam@owner.example", capsys)


def arrives(home: HomeOf, raw: bytes) -> None:
    (home.path / "Mail" / "cur" / f"{int(START.timestamp()) + 60}.H.host:2,S").write_bytes(raw)


NEWS = b"Hi Sam,\n\nthank you. We will let you know by Tuesday 10 November.\n\n%s\n\nBest,\nDana\n"


@pytest.mark.parametrize(
    ("body", "kind", "in_run", "in_why"),
    [
        (NEWS % ORDER, "text/plain", "orders to programs", "orders to programs"),
        (NEWS % "\u202emaS".encode(), "text/plain", "direction of letters", "direction of letters"),
        (NEWS % b"<p hidden>no</p>", HTML, "", "nobody sees"),
        (NEWS % b"{{7*7}}", "text/plain", "", "template code"),
        (NEWS + b"<b>" * 50_000, HTML, "very many tags", "very many tags"),
    ],
)
def test_the_owner_sees_the_line(home: HomeOf, body: bytes, kind: str, in_run: str, in_why: str) -> None:
    home.receive(GOOD)
    arrives(home, mail(body, kind))
    done = home.one_pass(PASSES[0])
    assert done is not None
    lines = [*done.problems, *done.notes]
    assert [in_run in line and "h@acme.example" in line for line in lines] == [True] * bool(in_run)
    code, told, _ = home.followup("why", "acme", "--now", "2026-11-05T12:00:00+00:00")
    assert code == 0
    assert sum(in_why in line for line in told.splitlines()) == 1


def test_a_look_alike_is_told_in_run_status_and_why(home: HomeOf) -> None:
    home.receive(GOOD)
    arrives(
        home,
        mail(b"We invite you to a second interview on Tuesday 10 November at 14:00. Answer me here.").replace(
            b"dana@acme.example", b"dana@acrne.example"
        ),
    )
    done = home.one_pass(PASSES[0])
    assert done is not None
    assert ["dana@acrne.example" in text for _, text in done.notices] == [True]
    for command in (["status"], ["why", "acme"]):
        _, told, _ = home.followup(*command, "--now", "2026-11-05T12:00:00+00:00")
        assert "dana@acrne.example" in told
        assert "only reads like" in told


def test_a_line_names_no_hostile_id(home: HomeOf) -> None:
    """A Message-ID is written by strangers too: it is shortened, and turns no letters in the owner's terminal."""
    home.receive(GOOD)
    arrives(
        home, mail(NEWS % ORDER).replace(b"<h@acme.example>", b"<" + "\u202e".encode() + b"y" * 900 + b"@acme.example>")
    )
    done = home.one_pass(PASSES[0])
    assert done is not None
    (line,) = done.notes
    assert len(line) < 260
    assert "\u202e" not in line
