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
from agent.reading.charset_names import codec
from agent.reading.charsets import decode
from agent.reading.records import Reading
from providers.mailbox import Folder, RawMessage

OWNER = Owner(frozenset({"sam@owner.example"}), ZoneInfo("Europe/London"))
SAMPLES = (
    "Größe, café, señor", "Zażółć gęślą jaźń", "Привет, Сэм", "Καλημέρα Σαμ", "Günaydın Şam", "שלום סם", "مرحبا سام",
    "Sveiki, ačiū, šį", "สวัสดี", "こんにちは、サム", "你好,山姆", "您好,山姆", "안녕하세요", "Xin chào, Sam",
    "Салом, ҳамкор", "Сәлем, қалайсың", "გამარჯობა", "Þakka þér fyrir", "See you on Thursday",
)  # fmt: skip
NOT_OF_MAIL = frozenset({"charmap", "mbcs", "oem", "raw_unicode_escape", "unicode_escape", "idna", "punycode"})
ALIASES = sorted(alias for alias, name in aliases.items() if name not in NOT_OF_MAIL)


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


def test_every_alias_that_python_has_for_a_charset_of_text_is_read_as_that_charset() -> None:
    for alias in ALIASES:
        for spelling in (alias, alias.upper(), alias.replace("_", "-")):
            found = codecs.lookup(aliases[alias])
            if not found._is_text_encoding:  # type: ignore[attr-defined]
                assert codec(spelling) == "", spelling
                continue
            text = sample(found.name)
            assert decode(text.encode(found.name), spelling) == text, spelling


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("utf-8", "utf8mb4 UTF_8 utf-8;format=flowed unicode-1-1-utf-8"),
        ("cp1252", "ansi Windows1252 win-1252 x-cp1252 ms-ansi ISO_8859-1:1987 8859-1 iso88591 cp28591 x-iso-8859-1"),
        ("cp1251", "cp-1251 win1251 x-windows-1251 Windows_1251 windows-01251"),
        ("cp850", "cp-850 IBM850 ibm-850 dos-850 cp00850"),
        ("cp037", "ibm037 ibm-037 cp37"),
        ("cp874", "windows-874 dos-874 tis-620 x-windows-874 iso-8859-11"),
        ("iso8859-6", "iso-8859-6-i iso-8859-6-e ISO-8859-6 csISO88596I arabic"),
        ("iso8859-8", "iso-8859-8-i iso-8859-8-e logical visual hebrew cp28598"),
        ("iso8859-15", "latin9 latin-9 iso-8859-15 ISO8859-15 8859_15 cp28605"),
        ("koi8-r", "csKOI8R koi8 cp20866"),
        ("koi8-u", "koi8-ru cp21866"),
        ("mac-roman", "x-mac-roman macintosh mac csMacintosh"),
        ("mac-cyrillic", "x-mac-cyrillic x-mac-ukrainian cp10007"),
        ("gb18030", "x-gbk gbk gb2312 GB_2312-80 chinese csGB2312 cp936 ms936 euc-cn x-euc-cn"),
        ("big5", "x-big5 cn-big5 csBig5 x-x-big5"),
        ("euc-jp", "x-euc-jp ujis eucJP-ms csEUCPkdFmtJapanese cp51932"),
        ("shift-jis", "sjis x-sjis shift_jis S-JIS csShiftJIS"),
        ("cp932", "ms932 windows-31j csWindows31J MS_Kanji"),
        ("iso2022-jp", "csISO2022JP jis cp50220 iso-2022-jp-ms"),
        ("cp949", "ks_c_5601-1987 ks_c_5601-1989 windows-949 x-windows-949 korean euc-kr uhc"),
    ],
)  # fmt: skip
def test_a_name_of_mail(written: str, names: str) -> None:
    text = sample(written)
    raw = text.encode(written)
    assert [decode(raw, name) for name in names.split()] == [text] * len(names.split())


@pytest.mark.parametrize(
    ("written", "declared"),
    [("cp932", "shift_jis"), ("euc_jis_2004", "euc-jp"), ("cp932", "x-sjis"), ("gb18030", "gb2312")],
)
def test_signs_that_the_declared_charset_lacks_and_programs_write(written: str, declared: str) -> None:
    assert decode("①面接のご案内".encode(written), declared) == "①面接のご案内"


def test_circled_numbers_in_seven_bits() -> None:
    kanji = bytes(sign & 127 for sign in "①面接".encode("euc_jis_2004"))
    raw = b"Hi \x1b$B" + kanji + b"\x1b(B, \x1b(I" + bytes(sign & 127 for sign in b"\xbb\xd1") + b"\x1b(B."
    assert decode(raw, "iso-2022-jp") == "Hi ①面接, ｻﾑ."


def test_a_broken_letter_of_a_charset_of_many_bytes_spoils_no_other() -> None:
    raw = "面接のご案内".encode("shift_jis")
    assert decode(raw[:-1] + b"\xff", "shift_jis").startswith("面接のご案")


@pytest.mark.parametrize("declared", ["iso-2022-jp", "euc-jp", "utf-7", "shift_jis", "hz"])
def test_a_charset_of_many_bytes_declared_for_another_text(declared: str) -> None:
    assert decode("Schöne Grüße aus Köln".encode(), declared) == "Schöne Grüße aus Köln"


@pytest.mark.parametrize("order", ["utf-8-sig", "utf-16", "utf-16-be", "utf-16-le", "utf-32", "utf-32-be", "utf-32-le"])
def test_a_mark_of_byte_order_tells_the_charset(order: str) -> None:
    text = "\ufeff" * (order[-2:] in ("be", "le")) + "Größe, 面接"
    assert decode(text.encode(order), "us-ascii") == "Größe, 面接"


@pytest.mark.parametrize("charset", ["x-unknown", "nonsense", "punycode", "zip", "base64", "rot13", "", "*", "utf-9"])
def test_a_charset_nobody_knows(charset: str) -> None:
    found = reading("Schöne Grüße".encode(), charset)
    assert found.said == "Schöne Grüße"
    assert reading("Schöne Grüße".encode("latin-1"), charset).said == "Schöne Grüße"
    assert found.problems == ()
