"""What holds for all bytes: a Reading comes back, always the same one, and hidden words are never said."""

from __future__ import annotations

import re
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent.messages import Owner
from agent.reading import html, read, read_header, texts
from agent.reading.records import Reading
from providers.mailbox import Folder, Header, RawMessage

OWNER = Owner(frozenset({"sam@owner.example"}), ZoneInfo("Europe/London"))
RECEIVED = datetime(2026, 11, 3, 19, tzinfo=UTC)
SEEDS = [path.read_bytes() for path in sorted((Path(__file__).parent / "messages").glob("*.eml"))]
STEADY = settings(deadline=None, max_examples=150, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


def reading(raw: bytes) -> Reading:
    return read(RawMessage("1", None, Folder.INBOX, RECEIVED, raw), OWNER, "work")


def sound(found: Reading) -> None:
    message = found.message
    assert message.message_id
    assert not set(message.message_id) & set("<> \r\n\t")
    assert message.sent is None or message.sent.tzinfo is not None
    assert all(each.start is None or each.start.tzinfo is not None for each in found.invitations)
    assert all(each.start is None or each.end is None or each.start <= each.end for each in found.invitations)
    assert not any(problem.startswith("This message could not be read") for problem in found.problems), found.problems
    for text in (found.said, found.quoted, found.forwarded, found.signature):
        assert not set(text) & {"\r", "\x00", "\ue001", "\ue002", "\u200b"}


WHITE = st.text(" \t\n\r\v\f\x85\u00a0\u2003\u2028\u3000\u200b", min_size=30, max_size=120)


@STEADY
@given(st.lists(st.one_of(WHITE, st.sampled_from(["Best,", "Lee Wong", "> quoted", "a. ", "On Friday Lee wrote:"]))))
def test_no_gap_grows(pieces: list[str]) -> None:
    """However much white space a message holds, none that is looked at has more than 40 signs and a blank line."""
    head = b"From: lee@acme.example\nSubject: Interview\nContent-Type: text/plain; charset=utf-8\n\n"
    found = reading(head + "".join(pieces).encode())
    for text in (found.said, found.quoted, found.forwarded, found.signature):
        assert max(map(len, re.findall(r"\s+", text)), default=0) <= 42


@STEADY
@given(st.binary(max_size=2000))
def test_any_bytes_are_read(raw: bytes) -> None:
    found = reading(raw)
    sound(found)
    assert found == reading(raw)
    assert read_header(Header("1", None, Folder.INBOX, RECEIVED, raw, ""), OWNER, "work").id == "1"


@STEADY
@given(st.sampled_from(SEEDS), st.data())
def test_damaged_mail_is_read(seed: bytes, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(seed)))
    end = data.draw(st.integers(start, min(len(seed), start + 200)))
    raw = seed[:start] + data.draw(st.binary(max_size=40)) + seed[end:]
    found = reading(raw)
    sound(found)
    assert found == reading(raw)


@STEADY
@given(st.sampled_from(SEEDS), st.sampled_from(SEEDS), st.integers(0, 3000))
def test_mail_cut_short_or_joined_is_read(seed: bytes, other: bytes, at: int) -> None:
    sound(reading(seed[:at]))
    sound(reading(seed[:at] + other[at // 2 :]))


HIDDEN: list[str] = tomllib.loads((Path(__file__).parent / "hidden.toml").read_text("utf-8"))["hidden"]
HIDING = st.sampled_from(HIDDEN)
AROUND = st.sampled_from(
    ["{}", "<div>{}</div>", "<table><tr><td>{}</td></tr></table>", "<ul><li>{}</li></ul>", "<p>{}<br>"]
)


@pytest.mark.parametrize("hiding", HIDDEN)
def test_every_way_to_hide_words_is_known(hiding: str) -> None:
    page = "<body>Hello <b>there</b>, " + hiding.replace("{}", "sesame") + " <i>seen</i></body>"
    text = html.to_text(page)[0]
    assert "sesame" not in text
    assert "Hello there" in text
    assert "seen" in text


@STEADY
@given(HIDING, AROUND, AROUND)
def test_hidden_words_are_never_said(hiding: str, around: str, outside: str) -> None:
    page = outside.format("<b>Hello</b> there " + around.format(hiding.replace("{}", "sesame") + "<i>seen</i>"))
    raw = f"From: dana@acme.example\nContent-Type: text/html; charset=utf-8\n\n<body>{page} end</body>"
    found = reading(raw.encode())
    whole = found.said + found.quoted + found.forwarded + found.signature
    assert "sesame" not in whole
    assert "Hello there" in whole
    assert "seen" in whole
    assert "end" in whole


@STEADY
@given(st.lists(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=6), min_size=1, max_size=6))
def test_words_are_never_split(pieces: list[str]) -> None:
    inline = ["b", "i", "span", "a", "font", "u"]
    page = "".join(f"<{tag}>{piece}</{tag}>" for piece, tag in zip(pieces, inline, strict=False))
    assert html.to_text(f"<p>{page}</p>")[0] == texts.visible("".join(pieces)).strip()


@STEADY
@given(st.text(st.sampled_from("ab .\n>-:@1"), max_size=300))
def test_no_letter_of_a_text_is_lost(text: str) -> None:
    found = reading(b"From: dana@acme.example\nContent-Type: text/plain; charset=utf-8\n\n" + text.encode())
    whole = found.said + found.quoted + found.forwarded + found.signature
    for letter in "ab1@":
        assert whole.count(letter) == text.count(letter)
