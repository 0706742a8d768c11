"""Records to JSON and back: how findings, choices and the ledger are kept on disk.

Knows nothing of any record but its type hints. A union of records is told apart by a "type" key; dates are ISO 8601
and always carry their offset. A field that an older version did not write takes its default.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
Decoder = Callable[[Any], Any]


def dumps(record: object) -> str:
    """A record as one line of JSON."""
    return json.dumps(plain(record), ensure_ascii=False, separators=(",", ":"))


def loads(kind: type[T], text: str) -> T:
    """The record `dumps` wrote. Raises ValueError when the text is not such a record."""
    try:
        reader = _reader_of(kind)
        value: T = reader(json.loads(text))
    except (TypeError, KeyError, AttributeError, OverflowError, RecursionError) as error:
        raise ValueError(f"not a {kind.__name__}: {error}") from error
    return value


def plain(value: Any) -> Any:  # noqa: ANN401  # any record, of any depth
    """A record as dicts, lists and texts. Fields that hold their default are left out."""
    if is_dataclass(value) and not isinstance(value, type):
        kept: dict[str, Any] = {"type": type(value).__name__}
        for name, default in _defaults(type(value)):
            held = getattr(value, name)
            if held is default or (default is not MISSING and held == default):
                continue
            kept[name] = plain(held)
        return kept
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, frozenset):
        return sorted(plain(item) for item in value)
    return value


@cache
def _defaults(record: type) -> tuple[tuple[str, Any], ...]:
    return tuple((field.name, field.default) for field in fields(record))


def _reader_of(kind: Any) -> Decoder:  # noqa: ANN401  # spares `cache` from judging whether a type is hashable
    reader: Decoder = _reader(kind)
    return reader


@cache
def _reader(kind: Any) -> Decoder:  # noqa: ANN401  # a type hint has no type of its own
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return _union_decoder(get_args(kind))
    if origin in (tuple, frozenset):
        item = _reader(get_args(kind)[0])
        return lambda value: origin(item(part) for part in _list(value))
    if is_dataclass(kind):
        return _record_decoder(kind)
    if kind is datetime:
        return _aware
    if kind is date:
        return date.fromisoformat
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    return _plain_decoder(kind) if kind in (str, int, float, bool) else lambda value: value


def _plain_decoder(kind: type) -> Decoder:
    kinds = (int, float) if kind is float else (kind,)

    def decode(value: Any) -> Any:  # noqa: ANN401  # JSON in, the same out
        if value.__class__ not in kinds:
            raise ValueError(f"{kind.__name__} was expected")
        return value

    return decode


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise ValueError("a list was expected")
    return value


def _aware(value: str) -> datetime:
    at = datetime.fromisoformat(value)
    if at.tzinfo is None:
        raise ValueError(f"the time {value} has no offset")
    return at


def _union_decoder(kinds: tuple[Any, ...]) -> Decoder:
    records = {kind.__name__: _reader_of(kind) for kind in kinds if isinstance(kind, type) and is_dataclass(kind)}
    others = [_reader(kind) for kind in kinds if kind is not NoneType and not is_dataclass(kind)]

    def decode(value: Any) -> Any:  # noqa: ANN401  # JSON in, a member of the union out
        if value is None:
            return None
        if isinstance(value, dict) and "type" in value:
            return records[value["type"]](value)
        return others[0](value)

    return decode


def _record_decoder(record: Any) -> Decoder:  # noqa: ANN401  # a record's class
    hints: dict[str, Any] = get_type_hints(record)
    decoders = {field.name: _reader(hints[field.name]) for field in fields(record)}

    def decode(value: Any) -> Any:  # noqa: ANN401  # JSON in, the record out
        return record(**{name: decoders[name](held) for name, held in value.items() if name in decoders})

    return decode
