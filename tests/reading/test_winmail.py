"""What Outlook's winmail.dat and its Rich Text say, damaged ones included."""

from __future__ import annotations

import pytest

from agent.reading import packing, rtf, tnef
from agent.reading.tnef import Text
from tests.support import winmail
from tests.support.winmail import (
    BINARY,
    LONG,
    PAGE,
    PAGE_CODEPAGE,
    RICH,
    STRING,
    TEXT,
    UNICODE,
    lengthy,
    long,
    properties,
)

HELLO = bytes.fromhex(
    "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
)
RUN = bytes.fromhex("1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0")


@pytest.mark.parametrize(
    ("raw", "text"),
    [(HELLO, rb"{\rtf1\ansi\ansicpg1252\pard hello world}" + b"\r\n"), (RUN, rb"{\rtf1 WXYZWXYZWXYZWXYZWXYZ}")],
)
def test_the_examples_of_the_standard(raw: bytes, text: bytes) -> None:
    assert packing.unpacked(raw, 1000) == text
    assert packing.unpacked(raw, 6) == text[:6]


def test_what_is_packed_is_unpacked() -> None:
    text = b"".join(rb"\par line %d of many, many lines " % (number % 40) for number in range(400))
    assert packing.unpacked(winmail.packed(text), len(text) + 9) == text


@pytest.mark.parametrize("raw", [b"", b"x", HELLO[:15], HELLO.replace(b"LZFu", b"ZFuL")])
def test_what_is_not_packed(raw: bytes) -> None:
    assert packing.unpacked(raw, 1000) is None


def test_text_that_is_only_framed_or_damaged() -> None:
    assert packing.unpacked(HELLO.replace(b"LZFu", b"MELA"), 1000) == HELLO[16:]
    assert packing.unpacked(HELLO[:30], 1000) == rb"{\rtf1\ansi\ansicpg1252"
    assert packing.unpacked(HELLO[:16] + b"\xff\xff\xf0" * 20, 1000) == b""


@pytest.mark.parametrize(
    ("rich", "text"),
    [
        (rb"{\rtf1 Hi\par there\line you\tab all}", "Hi\nthere\nyou\tall"),
        (rb"{\rtf1\ansi\ansicpg1250 za\'bf\'f3\'b3\'e6}", "zażółć"),
        (rb"{\rtf1{\fonttbl{\f3\fcharset204 A;}{\f4 B;}}\f3\'cf\f4\'e9\plain\'e9}", "Пéé"),
        (rb"{\rtf1\deff3{\fonttbl{\f3\fcharset128 A;}}\'96\'ca\'90\'da}", "面接"),
        (rb"{\rtf1\uc1\u1055?\u1088\'f0 {\uc0\u1080}\uc2\u8364 EUR}", "Пр и€R"),
        (rb"{\rtf1 \u-10179?\u-8704?}", "\U0001f600"),
        (rb"{\rtf1 a\{b\}\\c\~d\_e\emdash}", "a{b}\\c\xa0d-e—"),
        (rb"{\rtf1{\info{\author Me}}{\pict 0102}{\*\unknown x{\b y}}{\stylesheet{\s1 z;}}Hi}", "Hi"),
        (rb'{\rtf1{\field{\*\fldinst{HYPERLINK "http://a.example"}}{\fldrslt here}}}', "here"),
        (rb"{\rtf1 a{\v b}\v c\v0 d{\deleted e}\v f\plain g}", "adg"),
        (rb"{\rtf1{\listtext\'b7\tab}one\par{\pntext 2.\tab}two}", "- one\n- two"),
        (rb"{\rtf1\trowd\cellx100 a\cell b\cell\row\clwWidth7 c}", "a\tb\t\nc"),
        (rb"{\rtf1 never closed {\b and more", "never closed and more"),
        (rb"}}}{\rtf1 Hi}}}", "Hi"),
        (b"", ""),
    ],
)
def test_the_words_of_a_rich_text(rich: bytes, text: str) -> None:
    assert rtf.read(rich) == (text, False)


