"""How far a pass is: one line of a terminal, gone when it ends; nothing where nobody looks."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from io import StringIO
from itertools import count
from pathlib import Path

import pytest

from agent import cli
from agent.cli.progress import ProgressLine
from agent.errors import TryLater
from agent.gathering import Gathered
from tests.test_cli import home as home  # the fixture


class Terminal(StringIO):
    """A screen; `seen` is every state its last line was in."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = [""]

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        for part in re.findall(r"\n|\r[^\r\n]*|[^\r\n]+", text):
            line = part.lstrip("\r\n")
            self.seen.append("" if part == "\n" else (line + self.seen[-1][len(line) :]).rstrip())
        return super().write(text)


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.setattr("agent.cli.progress._PATIENCE", 0.0)
    monkeypatch.setattr("agent.cli.progress._PAUSE", 0.0)
    return Terminal()


@pytest.fixture
def run(home: Path, terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    def followup(*arguments: str) -> int:
        monkeypatch.setattr(sys, "stderr", terminal)  # only now: pytest puts its own there before each test
        return cli.call([*arguments, "--home", str(home)])

    return followup


def test_a_pass_on_a_terminal_says_how_far_it_is_and_leaves_the_line_empty(
    run: Callable[..., int], terminal: Terminal
) -> None:
    assert run("run") == 0
    assert "account 1: 1 messages looked at, 0 read" in terminal.seen
    assert "account 1: 1 messages looked at, 1 read" in terminal.seen
    assert terminal.seen[-1] == ""


def test_the_line_is_gone_before_an_error_is_said(
    run: Callable[..., int], terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise TryLater("The disk is full.")

    monkeypatch.setattr("agent.cycle.agree", broken)
    assert run("run") == 75
    assert "account 1: 1 messages looked at, 1 read" in terminal.seen
    assert "The disk is full." in terminal.seen


@pytest.mark.parametrize("json", [True, False])
def test_nothing_is_said_where_nobody_looks(
    run: Callable[..., int], terminal: Terminal, monkeypatch: pytest.MonkeyPatch, json: bool
) -> None:
    if not json:
        monkeypatch.setattr(terminal, "isatty", lambda: False)
    assert run("run", *(["--json"] if json else [])) == 0
    assert terminal.getvalue() == ""


def test_a_short_pass_says_nothing_and_a_long_one_not_too_often() -> None:
    terminal, seconds = Terminal(), count(step=0.1)
    line = ProgressLine(terminal, lambda: next(seconds))
    for number in range(1, 10):
        line("mail", Gathered(looked_at=number))
    assert terminal.getvalue() == ""
    for number in range(10, 20):
        line("mail", Gathered(looked_at=number))
    line.clear()
    assert terminal.getvalue().count("messages") == 5


def test_the_line_fits_the_screen_and_covers_the_longer_one_before(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.get_terminal_size", lambda: os.terminal_size((40, 24)))
    line = ProgressLine(terminal)
    line("n" * 99, Gathered(looked_at=1))
    assert terminal.seen[-1] == "n" * 39
    line("old", Gathered(looked_at=1234))
    assert terminal.seen[-1] == "old: 1,234 messages looked at, 0 read"
