"""Colours as pages write them, as six hex digits, and whether two of them can be told apart."""

from __future__ import annotations

import re
from functools import lru_cache

NEAR = 10
"""Colours whose red, green and blue differ by no more than this are one to the eye."""

_NUMBER = r"\s?(\d{1,3}(?:\.\d{1,4})?%?)"
_RGB = re.compile(rf"rgba?\({_NUMBER}[\s,]{{1,3}}{_NUMBER}[\s,]{{1,3}}{_NUMBER}(?:\s?[,/]\s?([\d.]{{1,6}})%?)?\s?\)")
_HSL = re.compile(r"hsla?\([^()%]{1,30}?[\s,]\s?([\d.]{1,6})%[\s,]{1,3}([\d.]{1,6})%(?:\s?[,/]\s?([\d.]{1,6})%?)?\s?\)")
_HEX = re.compile(r"#?([0-9a-f]{6}|[0-9a-f]{8}|(?<=#)[0-9a-f]{3,4})\Z")
_NAMES = {
    "white": "ffffff", "black": "000000", "transparent": "transparent", "snow": "fffafa", "ivory": "fffff0",
    "whitesmoke": "f5f5f5", "ghostwhite": "f8f8ff", "floralwhite": "fffaf0", "mintcream": "f5fffa", "navy": "000080",
    "silver": "c0c0c0", "gray": "808080", "grey": "808080", "red": "ff0000", "blue": "0000ff", "green": "008000",
    "yellow": "ffff00", "lime": "00ff00", "aqua": "00ffff", "cyan": "00ffff", "fuchsia": "ff00ff", "maroon": "800000",
}  # fmt: skip
_OF_AROUND = frozenset(
    {"inherit", "initial", "unset", "revert", "currentcolor", "none", "auto", "windowtext", "window"}
)


@lru_cache(maxsize=512)
def colour(text: str) -> str | None:
    """Six hex digits, "transparent", a name that is only known to be the same as itself, or None: cannot be told."""
    text = text.strip().lower()
    if found := _RGB.search(text):
        if found[4] and not found[4].strip("0."):
            return "transparent"
        return "".join(f"{_channel(value):02x}" for value in found.groups()[:3])
    if found := _HSL.search(text):
        return _of_lightness(float(found[2].rstrip(".")), found[3])
    if found := _HEX.match(text):
        digits = found[1] if len(found[1]) > 4 else "".join(sign * 2 for sign in found[1])
        return "transparent" if digits[6:] == "00" else digits[:6]
    if text in _NAMES:
        return _NAMES[text]
    return text if text.isalpha() and text.isascii() and text not in _OF_AROUND else None


def _channel(value: str) -> int:
    number = float(value.rstrip("%"))
    return min(round(number * 2.55) if value.endswith("%") else int(number), 255)


def _of_lightness(lightness: float, alpha: str | None) -> str | None:
    """White and black of the hsl() notation: the colours that hide. Of the others nothing is told."""
    if alpha and not alpha.strip("0."):
        return "transparent"
    return "ffffff" if lightness >= 98 else "000000" if lightness <= 2 else None


@lru_cache(maxsize=512)
def alike(one: str, other: str) -> bool:
    """True for two colours that the eye does not tell apart."""
    if one == other:
        return True
    try:
        pairs = [(int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (0, 2, 4)]
    except ValueError:  # names
        return False
    return len(one) == len(other) == 6 and all(abs(first - second) <= NEAR for first, second in pairs)


def ground(text: str, around: str | None) -> str | None:
    """The colour behind the text: a picture or gradient is unknown, a transparent one shows what is around."""
    if "url(" in text or "gradient" in text:
        return None
    bare = text.strip().lower()
    if bare in _OF_AROUND or not bare:
        return around
    found = colour(bare if "(" in bare else bare.split()[0])
    return around if found == "transparent" else found
