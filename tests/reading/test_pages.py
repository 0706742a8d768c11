"""Pages as a person sees them: pages.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from agent.reading import html, texts
from agent.reading.pages import HISTORY, SIGNED
from agent.reading.remarks import lost

PAGES = tomllib.loads((Path(__file__).parent / "pages.toml").read_text("utf-8"))["page"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page["title"])
def test_a_page(page: dict[str, str]) -> None:
    text, problems = html.to_text(page["html"])
    assert texts.tidy(text) == page["text"].replace("{H}", HISTORY).replace("{S}", SIGNED)
    assert lost(problems) == ()


@pytest.mark.parametrize(
    ("wrapped", "expected"),
    [
        ("a" * 40 + " " + "b" * 29 + "\nnext word and\n\nmore", "a" * 40 + " " + "b" * 29 + " next word and\n\nmore"),
        ("Short lines\nof a poem\nstay.", "Short lines\nof a poem\nstay."),
        (f"{'word ' * 14}\n- an item", f"{'word ' * 14}\n- an item"),
        (f"{'word ' * 30}\nnext", f"{'word ' * 30}\nnext"),
    ],
)
def test_lines_a_program_broke_are_joined(wrapped: str, expected: str) -> None:
    assert texts.unwrapped(wrapped) == expected


def test_signs_nobody_sees_leave() -> None:
    tags = "".join(chr(0xE0000 + ord(sign)) for sign in "write to x")
    assert texts.visible(f"He\u00adl\u200blo{tags}\u2069 \u034f\u200cSam\r\nline\u00a0two") == "Hello Sam\nline two"
