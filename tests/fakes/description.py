"""Google's own description of Gmail, as a judge: of what we ask, and of what the fake answers.

It knows every parameter, every field, their types, formats and enums. It does not know what is required of a body.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

from googleapiclient.discovery_cache import get_static_doc

Json = dict[str, Any]
DESCRIPTION: Json = json.loads(get_static_doc("gmail", "v1"))
_SCHEMAS: Json = DESCRIPTION["schemas"]
_COMMON: Json = DESCRIPTION["parameters"]
_FORMATS = {
    "uint64": re.compile(r"\d{1,20}"),
    "int64": re.compile(r"-?\d{1,19}"),
    "byte": re.compile(r"[A-Za-z0-9_-]*={0,2}"),
}
_TYPES = {"string": str, "boolean": bool, "integer": int, "array": list, "object": dict}


@cache
def methods() -> tuple[tuple[str, str, re.Pattern[str], Json], ...]:
    """Name, HTTP method, path and description of every method of Gmail."""
    return tuple(_methods(DESCRIPTION["resources"]["users"], "users"))


def _methods(resource: Json, name: str) -> list[tuple[str, str, re.Pattern[str], Json]]:
    found = []
    for key, one in resource.get("methods", {}).items():
        path = re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", "/" + one["path"])
        found.append((f"{name}.{key}", one["httpMethod"], re.compile(path), one))
    for key, inner in resource.get("resources", {}).items():
        found += _methods(inner, f"{name}.{key}")
    return found


def method_for(verb: str, path: str) -> tuple[str, dict[str, str], Json]:
    """The method a request is for, the values in its path, its description. Literal paths go before {id}."""
    fitting = [
        (name, match.groupdict(), one)
        for name, http, pattern, one in methods()
        if http == verb and (match := pattern.fullmatch(path))
    ]
    assert fitting, f"Gmail has no {verb} {path}"
    return min(fitting, key=lambda one: len(one[1]))


def check_query(query: dict[str, list[str]], described: Json) -> None:
    for name, values in query.items():
        one = described["parameters"].get(name) or _COMMON.get(name)
        assert one is not None, f"{described['id']} has no parameter {name}"
        assert one["location"] == "query"
        assert len(values) == 1 or one.get("repeated"), f"{name} is given {len(values)} times"
        for value in values:
            assert value in one.get("enum", [value]), f"{name} cannot be {value}"
            if one["type"] == "integer":
                assert int(one.get("minimum", 0)) <= int(value) <= int(one.get("maximum", 2**31))
            if "format" in one and one["format"] in _FORMATS:
                assert _FORMATS[one["format"]].fullmatch(value), f"{name}={value} is no {one['format']}"


def check(value: Any, schema: str) -> None:
    """Fail when `value` is not what the description calls `schema`."""
    _check(value, {"$ref": schema}, schema)


def _check(value: Any, described: Json, where: str) -> None:
    if "$ref" in described:
        described = _SCHEMAS[described["$ref"]]
    kind = described.get("type", "any")
    if kind == "any":
        return
    assert isinstance(value, _TYPES[kind]), f"{where} is {value!r}, not {kind}"
    assert kind != "integer" or not isinstance(value, bool), f"{where} is {value!r}"
    if kind == "object":
        for key, inner in value.items():
            assert key in described["properties"], f"{where} has no field {key}"
            _check(inner, described["properties"][key], f"{where}.{key}")
    elif kind == "array":
        for inner in value:
            _check(inner, described["items"], f"{where}[]")
    elif kind == "string":
        assert value in described.get("enum", [value]), f"{where} cannot be {value}"
        form = _FORMATS.get(described.get("format", ""))
        assert form is None or form.fullmatch(value), f"{where} is no {described['format']}: {value[:60]!r}"


def only(value: Any, fields: str) -> Any:
    """What is left of an answer when only `fields` were asked for (Google's partial responses)."""
    tree, rest = _parsed(fields)
    assert rest == "", f"fields end with {rest!r}"
    return _kept(value, tree)


def _parsed(text: str) -> tuple[Json, str]:
    tree: Json = {}
    while text and text[0] != ")":
        match = re.match(r"([A-Za-z]+)([/(,]?)", text)
        assert match, f"fields are not well formed at {text!r}"
        name, mark = match.groups()
        text = text[match.end() :]
        if mark == "(":
            tree[name], text = _parsed(text)
            assert text.startswith(")")
            text = text[1:].removeprefix(",")
        elif mark == "/":
            inner = re.match(r"[A-Za-z/]+", text)
            assert inner
            tree.setdefault(name, {}).update(_parsed(inner.group())[0])
            text = text[inner.end() :].removeprefix(",")
        else:
            tree[name] = {}
    return tree, text


def _kept(value: Any, tree: Json) -> Any:
    if isinstance(value, list):
        return [_kept(one, tree) for one in value]
    if not isinstance(value, dict) or not tree:
        return value
    return {key: _kept(inner, tree[key]) for key, inner in value.items() if key in tree}
