"""What can go wrong in writing: a template of the owner's that does not work."""

from __future__ import annotations


class TemplateBroken(Exception):
    """A template cannot be used. Says which, where (line from 1; None: the whole of it) and what to do."""

    def __init__(self, name: str, line: int | None, problem: str) -> None:
        self.name = name
        self.line = line
        self.problem = problem
        where = f"template {name}, line {line}" if line else f"template {name}"
        super().__init__(f"{where}: {problem}")