def test_the_page_that_a_rich_text_was_made_from() -> None:
    rich = (
        rb"{\rtf1\ansi\fromhtml1{\fonttbl{\f0 A;}}{\*\htmltag64 <p>}\htmlrtf \pard {\b \htmlrtf0 Hi &"
        rb"{\*\htmltag84 &amp;}\htmlrtf &}\htmlrtf0{\*\mhtmltag84 <x>}{\*\htmltag84 <a href=\{1\}>}\'e9"
        rb"{\*\htmltag92 </a>}{\*\htmltag72 </p>}}"
    )
    assert rtf.read(rich) == ("<p>Hi &&amp;<a href={1}>é</a></p>", True)


def test_tags_in_a_rich_text_that_comes_from_no_page_are_not_its_words() -> None:
    assert rtf.read(rb"{\rtf1 Hi{\*\htmltag64 <p>} Sam}") == ("Hi Sam", False)


def made(*found: bytes, **body: bytes) -> tuple[Text, ...]:
    attributes = {winmail.BODY: body["body"]} if body else {}
    return tnef.texts(winmail.winmail({**attributes, **properties(*found)}, codepage=1251))


RICH_TEXT = lengthy(RICH, BINARY, winmail.packed(rb"{\rtf1 Rich}"))


@pytest.mark.parametrize(
    ("found", "texts"),
    [
        ([lengthy(TEXT, STRING, b"\xcf\xf0\0")], [("text/plain", "cp1251", b"\xcf\xf0")]),
        ([lengthy(TEXT, UNICODE, "Пр\0".encode("utf-16-le"))], [("text/plain", "utf-8", "Пр".encode())]),
        ([lengthy(PAGE, BINARY, b"<p>"), long(PAGE_CODEPAGE, 65001)], [("text/html", "cp65001", b"<p>")]),
        ([lengthy(PAGE, BINARY, b"<p>")], [("text/html", "", b"<p>")]),
        ([RICH_TEXT], [("text/plain", "utf-8", b"Rich")]),
        ([RICH_TEXT, lengthy(TEXT, STRING, b"Plain")], [("text/plain", "cp1251", b"Plain")]),
        ([RICH_TEXT, lengthy(TEXT, STRING, b" \r\n\0")], [("text/plain", "utf-8", b"Rich")]),
        ([lengthy(RICH, BINARY, b"nonsense")], []),
        ([winmail.named("x-y", UNICODE, b"a\0"), long(3, 4), RICH_TEXT], [("text/plain", "utf-8", b"Rich")]),
        ([], []),
    ],
)  # fmt: skip
def test_the_properties_that_hold_a_text(found: list[bytes], texts: list[tuple[str, str, bytes]]) -> None:
    assert made(*found) == tuple(Text(*text) for text in texts)


def test_the_simple_attribute_is_read_where_no_property_says_the_same() -> None:
    assert made(body=b"Simple\0") == (Text("text/plain", "cp1251", b"Simple"),)
    assert made(RICH_TEXT, body=b"Simple\0") == (Text("text/plain", "cp1251", b"Simple"),)


def test_a_property_of_a_type_nobody_knows_ends_the_reading_of_what_follows() -> None:
    strange = long(7, 8).replace(LONG.to_bytes(2, "little"), b"\x77\x07", 1)
    assert made(strange, RICH_TEXT) == ()


def test_cut_anywhere_it_gives_what_can_be_had_or_nothing() -> None:
    whole = winmail.winmail(properties(long(0x17, 1), lengthy(TEXT, STRING, b"Tuesday at 3"), RICH_TEXT))
    found = {text.content for size in range(len(whole)) for text in tnef.texts(whole[:size])}
    assert all(b"Tuesday at 3".startswith(content) or content == b"Rich" for content in found)
