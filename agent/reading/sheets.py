"""Style sheets in mail: the rules that say how an element looks, by tag, class, id, attribute and what is around it.

Rules for other screens (@media with a condition) are left out, and so are selectors with signs that mail programs
seldom know ("+", "~", ":first-child"). The work is bounded: so many rules a page, so many looks at what is around.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from agent.reading import styles

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MAX_SHEET = 128 * 1024
MAX_RULES = 3000
MAX_OF_ONE = 60
"""Rules for one class, id or tag."""
MAX_LOOKS = 20_000
"""Looks at what is around elements, in one page."""
MAX_AROUND = 60

_SIMPLE = re.compile(
    r"([a-z][a-z0-9]{0,20})?((?:[.#][\w-]{1,100}|\[[\w-]{1,50}(?:=[\"']?[\w -]{1,100}[\"']?)?\]){0,6})\Z"
)
_PIECE = re.compile(r"[.#][\w-]+|\[[^\]]+\]")
_SCREEN = re.compile(r"@media\s{1,20}(?:all|screen|only screen|screen\s?,\s?print|all\s?,\s?screen)\s*\Z")


@dataclass(frozen=True, slots=True)
class Step:
    """What one element must be: a tag ("" for any), an id, classes, attributes (value None: any). `child`: directly."""

    tag: str
    ids: frozenset[str]
    classes: frozenset[str]
    attributes: tuple[tuple[str, str | None], ...]
    child: bool = False

    def fits(self, tag: str, attributes: Mapping[str, str]) -> bool:
        """True for an element that is so."""
        return (
            self.tag in ("", tag)
            and (not self.ids or self.ids <= {attributes.get("id", "").lower()})
            and (not self.classes or self.classes <= set(classes(attributes)))
            and all(
                name in attributes and wanted in (None, attributes[name].lower()) for name, wanted in self.attributes
            )
        )


@dataclass(frozen=True, slots=True)
class Rule:
    """The declarations for an element that is `last` inside others (`around`, the nearest first)."""

    last: Step
    around: tuple[Step, ...]
    style: Mapping[str, str]

    @property
    def weight(self) -> tuple[int, int, int]:
        """How much it counts beside other rules: ids, then classes and attributes, then tags."""
        steps = (self.last, *self.around)
        marks = sum(len(step.classes) + len(step.attributes) for step in steps)
        return sum(len(step.ids) for step in steps), marks, sum(bool(step.tag) for step in steps)


@dataclass(slots=True)
class Sheet:
    """The rules of a page, by what they are found by; and how many looks around are left."""

    rules: dict[str, list[Rule]] = field(default_factory=dict)
    grounds: bool = False  # some rule colours a ground
    looks: int = MAX_LOOKS

    def style(self, element: Element, attributes: Mapping[str, str]) -> dict[str, str]:
        """What the rules say of an element; the weightiest rule last, so that it counts."""
        tag = str(element.tag)
        keys = [tag, *("." + one for one in classes(attributes)), "#" + attributes.get("id", "").lower()]
        keys += ["[" + name for name in islice(attributes, 20)]
        found = [rule for key in keys for rule in self.rules.get(key, ()) if rule.last.fits(tag, attributes)]
        style: dict[str, str] = {}
        for rule in sorted(found, key=lambda rule: rule.weight):
            if not rule.around or self._inside(element, rule.around):
                style |= rule.style
        return style

    def _inside(self, element: Element, around: tuple[Step, ...]) -> bool:
        """True when the elements around are the steps, in their order."""
        wanted = list(around)
        for outer in islice(element.iterancestors(), MAX_AROUND):
            self.looks -= 1
            if self.looks < 0:
                return False
            if wanted[0].fits(str(outer.tag), dict(outer.attrib.items())):
                wanted.pop(0)
                if not wanted:
                    return True
            elif wanted[0].child:
                return False
        return False


def classes(attributes: Mapping[str, str]) -> list[str]:
    """The classes of an element in lower case, a bounded number."""
    return attributes.get("class", "").lower().split()[:20]


def sheet(texts: list[str]) -> Sheet:
    """The rules of the style sheets of a page."""
    found = Sheet(grounds=any("background" in text for text in texts))
    for selector, body in islice((pair for text in texts for pair in _pairs(text)), MAX_RULES):
        rule = _rule(selector, styles.declarations(body))
        if rule:
            of_one = found.rules.setdefault(_key(rule.last), [])
            if len(of_one) < MAX_OF_ONE:
                of_one.append(rule)
    return found


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """Every selector of a sheet with its declarations."""
    plain = styles.without_comments(text[:MAX_SHEET].replace("<!--", "").replace("-->", ""))
    for selectors, body in _top_rules(plain):
        for selector in selectors.lower().split(",")[:50]:
            yield selector.strip(), body


def _key(step: Step) -> str:
    """What a rule is found by: its id, a class, an attribute or the tag."""
    marks = ["#" + one for one in step.ids] + ["." + one for one in sorted(step.classes)]
    return next(iter([*marks, *("[" + name for name, _ in step.attributes), step.tag]))


def _rule(selector: str, style: Mapping[str, str]) -> Rule | None:
    """The rule of a selector, None when it holds signs that are not read."""
    words = selector.replace(">", " > ").split()
    if not words or len(words) > 12 or words[0] == ">" or words[-1] == ">":
        return None
    steps: list[Step] = []
    child = False
    for word in reversed(words):
        if word == ">":
            child = True
            continue
        found = _SIMPLE.match(word)
        if not found or not word:
            return None
        steps.append(_step(found[1] or "", found[2], child=child))
        child = False
    return Rule(steps[0], tuple(steps[1:]), style)


def _step(tag: str, marks: str, *, child: bool) -> Step:
    pieces = _PIECE.findall(marks)
    asked = [piece[1:-1].partition("=") for piece in pieces if piece[0] == "["]
    return Step(
        tag,
        frozenset(piece[1:] for piece in pieces if piece[0] == "#"),
        frozenset(piece[1:] for piece in pieces if piece[0] == "."),
        tuple((name, value.strip("\"'") if sign else None) for name, sign, value in asked),
        child,
    )


def _top_rules(text: str) -> Iterator[tuple[str, str]]:
    """Selectors and body of every rule outside @-blocks, and inside those for every screen."""
    depth, start, selectors = 0, 0, ""
    for sign in re.finditer(r"[{};]", text):
        if sign[0] == "{":
            if depth == 0:
                selectors = text[start : sign.start()].strip()[:2000]
                start = sign.end()
                depth -= bool(_SCREEN.match(selectors.lower()))
            depth += 1
        elif sign[0] == "}":
            if depth == 1 and not selectors.startswith("@"):
                yield selectors, text[start : sign.start()][: styles.MAX_STYLE]
            depth = max(0, depth - 1)
            if depth == 0:
                start = sign.end()
        elif depth == 0:
            start = sign.end()
