"""Templates made safe: the few things a template may do, and the `{% either %}` tag that holds several wordings.

A template is checked against a list of what is allowed before it ever runs: text, values, conditions, a few filters.
No loops, no calls, no attributes, so no template can run code, read a file or grow without end. Values from mail are
plain text to it. This module imports jinja2, which is slow: import this module only where a draft is written.
"""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, nodes
from jinja2.ext import Extension
from jinja2.parser import Parser
from jinja2.sandbox import ImmutableSandboxedEnvironment

from agent.writing.errors import TemplateBroken
from agent.writing.wordings import Wording

Value = str | bool | None

LONGEST = 20_000
"""Characters; a longer template is refused."""

_FILTERS = MappingProxyType(
    {"upper": str.upper, "lower": str.lower, "capitalize": str.capitalize, "title": str.title, "trim": str.strip}
)
_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.If, nodes.CondExpr, nodes.And,
    nodes.Or, nodes.Not, nodes.Compare, nodes.Operand, nodes.Concat, nodes.Filter,
)  # fmt: skip
_CALLED = {
    nodes.For: "a loop ({% for %})",
    nodes.Call: "a call like range(...)",
    nodes.Getattr: "a dot (x.y)",
    nodes.Getitem: "a bracket (x[y])",
    nodes.Assign: "{% set %}",
    nodes.AssignBlock: "{% set %}",
    nodes.Test: "a test (x is y)",
}


class Either(Extension):
    """`{% either %}one{% or %}two{% endeither %}`: alternatives, of which a draft gets one."""

    tags = {"either"}  # noqa: RUF012 - jinja2's own type

    def parse(self, parser: Parser) -> nodes.Node:
        """Turn the alternatives into one chain of conditions on the draft's wording."""
        line = next(parser.stream).lineno
        bodies = [parser.parse_statements(("name:or", "name:endeither"))]
        while parser.stream.current.test("name:or"):
            next(parser.stream)
            bodies.append(parser.parse_statements(("name:or", "name:endeither")))
        next(parser.stream)
        if len(bodies) == 1:
            parser.fail("{% either %} needs at least one {% or %}", line)
        return self._chain(bodies, line)

    def _chain(self, bodies: list[list[nodes.Node]], line: int) -> nodes.If:
        picked = nodes.Filter(
            nodes.Name("_wording", "load"), "_pick", [nodes.Const(line), nodes.Const(len(bodies))], [], None, None
        )
        first, *middle = [
            nodes.If(nodes.Compare(picked, [nodes.Operand("eq", nodes.Const(n))]), body, [], [], lineno=line)
            for n, body in enumerate(bodies[:-1])
        ]
        first.elif_ = middle
        first.else_ = bodies[-1]
        return first


def render(name: str, text: str, values: Mapping[str, Value], wording: Wording) -> str:
    """Fill a template. Raises TemplateBroken when it is not allowed, or prints a value that is not known here."""
    template = _compiled(name, text, frozenset(values))
    try:
        return template.render(values, _wording=wording)
    except (TemplateError, TypeError, ValueError, AttributeError) as error:
        raise TemplateBroken(name, _line_of(error), _plainly(error)) from error


@lru_cache(maxsize=64)
def _compiled(name: str, text: str, known: frozenset[str]) -> Template:
    if len(text) > LONGEST:
        raise TemplateBroken(name, None, f"it is longer than {LONGEST} characters; shorten it")
    environment = _environment()
    try:
        tree = environment.parse(text)
        _refuse(name, tree, known)
        return environment.from_string(text)
    except TemplateSyntaxError as error:
        raise TemplateBroken(name, error.lineno, f"{error.message}; see docs/templates.md") from error
    except (SyntaxError, RecursionError, MemoryError, ValueError) as error:
        raise TemplateBroken(name, None, "it is nested too deeply; make it simpler") from error


@lru_cache(maxsize=1)
def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined,
        autoescape=False,
        extensions=[Either],
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_known,
    )
    environment.globals.clear()
    environment.tests.clear()
    environment.filters.clear()
    environment.filters.update(_FILTERS)
    environment.filters["_pick"] = lambda wording, place, among: wording.choose(place, among)
    return environment


def _refuse(name: str, tree: nodes.Template, known: frozenset[str]) -> None:
    """Raise TemplateBroken for the first thing in the template that is not on the list of what it may do."""
    for node in _walk(tree):
        if not isinstance(node, _ALLOWED):
            what = _CALLED.get(type(node), f"{type(node).__name__.lower()}")
            raise TemplateBroken(name, node.lineno, f"{what} cannot be used in a template; see docs/templates.md")
        if isinstance(node, nodes.Name) and node.name not in known and node.name != "_wording":
            raise TemplateBroken(name, node.lineno, _unknown(node.name, known))
        if isinstance(node, nodes.Filter) and node.name not in {*_FILTERS, "_pick"}:
            raise TemplateBroken(
                name, node.lineno, f"there is no filter {node.name!r} here; there are {', '.join(_FILTERS)}"
            )


def _walk(node: nodes.Node) -> list[nodes.Node]:
    """List the tree's nodes without recursion, in the order of the text."""
    found, waiting = [], [node]
    while waiting:
        one = waiting.pop()
        found.append(one)
        waiting.extend(reversed(list(one.iter_child_nodes())))
    return found


def _unknown(word: str, known: frozenset[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word, known, n=1)
    return f"there is no value {word!r}" + (
        f"; did you mean {near[0]!r}?" if near else f"; there are {', '.join(sorted(known))}"
    )


def _known(value: Value) -> str:
    if isinstance(value, str):
        return value
    raise ValueError("a value that is not known for every draft is printed; put it in {% if ... %} ... {% endif %}")


def _plainly(error: Exception) -> str:
    return str(error) if isinstance(error, ValueError) else f"it cannot be filled in ({error})"


def _line_of(error: Exception) -> int | None:
    """Find the template's line in the error's traceback, which jinja2 has rewritten to show it."""
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "<template>"]
    return lines[-1] if lines else None
