"""What an HTML element holds by the marks mail programs leave: history, a signature, the line above the history."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Any

from agent.tables import read_table

_OUTLOOK_PREFIX = re.compile(r"^(?:x_)+")


class Holds(StrEnum):
    """What an element holds, where its marks say so."""

    QUOTE = "quote"
    HISTORY = "history"
    ATTRIBUTION = "attribution"
    SIGNATURE = "signature"
    BANNER = "banner"


@cache
def table() -> dict[str, Any]:
    """The parsed `containers.toml`."""
    return read_table(__file__, "containers.toml")


@cache
def tags(group: str) -> frozenset[str]:
    """The names of the elements that are "dropped", or make "lines" or "paragraphs"."""
    return frozenset(table()["tags"][group])


@cache
def _lookup() -> dict[tuple[str, str], list[tuple[str, Holds]]]:
    """(what is looked at, its value) -> the tags it counts on ("" for any) and what they then hold."""
    found: dict[tuple[str, str], list[tuple[str, Holds]]] = {}
    for entry in table()["container"]:
        what = next(key for key in ("id", "class", "attribute") if key in entry)
        key = (what, entry[what].lower())
        found.setdefault(key, []).append((entry.get("tag", ""), Holds(entry["part"])))
    return found


def holds(tag: str, attributes: Mapping[str, str]) -> Holds | None:
    """What an element holds, None when nothing marks it."""
    for key in _marks(attributes):
        for name, part in _lookup().get(key, ()):
            if name in ("", tag):
                return part
    return None


def _marks(attributes: Mapping[str, str]) -> list[tuple[str, str]]:
    """The id, classes and telling attributes of an element, as keys of the table."""
    marks: list[tuple[str, str]] = []
    for name, value in attributes.items():
        if name == "id":
            marks.append((name, _OUTLOOK_PREFIX.sub("", value.lower())))
        elif name == "class":
            marks += [(name, _OUTLOOK_PREFIX.sub("", one)) for one in value.lower().split()[:20]]
        elif name in ("type", "name"):
            marks.append(("attribute", f"{name}={value.lower()[:60]}"))
        elif name == "cite":
            marks.append(("attribute", "cite"))
    return marks
