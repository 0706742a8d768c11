"""Which parts of an HTML mail nobody sees, by their style and attributes; `sheets` reads the style sheets.

Hidden words pad previews, carry tracking or try to talk to programs; a person never reads them, so neither do we.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from agent.reading.colours import alike, colour, ground

MAX_STYLE = 2000

_IMPORTANT = re.compile(r"\s{0,20}!\s{0,20}important")
_ESCAPE = re.compile(r"\\(?:([0-9a-f]{1,6})\s?|(.))")
_ZERO = re.compile(r"(?:calc\()?[0.]+(?:px|pt|em|rem|ex|%|vw|vh)?\)?\Z")
_ONE = re.compile(r"(?:0|[01](?:\.\d{1,4})?px)\Z")
_SIZE = re.compile(r"(?:calc\()?([\d.]{1,8})(px|pt|em|rem|ex|%|vw|vh)?\)?\Z")
_FONT_SIZE = re.compile(r"(?:^|\s)([\d.]{1,8})(px|pt|em|rem|%)?(?:\s*/|\s|$)")
_SMALL = {"px": 2, "pt": 2, "em": 0.15, "rem": 0.15, "ex": 0.3, "%": 15, "vw": 0.3, "vh": 0.3}
"""The largest sizes nobody can read: previews and words for programs hide so."""
_HIDING = frozenset(
    """display mso-hide opacity filter overflow overflow-x overflow-y max-height text-indent left top right bottom
    margin margin-left margin-top clip clip-path content-visibility transform scale""".split()
)
_LOOKING = frozenset(
    """font-size font visibility background-color background color white-space -webkit-text-fill-color""".split()
)
_COLOURING = frozenset({"color", "bgcolor", "background"})
_FAINT = re.compile(r"(?:0?\.0\d{0,4}|0(?:\.0\d{0,4})?%?)\Z")
_FILTERED = re.compile(r"opacity\s?[(=]\s?(?:0?\.0\d{0,4}|0(?:\.0\d{0,4})?%?)\s?\)")
_AWAY = re.compile(r"-\d{3,}")
_FAR = re.compile(r"-?\d{4,}(?:px|em|rem|pt|%)?(?:\s|\Z)")
_FAR_MARGIN = re.compile(r"(?:\A|\s)-\d{3,}")
_SHRUNK = re.compile(r"scale(?:x|y|3d)?\(\s?0?\.?0{0,4}\s?[,)]|translate(?:x|y|3d)?\([^)]{0,20}?-?\d{4,}")
_CUT_OFF = re.compile(
    r"inset\(\s?(?:[5-9]\d|100)(?:\.\d{1,4})?%|circle\(\s?0|ellipse\(\s?0|polygon\(\s?0 0\s?\)|rect\(0 0 0 0"
)
_CLIP = re.compile(r"rect\(\s?" + r"[\s,]{1,3}".join([r"([\d.]{1,8})[a-z%]{0,4}"] * 4) + r"\s?\)")


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
        if self.tiny or self.invisible or self.colour == "transparent":
            return False
        return self.colour is None or self.ground is None or not alike(self.colour, self.ground)


@lru_cache(maxsize=512)
def declarations(style: str) -> Mapping[str, str]:
    """An inline style as property -> value, lower case, without "!important". Mails repeat few styles many times."""
    found: dict[str, str] = {}
    for one in unescaped(without_comments(style[:MAX_STYLE].lower())).split(";"):
        name, colon, value = one.partition(":")
        if colon:
            found[name.strip()] = _IMPORTANT.sub("", value).strip()
    return MappingProxyType(found)


def without_comments(text: str) -> str:
    """CSS without its comments."""
    if "/*" not in text:
        return text
    before, *after = text.split("/*")
    return before + "".join(piece.partition("*/")[2] for piece in after)


def unescaped(text: str) -> str:
    """CSS with its escapes (a backslash and a number) written as the letters they mean."""
    return _ESCAPE.sub(_letter, text) if "\\" in text else text


def _letter(found: re.Match[str]) -> str:
    code = int(found[1], 16) if found[1] else 0
    return (chr(code).lower() if 31 < code < 0xD800 else "") if found[1] else found[2]


def dropped(style: Mapping[str, str]) -> bool:
    """True when an element with this style, and all inside it, is not shown."""
    if _HIDING.isdisjoint(style):
        return False
    if style.get("display") == "none" or style.get("mso-hide") == "all" or style.get("content-visibility") == "hidden":
        return True
    if _FAINT.match(style.get("opacity", "1")) or _FILTERED.search(style.get("filter", "")):
        return True
    return _no_room(style) or _away(style) or _cut_off(style)


def _no_room(style: Mapping[str, str]) -> bool:
    """True for a box without height or width that hides what does not fit."""
    if any(style.get(name) in ("hidden", "clip") for name in ("overflow", "overflow-x", "overflow-y")):
        if any(_ZERO.match(style.get(name, "-")) for name in ("max-height", "height", "max-width", "width")):
            return True
        if _ONE.match(style.get("height", "-")) and _ONE.match(style.get("width", "-")):
            return True
    flat = _ZERO.match(style.get("max-height", "-"))
    return bool(flat and _ZERO.match(style.get("line-height", style.get("font-size", "-"))))


def _away(style: Mapping[str, str]) -> bool:
    """True for what stands outside the page."""
    if any(_AWAY.match(style.get(name, "")) for name in ("text-indent", "left", "top", "margin-left")):
        return True
    far = ("left", "top", "right", "bottom", "margin-top", "text-indent")
    return any(_FAR.match(style.get(name, "")) for name in far) or bool(_FAR_MARGIN.search(style.get("margin", "")))


def _cut_off(style: Mapping[str, str]) -> bool:
    """True for what is shrunk to nothing, or clipped away."""
    if _SHRUNK.search(style.get("transform", "")) or _ZERO.match(style.get("scale", "-")):
        return True
    if _CUT_OFF.search(style.get("clip-path", "")):
        return True
    found = _CLIP.search(style.get("clip", ""))
    return bool(found and (float_of(found[1]) >= float_of(found[3]) or float_of(found[4]) >= float_of(found[2])))


def float_of(text: str) -> float:
    """A number as CSS writes it; 0 when it is none."""
    try:
        return float(text)
    except ValueError:
        return 0.0


def look(around: Look, style: Mapping[str, str], attributes: Mapping[str, str]) -> Look:
    """How an element looks inside `around`, by its style and its attributes `color`, `bgcolor` and `background`."""
    if _LOOKING.isdisjoint(style) and _COLOURING.isdisjoint(attributes):
        return around
    size = _tiny(style.get("font-size") or _short_size(style.get("font", "")))
    visibility = style.get("visibility")
    picture = "url()" if "background" in attributes else attributes.get("bgcolor")
    behind = style.get("background-color") or style.get("background") or picture
    ink = style.get("-webkit-text-fill-color") or style.get("color") or attributes.get("color")
    space = style.get("white-space")
    return Look(
        tiny=around.tiny if size is None else size,
        invisible=around.invisible if visibility is None else visibility in ("hidden", "collapse"),
        colour=around.colour if ink is None else colour(ink),
        ground=around.ground if behind is None else ground(behind, around.ground),
        keeps_lines=around.keeps_lines if space is None else space.startswith(("pre", "break")),
    )


def _tiny(size: str | None) -> bool | None:
    """True for a font too small to read (1px counts: previews hide so), None when no size is said."""
    if not size or size in ("inherit", "initial", "unset"):
        return None
    found = _SIZE.match(size)
    return bool(found and float_of(found[1]) <= _SMALL[found[2] or "px"])


def _short_size(font: str) -> str | None:
    """The size in a `font:` shorthand ("0/0 a")."""
    found = _FONT_SIZE.search(font)
    return found[1] + (found[2] or "") if found else None
