"""Which lines "From ..." begin a message: separators.toml holds the examples and the near misses."""

from __future__ import annotations

import io
import tomllib
from pathlib import Path
from typing import Any

import pytest

from providers import Account, open_mailbox
from providers.mailbox import Query, RawMessage, Unreadable
from providers.mbox import message_in, spans
from providers.separators import Doubts, Verdict, form_of, judge
from tests.providers.contract import LONG_AGO, mail

TABLE: dict[str, list[dict[str, Any]]] = tomllib.loads(
    Path(__file__).with_name("separators.toml").read_text(encoding="utf-8")
)
CASES = [(kind, case) for kind, cases in TABLE.items() for case in cases]
DATED = "From - Mon Nov 02 09:00:00 2026"


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize(("kind", "case"), CASES, ids=[f"{kind}: {case['name']}" for kind, case in CASES])
def test_a_line_is_what_the_table_says(kind: str, case: dict[str, Any], end: str) -> None:
    own = form_of(case.get("own", case["line"] if kind == "separator" else DATED).encode())
    above = "Best, Dana\n\n" if case.get("blank", True) else "Best, Dana\n"
    below = f"{case['line']}\n{case['below']}\n\nHello\n"
    assert judge(*(text.replace("\n", end).encode() for text in (above, below)), own) is Verdict(kind)


@pytest.mark.parametrize("case", TABLE["text"], ids=lambda case: case["name"])
def test_a_text_with_such_a_line_stays_one_message(case: dict[str, Any]) -> None:
    raw = (
        f"{DATED}\nSubject: one\n\nHi Sam,\n\n{case['line']}\n{case['below']}\n\nDana\n\n{DATED}\nSubject: two\n\nHi\n"
    )
    doubts = Doubts()
    found = [raw[begin:end] for begin, end in spans(io.BytesIO(raw.encode()), doubts=doubts)]
    assert [part.splitlines()[1] for part in found] == ["Subject: one", "Subject: two"]
    assert case["line"] in found[0]
    assert doubts.told("all.mbox") == ""


def test_lines_that_end_as_on_an_old_mac_are_read(tmp_path: Path) -> None:
    raw = b"".join(b"From - Mon Nov 02 09:00:00 2026\n" + mail(n) + b"\n" for n in range(3)).replace(b"\r\n", b"\n")
    (tmp_path / "old.mbox").write_bytes(raw.replace(b"\n", b"\r"))
    mailbox = open_mailbox(Account("a", "export", ("sam@owner.example",), tmp_path / "old.mbox"))
    found = list(mailbox.fetch(mailbox.search(Query(LONG_AGO, words=("hello",)))))
    assert [one.raw for one in found if isinstance(one, RawMessage)] == [
        message_in(raw[a:b]) for a, b in spans(io.BytesIO(raw))
    ]


def test_who_looks_through_a_file_hears_of_a_doubt_once(tmp_path: Path) -> None:
    file = tmp_path / "all.mbox"
    (case, *_) = TABLE["doubt"]
    file.write_bytes(f"{DATED}\n".encode() + mail(1, text=f"Hello,\n\n{case['line']}\n{case['below']}\n\nDana\n"))
    mailbox = open_mailbox(Account("a", "export", ("sam@owner.example",), file))
    message, doubt = mailbox.headers(mailbox.search(Query(LONG_AGO, words=("hello",))))
    assert not isinstance(message, Unreadable)
    assert isinstance(doubt, Unreadable)
    assert doubt.gone, "there is no use in asking again"
    assert case["line"] in doubt.why
    assert len(list(mailbox.search(Query(LONG_AGO, addresses=("dana@acme.example",))))) == 1
    cursor = mailbox.cursor()
    assert open_mailbox(Account("a", "export", ("sam@owner.example",), file)).changes(cursor).arrived == ()
    with file.open("ab") as out:
        out.write(f"{DATED}\n".encode() + mail(2, text=f"Hello,\n\n{case['line']}\n{case['below']}\n"))
    new = open_mailbox(Account("a", "export", ("sam@owner.example",), file)).changes(cursor)
    assert [":?" in one for one in new.arrived] == [False, True]


def test_a_line_shows_no_signs_that_turn_a_terminal() -> None:
    doubts = Doubts()
    doubts.add(7, b"From \x1b[2J\xe2\x80\xae" + b"y" * 300)
    doubts.add(9, b"From z")
    told = doubts.told("all.mbox")
    assert "\x1b" not in told
    assert told.startswith("2 lines of all.mbox")
    assert len(told) < 220
