"""HTML to the text a person sees, line by line, with history and signatures marked for `quotes`.

Bold inside a word does not split it, block elements make lines, rows of tables are lines whose cells a tab separates,
list items start with "- ".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from agent.reading import sheets, styles
from agent.reading.containers import Holds, holds, tags
from agent.reading.pages import HISTORY, Page, Place
from agent.reading.records import Remark
from agent.reading.remarks import of_words, remark
from agent.reading.sheets import Sheet, classes
from agent.reading.styles import Look

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MAX_HTML = 512 * 1024
MAX_SHEETS = 20
MAX_TAGS = 30_000
"""A long newsletter has 10,000; the tree of a hostile page would take seconds and hundreds of megabytes."""

_ATTRIBUTION_END = re.compile(r"(?:@|\d).{0,200}:\s*$")
_FORWARD_START = re.compile(r"\s*(?:-{4,}|begin forwarded)", re.IGNORECASE)
_END = re.compile(r"</html(?=[\s>])", re.IGNORECASE)
_UNSEEN = frozenset({"head", "title", "style", "script", "br"})
_BLANK = re.compile(r"[ \t\r\n\f]+")


def to_text(markup: str, tags_left: int = MAX_TAGS) -> tuple[str, list[Remark]]:
    """The text of a page with its marks, and remarks on what was cut or hidden; `tags_left` is the most it may have."""
    problems: list[Remark] = []
    if len(markup) > MAX_HTML:
        markup = markup[:MAX_HTML]
        problems.append(remark("page_cut", limit=MAX_HTML // 1024))
    if markup.count("<") > tags_left:
        markup = "<".join(markup.split("<", tags_left + 1)[: tags_left + 1])
        problems.append(remark("tags_cut"))
    page = Page()
    root = _parsed(markup)
    if root is not None:
        _walk(root, page)
    if page.hidden:
        problems.append(remark("hidden_text"))
        problems += of_words(" ".join(page.hidden))
    return page.text(), problems


def _parsed(markup: str) -> Element | None:
    """The tree as lxml builds it, None for a page of nothing. Python's own parser takes quadratic time for "<!--"."""
    from lxml import etree

    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True, collect_ids=False
    )
    markup = _END.sub("</body", markup.replace("\x00", ""))  # lxml passes over what mailing lists put below the page
    try:
        root: Element | None = etree.fromstring(markup.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:  # nothing but white space and comments
        return None
    return root


def _walk(root: Element, page: Page) -> None:
    """Write the tree, without recursion: a page may be nested a hundred thousand deep."""
    sheet = sheets.sheet([style.text or "" for style in islice(root.iter("style"), MAX_SHEETS)])
    stack: list[tuple[Element | _Closing, Place]] = [(root, Place(Look(ground=None) if sheet.grounds else Look()))]
    while stack:
        node, place = stack.pop()
        if isinstance(node, _Closing):
            node.close(page)
            _write(node.tail, place, page)
            continue
        name = str(node.tag)
        attributes = dict(node.attrib.items())  # not by name: names may hold signs that lxml refuses
        style = _style(node, attributes, sheet)
        inside = _inside(node, attributes, place, style, page) if _shown(name, attributes, style, page) else None
        if inside is None:
            if name not in _UNSEEN and len(node) + len(node.text or ""):
                page.hide("".join(islice(node.itertext(), 20)))
            _write(node.tail, place, page)
            continue
        breaks = _breaks(name, attributes, style)
        stack.append((_Closing(name, breaks, page.row, node.tail), place))
        stack.extend((child, inside) for child in reversed(node))
        _begin(name, breaks, inside, page)
        _write(node.text, inside, page)


@dataclass(frozen=True, slots=True)
class _Closing:
    """The end of an element: the breaks after it, the row that was open around it, and the text behind it."""

    name: str
    breaks: int
    row: int
    tail: str | None

    def close(self, page: Page) -> None:
        if self.breaks or self.name in ("td", "th"):
            page.fresh = False
            page.wait(self.breaks)
        if self.name in ("td", "th", "li"):
            page.waiting = min(page.waiting, 1)  # the last paragraph in a cell or item makes no blank line
        if self.name in ("tr", "table"):
            page.row = self.row


def _write(text: str | None, place: Place, page: Page) -> None:
    if not text:
        return
    if not place.look.seen:
        page.hide(text)
        return
    if not place.look.keeps_lines:
        page.write(_BLANK.sub(" ", text), place)
        return
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n")):
        if number:
            page.br()
        if line:
            page.write(line, place)


def _shown(name: str, attributes: Mapping[str, str], style: Mapping[str, str], page: Page) -> bool:
    """False for an element that nobody sees. A line break is written here and has no inside."""
    if name in tags("dropped") or "hidden" in attributes:
        return False
    button = name == "a" and "mso-hide" in style  # shown by all but Outlook, which draws it another way
    if style and styles.dropped({**style, "mso-hide": ""} if button else style):
        return False
    if name == "br":
        page.br()
        return False
    return True


def _inside(
    element: Element, attributes: Mapping[str, str], place: Place, style: Mapping[str, str], page: Page
) -> Place | None:
    """The place of an element's content: how it looks, and whether it is marked. None for what is not the sender's."""
    look = styles.look(place.look, style, attributes) if attributes or style else place.look
    if element.tag == "pre":
        look = replace(look, keeps_lines=True)
    inside = place if look is place.look else Place(look, place.depth, place.signed)
    return _marked(element, attributes, inside, style, page) if attributes or element.tag == "blockquote" else inside


def _style(element: Element, attributes: Mapping[str, str], sheet: Sheet) -> Mapping[str, str]:
    """The style of an element: what the page's sheets say, then its own."""
    own = styles.declarations(attributes.get("style", ""))
    return {**sheet.style(element, attributes), **own} if sheet.rules else own


def _marked(
    element: Element, attributes: Mapping[str, str], place: Place, style: Mapping[str, str], page: Page
) -> Place | None:
    """The place inside an element that mail programs mark; None for what is not the sender's."""
    part = holds(str(element.tag), attributes)
    if part is None and element.tag == "blockquote" and _quotes(style, page, place):
        part = Holds.QUOTE
    if part is Holds.BANNER:
        return None
    if part is Holds.HISTORY and place.depth == 0:
        page.mark(HISTORY)
    elif part is Holds.SIGNATURE and place.depth == 0:
        return replace(place, signed=True)
    elif part is Holds.QUOTE or (part is Holds.ATTRIBUTION and not _FORWARD_START.match(_first_words(element))):
        return replace(place, depth=min(place.depth + 1, 20), signed=False)
    return place


def _quotes(style: Mapping[str, str], page: Page, place: Place) -> bool:
    """True for an unmarked blockquote that is history: it has a bar, or stands in history or below an attribution."""
    last = "".join(page.line) if page.line else next((line for line in reversed(page.lines) if line.strip()), "")
    bar = any(name.startswith("border-left") and not value.startswith(("0", "none")) for name, value in style.items())
    return bar or place.depth > 0 or bool(_ATTRIBUTION_END.search(last[-300:]))


def _breaks(name: str, attributes: Mapping[str, str], style: Mapping[str, str]) -> int:
    """How many line breaks stand around an element: 2 for paragraphs, 1 for other blocks and tight paragraphs."""
    if name in tags("paragraphs"):
        tight = name == "p" and ("msonormal" in classes(attributes) or style.get("margin", "x")[:1] == "0")
        return 1 if tight else 2
    return 1 if name in tags("lines") else 0


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


def _first_words(element: Element) -> str:
    """The first text in an element, looked for among the next few."""
    for each in islice(element.iter(), 20):
        for text in (each.text, each.tail if each is not element else None):
            if text and text.strip():
                return str(text).strip()[:200]
    return ""
