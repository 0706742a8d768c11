"""HTML to the text a person sees, line by line, with history and signatures marked for `quotes`.

Bold inside a word does not split it, block elements make lines, rows of tables are lines whose cells a tab separates,
list items start with "- ".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from agent.reading import styles
from agent.reading.containers import Holds, holds, tags
from agent.reading.pages import HISTORY, Page, Place
from agent.reading.styles import Look

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

MAX_HTML = 512 * 1024
MAX_TAGS = 30_000
"""A long newsletter has 10,000; the tree of a hostile page would take seconds and hundreds of megabytes."""

_ATTRIBUTION_END = re.compile(r"(?:@|\d).{0,200}:\s*$")
_FORWARD_START = re.compile(r"\s*(?:-{4,}|begin forwarded)", re.IGNORECASE)
_BLANK = re.compile(r"[ \t\r\n\f]+")


def to_text(markup: str, tags_left: int = MAX_TAGS) -> tuple[str, list[str]]:
    """The text of a page with its marks, and what was cut, in plain sentences; `tags_left` is the most it may have."""
    problems: list[str] = []
    if len(markup) > MAX_HTML:
        markup = markup[:MAX_HTML]
        problems.append(f"Only the first {MAX_HTML // 1024} KB of the page were read.")
    if markup.count("<") > tags_left:
        markup = "<".join(markup.split("<", tags_left + 1)[: tags_left + 1])
        problems.append("Only the first part of a page with very many tags was read.")
    soup = _parsed(markup)
    page = Page()
    _walk(soup, page)
    return page.text(), problems


def _parsed(markup: str) -> BeautifulSoup:
    """The tree, by the lxml builder: Python's own parser takes time with the square of "<!--" in a row."""
    import warnings

    from bs4 import BeautifulSoup

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # "looks like a URL / like XML": mail may look like anything
        return BeautifulSoup(markup.replace("\x00", ""), "lxml")


def _sheet(soup: BeautifulSoup) -> tuple[dict[str, dict[str, str]], bool]:
    """The simple rules of the page's style sheets, and whether they colour any ground."""
    sheets = [sheet.string or "" for sheet in soup.find_all("style", limit=20)]
    rules: dict[str, dict[str, str]] = {}
    for sheet in sheets:
        rules.update(styles.sheet_rules(sheet))
    return rules, any("background" in sheet for sheet in sheets)


def _walk(soup: BeautifulSoup, page: Page) -> None:
    """Write the tree, without recursion: a page may be nested a hundred thousand deep."""
    sheet, coloured = _sheet(soup)
    stack: list[tuple[Any, Place]] = [(soup, Place(Look(ground=None) if coloured else Look()))]
    is_text, is_tag = _node_types()
    while stack:
        node, place = stack.pop()
        if isinstance(node, _Closing):
            node.close(page)
        elif is_tag(node):
            style = _style(node, sheet)
            if not _shown(node, style, page):
                continue
            inside = _marked(node, _inside(node, place, style), style, page)
            if inside is None:
                continue
            breaks = _breaks(node, style)
            stack.append((_Closing(node.name, breaks, page.row), place))
            stack.extend((child, inside) for child in reversed(node.contents))
            _begin(node.name, breaks, inside, page)
        elif is_text(node) and place.look.seen:
            _write(str(node), place, page)


@cache
def _node_types() -> tuple[Any, Any]:
    """Tests for shown text (no comment, no doctype) and for an element."""
    from bs4 import CData, Tag
    from bs4.element import NavigableString

    return lambda node: type(node) in (NavigableString, CData), lambda node: isinstance(node, Tag)


@dataclass(frozen=True, slots=True)
class _Closing:
    """The end of an element: the breaks after it, and the row that was open around it."""

    name: str
    breaks: int
    row: int

    def close(self, page: Page) -> None:
        if self.breaks or self.name in ("td", "th"):
            page.fresh = False
            page.wait(self.breaks)
        if self.name in ("td", "th", "li"):
            page.waiting = min(page.waiting, 1)  # the last paragraph in a cell or item makes no blank line
        if self.name in ("tr", "table"):
            page.row = self.row


