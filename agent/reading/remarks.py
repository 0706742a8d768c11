"""What is said about an odd or hostile message: the lines of `remarks.toml`, by their code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from agent.reading.records import Remark
from agent.tables import read_table

_TURNED = re.compile("[\u202d\u202e]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_TEMPLATE = re.compile(r"\{\{[^{}\n]{0,200}\}\}|\{%[^%\n]{0,200}%\}")


@dataclass(frozen=True, slots=True)
class _Kind:
    """One entry: its sentence, whether something was lost, whether `run` says it, whether nobody is known to speak."""

    says: str
    lost: bool
    loud: bool
    nobodys: bool


def remark(code: str, **values: object) -> Remark:
    """The remark `code` with `values` in its sentence."""
    return Remark(code, _kinds()[code].says.format(**values))


def lost(remarks: Iterable[Remark]) -> tuple[str, ...]:
    """The sentences about what could not be read."""
    return tuple(one.text for one in remarks if _kinds()[one.code].lost)


def loud(remarks: Iterable[Remark]) -> tuple[str, ...]:
    """The sentences that a pass tells the owner."""
    return tuple(one.text for one in remarks if _kinds()[one.code].loud)


def nobodys(remarks: Iterable[Remark]) -> bool:
    """Whether it cannot be told who wrote the message, so that it is nobody's word."""
    return any(_kinds()[one.code].nobodys for one in remarks)


def of_signs(text: str) -> Iterator[Remark]:
    """Remarks about signs in a text as it came, before they are taken out."""
    if _TURNED.search(text):
        yield remark("turned_letters")
    if _CONTROL.search(text):
        yield remark("control_signs")


def of_words(text: str) -> Iterator[Remark]:
    """Remarks about what a text says to programs."""
    lowered = text.lower()
    if any(near in lowered and pattern.search(lowered) for near, pattern in _orders()):
        yield remark("orders_to_programs")
    if "{" in text and _TEMPLATE.search(text):
        yield remark("template_code")


@cache
def table() -> dict[str, Any]:
    """The parsed `remarks.toml`."""
    return read_table(__file__, "remarks.toml")


@cache
def _kinds() -> dict[str, _Kind]:
    return {
        entry["code"]: _Kind(entry["says"], entry["lost"], entry["said"] == "run", entry.get("nobodys", False))
        for entry in table()["remark"]
    }


@cache
def _orders() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((entry["near"], re.compile(entry["pattern"])) for entry in table()["order"])
