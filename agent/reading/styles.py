"""Which parts of an HTML mail nobody sees: inline styles, attributes and simple style sheets.

Hidden words pad previews, carry tracking or try to talk to programs; a person never reads them, so neither do we.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

MAX_SHEET = 128 * 1024
MAX_STYLE = 2000

_SIMPLE = re.compile(r"(?:[a-z0-9]{1,20})?([.#][\w-]{1,100})\Z", re.IGNORECASE)
_ZERO = re.compile(r"[0.]+(?:px|pt|em|rem|ex|%|vw|vh)?\Z")
_FONT_SIZE = re.compile(r"(?:^|\s)([\d.]{1,8})(px|pt|em|rem|%)?(?:\s*/|\s|$)")
_RGB = re.compile(r"rgba?\(\s?(\d{1,3})\s?,\s?(\d{1,3})\s?,\s?(\d{1,3})(?:\s?,\s?([\d.]{1,6}))?\s?\)")
_NAMES = {"white": "ffffff", "black": "000000", "transparent": "transparent", "snow": "fffafa", "ivory": "fffff0"}
_HIDING = frozenset(
    {"display", "mso-hide", "opacity", "overflow", "max-height", "text-indent", "left", "top", "margin-left", "clip"}
)
_LOOKING = frozenset({"font-size", "font", "visibility", "background-color", "background", "color", "white-space"})
_COLOURING = frozenset({"color", "bgcolor", "background"})
_FAINT = re.compile(r"(?:0?\.0\d{0,4}|0(?:\.0\d{0,4})?%?)\Z")


@dataclass(frozen=True, slots=True)
class Look:
    """What a part of the page inherits from what is around it. Colours are six hex digits; None: not known."""

    tiny: bool = False
    invisible: bool = False
    colour: str | None = None
    ground: str | None = "ffffff"
    keeps_lines: bool = False

    @property
    def seen(self) -> bool:
        """False when text here is too small, invisible or has the colour of its ground."""
        same = self.colour is not None and self.colour in (self.ground, "transparent")
        return not (self.tiny or self.invisible or same)


@lru_cache(maxsize=512)
def declarations(style: str) -> Mapping[str, str]:
    """An inline style as property -> value, lower case, without "!important". Mails repeat few styles many times."""
    found: dict[str, str] = {}
    for one in style[:MAX_STYLE].lower().split(";"):
        name, colon, value = one.partition(":")
        if colon:
            found[name.strip()] = value.replace("!important", "").strip()
    return MappingProxyType(found)


def dropped(style: Mapping[str, str]) -> bool:
    """True when an element with this style, and all inside it, is not shown."""
    if _HIDING.isdisjoint(style):
        return False
    if style.get("display") == "none" or style.get("mso-hide") == "all" or _FAINT.match(style.get("opacity", "1")):
        return True
    hides_rest = style.get("overflow") in ("hidden", "clip")
    sizes = ("max-height", "height", "max-width", "width")
    if hides_rest and any(_ZERO.match(style.get(name, "-")) for name in sizes):
        return True
    if _ZERO.match(style.get("max-height", "-")) and _ZERO.match(style.get("line-height", style.get("font-size", "-"))):
        return True
    away = (style.get("text-indent", ""), style.get("left", ""), style.get("top", ""), style.get("margin-left", ""))
    return any(re.match(r"-\d{3,}", value) for value in away) or "rect(0" in style.get("clip", "").replace(" ", "")


def look(around: Look, style: Mapping[str, str], attributes: Mapping[str, str]) -> Look:
    """How an element looks inside `around`, by its style and its attributes `color`, `bgcolor` and `background`."""
    if _LOOKING.isdisjoint(style) and _COLOURING.isdisjoint(attributes):
        return around
    size = _tiny(style.get("font-size") or _short_size(style.get("font", "")))
    visibility = style.get("visibility")
    picture = "url()" if "background" in attributes else attributes.get("bgcolor")
    ground = style.get("background-color") or style.get("background") or picture
    colour = style.get("color") or attributes.get("color")
    space = style.get("white-space")
    return Look(
        tiny=around.tiny if size is None else size,
        invisible=around.invisible if visibility is None else visibility in ("hidden", "collapse"),
        colour=around.colour if colour is None else _colour(colour),
        ground=around.ground if ground is None else _ground(ground, around.ground),
        keeps_lines=around.keeps_lines if space is None else space.startswith(("pre", "break")),
    )


def _tiny(size: str | None) -> bool | None:
    """True for a font of no size (1px counts: previews hide so), None when no size is said."""
    if not size or size in ("inherit", "initial"):
        return None
    return bool(_ZERO.match(size)) or size in ("1px", "1pt", "0.1px", "0.1em", "0.01em")


def _short_size(font: str) -> str | None:
    """The size in a `font:` shorthand ("0/0 a")."""
    found = _FONT_SIZE.search(font)
    return found[1] + (found[2] or "") if found else None


@lru_cache(maxsize=512)
def _colour(text: str) -> str | None:
    """A colour as six hex digits, "transparent", or None when it cannot be told."""
    text = text.strip().lower()
    if found := _RGB.search(text):
        if found[4] and not found[4].strip("0."):
            return "transparent"
        return "".join(f"{min(int(value), 255):02x}" for value in found.groups()[:3])
    if re.fullmatch(r"#[0-9a-f]{3}", text):
        return "".join(sign * 2 for sign in text[1:])
    if re.fullmatch(r"#[0-9a-f]{6}", text):
        return text[1:]
    return _NAMES.get(text)


def _ground(text: str, around: str | None) -> str | None:
    """The colour behind the text: a picture or gradient is unknown, a transparent one shows what is around."""
    if "url(" in text or "gradient" in text:
        return None
    found = _colour(text.split()[0] if text.split() and not _RGB.search(text) else text)
    if found is None and text.strip() in ("none", "inherit", "initial", ""):
        return around
    return around if found == "transparent" else found


def sheet_rules(sheet: str) -> dict[str, dict[str, str]]:
    """The rules of a style sheet for simple selectors (".a", "#b", "td.c"): selector -> declarations.

    Rules inside @media are left out: they are for other screens. So are selectors with more than one step.
    """
    rules: dict[str, dict[str, str]] = {}
    before, *after = sheet[:MAX_SHEET].replace("<!--", "").replace("-->", "").split("/*")
    plain = before + "".join(piece.partition("*/")[2] for piece in after)
    for selectors, body in _top_rules(plain):
        style = declarations(body)
        for selector in selectors.split(",")[:50]:
            if found := _SIMPLE.match(selector.strip()):
                rules.setdefault(found[1].lower(), {}).update(style)
    return rules


def _top_rules(sheet: str) -> list[tuple[str, str]]:
    """Selector and body of every rule outside @-blocks."""
    rules: list[tuple[str, str]] = []
    depth, start, selectors = 0, 0, ""
    for sign in re.finditer(r"[{};]", sheet):
        if sign[0] == "{":
            if depth == 0:
                selectors, start = sheet[start : sign.start()].strip(), sign.end()
            depth += 1
        elif sign[0] == "}":
            depth = max(0, depth - 1)
            if depth == 0:
                if not selectors.startswith("@"):
                    rules.append((selectors[:2000], sheet[start : sign.start()][:MAX_STYLE]))
                start = sign.end()
        elif depth == 0:
            start = sign.end()
    return rules