def _write(text: str, place: Place, page: Page) -> None:
    if not place.look.keeps_lines:
        page.write(_BLANK.sub(" ", text), place)
        return
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n")):
        if number:
            page.br()
        if line:
            page.write(line, place)


def _shown(tag: Tag, style: Mapping[str, str], page: Page) -> bool:
    """False for an element that nobody sees. A line break is written here and has no inside."""
    if tag.name in tags("dropped") or tag.has_attr("hidden"):
        return False
    button = tag.name == "a" and "mso-hide" in style  # shown by all but Outlook, which draws it another way
    if styles.dropped({**style, "mso-hide": ""} if button else style):
        return False
    if tag.name == "br":
        page.br()
        return False
    return True


def _inside(tag: Tag, place: Place, style: Mapping[str, str]) -> Place:
    """The place of an element's content, as far as its look goes."""
    colours = {key: str(tag[key]) for key in ("color", "bgcolor") if tag.has_attr(key)}
    if tag.has_attr("background"):
        colours["bgcolor"] = "url()"
    look = styles.look(place.look, style, colours)
    if tag.name == "pre":
        look = replace(look, keeps_lines=True)
    return place if look is place.look else replace(place, look=look)


def _style(tag: Tag, sheet: dict[str, dict[str, str]]) -> Mapping[str, str]:
    """The style of an element: the sheet's simple rules, then its own."""
    own = styles.declarations(str(tag.get("style") or ""))
    if not sheet or not tag.attrs:
        return own
    style: dict[str, str] = {}
    for one in _classes(tag):
        style |= sheet.get("." + one, {})
    return {**style, **sheet.get("#" + str(tag.get("id") or "").lower(), {}), **own}


def _marked(tag: Tag, place: Place, style: Mapping[str, str], page: Page) -> Place | None:
    """The place inside an element that mail programs mark; None for what is not the sender's."""
    part = holds(tag)
    if part is None and tag.name == "blockquote" and _quotes(style, page, place):
        part = Holds.QUOTE
    if part is Holds.BANNER:
        return None
    if part is Holds.HISTORY and place.depth == 0:
        page.mark(HISTORY)
    elif part is Holds.SIGNATURE and place.depth == 0:
        return replace(place, signed=True)
    elif part is Holds.QUOTE or (part is Holds.ATTRIBUTION and not _FORWARD_START.match(_first_words(tag))):
        return replace(place, depth=min(place.depth + 1, 20), signed=False)
    return place


def _quotes(style: Mapping[str, str], page: Page, place: Place) -> bool:
    """True for an unmarked blockquote that is history: it has a bar, or stands in history or below an attribution."""
    last = "".join(page.line) if page.line else next((line for line in reversed(page.lines) if line.strip()), "")
    bar = any(name.startswith("border-left") and not value.startswith(("0", "none")) for name, value in style.items())
    return bar or place.depth > 0 or bool(_ATTRIBUTION_END.search(last[-300:]))


def _breaks(tag: Tag, style: Mapping[str, str]) -> int:
    """How many line breaks stand around an element: 2 for paragraphs, 1 for other blocks and tight paragraphs."""
    if tag.name in tags("paragraphs"):
        tight = tag.name == "p" and ("msonormal" in _classes(tag) or style.get("margin", "x")[:1] == "0")
        return 1 if tight else 2
    return 1 if tag.name in tags("lines") else 0


def _begin(name: str, breaks: int, inside: Place, page: Page) -> None:
    """What stands before an element's content."""
    page.wait(breaks)
    if name == "tr":
        page.begin_row()
    elif name in ("td", "th"):
        page.cell()
    elif name == "li" and inside.look.seen:
        page.write("- ", inside)
        page.fresh = True


def _classes(tag: Tag) -> list[str]:
    """The classes of an element in lower case, a bounded number."""
    return [str(one).lower() for one in tag.get_attribute_list("class")[:20] if one]


def _first_words(tag: Tag) -> str:
    """The first text from an element on, looked for among the next few nodes."""
    node: Any = tag
    for _ in range(20):
        node = node.next_element
        if node is None or (isinstance(node, str) and node.strip()):
            break
    return str(node).strip()[:200] if isinstance(node, str) else ""
