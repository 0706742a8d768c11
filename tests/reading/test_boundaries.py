"""Which lines divide the parts of a message, and that each is looked at once."""

from __future__ import annotations

import pytest

from agent.reading import boundaries, mime
from agent.reading.boundaries import Dashed, Delimiter

HEAD = b"From: dana@acme.example\nContent-Type: multipart/mixed; boundary=b\n\n"


def parts(raw: bytes) -> list[bytes]:
    tree, _ = mime.parse(raw)
    return [part.content().strip() for part in tree.parts]


@pytest.mark.parametrize(
    "line",
    [b"--b\n", b"--b\r\n", b"--b\r", b"--b  \t\r\n", b"--b" + b" " * 300 + b"\n"],
)
def test_a_line_that_divides(line: bytes) -> None:
    broken = line[-1:]
    assert parts(HEAD + line + broken + b"one" + broken + line + broken + b"two") == [b"one", b"two"]


@pytest.mark.parametrize(
    "line", [b"--bb\n", b"--b x\n", b"--b" + b" " * 99 + b"x\n", b" --b\n", b"-b\n", b"x--b\n", b"--B\n", b"--b-\n"]
)
def test_a_line_that_does_not(line: bytes) -> None:
    assert parts(HEAD + b"--b\n\none\n" + line + b"two\n--b--\n") == [b"one\n" + line + b"two"]


def test_what_follows_the_last_boundary_is_no_part() -> None:
    assert parts(HEAD + b"before\n--b\n\none\n--b--\nafter\n--b\n\ntwo\n") == [b"one"]


def test_a_last_line_without_its_end() -> None:
    assert list(Dashed(b"--b").delimiters(b"b", (0, 3))) == [Delimiter(0, 3, last=False)]
    assert list(Dashed(b"\n--b--").delimiters(b"b", (0, 6))) == [Delimiter(1, 6, last=True)]


def test_the_boundary_of_the_whole_ends_what_is_inside() -> None:
    inner = b"--b\nContent-Type: multipart/mixed; boundary=c\n\n--c\n\none\n"
    tree, problems = mime.parse(HEAD + inner + b"--b\n\ntwo\n--c\n\nthree\n--b--\n")
    assert [part.content().strip() for part in tree.walk() if not part.parts] == [b"one", b"two\n--c\n\nthree"]
    assert problems == []


@pytest.mark.parametrize(
    "declared",
    [b"other", b"", b"in-use-elsewhere", b"in"],
)
def test_a_declared_boundary_that_is_not_there_gives_way_to_the_one_in_use(declared: bytes) -> None:
    head = b"Content-Type: multipart/mixed; boundary=" + declared + b"\n\n"
    assert parts(head + b"--in-use\n\none\n--in-use--\n") == [b"one"]


def test_each_line_is_read_once_whatever_the_nesting() -> None:
    deep = b"".join(
        b"--b%d\nContent-Type: multipart/mixed; boundary=b%d\n\n" % (level, level + 1) for level in range(12)
    )
    lines = (b"--b11" + b" " * 99 + b"x\n") * 2000
    text = b"Content-Type: multipart/mixed; boundary=b0\n\n" + deep + lines
    dashed = Dashed(text)
    for level in range(12):
        list(dashed.delimiters(b"b%d" % level, (0, len(text))))
    assert len(dashed._lines[0]) == 12 + 2000
    assert [problem.code for problem in mime.parse(text)[1]] == ["nested_deep"]


def test_very_many_lines_with_dashes_are_cut_and_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boundaries, "MAX_LINES", 10)
    monkeypatch.setattr(mime, "MAX_LINES", 10)
    tree, problems = mime.parse(HEAD + b"--b\n\none\n" + b"--\n" * 20 + b"--b\n\ntwo\n")
    assert [problem.text for problem in problems] == [
        "Only the first 10 lines that could divide its parts were looked at."
    ]
    assert tree.parts[0].content().strip().startswith(b"one\n--\n")
