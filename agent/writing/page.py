"""The finished text, tidied, and the same text as simple HTML: lines and paragraphs, nothing else."""

from __future__ import annotations

import re
from html import escape


def tidy(text: str) -> str:
    """Take out what left-out values leave behind: doubled spaces, spaces before stops, more than one blank line."""
    lines = [re.sub(r" {2,}", " ", line).strip() for line in text.replace("\r\n", "\n").split("\n")]
    lines = [re.sub(r" +([.,;:?!])(?=\s|$)", r"\1", line) for line in lines]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def as_html(text: str) -> str:
    """Give the text as `<div>` blocks, one per paragraph, with `<br>` between lines; everything in it escaped."""
    blocks = (escape(block, quote=False).replace("\n", "<br>") for block in re.split(r"\n{2,}", text.strip()))
    return "<div><br></div>".join(f"<div>{block}</div>" for block in blocks)
