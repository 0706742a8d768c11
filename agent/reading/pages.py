"""The lines of a page as they are written: breaks, cells, list items, depth of history.

Lines of history start with "> "; the marks below are signs no mail can contain, as `texts.visible` takes them out of
every text first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from agent.reading.styles import Look
from agent.reading.texts import visible

HISTORY = "\ue001"
"""A line of this alone: everything below is history."""
SIGNED = "\ue002"
"""At the start of a line: the line belongs to a signature."""
_HIDDEN_PIECES, _HIDDEN_LETTERS = 20, 500


@dataclass(frozen=True, slots=True)
class Place:
    """What holds for the text at one place: how it looks, how deep in history, whether in a signature."""

    look: Look = field(default_factory=Look)
    depth: int = 0
    signed: bool = False

    @property
    def prefix(self) -> str:
        """What stands before every line here."""
        return (SIGNED if self.signed else "") + "> " * self.depth


@dataclass(slots=True)
class Page:
    """The lines written so far. Breaks wait until text follows, so empty boxes leave no trace."""

    lines: list[str] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    prefix: str = ""
    waiting: int = 0  # line breaks to come before the next text: 1 a new line, 2 a blank line before it
    tab: bool = False
    fresh: bool = False  # a cell or list item has just begun: its first block starts no new line
    hidden: list[str] = field(default_factory=list)
    row: int = -1  # how many lines there were when the table row began

    def hide(self, text: str) -> None:
        """Text that nobody sees; some of it is kept, to say so."""
        if len(self.hidden) < _HIDDEN_PIECES and (words := visible(text).strip()):
            self.hidden.append(words[:_HIDDEN_LETTERS])

    def write(self, text: str, place: Place) -> None:
        """Text at a place; `text` holds no line breaks."""
        moved = place.prefix != self.prefix
        if not text.strip() and (moved or self.waiting or not self.line) and "\u00a0" not in text:
            return
        if moved:
            self.fresh = False
            self.wait(1)
        if self.waiting:
            self._end(blank=self.waiting > 1)
        elif self.tab and self.line:
            self.line.append("\t")
        self.tab = self.fresh = False
        self.prefix = place.prefix
        self.line.append(text)

    def wait(self, breaks: int) -> None:
        """A line break (or two) before the next text."""
        if not self.fresh:
            self.waiting = max(self.waiting, breaks)

    def br(self) -> None:
        """A line break now, even on an empty line."""
        if self.waiting:
            self._end(blank=self.waiting > 1)
        self.fresh = self.tab = False
        self.lines.append(self._flush())

    def mark(self, sign: str) -> None:
        """A line that is a mark."""
        self._end(blank=False)
        self.lines.append(sign)

    def begin_row(self) -> None:
        """A table row starts."""
        if self.waiting:
            self._end(blank=self.waiting > 1)
        self.row = len(self.lines)

    def cell(self) -> None:
        """The next cell of a row: on the same line, unless the row already has several."""
        if self.row == len(self.lines) and self.line:
            self.waiting, self.tab = 0, True
        self.fresh = True

    def _end(self, *, blank: bool) -> None:
        self.waiting = 0
        if self.line:
            self.lines.append(self._flush())
        if blank and self.lines and self.lines[-1].strip("> " + SIGNED):
            self.lines.append(self.prefix.rstrip())

    def _flush(self) -> str:
        text = visible("".join(self.line))
        self.line = []
        return (self.prefix + re.sub(r" ?\t[ \t]*", "\t", re.sub(r" {2,}", " ", text)).strip()).rstrip(" ")

    def text(self) -> str:
        """Everything, the last line included."""
        self._end(blank=False)
        return "\n".join(self.lines)
