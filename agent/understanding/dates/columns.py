"""A table with a day at the head of each column and times below: "Wed 1/27 | Thu 1/28", "9:00 AM | 11:30 AM"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from agent.understanding.dates.grammar import nodes
from agent.understanding.dates.reckoning import Frame
from agent.understanding.dates.records import Grain, Node
from agent.understanding.sentences import lowered

_DAYS = frozenset({Grain.DAY, Grain.WEEKDAY})
_FEWEST = 2
_LONGEST_CELL = 40


@dataclass(frozen=True, slots=True)
class Columns:
    """The days of a table by their columns; the places of its first letter and of the last one's end."""

    days: tuple[Node | None, ...]
    start: int
    end: int
    text: str

    def covers(self, place: int) -> bool:
        """Whether a place is in the table."""
        return self.start <= place < self.end

    def day_of(self, place: int) -> Node | None:
        """The day that heads the column of a place; the corner above a row's name may be missing."""
        begin = self.text.rfind("\n", 0, place) + 1
        end = self.text.find("\n", place)
        cells = self.text.count("\t", begin, end if end >= 0 else None) + 1
        column = self.text.count("\t", begin, place) - max(0, cells - len(self.days))
        return self.days[column] if 0 <= column < len(self.days) else None


def day_columns(text: str, frame: Frame) -> tuple[Columns, ...]:
    """The tables of a text whose columns are days; its cells are parted by tabs."""
    return tuple(_tables(text, frame)) if "\t" in text else ()


def _tables(text: str, frame: Frame) -> Iterator[Columns]:
    at, open_table = 0, None
    for line in text.split("\n"):
        end = at + len(line)
        days = _heads(line, at, frame)
        if open_table is not None and (days or "\t" not in line):
            yield open_table
            open_table = None
        if days:
            open_table = Columns(days, at, end, text)
        elif open_table is not None:
            open_table = replace(open_table, end=end)
        at = end + 1
    if open_table is not None:
        yield open_table


def _heads(line: str, at: int, frame: Frame) -> tuple[Node | None, ...]:
    """The day of each cell of a line; () where fewer than two are one, or where one holds more than a day."""
    cells = line.split("\t")
    if len(cells) < _FEWEST or any(len(cell) > _LONGEST_CELL for cell in cells):
        return ()
    found: list[Node | None] = []
    for cell in cells:
        inside = nodes(lowered(cell), frame)
        whole = inside[0] if len(inside) == 1 and _is_all(cell, inside[0]) else None
        found.append(replace(whole, start=whole.start + at, end=whole.end + at) if whole else None)
        at += len(cell) + 1
    named = [node for node in found if node is not None and node.period.grain in _DAYS]
    days = {node.period.last for node in named}
    return tuple(found) if len(days) == len(named) >= _FEWEST else ()


def _is_all(cell: str, node: Node) -> bool:
    return not any(letter.isalnum() for letter in cell[: node.start] + cell[node.end :])
