"""Every charset Python knows, some that it does not, and declarations that are wrong."""

from __future__ import annotations

import codecs
from datetime import UTC, datetime
from email.header import Header
from encodings.aliases import aliases
from zoneinfo import ZoneInfo

import pytest

from agent.messages import Owner
from agent.reading import read
from agent.reading.records import Reading
from providers.mailbox import Folder, RawMessage

OWNER = Owner(frozenset({"sam@owner.example"}), ZoneInfo("Europe/London"))
SAMPLES = (
    "Größe, café, señor", "Zażółć gęślą jaźń", "Привет, Сэм", "Καλημέρα Σαμ", "Günaydın Şam", "שלום סם", "مرحبا سام",
    "Sveiki, ačiū, šį", "สวัสดี", "こんにちは、サム", "你好,山姆", "您好,山姆", "안녕하세요", "Xin chào, Sam",
    "Салом, ҳамкор", "Сәлем, қалайсың", "გამარჯობა", "Þakka þér fyrir", "See you on Thursday",
)  # fmt: skip
NOT_OF_MAIL = frozenset({"charmap", "mbcs", "oem", "raw_unicode_escape", "unicode_escape", "idna", "punycode"})


def texts() -> list[str]:
    """Python's names of all charsets of text."""
    names = {codecs.lookup(name).name for name in aliases.values() if name not in NOT_OF_MAIL}
    return sorted(name for name in names if codecs.lookup(name)._is_text_encoding)  # type: ignore[attr-defined]


def sample(charset: str) -> str:
    """The first sample that the charset can write."""
    for text in SAMPLES:
        try:
            if text.encode(charset).decode(charset) == text:
                return text
        except UnicodeError:
            continue
    raise AssertionError(charset)


def reading(body: bytes, charset: str, subject: str = "x") -> Reading:
    head = f'From: Dana <dana@acme.example>\nSubject: {subject}\nContent-Type: text/plain; charset="{charset}"\n\n'
    raw = head.encode("ascii") + body
    return read(RawMessage("1", None, Folder.INBOX, datetime(2026, 11, 3, tzinfo=UTC), raw), OWNER, "work")


def test_there_are_charsets() -> None:
    assert len(texts()) > 80


@pytest.mark.parametrize("charset", texts())
def test_a_charset(charset: str) -> None:
    text = sample(charset)
    found = reading(text.encode(charset), charset)
    assert found.said == text
    assert found.problems == ()


@pytest.mark.parametrize("charset", ["utf-8", "koi8-r", "iso-8859-5", "windows-1251", "gb18030", "shift_jis", "big5"])
def test_a_subject_in_a_charset(charset: str) -> None:
    text = "Привет" if charset not in ("gb18030", "shift_jis", "big5") else "面接"
    assert reading(b"Hi", "utf-8", Header(text, charset).encode()).subject == text


@pytest.mark.parametrize("charset", ["x-unknown", "nonsense", "punycode", "zip", "base64", "rot13", "", "*", "utf-9"])
def test_a_charset_nobody_knows(charset: str) -> None:
    found = reading("Schöne Grüße".encode(), charset)
    assert found.said == "Schöne Grüße"
    assert reading("Schöne Grüße".encode("latin-1"), charset).said == "Schöne Grüße"
    assert found.problems == ()
